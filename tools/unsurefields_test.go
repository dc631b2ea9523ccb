package tools_test

import (
	"io"
	"net/http"
	"strings"
	"testing"
)

// refusing answers a search by one of some fields with a refusal that says so in its own
// words, and any other with an empty page.
func refusing(words string, fields ...string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		for _, field := range fields {
			if strings.Contains(string(body), `"field":"`+field+`"`) {
				said := strings.ReplaceAll(words, "FIELD", field)
				replying(http.StatusBadRequest, `{"type":"error.list","errors":[{"code":"parameter_invalid","message":"`+said+`"}]}`)(w, r)
				return
			}
		}
		replying(http.StatusOK, `{"type":"conversation.list","conversations":[],"total_count":3}`)(w, r)
	}
}

// TestUnsureFields: a search by title works though Intercom refuses some of the fields
// that may hold one.
func TestUnsureFields(t *testing.T) {
	const title, attribute, subject = "title", "custom_attributes._default_title_", "source.subject"
	for _, c := range []struct {
		name, words, args string
		refused           []string
		last, never       []string // fields in the last request, and those that are not
		requests          int
	}{
		{"both known", "", `{"subject":"Invoice"}`, nil, []string{title, attribute, subject}, nil, 1},
		{"one is named", "FIELD is not a searchable field.", `{"subject":"Invoice"}`, []string{title}, []string{attribute, subject}, []string{title}, 2},
		{"the other", "Invalid field: FIELD", `{"subject":"R&D"}`, []string{attribute}, []string{title, subject}, []string{attribute}, 2},
		{"one after the other", "'FIELD' is unknown", `{"subject":"a"}`, []string{title, attribute}, []string{subject}, []string{title, attribute}, 3},
		{"none is named", "bad query", `{"subject":"a","state":"open"}`, []string{title}, []string{subject, "state"}, []string{title, attribute}, 2},
		{"a count", "FIELD?", `{"subject":"a","count_only":true}`, []string{attribute}, []string{title, subject}, []string{attribute}, 2},
	} {
		api := newFake(refusing(c.words, c.refused...))
		text, failed := call(t, callerOver(t, api), named(t, "search_conversations"), argumentsOf(c.args))
		sent := api.requests()
		if failed || len(sent) != c.requests || strings.Contains(text, "refused to search by") != (len(c.refused) > 0) {
			t.Errorf("%s: %s\n%s", c.name, text, strings.Join(sent, "\n"))
			continue
		}
		last := sent[len(sent)-1]
		for _, field := range c.last {
			if !strings.Contains(last, `"`+field+`"`) {
				t.Errorf("%s: no %s in %s", c.name, field, last)
			}
		}
		for _, field := range c.never {
			if strings.Contains(last, `"`+field+`"`) {
				t.Errorf("%s: %s in %s", c.name, field, last)
			}
		}
	}
	// A refusal of something else stays one, and so does one of a field that the call names.
	for _, args := range []string{`{"subject":"a"}`, `{"query":{"field":"source.subject","operator":"~","value":"a"}}`} {
		text, failed := call(t, callerOver(t, newFake(refusing("no FIELD", "source.subject"))), named(t, "search_conversations"), argumentsOf(args))
		if !failed || !strings.Contains(text, "no source.subject") {
			t.Errorf("%s: %s", args, text)
		}
	}
}
