package cursor

import (
	"strings"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/args"
)

// defaultPerPage is the page size where a call names none.
const defaultPerPage = 20

func orDefault(perPage int) int {
	if perPage == 0 {
		return defaultPerPage
	}
	return perPage
}

// Args are the arguments of a tool that lists. Where Intercom's pages are of
// another size at most, the field that embeds them says so:
//
//	paging `rule:"per_page.max=50"`
type Args struct {
	PerPage       int    `json:"per_page,omitempty" jsonschema:"Default 20" rule:"some max=150"`
	StartingAfter string `json:"starting_after,omitempty" jsonschema:"Next page" rule:"cursor"`
}

// List asks for the page that a call wants of a tool's list. first is where the
// list begins, but for its page size; ask fetches the page at a cursor.
func (in Args) List(by Pager, first Cursor, ask func(Cursor) (intercomapi.Page, error)) ([]intercomapi.Object, Page, error) {
	first.PerPage = in.PerPage
	at, err := by.resume(first, in.StartingAfter)
	if err != nil {
		return nil, Page{}, err
	}
	page, err := ask(at)
	return page.Items, by.next(at, page), err
}

// Rest are the arguments of a tool that lists what Intercom gives all at once:
// where that is too much for one answer, the rest comes with a cursor.
type Rest struct {
	StartingAfter string `json:"starting_after,omitempty" jsonschema:"Next page" rule:"cursor"`
}

// A Pager is how a list goes on from page to page: ByCursor, ByNumber or
// AllAtOnce.
type Pager struct {
	resume func(first Cursor, startingAfter string) (Cursor, error)
	next   func(at Cursor, page intercomapi.Page) Page
}

// ByCursor is the way of lists that take Intercom's own cursor, and of those
// that name the next page by a cursor or a number, as they like.
func ByCursor() Pager { return Pager{Cursor.Resume, Cursor.Next} }

// ByNumber is the way of lists that take page numbers alone, whatever they say
// of the next page.
func ByNumber() Pager { return Pager{resumeNumber, nextNumber} }

// ByLink is the way of lists whose cursor is a part of a link, so that only
// cursors of this server carry it.
func ByLink() Pager { return Pager{resumeLink, Cursor.Next} }

// AllAtOnce is the way of a list that comes all at once.
func AllAtOnce() Pager {
	return Pager{resumeNumber, func(at Cursor, page intercomapi.Page) Page { return Page{TotalCount: page.Total, At: at} }}
}

// resumeNumber is resume for a list that takes page numbers alone: a cursor of
// Intercom's own would lead back to the first page.
func resumeNumber(first Cursor, startingAfterText string) (Cursor, error) {
	at, err := first.Resume(startingAfterText)
	if err == nil && at.After != "" {
		err = args.Errorf(args.StartingAfter, "is not of %s: %w", first.Tool, errNoCursor)
	}
	at.Page = max(at.Page, 1)
	return at, err
}

// nextNumber is next for such a list, whose link to the next page may be missing
// or a cursor that nothing takes: then the number of items says whether there is one.
func nextNumber(at Cursor, page intercomapi.Page) Page {
	next := page.Next.Page
	if next == 0 && (page.Next.StartingAfter != "" || page.Total != nil && at.Page*at.PerPage < *page.Total) {
		next = at.Page + 1
	}
	page.Next = intercomapi.Next{Page: next}
	return at.Next(page)
}

func resumeLink(first Cursor, startingAfterText string) (Cursor, error) {
	at, err := first.Resume(startingAfterText)
	if err == nil && at.After != "" && !strings.HasPrefix(startingAfterText, prefix) {
		err = args.Errorf(args.StartingAfter, "is not of %s", first.Tool)
	}
	return at, err
}

// IsScroll reports whether a cursor is that of a scroll.
func IsScroll(startingAfterText string) bool {
	c, err := parse(startingAfterText)
	return err == nil && c.Scroll != ""
}
