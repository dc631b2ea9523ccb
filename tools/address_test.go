package tools_test

import (
	"strings"
	"testing"
)

const (
	hexID               = "6762f0dd1bb69f9f2193bb83"
	conversationAddress = "https://app.intercom.com/a/inbox/lumen7x2/inbox/conversation/215470000000042?view=List#part_id=comment-215470000000042-99"
	ticketAddress       = "https://app.intercom.com/a/inbox/lumen7x2/inbox/search/ticket/215470000000151"
	contactAddress      = "https://app.intercom.com/a/apps/lumen7x2/users/" + hexID + "/all-conversations"
	companyAddress      = "https://app.intercom.com/a/apps/lumen7x2/companies/" + hexID + "/users"
	articleAddress      = "https://app.intercom.com/a/apps/lumen7x2/articles/articles/9200001/show"
)

// TestAddresses takes what a browser shows for an id. Package args has the
// addresses one by one.
func TestAddresses(t *testing.T) {
	for _, c := range []struct{ tool, address, want string }{
		{"close_conversation", conversationAddress, "POST /conversations/215470000000042"},
		{"delete_ticket", ticketAddress, "DELETE /tickets/215470000000151"},
		{"get_contact", contactAddress, "GET /contacts/" + hexID},
		{"get_company", companyAddress, "GET /companies/" + hexID},
		{"get_article", articleAddress, "GET /articles/9200001"},
	} {
		_, sent, err := run(t, c.tool, `{"id":"`+c.address+`"}`)
		if err != nil || len(sent) == 0 || !strings.HasPrefix(sent[0], c.want) {
			t.Errorf("%s %s: %v, %v", c.tool, c.address, sent, err)
		}
	}
}

// TestAddressesRefused says what an address is of, where something else is
// wanted, and sends nothing.
func TestAddressesRefused(t *testing.T) {
	for _, c := range []struct{ tool, arguments, want string }{
		{"close_conversation", `{"id":"` + contactAddress + `"}`, "id is the address of a contact, but must be a conversation"},
		{"get_contact", `{"id":"` + ticketAddress + `"}`, "address of a ticket, but must be a contact"},
		{"tag_conversation", `{"conversation_id":"1","tag_id":"` + articleAddress + `"}`, "must be a tag"},
		{"assign_conversation", `{"id":"1","assignee_id":"` + contactAddress + `"}`, "must be an admin or team"},
		{"get_note", `{"id":"` + companyAddress + `"}`, "must be a note"},
		{"delete_tag", `{"id":"` + articleAddress + `"}`, "id is the address of an article, and this id is of something else"},
		{"delete_internal_article", `{"id":"` + articleAddress + `"}`, "is the address of an article"},
		{"get_conversation", `{"id":"1","around":"` + conversationAddress + `"}`, "around is the address of a conversation"},
		{"get_contact", `{"id":"https://evil.example/users/` + hexID + `"}`, "is not the address of a conversation, contact"},
	} {
		refuses(t, c.tool, c.arguments, c.want)
	}
}
