package intercomapi

import (
	"bytes"
	"encoding/json"
	"net/url"
	"strconv"
)

// Page is one page of a list, whatever shape the API gave it: the items stand
// under "data" or under the resource's own name.
type Page struct {
	Items []Object
	Total *int // how many there are on all pages, where the API says so
	Next  Next // zero on the last page
}

// Next says how to ask for the page that follows. One of its fields is set; none
// on the last page.
type Next struct {
	StartingAfter string // a cursor, to be sent with the same sort and page size
	Page          int    // a number, counted from 1
	Scroll        string // of a scroll, which has one more page until one is empty
}

// listKeys are the names under which lists hold their items.
var listKeys = []string{
	"data", "conversations", "tickets", "admins", "teams", "tags", "segments", "companies", "contacts",
	"activity_logs", "events", "merge_history", "handling_events", "side_conversations",
}

// UnmarshalJSON reads a list, or the single object that some look-ups answer.
func (p *Page) UnmarshalJSON(b []byte) error {
	var raw map[string]json.RawMessage
	if err := json.Unmarshal(b, &raw); err != nil {
		return err
	}
	*p = Page{Items: []Object{}}
	if err := p.readItems(raw, b); err != nil {
		return err
	}
	var total int
	if count := raw["total_count"]; json.Unmarshal(count, &total) == nil && string(count) != "null" {
		p.Total = &total
	}
	_ = json.Unmarshal(raw["scroll_param"], &p.Next.Scroll)
	_ = json.Unmarshal(raw["next_cursor"], &p.Next.StartingAfter)
	var pages struct{ Next json.RawMessage }
	if json.Unmarshal(raw["pages"], &pages) == nil {
		p.Next.readLink(pages.Next)
	}
	p.Next.readPageCount(raw)
	return nil
}

func (p *Page) readItems(raw map[string]json.RawMessage, whole []byte) error {
	for _, key := range listKeys {
		if list := bytes.TrimSpace(raw[key]); len(list) > 0 && list[0] == '[' {
			return json.Unmarshal(list, &p.Items)
		}
	}
	if id, ok := raw["id"]; ok && string(id) != "null" {
		p.Items = append(p.Items, Object(bytes.Clone(whole)))
	}
	return nil
}

// readPageCount reads page and total_pages, if a list says no more than those.
func (n *Next) readPageCount(raw map[string]json.RawMessage) {
	var page, pages int
	_ = json.Unmarshal(raw["page"], &page)
	_ = json.Unmarshal(raw["total_pages"], &pages)
	if *n == (Next{}) && 0 < page && page < pages {
		n.Page = page + 1
	}
}

// readLink reads pages.next, which is an object, a URL, null or absent.
func (n *Next) readLink(raw json.RawMessage) {
	var link string
	if json.Unmarshal(raw, &link) == nil {
		if u, err := url.Parse(link); err == nil {
			n.StartingAfter = u.Query().Get("starting_after")
			n.Page, _ = strconv.Atoi(u.Query().Get("page"))
		}
	} else {
		var next struct {
			StartingAfter string `json:"starting_after"`
			Page          ID     `json:"page"` // a number, or its digits
		}
		_ = json.Unmarshal(raw, &next)
		n.StartingAfter = next.StartingAfter
		n.Page, _ = strconv.Atoi(string(next.Page))
	}
	if n.StartingAfter != "" { // the cursor alone names the page
		n.Page = 0
	}
}
