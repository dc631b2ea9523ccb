package sandbox_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"intercom-mcp/sandbox"
)

// readAll returns all that a workspace shows, page after page.
func readAll(t testing.TB, w *sandbox.Workspace) string {
	t.Helper()
	var b strings.Builder
	for _, path := range []string{"/me", "/admins", "/teams", "/tags", "/segments", "/data_attributes", "/ticket_types", "/contacts?per_page=150",
		"/conversations?per_page=150", "/conversations/" + sandbox.LongConversation} {
		b.Write(ask(t, w, "GET", path, "").Body.Bytes())
	}
	b.Write(ask(t, w, "POST", "/companies/list?per_page=60", "").Body.Bytes())
	b.Write(ask(t, w, "POST", "/tickets/search", `{"query":{"field":"created_at","operator":">","value":0},"pagination":{"per_page":150}}`).Body.Bytes())
	return b.String()
}

func TestSameClockSameBytes(t *testing.T) {
	a, b := readAll(t, newWorkspace(sandbox.Options{})), readAll(t, newWorkspace(sandbox.Options{}))
	if a != b {
		t.Error("two workspaces of one clock differ")
	}
	later := noon.Add(6 * time.Hour)
	if c := readAll(t, newWorkspace(sandbox.Options{Now: func() time.Time { return later }})); a != c {
		t.Error("two workspaces of one day differ")
	}
}

// TestSampleOnAnyDay looks at the sample on unusual days and times: nothing may be in the future, something in the last week.
func TestSampleOnAnyDay(t *testing.T) {
	for _, day := range []string{"2024-02-29T00:00:00Z", "2026-03-29T00:00:01Z", "2026-12-31T23:59:59Z"} {
		now, err := time.Parse(time.RFC3339, day)
		if err != nil {
			t.Fatal(err)
		}
		w := newWorkspace(sandbox.Options{Now: func() time.Time { return now }})
		for _, kind := range []string{"conversations", "tickets"} {
			if n := count(t, w, kind, "created_at", ">", now.Unix()+1) + count(t, w, kind, "updated_at", ">", now.Unix()+1); n != 0 {
				t.Errorf("%s: %d %s in the future", day, n, kind)
			}
			if n := count(t, w, kind, "created_at", ">", now.AddDate(0, 0, -7).Unix()); n == 0 {
				t.Errorf("%s: no %s in the last week", day, kind)
			}
		}
		if n := count(t, w, "contacts", "created_at", ">", now.Unix()); n != 0 {
			t.Errorf("%s: %d contacts in the future", day, n)
		}
	}
}

func count(t testing.TB, w *sandbox.Workspace, kind, field, operator string, value any) int {
	t.Helper()
	v, _ := json.Marshal(value)
	rec := ask(t, w, "POST", "/"+kind+"/search", fmt.Sprintf(`{"query":{"field":%q,"operator":%q,"value":%s}}`, field, operator, v))
	var found struct {
		Total *int `json:"total_count"`
	}
	if err := json.Unmarshal(rec.Body.Bytes(), &found); err != nil || found.Total == nil {
		t.Fatalf("%s %s %v: %d %s", kind, field, value, rec.Code, rec.Body)
	}
	return *found.Total
}

func TestSampleHasEveryState(t *testing.T) {
	w := newWorkspace(sandbox.Options{})
	for _, c := range []struct {
		kind, field, operator string
		value                 any
		least, most           int
	}{
		{"contacts", "role", "=", "user", 160, 160},
		{"contacts", "role", "=", "lead", 38, 38},
		{"contacts", "tag_id", "=", sandbox.TagVIP, 5, 30},
		{"contacts", "segment_id", "=", "66f05e650000000000000004", 5, 20},
		{"contacts", "owner_id", "!=", nil, 5, 30},
		{"contacts", "email", "=", nil, 5, 20},
		{"conversations", "state", "=", "open", 25, 90},
		{"conversations", "state", "=", "closed", 40, 130},
		{"conversations", "state", "=", "snoozed", 3, 20},
		{"conversations", "waiting_since", "!=", nil, 15, 80},
		{"conversations", "admin_assignee_id", "=", 0, 10, 70},
		{"conversations", "team_assignee_id", "=", 6200002, 10, 60},
		{"conversations", "priority", "=", "urgent", 5, 20},
		{"conversations", "ai_agent_participated", "=", true, 20, 80},
		{"conversations", "conversation_rating.score", "=", 5, 5, 60},
		{"conversations", "contact_ids", "=", sandbox.ContactMaria, 5, 6},
		{"conversations", "source.body", "~", "invoice", 5, 60},
		{"conversations", "source.subject", "~", "invoice", 3, 60},
		{"tickets", "category", "=", "request", 15, 30},
		{"tickets", "category", "=", "task", 5, 15},
		{"tickets", "category", "=", "tracker", 5, 15},
		{"tickets", "state", "=", "submitted", 3, 20},
		{"tickets", "state", "=", "resolved", 3, 20},
		{"tickets", "open", "=", false, 3, 20},
	} {
		if n := count(t, w, c.kind, c.field, c.operator, c.value); n < c.least || n > c.most {
			t.Errorf("%s with %s %s %v: %d, want %d to %d", c.kind, c.field, c.operator, c.value, n, c.least, c.most)
		}
	}
}

func TestSampleTextHasNoPlaceholders(t *testing.T) {
	all := readAll(t, newWorkspace(sandbox.Options{}))
	for _, placeholder := range []string{"{first}", "{n}", "{company}", "{amount}", "{admin}", "[[", "]]", `\\n`} {
		if i := strings.Index(all, placeholder); i >= 0 {
			t.Errorf("%s is left in %q", placeholder, all[max(0, i-80):min(len(all), i+80)])
		}
	}
}

func TestEmpty(t *testing.T) {
	w := newWorkspace(sandbox.Options{Empty: true})
	for _, kind := range []string{"conversations", "tickets"} {
		if n := count(t, w, kind, "created_at", ">", 0); n != 0 {
			t.Errorf("%d %s", n, kind)
		}
	}
	if rec := ask(t, w, "GET", "/contacts", ""); !strings.Contains(rec.Body.String(), `"total_count":0`) {
		t.Error(rec.Body)
	}
	if rec := ask(t, w, "GET", "/admins/"+sandbox.AdminAnn, ""); rec.Code != 200 {
		t.Error(rec.Body)
	}
}
