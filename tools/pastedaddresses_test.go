package tools_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"intercom-mcp/tools/registry"
	"intercom-mcp/tools/samples"
)

// pasted are addresses of Intercom's pages with an id, one of each kind.
func pasted(id string) []string {
	return []string{
		"https://app.intercom.com/a/inbox/x/inbox/admin/1/conversation/" + id, "https://app.eu.intercom.com/a/apps/x/users/" + id + "/all-conversations",
		"https://app.au.intercom.com/a/apps/x/companies/" + id, "https://app.intercom.com/a/inbox/x/inbox/ticket/" + id,
		"https://app.intercom.com/a/apps/x/articles/articles/" + id + "/show",
	}
}

// ownIDs are arguments that are called ids and are the caller's own, of any text.
var ownIDs = []string{"external_id", "user_id", "create_company.company_id", "find_companies.company_id"}

// addressedIDs are arguments that are the id of something that has a page.
var addressedIDs = []string{"contact_id", "company_id", "conversation_id", "ticket_id", "article_id"}

// intercomID returns the value of an argument that is an id of Intercom's own; ""
// for any other argument.
func intercomID(tool, name string, value any) string {
	id, _ := value.(string)
	own := slices.Contains(ownIDs, name) || slices.Contains(ownIDs, tool+"."+name)
	if name != "id" && !strings.HasSuffix(name, "_id") || own || id != "1" && id != samples.ContactID {
		return ""
	}
	return id
}

// TestPastedAddresses gives every id of every tool as an address: one of the
// right kind is as the id itself, any other one is refused before any request.
func TestPastedAddresses(t *testing.T) {
	forEach(t, func(t *testing.T, tool registry.Tool) {
		fake := newFake(statusReply(http.StatusOK))
		c := callerOver(t, fake)
		calls := func(args object) (made []string, text string, failed bool) {
			fake.forget()
			text, failed = call(t, c, tool, args)
			return slices.Sorted(slices.Values(fake.calls())), text, failed // look-ups may be side by side
		}
		args := samples.With(samples.Fullest(t, tool), object{"starting_after": nil})
		for name, value := range args {
			if id := intercomID(tool.Name, name, value); id != "" {
				takesAddresses(t, calls, args, name, id)
			}
		}
	})
}

// takesAddresses gives an argument, which is an id, as each address that holds
// the id.
func takesAddresses(t *testing.T, calls func(object) ([]string, string, bool), args object, name, id string) {
	t.Helper()
	want, text, failed := calls(args)
	if failed {
		t.Fatal(text)
	}
	taken := 0
	for _, address := range pasted(id) {
		got, text, failed := calls(samples.With(args, object{name: address}))
		switch {
		case !failed && slices.Equal(got, want):
			taken++
		case !failed || len(got) > 0 || !strings.Contains(text, name+" is the address of "):
			t.Errorf("%s=%s: failed=%v %v, want %v: %s", name, address, failed, got, want, text)
		}
	}
	if taken == 0 && slices.Contains(addressedIDs, name) {
		t.Errorf("%s takes no address", name)
	}
}
