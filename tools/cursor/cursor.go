package cursor

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/args"
)

// A Cursor is a place in a list, and how its first page was requested, so that
// every page is requested in the same way. As text it is opaque.
type Cursor struct {
	After       string `json:"a,omitempty"` // Intercom's own cursor
	Page        int    `json:"p,omitempty"` // page number, from 1
	Scroll      string `json:"s,omitempty"` // of a scroll
	Sort        string `json:"f,omitempty"` // the sort field, or which of a tool's lists it is
	Order       string `json:"o,omitempty"` // the sort order
	PerPage     int    `json:"n,omitempty"`
	Tool        string `json:"t,omitempty"` // the tool that returned it; "" in Intercom's own
	Skip        int    `json:"k,omitempty"` // items of the page that earlier answers held
	Offset      int    `json:"b,omitempty"` // where to continue within the next item, or within what is no list
	Checksum    uint32 `json:"h,omitempty"` // of that item, when its first part was returned
	Fingerprint uint32 `json:"q,omitempty"` // of the list's filters; 0: it has none
	StartedAt   int64  `json:"w,omitempty"` // when the first page was requested, in Unix seconds: -1d stays that day on all pages
	Zone        string `json:"z,omitempty"` // the time zone that its days were read in; "": none was needed
}

// prefix begins every cursor of this server. Intercom's cursors are Base64, without a dot.
const prefix = "page."

var encoding = base64.RawURLEncoding

// String returns the cursor as a call passes it in starting_after.
func (c Cursor) String() string {
	raw, _ := json.Marshal(c) // strings and integers only
	return prefix + encoding.EncodeToString(raw)
}

// parse reads a cursor. One that is not of this server is taken for Intercom's
// own; a damaged one is an args.Error.
func parse(startingAfter string) (Cursor, error) {
	encoded, ok := strings.CutPrefix(startingAfter, prefix)
	if !ok {
		return Cursor{After: startingAfter}, nil
	}
	var c Cursor
	raw, err := encoding.DecodeString(encoded)
	if err == nil {
		err = json.Unmarshal(raw, &c)
	}
	if err != nil || !c.isValid() {
		return c, args.Errorf(args.StartingAfter, "is damaged: pass the starting_after of an answer as it is")
	}
	return c, nil
}

// isValid reports whether a cursor of this server names its tool and a place.
func (c Cursor) isValid() bool {
	isPlace := c.After != "" || c.Page > 0 || c.Scroll != "" || c.Skip > 0 || c.Offset > 0
	return c.Tool != "" && isPlace && min(c.PerPage, c.Page, c.Skip, c.Offset) >= 0
}

// Resume returns the place at which a call continues, which is c if startingAfter
// is empty: c is the start of the list. It must be of the same tool, and what it
// says of order and page size must agree with the cursor. Faults are an args.Error.
func (c Cursor) Resume(startingAfter string) (Cursor, error) {
	if startingAfter == "" {
		c.PerPage = perPageOrDefault(c.PerPage)
		return c, nil
	}
	at, err := parse(startingAfter)
	if err != nil {
		return at, err
	}
	if at.Tool == "" { // Intercom's own
		c.After, c.PerPage = at.After, perPageOrDefault(c.PerPage)
		return c, nil
	}
	if at.Tool != c.Tool {
		return at, args.Errorf(args.StartingAfter, "is of %s, not of %s", at.Tool, c.Tool)
	}
	return at, at.checkAgreement(c)
}

// ResumeOwn is Resume for what takes no cursor of Intercom's: one would return
// the first page again.
func (c Cursor) ResumeOwn(startingAfter string) (Cursor, error) {
	at, err := c.Resume(startingAfter)
	if err == nil && at.After != "" {
		err = c.notOfTool()
	}
	return at, err
}

// notOfTool returns the Error for a cursor of Intercom's that the tool does not take.
func (c Cursor) notOfTool() error {
	return args.Errorf(args.StartingAfter, "is not of %s: pass the starting_after of its last answer", c.Tool)
}

// checkAgreement returns an Error if a call asks for another order or page size
// than the cursor that it passes. call is the start of the list that it asks for.
func (c Cursor) checkAgreement(call Cursor) error {
	for _, v := range []struct{ name, before, now string }{
		{"per_page", fmt.Sprint(c.PerPage), fmt.Sprint(call.PerPage)},
		{"the sort field", c.Sort, call.Sort},
		{"the sort order", c.orderAs(call.Order), call.Order},
	} {
		if v.now != "" && v.now != "0" && v.now != v.before {
			const message = "began with %s %q, not %q: go on with the same, or start again without starting_after"
			return args.Errorf(args.StartingAfter, message, v.name, v.before, v.now)
		}
	}
	return nil
}

// orderAs returns the cursor's order in the spelling of a call: a list that is
// sorted and names no order descends.
func (c Cursor) orderAs(order string) string {
	if c.Order == "" && c.Sort != "" && strings.HasPrefix(order, "desc") {
		return order
	}
	return c.Order
}

// Start returns when the first page was requested of the list that a call with this
// starting_after continues, and the time zone that its days were read in, "" if none
// was needed; now for any other call.
func Start(startingAfter string, now time.Time) (at time.Time, zone string) {
	c, err := parse(startingAfter)
	if err != nil || c.StartedAt <= 0 {
		return now, ""
	}
	return time.Unix(c.StartedAt, 0), c.Zone
}

// IsScroll reports whether a cursor is that of a scroll.
func IsScroll(startingAfter string) bool {
	c, err := parse(startingAfter)
	return err == nil && c.Scroll != ""
}

// CheckFingerprint returns an Error for a cursor of the tool whose list began with
// other filters: its next page would be one of another list. Other faults of a
// cursor are left to Resume.
func CheckFingerprint(tool, startingAfter string, fingerprint uint32) error {
	c, err := parse(startingAfter)
	if err != nil || c.Tool != tool || c.Fingerprint == 0 || c.Fingerprint == fingerprint {
		return nil
	}
	return args.Errorf(args.StartingAfter, "began with other filters: go on with the same, or start again without starting_after")
}

// SkipItems returns the starting_after that continues after n more items of the
// page at c.
func (c Cursor) SkipItems(n int) string {
	c.Skip += n
	c.Offset, c.Checksum = 0, 0
	return c.String()
}

// AtOffset returns the starting_after that continues at an offset within the
// first item at c, or within what is no list, which has this checksum now.
func (c Cursor) AtOffset(offset int, checksum uint32) string {
	c.Offset, c.Checksum = offset, checksum
	return c.String()
}

// Listing returns the page at c for lists that take Intercom's own cursors.
func (c Cursor) Listing() intercomapi.Listing {
	return intercomapi.Listing{PerPage: c.PerPage, StartingAfter: c.After}
}

// Numbered returns the page at c for lists that number their pages.
func (c Cursor) Numbered() intercomapi.Numbered {
	return intercomapi.Numbered{Page: c.Page, PerPage: c.PerPage}
}

// Paging returns the page at c for lists that may name the next page by a number
// or by a cursor.
func (c Cursor) Paging() intercomapi.Paging {
	return intercomapi.Paging{PerPage: c.PerPage, Page: c.Page, StartingAfter: c.After}
}
