package args

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"intercom-mcp/intercomapi"
)

const hexID = "6762f0dd1bb69f9f2193bb83"

// addresses are what a browser shows, by what they are of.
var addresses = map[Address][]string{
	{"conversation", "215470000000042"}: {
		"https://app.intercom.com/a/inbox/lumen7x2/inbox/admin/5100001/conversation/215470000000042",
		"https://app.intercom.com/a/inbox/lumen7x2/inbox/conversation/215470000000042?view=List#part_id=comment-215470000000042-99",
		"https://app.eu.intercom.com/a/apps/lumen7x2/inbox/inbox/all/conversations/215470000000042",
		"https://app.au.intercom.com/a/inbox/lumen7x2/inbox/team/6200001/conversation/215470000000042/",
		"HTTPS://App.Intercom.com/a/inbox/lumen7x2/conversation/215470000000042",
		"app.intercom.com/a/inbox/lumen7x2/conversation/215470000000042",
		" <https://app.intercom.com/a/inbox/lumen7x2/conversation/215470000000042>\n",
	},
	{"ticket", "215470000000151"}: {
		"https://app.intercom.com/a/inbox/lumen7x2/inbox/search/ticket/215470000000151",
		"https://app.eu.intercom.com/a/apps/lumen7x2/tickets/215470000000151",
	},
	{"contact", hexID}: {
		"https://app.intercom.com/a/apps/lumen7x2/users/" + hexID + "/all-conversations",
		"https://app.au.intercom.com/a/apps/lumen7x2/contacts/" + hexID,
		"https://app.eu.intercom.com/a/apps/lumen7x2/users/" + hexID,
	},
	{"company", hexID}: {
		"https://app.intercom.com/a/apps/lumen7x2/companies/" + hexID + "/users",
		"https://app.eu.intercom.com/a/apps/lumen7x2/companies/" + hexID,
	},
	{"article", "9200001"}: {
		"https://app.intercom.com/a/apps/lumen7x2/articles/articles/9200001/show",
		"https://app.eu.intercom.com/a/apps/lumen7x2/knowledge-hub/all-content?activeContentId=9200001&activeContentType=article&editorMode=view",
		"https://intercom.help/lumen-desk/en/articles/9200001-quiet-hours",
		"https://help.lumendesk.example/de/articles/9200001",
	},
}

func TestAddresses(t *testing.T) {
	for want, all := range addresses {
		for _, s := range all {
			if s = TrimPasted(s); !IsAddress(s) {
				t.Errorf("%s is taken for an id", s)
			}
			if got, err := ParseAddress(s); err != nil || got != want {
				t.Errorf("%s: %v, %v, want %v", s, got, err, want)
			}
		}
	}
}

func TestBadAddresses(t *testing.T) {
	for _, s := range []string{
		"https://app.intercom.com/a/apps/lumen7x2/users/segments/all",
		"https://app.intercom.com.evil.example/a/apps/x/users/" + hexID,
		"https://evil.example/users/" + hexID,
		"https://app.intercom.com/a/apps/x/knowledge-hub/all-content?activeContentId=7&activeContentType=snippet",
		"https://app.intercom.com/a/apps/x/knowledge-hub/all-content?activeContentId=..&activeContentType=article",
		"https://evil.example/a/apps/x/knowledge-hub/all-content?activeContentId=7&activeContentType=article",
		"https://",
		"https://app.intercom.com/a/apps/x/users/..%2fadmins1",
	} {
		if got, err := ParseAddress(s); err == nil || !strings.Contains(err.Error(), "is not the address of a conversation, contact") {
			t.Errorf("%s: %v, %v", s, got, err)
		}
		raw, err := json.Marshal(map[string]string{"id": s})
		if err != nil {
			t.Fatal(err)
		}
		checkRefused[contactRef](t, false, string(raw), "id ", "is not the address of")
	}
	if _, err := ParseAddress("https://[::1"); err == nil || !strings.Contains(err.Error(), "is no address") {
		t.Error(err)
	}
}

// TestMismatchingAddresses says what an address is of, where an id of something
// else is wanted.
func TestMismatchingAddresses(t *testing.T) {
	for _, c := range []struct {
		kind  string
		kinds []string
		want  string // "": it fits
	}{
		{"contact", []string{"conversation"}, "is the address of a contact, but must be a conversation"},
		{"contact", []string{"admin", "team"}, "is the address of a contact, but must be an admin or team"},
		{"article", []string{"ticket_type"}, "is the address of an article, but must be a ticket type"},
		{"article", nil, "is the address of an article, and this id is of something else"},
		{"contact", []string{"contact"}, ""},
		{"contact", []string{"visitor"}, ""},
		{"ticket", []string{"conversation"}, ""},
		{"conversation", []string{"company", "ticket"}, ""},
	} {
		a := Address{Kind: c.kind, ID: "1"}
		if a.IsOf(c.kinds) != (c.want == "") {
			t.Errorf("%s of %v: %v", c.kind, c.kinds, a.IsOf(c.kinds))
		}
		if err := a.MismatchError(c.kinds); c.want != "" && err.Error() != c.want {
			t.Errorf("%s of %v: %v", c.kind, c.kinds, err)
		}
	}
}

func TestIsAddress(t *testing.T) {
	for s, want := range map[string]bool{
		"https://x": true, "HTTP://x": true, "app.eu.intercom.com/x": true,
		"app.example.com": false, "Ann": false, "a@app.intercom.com": false, "63a07ddf": false, "": false,
	} {
		if got := IsAddress(s); got != want {
			t.Errorf("%q: %v", s, got)
		}
	}
}

// addressArgs have ids of all kinds that addresses are of, and one of another.
type addressArgs struct {
	Contact intercomapi.ID `json:"contact,omitempty" rule:"of=contact"`
	Company intercomapi.ID `json:"company,omitempty" rule:"of=company"`
	Article intercomapi.ID `json:"article,omitempty" rule:"of=article"`
	Note    intercomapi.ID `json:"note,omitempty"`
}

// FuzzAddresses gives ids that begin as addresses do: what is taken is an id and
// nothing more.
func FuzzAddresses(f *testing.F) {
	for _, all := range addresses {
		for _, s := range all {
			f.Add(s)
		}
	}
	for _, s := range []string{
		"https://app.intercom.com/users/1/../../admins", "https://app.intercom.com/users/1?x=/contacts/2", "app.intercom.com", "https://[::1",
		"https://app.intercom.com/users/%31", "https://app.intercom.com/users/1\x00", "http://h/articles/1-",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, name := range []string{"contact", "company", "article", "note"} {
			raw, err := json.Marshal(map[string]string{name: "https://" + strings.TrimPrefix(s, "https://")})
			if err != nil {
				t.Fatal(err)
			}
			call, err := decode[addressArgs](t, false, string(raw), nil)
			if err != nil {
				if _, ok := errors.AsType[Error](err); !ok {
					t.Errorf("%q: %v", s, err)
				}
				continue
			}
			var ids map[string]string
			if err := json.Unmarshal(call.JSON, &ids); err != nil || len(ids) != 1 || !IsHexID(ids[name]) {
				t.Errorf("%q became %s, %v", s, call.JSON, err)
			}
		}
	})
}
