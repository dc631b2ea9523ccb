package tools

import (
	"errors"

	"intercom-mcp/intercomapi"
)

// resumePage is resume for a list that Intercom pages by number alone: a cursor
// of Intercom's own would lead back to the first page.
func resumePage(own position, cursor string) (position, error) {
	at, err := resume(own, cursor)
	if err == nil && at.After != "" {
		err = errorf("starting_after", "is not of %s: %w", own.Tool, errNumbered)
	}
	at.Page = max(at.Page, 1)
	return at, err
}

var errNumbered = errors.New("pass the starting_after of its last answer")

// nextPage is next for such a list, whose link to the next page may be missing
// or a cursor that nothing takes: then the number of items says whether there is one.
func (p position) nextPage(page intercomapi.Page) more {
	next := page.Next.Page
	if next == 0 && (page.Next.StartingAfter != "" || page.Total != nil && p.Page*p.PerPage < *page.Total) {
		next = p.Page + 1
	}
	page.Next = intercomapi.Next{Page: next}
	return p.next(page)
}
