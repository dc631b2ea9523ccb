package tools_test

import (
	"strings"
	"testing"

	"intercom-mcp/sandbox"
	"intercom-mcp/tools/lookup"
)

// TestListsName tells who an item is assigned to by name, after one look-up for
// many lists; where there are no names to be had, ids stay and nothing is lost.
func TestListsName(t *testing.T) {
	const waiting = `{"contact":"` + sandbox.ContactMaria + `","state":"open"}`
	w := openFilter(t)
	w.caller.Names = lookup.NewCache()
	for range 3 {
		if text, failed := w.call("search_conversations", waiting); failed || !strings.Contains(text, `"assignee":"Dana Novak","team":"Support"`) {
			t.Errorf("no names: %s", text)
		}
	}
	if n := len(w.Requests()); n != 5 { // three searches, the admins and the teams
		t.Errorf("%d requests", n)
	}
	if text, failed := w.call("search_conversations", waiting[:len(waiting)-1]+`,"detail":"full"}`); failed || strings.Contains(text, `"assignee":`) {
		t.Errorf("a whole object is not Intercom's: %s", text)
	}
	w = openFilter(t, "GET /admins 403", "GET /teams 403")
	if text, failed := w.call("search_conversations", waiting); failed || !strings.Contains(text, `"assignee":5100004,"team":6200001`) {
		t.Errorf("without permission: %s", text)
	}
}
