// Package search makes one Intercom query of the plain filters of a search (names,
// dates, tags and so on) and of a query of the call's own, sends it, and returns a
// page of what it finds. It knows the fields and operators that Intercom takes, and
// refuses before any request what Intercom would refuse. It must not know of tools
// but by name, nor of how items are shown.
package search

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/args"
	"intercom-mcp/tools/cursor"
	"intercom-mcp/tools/lookup"
	"intercom-mcp/tools/result"
)

// Args are the arguments of a tool that searches, besides its plain filters.
type Args struct {
	Query intercomapi.Query `json:"query,omitzero" jsonschema:"{field, operator, value} or group" rule:"brief words=text|subject|name|email"`
	cursor.Args
	result.FieldOptions
	SortField string `json:"sort_field,omitempty" jsonschema:"Field"`
	SortOrder string `json:"sort_order,omitempty" jsonschema:"Default descending" rule:"enum=ascending|descending"`
	CountOnly bool   `json:"count_only,omitempty" jsonschema:"Total alone"`
	ShowQuery bool   `json:"show_query,omitempty" jsonschema:"Tell the query"`
}

// Compiled is the query that a search sent, where the call wants to see it.
type Compiled struct {
	CompiledQuery *intercomapi.Query `json:"compiled_query,omitempty" rule:"brief words=text|subject|name|email"`
}

// Found is what a search found: its items, the page they are of, and the query
// where the call wants to see it.
type Found struct {
	Items []intercomapi.Object // nil where only a count is asked for
	Page  cursor.Page
	Compiled
}

// A resource is what can be searched: which fields and operators its search takes.
type resource struct {
	send         func(lookup.Resolver, context.Context, intercomapi.Search) (intercomapi.Page, error)
	kinds        map[string]fieldKind // of its fields; one that is missing may be new
	operators    map[fieldKind]string // that fields of a kind take, with spaces between them
	excludesEnds bool                 // > and < on times leave the time itself out, in versions before wholeDaysUntil its whole day
	words        map[string]string    // that fields can be, with spaces between them; a field that is missing may be anything
	example      string               // of a plain filter
}

// find searches a resource for what the filters and the query want, as a call of
// the tool named. Where only a count is asked for there are no items, not even none.
func (in Args) find(ctx context.Context, f *filterSet, tool string) (Found, error) {
	at, err := in.start(f, tool)
	if err != nil {
		return Found{}, err
	}
	f.onlyWaiting(at.Sort, in.CountOnly)
	query, err := f.compile(in.Query)
	if err != nil {
		return Found{}, err
	}
	at.Zone = f.days.ZoneName()
	if f.findsNothing {
		return Found{Items: noItems(in.CountOnly), Page: cursor.Page{TotalCount: new(int), Notes: f.notes}}, nil
	}
	page, err := f.resource.send(f.resolver, ctx, in.request(query, at))
	for f.dropRefused(err) {
		if query, err = f.compile(in.Query); err == nil {
			page, err = f.resource.send(f.resolver, ctx, in.request(query, at))
		}
	}
	var out Found
	if in.ShowQuery {
		out.CompiledQuery = &query
	}
	if in.CountOnly {
		out.Page = cursor.Page{TotalCount: page.Total}
	} else {
		out.Items, out.Page = page.Items, at.Next(page)
	}
	out.Page.Notes = f.notes
	return out, withQuery(err, query)
}

// request returns the search for a page of what a query finds, or for its number.
func (in Args) request(query intercomapi.Query, at cursor.Cursor) intercomapi.Search {
	if in.CountOnly {
		return intercomapi.NewSearch(query, intercomapi.Listing{PerPage: 1})
	}
	return intercomapi.NewSearch(query, at.Listing()).SortedBy(at.Sort, cmp.Or(at.Order, "descending"))
}

// onlyWaiting leaves out of a list that is sorted by how long customers wait those who
// do not: without a time, they would come first.
func (f *filterSet) onlyWaiting(sort string, countOnly bool) {
	if sort != "waiting_since" || countOnly || f.err != nil {
		return
	}
	f.add(sort, ">", "1")
	f.note("sorted by waiting_since: conversations in which nobody waits are left out")
}

// start returns where the search begins or continues.
func (in Args) start(f *filterSet, tool string) (cursor.Cursor, error) {
	at, err := cursor.Cursor{Tool: tool, PerPage: in.PerPage, Sort: in.SortField, Order: in.SortOrder}.Resume(in.StartingAfter)
	if err == nil && at.Sort == "" && in.SortOrder != "" { // it would be left out, and the newest given for the oldest
		err = args.Errorf("sort_order", "goes with sort_field: say what to sort by, such as created_at")
	}
	at.StartedAt = cmp.Or(at.StartedAt, f.days.Now.Unix())
	return at, err
}

func noItems(countOnly bool) []intercomapi.Object {
	if countOnly {
		return nil
	}
	return []intercomapi.Object{}
}

// A queryError is a search that failed, with the query that was compiled for it.
type queryError struct {
	error
	query intercomapi.Query
}

// withQuery returns err with the query that failed; nil for nil.
func withQuery(err error, query intercomapi.Query) error {
	if err == nil {
		return nil
	}
	return queryError{err, query}
}

func (e queryError) Unwrap() error { return e.error }

func (e queryError) Error() string {
	raw, err := json.Marshal(e.query)
	if err != nil {
		return e.error.Error()
	}
	return fmt.Sprintf("%v (compiled query: %s)", e.error, raw)
}
