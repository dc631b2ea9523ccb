package cursor

import (
	"encoding/base64"
	"errors"
	"strings"
	"testing"
	"time"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/args"
)

// checkRefused checks that err is an args.Error that holds all of these words.
func checkRefused(t *testing.T, err error, words ...string) {
	t.Helper()
	if _, ok := errors.AsType[args.Error](err); !ok || !strings.HasPrefix(err.Error(), args.StartingAfter+" ") {
		t.Errorf("%v is no fault of starting_after", err)
		return
	}
	for _, word := range words {
		if !strings.Contains(err.Error(), word) {
			t.Errorf("%q is not in: %v", word, err)
		}
	}
}

// encode returns a cursor of this server's with any content.
func encode(content string) string {
	return prefix + base64.RawURLEncoding.EncodeToString([]byte(content))
}

// TestSkipItems continues a page after the items that were returned.
func TestSkipItems(t *testing.T) {
	at, err := Cursor{Tool: "list_contacts"}.Resume(Cursor{Tool: "list_contacts", After: "abc", PerPage: 7, Skip: 2, Offset: 9, Checksum: 1}.SkipItems(3))
	if err != nil || at != (Cursor{Tool: "list_contacts", After: "abc", PerPage: 7, Skip: 5}) {
		t.Errorf("%+v, %v", at, err)
	}
	next := at.Next(intercomapi.Page{Next: intercomapi.Next{StartingAfter: "def"}})
	if next.At.Skip != 5 || at.Offset != 0 || strings.Contains(next.StartingAfter, at.String()) {
		t.Errorf("%+v", next)
	}
	if after, err := parse(next.StartingAfter); err != nil || after.Skip != 0 || after.After != "def" {
		t.Errorf("%+v, %v", after, err)
	}
}

// TestAtOffset continues within an item.
func TestAtOffset(t *testing.T) {
	at, err := Cursor{Tool: "get_note"}.ResumeOwn(Cursor{Tool: "get_note", Skip: 2}.AtOffset(500, 77))
	if err != nil || at != (Cursor{Tool: "get_note", Skip: 2, Offset: 500, Checksum: 77}) {
		t.Errorf("%+v, %v", at, err)
	}
}

func TestDamagedCursors(t *testing.T) {
	good := Cursor{Tool: "list_contacts", After: "abc", PerPage: 20}.String()
	for _, s := range []string{
		"page.", "page.!", good[:len(good)-3], good + "x", "page." + strings.ToUpper(good[5:6]) + "?", encode(`[]`), encode(`{`), encode(`{}`),
		encode(`{"a":"abc"}`), encode(`{"t":"list_contacts"}`), encode(`{"t":"list_contacts","a":"abc","n":-5}`), encode(`{"t":"list_contacts","p":-1}`),
		encode(`{"t":"list_contacts","a":"abc","k":-1}`), encode(`{"t":"list_contacts","a":"abc","b":-1}`), encode(`{"t":"list_contacts","k":-1,"p":1}`),
	} {
		at, err := Cursor{Tool: "list_contacts"}.Resume(s)
		if err == nil {
			t.Errorf("%s is taken as %+v", s, at)
			continue
		}
		checkRefused(t, err, "damaged")
		if start, _ := Start(s, time.Unix(5, 0)); IsScroll(s) || !start.Equal(time.Unix(5, 0)) || CheckFingerprint("list_contacts", s, 1) != nil {
			t.Errorf("%s is read", s)
		}
	}
}

// TestResume continues at a cursor, and refuses those that a call does not fit.
func TestResume(t *testing.T) {
	second := Cursor{Tool: "search_contacts", After: "abc", PerPage: 5, Sort: "name", Order: "ascending"}
	unordered := Cursor{Tool: "search_contacts", After: "abc", PerPage: 20, Sort: "name"}
	for _, c := range []struct {
		name          string
		call          Cursor
		startingAfter string
		want          Cursor
		words         []string // of the refusal
	}{
		{"the first page", Cursor{Tool: "search_contacts"}, "", Cursor{Tool: "search_contacts", PerPage: 20}, nil},
		{"its size", Cursor{Tool: "search_contacts", PerPage: 5, Sort: "name"}, "", Cursor{Tool: "search_contacts", PerPage: 5, Sort: "name"}, nil},
		{"the cursor alone", Cursor{Tool: "search_contacts"}, second.String(), second, nil},
		{"the same again", Cursor{Tool: "search_contacts", PerPage: 5, Sort: "name", Order: "ascending"}, second.String(), second, nil},
		{"another size", Cursor{Tool: "search_contacts", PerPage: 6}, second.String(), second, []string{"per_page", `"5"`, `"6"`}},
		{"another field", Cursor{Tool: "search_contacts", Sort: "email"}, second.String(), second, []string{"sort field", "name", "email"}},
		{"another order", Cursor{Tool: "search_contacts", Order: "descending"}, second.String(), second, []string{"sort order"}},
		{"the order that it had by itself", Cursor{Tool: "search_contacts", Order: "descending"}, unordered.String(), unordered, nil},
		{"not that order", Cursor{Tool: "search_contacts", Order: "ascending"}, unordered.String(), unordered, []string{"sort order"}},
		{"another tool", Cursor{Tool: "list_contacts"}, second.String(), second, []string{"search_contacts", "list_contacts"}},
		{"Intercom's own", Cursor{Tool: "search_contacts", Sort: "name"}, "WzE3MF0=",
			Cursor{Tool: "search_contacts", After: "WzE3MF0=", PerPage: 20, Sort: "name"}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			at, err := c.call.Resume(c.startingAfter)
			if c.words != nil {
				checkRefused(t, err, c.words...)
			} else if err != nil || at != c.want {
				t.Errorf("%+v, %v, want %+v", at, err, c.want)
			}
		})
	}
	_, err := Cursor{Tool: "get_note"}.ResumeOwn("abc")
	checkRefused(t, err, "is not of get_note", "its last answer")
}

func TestStart(t *testing.T) {
	now := time.Unix(1769850000, 0)
	for s, want := range map[string]struct {
		at   int64
		zone string
	}{
		"":                                     {now.Unix(), ""},
		"abc==":                                {now.Unix(), ""},
		Cursor{Tool: "x", After: "a"}.String(): {now.Unix(), ""},
		Cursor{Tool: "x", After: "a", StartedAt: 5}.String():                     {5, ""},
		Cursor{Tool: "x", After: "a", StartedAt: 5, Zone: "Asia/Tokyo"}.String(): {5, "Asia/Tokyo"},
	} {
		if at, zone := Start(s, now); at.Unix() != want.at || zone != want.zone {
			t.Errorf("%q: %d in %q, want %v", s, at.Unix(), zone, want)
		}
	}
}

func TestIsScroll(t *testing.T) {
	for s, want := range map[string]bool{"": false, "abc": false, Cursor{Tool: "x", Page: 2}.String(): false, Cursor{Tool: "x", Scroll: "s"}.String(): true} {
		if got := IsScroll(s); got != want {
			t.Errorf("%q: %v", s, got)
		}
	}
}

// TestCheckFingerprint refuses a cursor whose list began with other filters.
func TestCheckFingerprint(t *testing.T) {
	page := Cursor{Tool: "list_tickets", PerPage: 5}.Next(intercomapi.Page{Next: intercomapi.Next{Page: 2}})
	page.SetFingerprint(7)
	if page.At.Fingerprint != 7 || !strings.HasPrefix(page.StartingAfter, prefix) {
		t.Errorf("%+v", page)
	}
	for _, c := range []struct {
		tool, startingAfter string
		fingerprint         uint32
		ok                  bool
	}{
		{"list_tickets", page.StartingAfter, 7, true},
		{"list_tickets", page.StartingAfter, 8, false},
		{"list_tickets", page.StartingAfter, 0, false},
		{"list_contacts", page.StartingAfter, 8, true}, // Resume refuses it
		{"list_tickets", Cursor{Tool: "list_tickets", Page: 2}.String(), 8, true},
		{"list_tickets", "abc==", 8, true},
		{"list_tickets", "", 8, true},
	} {
		err := CheckFingerprint(c.tool, c.startingAfter, c.fingerprint)
		if c.ok && err != nil {
			t.Errorf("%+v: %v", c, err)
		} else if !c.ok {
			checkRefused(t, err, "other filters")
		}
	}
	last := Page{}
	if last.SetFingerprint(7); last.StartingAfter != "" {
		t.Errorf("the last page continues at %s", last.StartingAfter)
	}
}

// TestForms gives the page at a cursor as each kind of list takes it.
func TestForms(t *testing.T) {
	c := Cursor{After: "abc", Page: 3, PerPage: 5}
	if got := c.Listing(); got != (intercomapi.Listing{PerPage: 5, StartingAfter: "abc"}) {
		t.Errorf("%+v", got)
	}
	if got := c.Numbered(); got != (intercomapi.Numbered{Page: 3, PerPage: 5}) {
		t.Errorf("%+v", got)
	}
	if got := c.Paging(); got != (intercomapi.Paging{Page: 3, PerPage: 5, StartingAfter: "abc"}) {
		t.Errorf("%+v", got)
	}
}

// FuzzCursors resumes at any text: what is taken is a place that a list has.
func FuzzCursors(f *testing.F) {
	for _, s := range []string{
		"abc==", "page.", "page.e30", "page.!", encode(`{"t":"list_companies","p":2}`),
		encode(`{"t":"list_companies","p":9223372036854775807,"n":9}`), "\xff", "a b", "",
		encode(`{"t":"list_companies","a":"abc"}`), encode(`{"t":"list_companies","s":"x"}`),
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for name, pager := range pagers() {
			at, err := pager.resume(Cursor{Tool: "list_companies"}, s)
			if err != nil {
				checkRefused(t, err)
				continue
			}
			if at.Tool != "list_companies" || min(at.PerPage, at.Page, at.Skip, at.Offset) < 0 {
				t.Errorf("%s: %q is %+v", name, s, at)
			}
			if again, err := parse(at.AtOffset(1, 0)); err != nil || again.Tool != at.Tool || again.Page != at.Page {
				t.Errorf("%s: %+v reads back as %+v, %v", name, at, again, err)
			}
		}
	})
}

func pagers() map[string]Pager {
	return map[string]Pager{"by cursor": ByCursor(), "by number": ByNumber(), "by link": ByLink(), "all at once": AllAtOnce()}
}
