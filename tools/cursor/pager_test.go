package cursor

import (
	"strings"
	"testing"

	"intercom-mcp/intercomapi"
)

// TestSkippedItems takes up a page where the last answer left off.
func TestSkippedItems(t *testing.T) {
	at, err := Cursor{Tool: "list_contacts"}.Resume(Cursor{Tool: "list_contacts", After: "abc", PerPage: 7, Skip: 2, Offset: 9}.SkipItems(3))
	if err != nil || at.Skip != 5 || at.Offset != 0 || at.After != "abc" || at.PerPage != 7 {
		t.Errorf("%+v, %v", at, err)
	}
	if next := at.Next(intercomapi.Page{Next: intercomapi.Next{StartingAfter: "def"}}); next.At.Skip != 5 || at.Offset != 0 || strings.Contains(next.StartingAfter, at.String()) {
		t.Errorf("%+v", next)
	}
	if on, err := parse(at.Next(intercomapi.Page{Next: intercomapi.Next{StartingAfter: "def"}}).StartingAfter); err != nil || on.Skip != 0 || on.After != "def" {
		t.Errorf("%+v, %v", on, err)
	}
	for _, p := range []Cursor{{Tool: "x", Skip: -1}, {Tool: "x", Offset: -1}} {
		if _, err := parse(p.String()); err == nil {
			t.Error("a negative number is taken")
		}
	}
	if scroll := (Cursor{Tool: "list_companies"}).Next(intercomapi.Page{Next: intercomapi.Next{Scroll: "s"}}); scroll.At.Tool != "" {
		t.Error("a page of a scroll is offered twice")
	}
}
