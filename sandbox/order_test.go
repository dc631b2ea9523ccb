package sandbox_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"testing"

	"intercom-mcp/sandbox"
)

// TestOrdersAndPages: each list has the order and the size that it has without being asked, and says nothing of a page after the last.
func TestOrdersAndPages(t *testing.T) {
	w := newWorkspace(sandbox.Options{})
	const all = `{"query":{"field":"created_at","operator":">","value":0}}`
	for n := range 30 {
		ask(t, w, "POST", "/articles", fmt.Sprintf(`{"title":"Article %d","author_id":5100001}`, n))
	}
	for _, c := range []struct {
		method, path, body, rows, field string
		descending                      bool
		size                            int
	}{
		{"GET", "/contacts", "", "data", "created_at", false, 10},
		{"POST", "/contacts/search", all, "data", "created_at", false, 50},
		{"GET", "/companies/" + sandbox.CompanyAcme + "/contacts", "", "data", "created_at", false, 0},
		{"GET", "/conversations", "", "conversations", "updated_at", true, 20},
		{"POST", "/conversations/search", all, "conversations", "updated_at", true, 20},
		{"GET", "/articles", "", "data", "updated_at", true, 25},
		{"POST", "/companies/list", "", "data", "last_request_at", true, 15},
	} {
		rec := ask(t, w, c.method, c.path, c.body)
		var page map[string]json.RawMessage
		var rows []map[string]any
		if json.Unmarshal(rec.Body.Bytes(), &page) != nil || json.Unmarshal(page[c.rows], &rows) != nil {
			t.Fatalf("%s: %.200s", c.path, rec.Body)
		}
		if c.size > 0 && len(rows) != c.size {
			t.Errorf("%s %s: %d rows, want %d", c.method, c.path, len(rows), c.size)
		}
		if c.descending {
			slices.Reverse(rows)
		}
		if !slices.IsSortedFunc(rows, func(a, b map[string]any) int { return int(a[c.field].(float64) - b[c.field].(float64)) }) {
			t.Errorf("%s %s is not in the order of %s", c.method, c.path, c.field)
		}
	}
	for _, path := range []string{"/articles?per_page=150", "/companies?name=Acme", "/internal_articles", "/macros",
		"/contacts/" + sandbox.ContactMaria + "/companies", "/contacts/" + sandbox.ContactMaria + "/notes"} {
		rec := ask(t, w, "GET", path, "")
		var page struct {
			Pages map[string]any
		}
		if err := json.Unmarshal(rec.Body.Bytes(), &page); err != nil || page.Pages == nil {
			t.Errorf("%s: %v %.200s", path, err, rec.Body)
		}
		if next, given := page.Pages["next"]; given {
			t.Errorf("%s: the last page has a next one: %v", path, next)
		}
	}
}
