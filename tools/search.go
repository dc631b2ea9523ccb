package tools

import (
	"cmp"
	"context"
	"time"

	"intercom-mcp/intercomapi"
)

// searchArgs are the arguments of a tool that searches, besides its plain filters.
type searchArgs struct {
	Query intercomapi.Query `json:"query,omitzero" jsonschema:"{field, operator, value} or group" rule:"brief"`
	paging
	shape
	SortField string `json:"sort_field,omitempty" jsonschema:"Field"`
	SortOrder string `json:"sort_order,omitempty" jsonschema:"Default descending" rule:"enum=ascending|descending"`
	CountOnly bool   `json:"count_only,omitempty" jsonschema:"Total alone"`
	ShowQuery bool   `json:"show_query,omitempty" jsonschema:"Tell the query"`
}

// searched is what the result of a search says besides what it found.
type searched struct {
	CompiledQuery *intercomapi.Query `json:"compiled_query,omitempty"`
}

// find searches for what the filters and the query want. Where only a count is
// asked for there are no items, not even none.
func (in searchArgs) find(f *filters, name string, s searchable,
	search func(context.Context, intercomapi.Search) (intercomapi.Page, error),
) ([]intercomapi.Object, more, searched, error) {
	at, err := resume(position{Tool: name, PerPage: in.PerPage, Sort: in.SortField, Order: in.SortOrder}, in.StartingAfter)
	if err == nil && at.Sort == "" && in.SortOrder != "" { // it would be left out, and the newest given for the oldest
		err = errorf("sort_order", "goes with sort_field: say what to sort by, such as created_at")
	}
	if err != nil {
		return nil, more{}, searched{}, err
	}
	at.Began = cmp.Or(at.Began, f.caller.now().Unix())
	query, err := f.query(in.Query, s, time.Unix(at.Began, 0))
	if err != nil {
		return nil, more{}, searched{}, err
	}
	var said searched
	if in.ShowQuery && !f.none {
		said.CompiledQuery = &query
	}
	if f.none {
		return noItems(in.CountOnly), more{TotalCount: new(int), Notes: f.notes}, said, nil
	}
	if in.CountOnly {
		page, err := search(f.ctx, intercomapi.Search{Query: query, Pagination: &intercomapi.Listing{PerPage: 1}})
		return nil, more{TotalCount: page.Total, Notes: f.notes}, said, failedSearch(err, query)
	}
	page, err := search(f.ctx, at.search(query))
	next := at.next(page)
	next.Notes = f.notes
	return page.Items, next, said, failedSearch(err, query)
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
	return queryError{err, q}
}

// search is the body of a search for the page at p.
func (p position) search(q intercomapi.Query) intercomapi.Search {
	listing := p.listing()
	s := intercomapi.Search{Query: q, Pagination: &listing}
	if p.Sort != "" {
		s.Sort = &intercomapi.SearchSort{Field: p.Sort, Order: cmp.Or(p.Order, "descending")}
	}
	return s
}
