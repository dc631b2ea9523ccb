package cursor

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/args"
)

// A Cursor is a place in a list, and in what way the list is asked for, so that
// every page is asked for as the first one was. As text it is opaque.
type Cursor struct {
	After       string `json:"a,omitempty"` // Intercom's own cursor
	Page        int    `json:"p,omitempty"` // page number, from 1
	Scroll      string `json:"s,omitempty"` // of a scroll
	Sort        string `json:"f,omitempty"` // the field, or which of a tool's lists it is
	Order       string `json:"o,omitempty"`
	PerPage     int    `json:"n,omitempty"`
	Tool        string `json:"t,omitempty"` // the tool that gave it
	Skip        int    `json:"k,omitempty"` // items of the page that were given already
	From        int    `json:"b,omitempty"` // where to go on in the next item, or in what is no list
	Sum         uint32 `json:"h,omitempty"` // checksum of that when it was begun
	Fingerprint uint32 `json:"q,omitempty"` // of the filters that the list is of; 0: it has none
	Began       int64  `json:"w,omitempty"` // when the first page was asked for, in Unix seconds: -1d stays that day on all pages
}

// prefix begins every cursor of ours. Intercom's cursors are Base64, without a dot.
const prefix = "page."

var encoding = base64.RawURLEncoding

// String returns the cursor as calls pass it.
func (c Cursor) String() string {
	raw, _ := json.Marshal(c) // strings and integers only
	return prefix + encoding.EncodeToString(raw)
}

// parse reads a cursor. One that is not of this server is taken for
// Intercom's own; a damaged one is an argumentError.
func parse(s string) (Cursor, error) {
	coded, ok := strings.CutPrefix(s, prefix)
	if !ok {
		return Cursor{After: s}, nil
	}
	var c Cursor
	raw, err := encoding.DecodeString(coded)
	if err == nil {
		err = json.Unmarshal(raw, &c)
	}
	leads := c.Tool != "" && (c.After != "" || c.Page > 0 || c.Scroll != "" || c.Skip > 0 || c.From > 0)
	if err != nil || !leads || c.PerPage < 0 || c.Page < 0 || c.Skip < 0 || c.From < 0 {
		return c, args.Errorf(args.StartingAfter, "is damaged: pass the starting_after of an answer as it is")
	}
	return c, nil
}

// Resume returns where a call goes on: at its cursor, or at the start. first is
// the start; what it says of order and page size must agree with the cursor.
func (first Cursor) Resume(startingAfterText string) (Cursor, error) {
	if startingAfterText == "" {
		first.PerPage = orDefault(first.PerPage)
		return first, nil
	}
	c, err := parse(startingAfterText)
	if err != nil {
		return c, err
	}
	if c.Tool == "" { // Intercom's own
		first.After, first.PerPage = c.After, orDefault(first.PerPage)
		return first, nil
	}
	if c.Tool != first.Tool {
		return c, args.Errorf(args.StartingAfter, "is of %s, not of %s", c.Tool, first.Tool)
	}
	return c, c.agrees(first)
}

// agrees refuses a call that says otherwise than its cursor.
func (c Cursor) agrees(with Cursor) error {
	for _, v := range []struct{ name, was, now string }{
		{"per_page", fmt.Sprint(c.PerPage), fmt.Sprint(with.PerPage)},
		{"the sort field", c.Sort, with.Sort}, {"the sort order", c.order(with.Order), with.Order},
	} {
		if v.now != "" && v.now != "0" && v.now != v.was {
			return args.Errorf(args.StartingAfter, "began with %s %q, not %q: go on with the same, or start again without starting_after", v.name, v.was, v.now)
		}
	}
	return nil
}

// order returns the order at c as a call spells it: what is sorted without a
// word on it descends.
func (c Cursor) order(spelt string) string {
	if c.Order == "" && c.Sort != "" && strings.HasPrefix(spelt, "desc") {
		return spelt
	}
	return c.Order
}

// ResumeWithin is resume where Intercom gives all at once, so that no cursor of
// its own leads anywhere.
func (first Cursor) ResumeWithin(startingAfterText string) (Cursor, error) {
	at, err := first.Resume(startingAfterText)
	if err == nil && at.After != "" {
		err = args.NewError(args.StartingAfter, errNoCursor)
	}
	return at, err
}

var errNoCursor = errors.New("pass the starting_after of its last answer")

// Began returns when the list was begun that a call with this starting_after
// goes on with; now for any other call.
func Began(startingAfterText string, now time.Time) time.Time {
	if c, err := parse(startingAfterText); err == nil && c.Began > 0 {
		return time.Unix(c.Began, 0)
	}
	return now
}

// CheckFingerprint refuses a cursor of this tool's that began with other
// filters: the next page would be another list's, in silence.
func CheckFingerprint(tool, startingAfterText string, fingerprint uint32) error {
	c, err := parse(startingAfterText)
	if err != nil || c.Tool != tool || c.Fingerprint == 0 || c.Fingerprint == fingerprint {
		return nil // what is no cursor of this list's is told by who reads it
	}
	return args.Errorf(args.StartingAfter, "began with other filters: go on with the same, or start again without starting_after")
}

// Skipping returns the cursor that goes on after so many items of what is at c,
// those not counted that were skipped.
func (c Cursor) Skipping(given int) string {
	c.Skip += given
	c.From, c.Sum = 0, 0
	return c.String()
}

// Within returns the cursor that goes on at a place within what is at c.
func (c Cursor) Within(from int, sum uint32) string {
	c.From, c.Sum = from, sum
	return c.String()
}

// Listing returns the page at c, as lists with Intercom's own cursors take it.
func (c Cursor) Listing() intercomapi.Listing {
	return intercomapi.Listing{PerPage: c.PerPage, StartingAfter: c.After}
}

// Numbered returns the page at c, as lists that count pages take it.
func (c Cursor) Numbered() intercomapi.Numbered {
	return intercomapi.Numbered{Page: c.Page, PerPage: c.PerPage}
}

// Either returns the page at c, as lists take it that name the next page by a
// number or by a cursor, as they like.
func (c Cursor) Either() intercomapi.Paging {
	return intercomapi.Paging{PerPage: c.PerPage, Page: c.Page, StartingAfter: c.After}
}
