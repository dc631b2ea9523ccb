package tools_test

import (
	"encoding/json"
	"strings"
	"testing"
)

const hexID = "6762f0dd1bb69f9f2193bb83"

// addresses are what a browser shows, by what they are of.
var addresses = map[string][]string{
	"conversation 215470000000042": {
		"https://app.intercom.com/a/inbox/lumen7x2/inbox/admin/5100001/conversation/215470000000042",
		"https://app.intercom.com/a/inbox/lumen7x2/inbox/conversation/215470000000042?view=List#part_id=comment-215470000000042-99",
		"https://app.eu.intercom.com/a/apps/lumen7x2/inbox/inbox/all/conversations/215470000000042",
		"https://app.au.intercom.com/a/inbox/lumen7x2/inbox/team/6200001/conversation/215470000000042/",
		"HTTPS://App.Intercom.com/a/inbox/lumen7x2/conversation/215470000000042",
		"app.intercom.com/a/inbox/lumen7x2/conversation/215470000000042",
		" <https://app.intercom.com/a/inbox/lumen7x2/conversation/215470000000042>\\n",
	},
	"ticket 215470000000151": {"https://app.intercom.com/a/inbox/lumen7x2/inbox/search/ticket/215470000000151", "https://app.eu.intercom.com/a/apps/lumen7x2/tickets/215470000000151"},
	"contact " + hexID: {
		"https://app.intercom.com/a/apps/lumen7x2/users/" + hexID + "/all-conversations", "https://app.au.intercom.com/a/apps/lumen7x2/contacts/" + hexID,
		"https://app.eu.intercom.com/a/apps/lumen7x2/users/" + hexID,
	},
	"company " + hexID: {"https://app.intercom.com/a/apps/lumen7x2/companies/" + hexID + "/users", "https://app.eu.intercom.com/a/apps/lumen7x2/companies/" + hexID},
	"article 9200001": {
		"https://app.intercom.com/a/apps/lumen7x2/articles/articles/9200001/show",
		"https://app.eu.intercom.com/a/apps/lumen7x2/knowledge-hub/all-content?activeContentId=9200001&activeContentType=article&editorMode=view",
		"https://intercom.help/lumen-desk/en/articles/9200001-quiet-hours",
		"https://help.lumendesk.example/de/articles/9200001",
	},
}

// readers are a tool and its requests' place of an id, by what the id is of.
var readers = map[string][2]string{
	"conversation": {"close_conversation", "POST /conversations/"}, "ticket": {"delete_ticket", "DELETE /tickets/"}, "contact": {"get_contact", "GET /contacts/"},
	"company": {"get_company", "GET /companies/"}, "article": {"get_article", "GET /articles/"},
}

func TestAddresses(t *testing.T) {
	for what, all := range addresses {
		kind, id, _ := strings.Cut(what, " ")
		for _, address := range all {
			_, sent, err := run(t, readers[kind][0], `{"id":"`+address+`"}`)
			if err != nil || len(sent) == 0 || !strings.HasPrefix(sent[0], readers[kind][1]+id) {
				t.Errorf("%s %s: %v, %v", kind, address, sent, err)
			}
		}
	}
}

// TestAddressesRefused says what an address is of, where something else is
// wanted, and sends nothing.
func TestAddressesRefused(t *testing.T) {
	for _, c := range []struct{ tool, arguments, want string }{
		{"close_conversation", `{"id":"` + addresses["contact "+hexID][0] + `"}`, "id is the address of a contact, but must be a conversation"},
		{"get_contact", `{"id":"` + addresses["ticket 215470000000151"][0] + `"}`, "address of a ticket, but must be a contact"},
		{"tag_conversation", `{"conversation_id":"1","tag_id":"` + addresses["article 9200001"][0] + `"}`, "must be a tag"},
		{"assign_conversation", `{"id":"1","assignee_id":"` + addresses["contact "+hexID][0] + `"}`, "must be an admin or team"},
		{"get_note", `{"id":"` + addresses["company "+hexID][0] + `"}`, "must be a note"},
		{"delete_tag", `{"id":"` + addresses["article 9200001"][0] + `"}`, "id is the address of an article, and this id is of something else"},
		{"delete_internal_article", `{"id":"` + addresses["article 9200001"][0] + `"}`, "is the address of an article"},
		{"get_conversation", `{"id":"1","around":"` + addresses["conversation 215470000000042"][1] + `"}`, "around is the address of a conversation"},
		{"get_contact", `{"id":"https://app.intercom.com/a/apps/lumen7x2/users/segments/all"}`, "is not the address of a conversation, contact"},
		{"get_contact", `{"id":"https://app.intercom.com.evil.example/a/apps/x/users/` + hexID + `"}`, "is not the address"},
		{"get_contact", `{"id":"https://evil.example/users/` + hexID + `"}`, "is not the address"},
		{"get_article", `{"id":"https://app.intercom.com/a/apps/x/knowledge-hub/all-content?activeContentId=7&activeContentType=snippet"}`, "is not the address"},
		{"get_article", `{"id":"https://app.intercom.com/a/apps/x/knowledge-hub/all-content?activeContentId=..&activeContentType=article"}`, "is not the address"},
		{"get_article", `{"id":"https://evil.example/a/apps/x/knowledge-hub/all-content?activeContentId=7&activeContentType=article"}`, "is not the address"},
		{"get_contact", `{"id":"https://"}`, "is not the address"},
		{"get_contact", `{"id":"https://app.intercom.com/a/apps/x/users/..%2fadmins1"}`, "is not the address"},
	} {
		refuses(t, c.tool, c.arguments, c.want)
	}
}

// FuzzAddresses gives ids that begin as addresses do: whatever is sent has an
// id in the place of an id, and nothing more.
func FuzzAddresses(f *testing.F) {
	for _, all := range addresses {
		for _, address := range all {
			f.Add(address)
		}
	}
	for _, s := range []string{"https://app.intercom.com/users/1/../../admins", "https://app.intercom.com/users/1?x=/contacts/2", "app.intercom.com", "https://[::1", "https://app.intercom.com/users/%31", "https://app.intercom.com/users/1\x00", "http://h/articles/1-"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		arguments, err := json.Marshal(map[string]string{"id": "https://" + strings.TrimPrefix(s, "https://")})
		if err != nil {
			t.Fatal(err)
		}
		for _, tool := range []string{"get_contact", "get_company", "get_article", "get_note"} {
			_, sent, err := run(t, tool, string(arguments))
			if err != nil && len(sent) > 0 {
				t.Errorf("%q: %v, but sent %v", s, err, sent)
			}
			for _, line := range sent {
				path := strings.Split(strings.TrimPrefix(line, "GET /"), "/")
				if len(path) != 2 || path[1] == "" || strings.Trim(path[1], "0123456789abcdefABCDEF-") != "" {
					t.Errorf("%q became %s", s, line)
				}
			}
		}
	})
}
