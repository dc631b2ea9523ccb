package search

import (
	"cmp"
	"context"
	"time"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/args"
	"intercom-mcp/tools/cursor"
	"intercom-mcp/tools/result"
)

// Args are the arguments of a tool that searches, besides its plain filters.
type Args struct {
	Query intercomapi.Query `json:"query,omitzero" jsonschema:"{field, operator, value} or group" rule:"brief"`
	cursor.Args
	result.FieldOptions
	SortField string `json:"sort_field,omitempty" jsonschema:"Field"`
	SortOrder string `json:"sort_order,omitempty" jsonschema:"Default descending" rule:"enum=ascending|descending"`
	CountOnly bool   `json:"count_only,omitempty" jsonschema:"Total alone"`
	ShowQuery bool   `json:"show_query,omitempty" jsonschema:"Tell the query"`
}

// Compiled is the query that a search sent, where the call wants to see it.
type Compiled struct {
	CompiledQuery *intercomapi.Query `json:"compiled_query,omitempty"`
}

// Found is what a search found: its items, the page they are of, and the query
// where the call wants to see it.
type Found struct {
	Items []intercomapi.Object // nil where only a count is asked for
	Page  cursor.Page
	Compiled
}

// A sendSearch sends a search, such as Client.SearchContacts.
type sendSearch func(context.Context, intercomapi.Search) (intercomapi.Page, error)

// send searches for what the filters and the query want. Where only a count is
// asked for there are no items, not even none.
func (in Args) send(ctx context.Context, f *filterSet, tool string, s fieldTable, ask sendSearch) (Found, error) {
	at, err := in.start(f, tool)
	if err != nil {
		return Found{}, err
	}
	query, err := f.query(in.Query, s, time.Unix(at.StartedAt, 0))
	if err != nil {
		return Found{}, err
	}
	if f.none {
		return Found{Items: noItems(in.CountOnly), Page: cursor.Page{TotalCount: new(int), Notes: f.notes}}, nil
	}
	var out Found
	if in.ShowQuery {
		out.CompiledQuery = &query
	}
	if in.CountOnly {
		page, err := ask(ctx, intercomapi.NewSearch(query, intercomapi.Listing{PerPage: 1}))
		out.Page = cursor.Page{TotalCount: page.Total, Notes: f.notes}
		return out, failedSearch(err, query)
	}
	page, err := ask(ctx, intercomapi.NewSearch(query, at.Listing()).SortedBy(at.Sort, cmp.Or(at.Order, "descending")))
	out.Items, out.Page = page.Items, at.Next(page)
	out.Page.Notes = f.notes
	return out, failedSearch(err, query)
}

// start returns where the search begins or goes on.
func (in Args) start(f *filterSet, tool string) (cursor.Cursor, error) {
	at, err := cursor.Cursor{Tool: tool, PerPage: in.PerPage, Sort: in.SortField, Order: in.SortOrder}.Resume(in.StartingAfter)
	if err == nil && at.Sort == "" && in.SortOrder != "" { // it would be left out, and the newest given for the oldest
		err = args.Errorf("sort_order", "goes with sort_field: say what to sort by, such as created_at")
	}
	at.StartedAt = cmp.Or(at.StartedAt, f.book.Now().Unix())
	return at, err
}

func noItems(countOnly bool) []intercomapi.Object {
	if countOnly {
		return nil
	}
	return []intercomapi.Object{}
}

func failedSearch(err error, q intercomapi.Query) error {
	if err == nil {
		return nil
	}
	return QueryError{err, q}
}
