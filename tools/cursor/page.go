package cursor

import "intercom-mcp/intercomapi"

// A Page is what the result of a list says of the pages that follow. It stands
// embedded in the result, beside the items.
type Page struct {
	StartingAfter string   `json:"starting_after,omitempty"`
	TotalCount    *int     `json:"total_count,omitempty"`
	Notes         []string `json:"notes,omitempty" jsonschema:"How the arguments were taken"`

	At Cursor `json:"-"` // of this page; zero where it can't be asked for again
}

// Next returns what a page of Intercom's says of those that follow, for a call at c.
func (c Cursor) Next(page intercomapi.Page) Page {
	p := Page{TotalCount: page.Total}
	if c.Scroll == "" && page.Next.Scroll == "" { // a scroll gives each page once
		p.At = c
	}
	c.Skip, c.From, c.Sum = 0, 0, 0
	c.After, c.Page, c.Scroll = page.Next.StartingAfter, page.Next.Page, page.Next.Scroll
	if c.After != "" || c.Page != 0 || c.Scroll != "" {
		p.StartingAfter = c.String()
	}
	return p
}

// Bind ties the cursors of a page to the filters that its list is of.
func (p *Page) Bind(fingerprint uint32) {
	p.At.Fingerprint = fingerprint
	if c, err := parse(p.StartingAfter); err == nil && c.Tool != "" {
		c.Fingerprint = fingerprint
		p.StartingAfter = c.String()
	}
}
