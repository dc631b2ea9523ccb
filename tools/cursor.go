package tools

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"intercom-mcp/intercomapi"
)

// defaultPerPage is the page size where a call names none.
const defaultPerPage = 20

// paging are the arguments of a tool that lists.
type paging struct {
	PerPage       int    `json:"per_page,omitempty" jsonschema:"Default 20" rule:"some max=150"`
	StartingAfter string `json:"starting_after,omitempty" jsonschema:"Next page" rule:"cursor"`
}

// more is what a page says of those that follow.
type more struct {
	StartingAfter string   `json:"starting_after,omitempty"`
	TotalCount    *int     `json:"total_count,omitempty"`
	Notes         []string `json:"notes,omitempty" jsonschema:"How the arguments were taken"`

	at position `json:"-"` // of this page, where it can be asked for again
}

func (m *more) page() *more { return m }

func (m more) place() position { return m.at }

// skipping is the cursor that goes on after so many items of what is at p,
// those not counted that were skipped.
func (p position) skipping(given int) string {
	p.Skip += given
	p.From, p.Sum = 0, 0
	return p.String()
}

// position is a place in a list: what a cursor of ours carries, so that the
// next page is asked for in the way of the first.
type position struct {
	After   string `json:"a,omitempty"` // Intercom's own cursor
	Page    int    `json:"p,omitempty"` // page number, from 1
	Scroll  string `json:"s,omitempty"` // of a scroll
	Sort    string `json:"f,omitempty"`
	Order   string `json:"o,omitempty"`
	PerPage int    `json:"n,omitempty"`
	Tool    string `json:"t,omitempty"`
	Skip    int    `json:"k,omitempty"` // items of the page that were given already
	From    int    `json:"b,omitempty"` // where to go on in the next item, or in what is no list
	Sum     uint32 `json:"h,omitempty"` // what that was when it was begun
	Asked   uint32 `json:"q,omitempty"` // what the list is of, see node.asked
	Began   int64  `json:"w,omitempty"` // when the first page was asked for, in Unix seconds: -1d stays that day on all pages
}

// ours begins every cursor of ours. Intercom's cursors are Base64, without a dot.
const ours = "page."

var encoding = base64.RawURLEncoding

func (p position) String() string {
	raw, _ := json.Marshal(p) // strings and integers only
	return ours + encoding.EncodeToString(raw)
}

// parseCursor reads a cursor; one that is not ours is Intercom's own.
func parseCursor(s string) (position, error) {
	coded, ok := strings.CutPrefix(s, ours)
	if !ok {
		return position{After: s}, nil
	}
	var p position
	raw, err := encoding.DecodeString(coded)
	if err == nil {
		err = json.Unmarshal(raw, &p)
	}
	leads := p.Tool != "" && (p.After != "" || p.Page > 0 || p.Scroll != "" || p.Skip > 0 || p.From > 0)
	if err != nil || !leads || p.PerPage < 0 || p.Page < 0 || p.Skip < 0 || p.From < 0 {
		return p, errorf("starting_after", "is damaged: pass the starting_after of an answer as it is")
	}
	return p, nil
}

// resume is where a call goes on: at its cursor, or at the start. What the call
// says itself must agree with the cursor.
func resume(own position, cursor string) (position, error) {
	if cursor == "" {
		own.PerPage = orDefault(own.PerPage)
		return own, nil
	}
	p, err := parseCursor(cursor)
	if err != nil {
		return p, err
	}
	foreign := p.Tool == ""
	if foreign {
		own.After, own.PerPage = p.After, orDefault(own.PerPage)
		return own, nil
	}
	if p.Tool != own.Tool {
		return p, errorf("starting_after", "is of %s, not of %s", p.Tool, own.Tool)
	}
	for _, c := range []struct{ name, was, now string }{
		{"per_page", fmt.Sprint(p.PerPage), fmt.Sprint(own.PerPage)},
		{"the sort field", p.Sort, own.Sort}, {"the sort order", p.order(own.Order), own.Order},
	} {
		if c.now != "" && c.now != "0" && c.now != c.was {
			return p, errorf("starting_after", "began with %s %q, not %q: go on with the same, or start again without starting_after", c.name, c.was, c.now)
		}
	}
	return p, nil
}

// order is the order at p, spelt as a call spells it: what is sorted without a
// word on it descends.
func (p position) order(spelt string) string {
	if p.Order == "" && p.Sort != "" && strings.HasPrefix(spelt, "desc") {
		return spelt
	}
	return p.Order
}

// began is when the list that a call goes on with was begun; now for any other call.
func began(args map[string]any, now time.Time) time.Time {
	cursor, _ := args[startingAfter].(string)
	if p, err := parseCursor(cursor); err == nil && p.Began > 0 {
		return time.Unix(p.Began, 0)
	}
	return now
}

func orDefault(perPage int) int {
	if perPage == 0 {
		return defaultPerPage
	}
	return perPage
}

// next is what a page says of those that follow, for a call at p.
func (p position) next(page intercomapi.Page) more {
	m := more{TotalCount: page.Total}
	if p.Scroll == "" && page.Next.Scroll == "" { // a scroll gives each page once
		m.at = p
	}
	p.Skip, p.From, p.Sum = 0, 0, 0
	p.After, p.Page, p.Scroll = page.Next.StartingAfter, page.Next.Page, page.Next.Scroll
	if p.After != "" || p.Page != 0 || p.Scroll != "" {
		m.StartingAfter = p.String()
	}
	return m
}

// listing is the page at p, as lists take it.
func (p position) listing() intercomapi.Listing {
	return intercomapi.Listing{PerPage: p.PerPage, StartingAfter: p.After}
}

// numbered is the page at p, as lists that count pages take it.
func (p position) numbered() intercomapi.Numbered {
	return intercomapi.Numbered{Page: p.Page, PerPage: p.PerPage}
}
