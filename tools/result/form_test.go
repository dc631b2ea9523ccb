package result

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"strings"
	"testing"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/cursor"
)

// Arguments and results of tools as they should be, for the tables below.
type (
	noArguments struct{}
	pageOnly    struct{ cursor.Args }
	pageFields  struct {
		cursor.Args
		FieldOptions
	}
	pageSummaries struct {
		SummaryOnly
		cursor.Args
	}
	contacts struct {
		Items Items[Contact] `json:"contacts"`
		cursor.Page
	}
	contactsLast struct {
		cursor.Page
		Note  string         `json:"note,omitempty"`
		Items Items[Contact] `json:"contacts"`
	}
	contactsFirst struct {
		Items Items[Contact] `json:"contacts"`
		Note  string         `json:"note,omitempty"`
		cursor.Page
	}
	tags struct {
		Items Items[Plain] `json:"tags"`
		cursor.Page
	}
	oneContact struct {
		Contact intercomapi.Object `json:"contact"`
	}
)

// TestFormRefusals holds that a tool whose results would not be shown as they are
// meant can't be offered, and that the error says why.
func TestFormRefusals(t *testing.T) {
	type row struct{ Items Rows[string] }
	for name, c := range map[string]struct {
		in, out any
		writes  bool
		want    string
	}{
		"result no struct":    {noArguments{}, "", false, "a result is a struct, not string"},
		"arguments no struct": {1, oneContact{}, false, "arguments are a struct, not int"},
		"plain list": {pageOnly{}, struct {
			Items []intercomapi.Object
			cursor.Page
		}{}, false, "Items is a plain list: make it Items, or Objects where it stands beside one"},
		"plain list beside a list": {pageFields{}, struct {
			contacts
			More []intercomapi.Object
		}{}, false, "More is a plain list: make it Items, or Objects where it stands beside one"},
		"two lists": {pageFields{}, struct {
			contacts
			More Items[Plain]
		}{}, false, "More is a second list: a result has one"},
		"two lists, one made here": {pageFields{}, struct {
			More Rows[string]
			contactsLast
		}{}, false, "Items is a second list: a result has one"},
		"two pages": {pageFields{}, struct {
			contacts
			Again cursor.Page
		}{}, false, "Again is a second Page: a result has one"},
		"list within": {noArguments{}, struct {
			Inner struct{ Contacts Items[Contact] }
		}{}, false, "Inner holds a list: a list is a field of the result itself"},
		"list in a list": {noArguments{}, struct{ Rows []row }{}, false, "Rows holds a list: a list is a field of the result itself"},
		"page within":    {pageOnly{}, struct{ Inner *cursor.Page }{}, false, "Inner holds a list: a list is a field of the result itself"},
		"page and no list": {pageOnly{}, struct {
			Contacts Objects
			cursor.Page
		}{}, false, "the result has a Page and no list: make the list Items"},
		"list of a tool that writes": {pageFields{}, contacts{}, true, "the result is a list, which only a tool that reads can return"},
		"page and no starting_after": {struct{ FieldOptions }{}, contacts{}, false,
			"the result has a Page, but there is no argument starting_after to continue with"},
		"starting_after and no page": {pageOnly{}, struct{ Items Items[Plain] }{}, false,
			"there is an argument starting_after, but the result has no Page that gives a cursor for it"},
		"starting_after and no list": {pageOnly{}, oneContact{}, false,
			"there is an argument starting_after, but the result has no Page that gives a cursor for it"},
		"summary and no options":          {pageOnly{}, contacts{}, false, "the items have a summary: embed FieldOptions or SummaryOnly in the arguments"},
		"summary and no options, ordered": {pageOnly{}, contactsLast{}, false, "the items have a summary: embed FieldOptions or SummaryOnly in the arguments"},
		"options and no summary": {pageFields{}, tags{}, false,
			"the arguments have FieldOptions or SummaryOnly, but the result has no Items of a kind with a summary"},
		"summaries alone and no summary": {pageSummaries{}, tags{}, false,
			"the arguments have FieldOptions or SummaryOnly, but the result has no Items of a kind with a summary"},
		"options and items made here": {pageFields{}, struct {
			Rows Rows[string]
			cursor.Page
		}{}, false, "the arguments have FieldOptions or SummaryOnly, but the result has no Items of a kind with a summary"},
	} {
		if _, err := FormOf(reflect.TypeOf(c.in), reflect.TypeOf(c.out), !c.writes); err == nil || err.Error() != c.want {
			t.Errorf("%s: %v, want %s", name, err, c.want)
		}
	}
}

// TestForm finds what results are, wherever it stands among their fields.
func TestForm(t *testing.T) {
	for name, c := range map[string]struct {
		in, out               any
		list                  string
		kind                  Kind
		paged, whole, further bool // further: a long result continues by a cursor that the tool knows nothing of
	}{
		"list": {pageFields{}, contacts{}, "contacts", Contact{}, true, false, false},
		"list embedded": {pageFields{}, struct {
			Items[Contact] `json:"contacts"`
			cursor.Page
		}{}, "contacts", Contact{}, true, false, false},
		"list in an embedded struct": {pageFields{}, struct{ contacts }{}, "contacts", Contact{}, true, false, false},
		"list last":                  {pageFields{}, contactsLast{}, "contacts", Contact{}, true, false, false},
		"list of summaries":          {pageSummaries{}, contactsFirst{}, "contacts", Contact{}, true, false, false},
		"list of other items":        {pageOnly{}, tags{}, "tags", Plain{}, true, false, false},
		"list all at once":           {struct{ cursor.ContinuationArgs }{}, tags{}, "tags", Plain{}, true, true, false},
		"list without pages":         {noArguments{}, struct{ Items Items[Plain] }{}, "", Plain{}, false, false, true},
		"object":                     {noArguments{}, oneContact{}, "", nil, false, false, true},
		"own struct":                 {noArguments{}, struct{ ID string }{}, "", nil, false, false, false},
	} {
		f, err := FormOf(reflect.TypeOf(c.in), reflect.TypeOf(c.out), true)
		if err != nil || f.listName != c.list || f.kind != c.kind || (f.page != nil) != c.paged || f.allAtOnce != c.whole || f.Continuable != c.further {
			t.Errorf("%s: %+v %v", name, f, err)
		}
	}
}

// TestFieldOrder holds that the order of a result's fields changes nothing: neither
// summaries, nor what a cursor skips, nor the bound.
func TestFieldOrder(t *testing.T) {
	var items []intercomapi.Object
	for i := range 60 {
		items = append(items, intercomapi.Object(fmt.Sprintf(
			`{"type":"contact","id":"%d","name":"Name %d","phone":"+49 30 9018%02d","tags":{"data":[]},"created_at":1769850000,"avatar":"%s"}`,
			i, i, i, strings.Repeat("long text ", 40))))
	}
	page := cursor.Page{At: cursor.Cursor{Tool: "list_contacts", Page: 2, Skip: 3}}
	first := contactsFirst{Items: items, Note: "note", Page: page}
	last := contactsLast{Items: items, Note: "note", Page: page}
	for name, c := range map[string]struct {
		options FieldOptions
		bound   int
		has     string // what the answer has
		hasNot  string
		most    int // items
		least   int
	}{
		"summaries":         {FieldOptions{}, 20_000, `"created_at":"2026-01-31T09:00:00Z"`, "avatar", 57, 57},
		"summaries, cut":    {FieldOptions{}, 1_000, `of the 57 items of this page`, "avatar", 40, 5},
		"more fields, cut":  {FieldOptions{Fields: []string{"avatar"}}, 2_000, `of the 57 items of this page`, `"tags"`, 40, 5},
		"whole":             {FieldOptions{Detail: "full"}, 20_000, `"created_at":1769850000`, `2026-01-31`, 57, 57},
		"whole, cut":        {FieldOptions{Detail: "full"}, 2_000, `of the 57 items of this page`, `2026-01-31`, 40, 5},
		"skipped":           {FieldOptions{}, 20_000, `"id":"3"`, `"id":"2"`, 57, 57},
		"redacted":          {FieldOptions{}, 20_000, `[phone-`, `+49`, 57, 57},
		"field of no item":  {FieldOptions{Fields: []string{"tagz"}}, 20_000, `they have: tags`, "long", 57, 57},
		"redacted when cut": {FieldOptions{Detail: "full"}, 2_000, `[phone-`, `+49`, 40, 5},
	} {
		view := redacting("phone")
		view.MaxTokens = c.bound
		in := pageFields{FieldOptions: c.options}
		a, b := answerOf(t, view, in, first), answerOf(t, view, in, last)
		if !reflect.DeepEqual(a, b) {
			t.Errorf("%s: the order matters:\n%s\n%s", name, plainJSON(t, a), plainJSON(t, b))
		}
		text := plainJSON(t, a)
		if n := len(a["contacts"].([]any)); n > c.most || n < c.least || !strings.Contains(text, c.has) || strings.Contains(text, c.hasNot) {
			t.Errorf("%s: %d items: %.300s", name, n, text)
		}
	}
}

// TestFieldOrderWithinItem continues within an item that is over the bound by
// itself: in any order of fields its parts say the same.
func TestFieldOrderWithinItem(t *testing.T) {
	long := intercomapi.Object(`{"type":"contact","id":"1","bio":"` + strings.Repeat("much to read ", 3_000) + `"}`)
	view, in := View{MaxTokens: 1_000}, pageFields{FieldOptions: FieldOptions{Detail: "full"}}
	at := cursor.Cursor{Tool: "list_contacts", Page: 1}
	for part := range 3 {
		page := cursor.Page{At: at}
		a := answerOf(t, view, in, contactsFirst{Items: Items[Contact]{long}, Page: page})
		b := answerOf(t, view, in, contactsLast{Items: Items[Contact]{long}, Page: page})
		cursors := []map[string]any{maps.Clone(a), maps.Clone(b)}
		for _, m := range cursors {
			delete(m, "truncated") // it has the cursor, whose position counts other fields too
			delete(m, "starting_after")
		}
		if !reflect.DeepEqual(cursors[0], cursors[1]) {
			t.Errorf("part %d: the order matters:\n%s\n%s", part, plainJSON(t, a), plainJSON(t, b))
		}
		if s, _ := a["truncated"].(string); !strings.Contains(s, "contacts[0].bio, character") {
			t.Fatalf("part %d: %s", part, s)
		}
		at.Offset += 2_000
	}
}

// answerOf returns the answer to a call of a list tool that found something.
func answerOf(t *testing.T, view View, in pageFields, found any) map[string]any {
	t.Helper()
	f, err := FormOf(reflect.TypeOf(in), reflect.TypeOf(found), true)
	if err != nil {
		t.Fatal(err)
	}
	out, err := f.Present(context.Background(), Call{Arguments: in, Fingerprint: 7, View: view}, found)
	if err != nil {
		t.Fatal(err)
	}
	answer, err := view.Result(Source{Tool: "list_contacts", Reads: true, Form: f}, out)
	if err != nil || !view.fits(answer.Structured) || string(answer.Structured) != answer.Text {
		t.Fatalf("%v: %.300s", err, answer.Text)
	}
	var made map[string]any
	if err := json.Unmarshal(answer.Structured, &made); err != nil {
		t.Fatal(err)
	}
	return made
}

func plainJSON(t *testing.T, v any) string {
	t.Helper()
	raw, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}
