package cursor

import (
	"strings"

	"intercom-mcp/intercomapi"
)

// perPageOrDefault returns the page size that a call gives; 20 if it gives none.
func perPageOrDefault(perPage int) int {
	if perPage == 0 {
		return 20
	}
	return perPage
}

// Args are the arguments of a tool that lists. Where Intercom's pages are smaller,
// the field that embeds them says so:
//
//	cursor.Args `rule:"per_page.max=50"`
type Args struct {
	PerPage       int    `json:"per_page,omitempty" jsonschema:"Default 20" rule:"positive max=150"`
	StartingAfter string `json:"starting_after,omitempty" jsonschema:"Next page" rule:"cursor"`
}

// ContinuationArgs are the arguments of a tool that lists what Intercom returns
// all at once: where that is too much for one answer, a cursor continues it.
type ContinuationArgs struct {
	StartingAfter string `json:"starting_after,omitempty" jsonschema:"Next page" rule:"cursor"`
}

// List returns the items of the page that a call asks for, and the Page beside
// them. first is the start of the list, without its page size; fetch requests the
// page at a cursor.
func (in Args) List(by Pager, first Cursor, fetch func(Cursor) (intercomapi.Page, error)) ([]intercomapi.Object, Page, error) {
	first.PerPage = in.PerPage
	at, err := by.resume(first, in.StartingAfter)
	if err != nil {
		return nil, Page{}, err
	}
	page, err := fetch(at)
	return page.Items, by.next(at, page), err
}

// A Pager is how a list continues from page to page: ByCursor, ByNumber, ByLink
// or AllAtOnce.
type Pager struct {
	resume func(first Cursor, startingAfter string) (Cursor, error)
	next   func(at Cursor, page intercomapi.Page) Page
}

// ByCursor returns the Pager of lists that take Intercom's own cursor, and of
// those that may name the next page by a cursor or by a number.
func ByCursor() Pager { return Pager{Cursor.Resume, Cursor.Next} }

// ByNumber returns the Pager of lists that take page numbers alone, whatever they
// say of the next page.
func ByNumber() Pager { return Pager{resumeByNumber, nextNumber} }

// ByLink returns the Pager of lists whose cursor is a part of a link, so that
// only cursors of this server hold it.
func ByLink() Pager { return Pager{resumeByLink, Cursor.Next} }

// AllAtOnce returns the Pager of lists that have one page with everything.
func AllAtOnce() Pager { return Pager{resumeByNumber, onlyPage} }

func resumeByNumber(first Cursor, startingAfter string) (Cursor, error) {
	at, err := first.ResumeOwn(startingAfter)
	at.Page = max(at.Page, 1)
	return at, err
}

// nextNumber is Next for a list that takes page numbers alone. Its link to the
// next page may be missing or a cursor that nothing takes: then the number of
// items says whether there is one.
func nextNumber(at Cursor, page intercomapi.Page) Page {
	number := page.Next.Page
	if number == 0 && (page.Next.StartingAfter != "" || page.Total != nil && at.Page*at.PerPage < *page.Total) {
		number = at.Page + 1
	}
	page.Next = intercomapi.Next{Page: number}
	return at.Next(page)
}

func resumeByLink(first Cursor, startingAfter string) (Cursor, error) {
	if startingAfter != "" && !strings.HasPrefix(startingAfter, prefix) {
		return first, first.notOfTool()
	}
	return first.Resume(startingAfter)
}

func onlyPage(at Cursor, page intercomapi.Page) Page { return Page{TotalCount: page.Total, At: at} }
