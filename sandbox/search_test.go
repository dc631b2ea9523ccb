package sandbox_test

import (
	"encoding/json"
	"fmt"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"intercom-mcp/sandbox"
)

func TestOperators(t *testing.T) {
	w := newWorkspace(sandbox.Options{Empty: true})
	day := time.Date(2026, 3, 10, 15, 0, 0, 0, time.UTC).Unix()
	ask(t, w, "POST", "/contacts", fmt.Sprintf(`{"email":"ann@one.example","name":"Ann Other","signed_up_at":%d,`+
		`"custom_attributes":{"seats":3,"is_owner":true}}`, day))
	ask(t, w, "POST", "/contacts", fmt.Sprintf(`{"email":"bob@two.example","name":"Bob","signed_up_at":%d,"custom_attributes":{"seats":30}}`, day+86400))
	ask(t, w, "POST", "/contacts", `{"role":"lead"}`)
	for _, c := range []struct {
		field, operator string
		value           any
		want            int
	}{
		{"email", "=", "ANN@one.example", 1}, {"email", "!=", "ann@one.example", 2}, {"email", "IN", []string{"ann@one.example", "bob@two.example"}, 2},
		{"email", "NIN", []string{"ann@one.example"}, 2}, {"email", "~", "one", 1}, {"email", "!~", "one", 2}, {"email", "^", "bob", 1}, {"email", "$",
			".example", 2},
		{"email", "=", nil, 1}, {"email", "!=", nil, 2}, {"email_domain", "=", "two.example", 1}, {"name", "~", "other", 1}, {"role", "=", "lead", 1},
		{"signed_up_at", "=", day - 3600, 1}, {"signed_up_at", ">", day - 3600, 1}, {"signed_up_at", ">", day - 86400, 2}, {"signed_up_at", "<", day + 86400, 1},
		{"signed_up_at", "=", fmt.Sprint(day), 1}, {"custom_attributes.seats", ">", 3, 1}, {"custom_attributes.seats", ">=", 3,
			2}, {"custom_attributes.seats", "<", 30, 1},
		{"custom_attributes.seats", "=", "3", 1}, {"custom_attributes.is_owner", "=", true, 1}, {"unsubscribed_from_emails", "=", false, 3},
		{"unsubscribed_from_emails", "=", "true", 0}, {"tag_id", "=", sandbox.TagVIP, 0}, {"tag_id", "!=", sandbox.TagVIP, 3},
	} {
		if n := count(t, w, "contacts", c.field, c.operator, c.value); n != c.want {
			t.Errorf("%s %s %v finds %d, want %d", c.field, c.operator, c.value, n, c.want)
		}
	}
}

func TestTimesOfConversationsAreToTheSecond(t *testing.T) {
	w := newWorkspace(sandbox.Options{Empty: true})
	ask(t, w, "POST", "/contacts", `{"email":"ann@one.example","external_id":"a"}`)
	id := json.RawMessage(ask(t, w, "GET", "/contacts/find_by_external_id/a", "").Body.Bytes())
	var ann struct{ ID string }
	if err := json.Unmarshal(id, &ann); err != nil {
		t.Fatal(err)
	}
	ask(t, w, "POST", "/messages", `{"message_type":"inapp","body":"two words","from":{"type":"admin","id":5100001},`+
		`"to":{"type":"user","id":"`+ann.ID+`"},"create_conversation_without_contact_reply":true}`)
	sent := noon.Unix()
	for _, c := range []struct {
		field, operator string
		value           any
		want            int
	}{
		{"created_at", ">", sent, 1}, {"created_at", ">", sent + 1, 0}, {"created_at", "<", sent, 1}, {"created_at", "<", sent - 1, 0}, {"created_at", "=",
			sent, 1},
		{"created_at", ">=", sent, 1}, {"created_at", "!=", sent, 0}, {"source.body", "~", "WORDS", 1}, {"source.body", "~", "word", 0}, {"source.body",
			"~", "two words", 0},
		{"contact_ids", "=", ann.ID, 1}, {"contact_ids", "NIN", []string{ann.ID}, 0}, {"source.author.email", "=", "ann@lumendesk.example", 1},
	} {
		if n := count(t, w, "conversations", c.field, c.operator, c.value); n != c.want {
			t.Errorf("%s %s %v finds %d, want %d", c.field, c.operator, c.value, n, c.want)
		}
	}
}

func TestSearchRefuses(t *testing.T) {
	w := newWorkspace(sandbox.Options{})
	leaf := `{"field":"email","operator":"=","value":"x"}`
	many := "[" + strings.Repeat(leaf+",", 15) + leaf + "]"
	group := func(inside string) string { return `{"operator":"AND","value":[` + inside + `]}` }
	for _, c := range []struct {
		query  string
		status int
	}{
		{leaf, 200}, {group(leaf), 200}, {group(group(leaf)), 200}, {group(""), 200}, {group(leaf + "," + group(leaf)), 200},
		{group(group(group(leaf))), 400}, {`{"operator":"AND","value":` + many + `}`, 400}, {`{"operator":"XOR","value":[]}`, 400}, {group("7"), 400},
		{`{"operator":"OR","value":` + leaf + `}`, 400}, {`{"field":"shoe_size","operator":"=","value":1}`,
			400}, {`{"field":"email","operator":">","value":"x"}`, 400},
		{`{"field":"email","operator":"LIKE","value":"x"}`, 400}, {`{"field":"email","operator":"=","value":["x"]}`,
			400}, {`{"field":"email","operator":"IN","value":"x"}`, 400},
		{`{"field":"email","operator":"="}`, 400}, {`{"field":"created_at","operator":">=","value":1}`,
			400}, {`{"field":"created_at","operator":">","value":"soon"}`, 400},
		{`{"field":"created_at","operator":"!=","value":1}`, 400}, {`{"field":"tag_id","operator":"IN","value":["1"]}`,
			400}, {`{"field":"unsubscribed_from_emails","operator":"=","value":3}`, 400},
		{`{"field":"custom_attributes.","operator":"=","value":3}`, 400}, {`[]`, 400}, {`null`, 400},
	} {
		if rec := ask(t, w, "POST", "/contacts/search", `{"query":`+c.query+`}`); rec.Code != c.status {
			t.Errorf("%s: %d %.200s, want %d", c.query, rec.Code, rec.Body, c.status)
		}
	}
}

// TestEveryPageOnce reads all pages under several sorts: each contact comes once.
func TestEveryPageOnce(t *testing.T) {
	w := newWorkspace(sandbox.Options{})
	for _, sort := range []string{`{}`, `{"field":"name","order":"ascending"}`, `{"field":"owner_id","order":"descending"}`, `{"field":"last_seen_at"}`} {
		seen, after := map[string]int{}, `null`
		for after != "" {
			body := fmt.Sprintf(`{"query":{"field":"created_at","operator":">","value":0},"sort":%s,"pagination":{"per_page":17,"starting_after":%s}}`, sort, after)
			var page struct {
				Data  []struct{ ID string }
				Pages struct {
					Next *struct {
						After string `json:"starting_after"`
					}
				}
			}
			rec := ask(t, w, "POST", "/contacts/search", body)
			if err := json.Unmarshal(rec.Body.Bytes(), &page); err != nil || rec.Code != 200 {
				t.Fatal(err, rec.Body)
			}
			for _, c := range page.Data {
				seen[c.ID]++
			}
			after = ""
			if page.Pages.Next != nil {
				after = fmt.Sprintf("%q", page.Pages.Next.After)
			}
		}
		for id, n := range seen {
			if n != 1 {
				t.Errorf("%s: %s comes %d times", sort, id, n)
			}
		}
		if len(seen) != 198 {
			t.Errorf("%s: %d contacts", sort, len(seen))
		}
	}
}

func FuzzSearch(f *testing.F) {
	for _, s := range []string{
		`{"query":{"field":"email","operator":"=","value":"x"}}`,
		`{"query":{"operator":"OR","value":[{"field":"created_at","operator":">","value":1},{"operator":"AND","value":[]}]},` +
			`"sort":{"field":"name","order":"ascending"}}`,
		`{"query":{"field":"custom_attributes.seats","operator":"IN","value":[1,"2",null]},"pagination":{"per_page":"7","starting_after":"W10="}}`,
		`{"query":{"field":"tag_ids","operator":"NIN","value":[]}}`,
	} {
		f.Add(s)
	}
	w := newWorkspace(sandbox.Options{RateLimit: 1 << 30})
	f.Fuzz(func(t *testing.T, body string) {
		for _, path := range []string{"/contacts/search", "/conversations/search", "/tickets/search"} {
			r := httptest.NewRequest("POST", path, strings.NewReader(body))
			r.Header.Set("Authorization", "Bearer x")
			rec := httptest.NewRecorder()
			w.ServeHTTP(rec, r)
			if rec.Code != 200 && rec.Code != 400 && rec.Code != 500 || !json.Valid(rec.Body.Bytes()) {
				t.Errorf("%s %q: %d %.200s", path, body, rec.Code, rec.Body)
			}
		}
	})
}
