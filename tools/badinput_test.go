package tools_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
)

// repeatList returns a text n times, with commas between.
func repeatList(n int, text string) string {
	return strings.TrimSuffix(strings.Repeat(text+",", n), ",")
}

// TestBadInput is answered with an error that names the argument and the limit,
// and reaches nobody.
func TestBadInput(t *testing.T) {
	filters := func(n int) string {
		return fmt.Sprintf(`{"query":{"operator":"AND","value":[%s]}}`, repeatList(n, `{"field":"email","operator":"=","value":"a"}`))
	}
	file := `{"content_type":"text/plain","name":"a","data":"aGVsbG8="}`
	note := `{"id":"5","message_type":"note","body":"x",`
	mail := `{"message_type":"email","template":"plain","body":"x","to_type":"user","to_id":"6","from_id":"7"`
	for name, c := range map[string]struct {
		tool, args string
		words      []string
	}{
		"unknown argument":   {"get_contact", `{"id":"5","expand":true}`, []string{`unknown argument "expand"`, "external_id", "include_merge_history"}},
		"wrong type":         {"list_contacts", `{"per_page":"many"}`, []string{"per_page", "integer"}},
		"page too large":     {"list_contacts", `{"per_page":151}`, []string{"per_page", "150"}},
		"id ..":              {"get_contact", `{"id":".."}`, []string{"id ", `".."`, "letters, digits"}},
		"id a/b":             {"get_contact", `{"id":"a/b"}`, []string{"id ", `"a/b"`}},
		"id a%2fb":           {"get_contact", `{"id":"a%2fb"}`, []string{"id ", `"a%2fb"`}},
		"id empty":           {"get_contact", `{"id":""}`, []string{"give exactly one of id, external_id"}},
		"id x?y":             {"get_contact", `{"id":"x?y"}`, []string{"id ", `"x?y"`}},
		"id of a route":      {"get_conversation", `{"id":"search"}`, []string{"id ", `"search"`}},
		"nested id":          {"create_ticket", `{"ticket_type_id":"1","contacts":[{"id":"a/b"}]}`, []string{"contacts[0].id"}},
		"broken JSON":        {"search_contacts", `{"query":"{\"field\":"}`, []string{"query", "not valid JSON"}},
		"broken group":       {"search_contacts", `{"query":{"operator":"AND","value":"[{"}}`, []string{"query", "list of filters"}},
		"11 URLs":            {"reply_conversation", note + `"attachment_urls":[` + repeatList(11, `"https://a/b.png"`) + `]}`, []string{"attachment_urls", "10"}},
		"11 URLs with comma": {"reply_conversation", note + `"attachment_urls":"` + repeatList(11, `https://a/b.png`) + `"}`, []string{"attachment_urls", "10"}},
		"11 files":           {"reply_conversation", note + `"attachment_files":[` + repeatList(11, file) + `]}`, []string{"attachment_files", "10"}},
		"11 URLs to start": {"create_conversation", `{"contact_id":"5","body":"x","attachment_urls":[` + repeatList(11, `"https://a/b.png"`) + `]}`,
			[]string{"attachment_urls", "10"}},
		"no Base64": {"reply_conversation", note + `"attachment_files":[{"content_type":"a/b","name":"a","data":"%%%"}]}`,
			[]string{"attachment_files[0].data", "Base64"}},
		"a large file": {"reply_ticket", note + `"attachment_files":[{"content_type":"a/b","name":"a","data":"` + strings.Repeat("AAAA", 1<<20+1) + `"}]}`,
			[]string{"attachment_files[0].data", "3 MiB"}},
		"URLs and files": {"reply_ticket", note + `"attachment_urls":["https://a/b.png"],"attachment_files":[` + file + `]}`,
			[]string{"attachment_urls", "attachment_files"}},
		"a comment crossed": {"reply_ticket", `{"id":"5","message_type":"comment","body":"x","cross_post":true}`, []string{"cross_post", "note"}},
		"16 filters":        {"search_contacts", filters(16), []string{"16 filters", "15"}},
		"no subject":        {"create_message", mail + `}`, []string{"subject", "e-mail"}},
		"blank subject":     {"create_message", mail + `,"subject":"  "}`, []string{"subject"}},
		"no template":       {"create_message", `{"message_type":"email","subject":"s","body":"x","to_type":"user","to_id":"6"}`, []string{"template", "plain"}},
		"copies in-app":     {"create_message", `{"message_type":"inapp","body":"x","to_id":"6","cc":["7"]}`, []string{"cc", "email"}},
		"blind copies":      {"create_message", `{"message_type":"inapp","body":"x","to_id":"6","bcc":["7"]}`, []string{"bcc", "email"}},
		"from a contact":    {"create_message", `{"message_type":"inapp","body":"x","to_id":"6","from_type":"contact"}`, []string{"from_type", "admin"}},
		"blank body":        {"create_message", `{"message_type":"inapp","body":" ","to_id":"6"}`, []string{"body", "blank"}},
		"blank reply":       {"reply_conversation", `{"id":"5","message_type":"comment","body":"\n"}`, []string{"body", "blank"}},
		"two contacts":      {"create_ticket", `{"ticket_type_id":"1","contacts":[{"id":"1"},{"id":"2"}]}`, []string{"contacts", "1"}},
		"no contact":        {"create_ticket", `{"ticket_type_id":"1","contacts":[]}`, []string{"contacts", "1"}},
		"two keys":          {"create_ticket", `{"ticket_type_id":"1","contacts":[{"id":"1","email":"a@b.c"}]}`, []string{"contacts[0]", "exactly one"}},
		"unknown sort":      {"list_conversations", `{"sort":"name"}`, []string{"sort", "waiting_since"}},
		"companies cursor":  {"list_companies", `{"starting_after":"abc"}`, []string{"starting_after"}},
		"past the ceiling":  {"list_companies", `{"page":501}`, []string{"10000", "scroll: true"}},
		"60 companies":      {"list_companies", `{"per_page":61}`, []string{"per_page", "60"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			text, failed, sent := callAs(t, "7", c.tool, c.args, statusReply(http.StatusOK))
			if !failed || len(sent) > 0 || !strings.HasPrefix(text, "invalid arguments for "+c.tool) {
				t.Errorf("failed=%v, sent %q: %.300s", failed, sent, text)
			}
			for _, word := range c.words {
				if !strings.Contains(text, word) {
					t.Errorf("%q is not in: %.300s", word, text)
				}
			}
			if len(text) > 1500 {
				t.Errorf("an error of %d bytes", len(text))
			}
		})
	}
}
