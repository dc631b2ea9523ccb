package cursor

import "intercom-mcp/intercomapi"

// A Page is what the result of a list says of the list as a whole and of the
// pages that follow. It is embedded in the result, beside the items.
type Page struct {
	StartingAfter string   `json:"starting_after,omitempty"` // "": this is the last page
	TotalCount    *int     `json:"total_count,omitempty"`    // nil: Intercom does not say
	Notes         []string `json:"notes,omitempty" jsonschema:"How the arguments were taken"`

	At Cursor `json:"-"` // of this page; zero where it cannot be requested again
}

// Next returns the Page of a call at c, to which Intercom answered with page.
func (c Cursor) Next(page intercomapi.Page) Page {
	p := Page{TotalCount: page.Total}
	if c.Scroll == "" && page.Next.Scroll == "" { // a scroll returns each page once
		p.At = c
	}
	c.Skip, c.Offset, c.Checksum = 0, 0, 0
	c.After, c.Page, c.Scroll = page.Next.StartingAfter, page.Next.Page, page.Next.Scroll
	if c.After != "" || c.Page != 0 || c.Scroll != "" {
		p.StartingAfter = c.String()
	}
	return p
}

// SetFingerprint sets the fingerprint of the list's filters in the cursors of a page.
func (p *Page) SetFingerprint(fingerprint uint32) {
	p.At.Fingerprint = fingerprint
	if c, err := parse(p.StartingAfter); err == nil && c.Tool != "" {
		c.Fingerprint = fingerprint
		p.StartingAfter = c.String()
	}
}
