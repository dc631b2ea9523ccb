package cursor

import (
	"errors"
	"testing"

	"intercom-mcp/intercomapi"
)

// place returns the place at which a call continues; the text is its starting_after.
func place(t *testing.T, pager Pager, startingAfter string) Cursor {
	t.Helper()
	at, err := pager.resume(Cursor{Tool: "list", PerPage: 5}, startingAfter)
	if err != nil {
		t.Fatal(err)
	}
	return at
}

// TestNextPages goes from the first page of a list to the second, with what
// Intercom says of it.
func TestNextPages(t *testing.T) {
	total := 12
	type next = intercomapi.Next
	for _, c := range []struct {
		name  string
		pager Pager
		page  intercomapi.Page
		want  Cursor // zero: there is no second page
	}{
		{"a cursor", ByCursor(), intercomapi.Page{Next: next{StartingAfter: "abc"}}, Cursor{After: "abc"}},
		{"a cursor and a number", ByCursor(), intercomapi.Page{Next: next{StartingAfter: "abc", Page: 2}}, Cursor{After: "abc", Page: 2}},
		{"a number where a cursor may be", ByCursor(), intercomapi.Page{Next: next{Page: 2}}, Cursor{Page: 2}},
		{"a scroll", ByCursor(), intercomapi.Page{Next: next{Scroll: "s/1"}}, Cursor{Scroll: "s/1"}},
		{"no cursor", ByCursor(), intercomapi.Page{Total: &total}, Cursor{}},

		{"a number", ByNumber(), intercomapi.Page{Next: next{Page: 2}}, Cursor{Page: 2}},
		{"a cursor that nothing takes", ByNumber(), intercomapi.Page{Next: next{StartingAfter: "abc"}}, Cursor{Page: 2}},
		{"a number beside such a cursor", ByNumber(), intercomapi.Page{Next: next{StartingAfter: "abc", Page: 2}}, Cursor{Page: 2}},
		{"no link, but more items", ByNumber(), intercomapi.Page{Total: &total}, Cursor{Page: 2}},
		{"no link and no total", ByNumber(), intercomapi.Page{}, Cursor{}},

		{"a link", ByLink(), intercomapi.Page{Next: next{StartingAfter: "abc"}}, Cursor{After: "abc"}},
		{"no link", ByLink(), intercomapi.Page{}, Cursor{}},

		{"everything", AllAtOnce(), intercomapi.Page{Total: &total, Next: next{StartingAfter: "abc", Page: 2}}, Cursor{}},
	} {
		t.Run(c.name, func(t *testing.T) {
			page := c.pager.next(place(t, c.pager, ""), c.page)
			if page.TotalCount != c.page.Total {
				t.Errorf("total is %v", page.TotalCount)
			}
			if c.want == (Cursor{}) {
				if page.StartingAfter != "" {
					t.Errorf("the last page continues at %s", page.StartingAfter)
				}
				return
			}
			c.want.Tool, c.want.PerPage = "list", 5
			if got := place(t, c.pager, page.StartingAfter); got != c.want {
				t.Errorf("the second page is at %+v, want %+v", got, c.want)
			}
		})
	}
}

// TestLastPage ends a list that counts its items.
func TestLastPage(t *testing.T) {
	total := 12
	page := ByNumber().next(place(t, ByNumber(), Cursor{Tool: "list", Page: 3, PerPage: 5}.String()), intercomapi.Page{Total: &total})
	if page.StartingAfter != "" || page.At.Page != 3 {
		t.Errorf("%+v", page)
	}
}

// TestPagesOfAScroll come once, so that a page cannot be requested again.
func TestPagesOfAScroll(t *testing.T) {
	first := Cursor{Tool: "list"}.Next(intercomapi.Page{Next: intercomapi.Next{Scroll: "s"}})
	last := Cursor{Tool: "list", Scroll: "s"}.Next(intercomapi.Page{})
	if first.At != (Cursor{}) || last.At != (Cursor{}) || last.StartingAfter != "" {
		t.Errorf("%+v, then %+v", first, last)
	}
}

// TestCursorsOfIntercom are taken only by lists that Intercom pages by cursor:
// any other list would return its first page again.
func TestCursorsOfIntercom(t *testing.T) {
	if got := place(t, ByCursor(), "abc"); got != (Cursor{Tool: "list", After: "abc", PerPage: 5}) {
		t.Errorf("%+v", got)
	}
	for name, pager := range pagers() {
		if name == "by cursor" {
			continue
		}
		_, err := pager.resume(Cursor{Tool: "list"}, "abc")
		checkRefused(t, err, "is not of list", "its last answer")
	}
	if got := place(t, ByLink(), Cursor{Tool: "list", After: "abc", PerPage: 5}.String()); got.After != "abc" {
		t.Errorf("a link is lost: %+v", got)
	}
	if got := place(t, ByNumber(), ""); got.Page != 1 {
		t.Errorf("a list by number begins at page %d", got.Page)
	}
}

// TestList requests the page that a call asks for.
func TestList(t *testing.T) {
	items := []intercomapi.Object{intercomapi.Object(`{"id":"1"}`)}
	failure := errors.New("not found")
	var requested []Cursor
	fetch := func(c Cursor) (intercomapi.Page, error) {
		requested = append(requested, c)
		if c.Page == 3 {
			return intercomapi.Page{}, failure
		}
		return intercomapi.Page{Items: items, Next: intercomapi.Next{Page: c.Page + 1}}, nil
	}
	in := Args{PerPage: 7}
	for number := 1; number <= 2; number++ {
		found, page, err := in.List(ByNumber(), Cursor{Tool: "list"}, fetch)
		if err != nil || len(found) != 1 || page.StartingAfter == "" || requested[number-1] != (Cursor{Tool: "list", Page: number, PerPage: 7}) {
			t.Fatalf("page %d: %s, %+v, %v, requested %+v", number, found, page, err, requested)
		}
		in = Args{StartingAfter: page.StartingAfter}
	}
	if _, _, err := in.List(ByNumber(), Cursor{Tool: "list"}, fetch); !errors.Is(err, failure) {
		t.Error(err)
	}
	_, _, err := Args{PerPage: 8, StartingAfter: in.StartingAfter}.List(ByNumber(), Cursor{Tool: "list"}, fetch)
	if checkRefused(t, err, "per_page"); len(requested) != 3 {
		t.Errorf("requested %+v", requested)
	}
}
