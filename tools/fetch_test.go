package tools_test

import (
	"strings"
	"testing"

	"intercom-mcp/sandbox"
	"intercom-mcp/tools/tokens/o200k"
)

// TestFetch reads a conversation of 600 parts and a contact in the words of
// connectors, within the bound of a thread or of results, whichever is less.
func TestFetch(t *testing.T) {
	count := o200k.Counter(t)
	for bound, most := range map[int]int{0: 4_000, 1_000: 1_000} {
		c := bounded(t, sandboxTransport(), bound)
		for id, want := range map[string][]string{
			"conversation_" + sandbox.LongConversation: {"begins a part", "100 older parts are beyond Intercom's cap",
				"older: before=", "The tool get_conversation, with id=" + sandbox.LongConversation},
			"contact_" + sandbox.ContactMaria: {"name: ", "email: ", "created_at: 20"},
		} {
			text, structured, failed := checkedAnswerTo(t, c, named(t, "fetch"), object{"id": id})
			if n := max(count(text), count(structured)); failed || n > most || strings.TrimSpace(structured) == "" {
				t.Errorf("%s: failed=%v, %d tokens of %d: %s", id, failed, n, most, text)
			} else {
				t.Logf("%s: %d tokens of %d", id, n, most)
			}
			got := checkFetched(t, id, text, want)
			kind, _, _ := strings.Cut(id, "_")
			if whole, failed := call(t, c, named(t, "get_"+kind), object{"id": got["url"]}); failed { // the address names the same thing
				t.Errorf("%s: %s", got["url"], whole)
			}
		}
	}
}

// checkFetched returns what fetch answered, with all its members and these words
// in its text.
func checkFetched(t *testing.T, id, text string, want []string) object {
	t.Helper()
	got := asObject(decoded(t, text))
	for _, name := range []string{"id", "title", "text", "url", "metadata"} {
		if got[name] == nil || got[name] == "" {
			t.Errorf("%s: no %s in %s", id, name, text)
		}
	}
	for _, s := range want {
		if !strings.Contains(got["text"].(string), s) {
			t.Errorf("%s: no %q in %s", id, s, got["text"])
		}
	}
	if got["truncated"] != nil {
		t.Errorf("%s is cut: %v", id, got["truncated"])
	}
	return got
}

// TestFetchByOtherIDs takes what people have instead of search's ids: an address,
// an e-mail, an id of their own.
func TestFetchByOtherIDs(t *testing.T) {
	c := bounded(t, sandboxTransport(), 0)
	for id, want := range map[string]string{
		"https://app.intercom.com/a/inbox/x/inbox/conversation/" + sandbox.LongConversation: "conversation_" + sandbox.LongConversation,
		"https://app.intercom.com/a/inbox/x/inbox/ticket/" + sandbox.FirstTicket:            "",
		" <https://app.eu.intercom.com/a/apps/x/users/" + sandbox.ContactMaria + "> ":       "contact_" + sandbox.ContactMaria,
		"maria.silva@acme.example":                                         "contact_" + sandbox.ContactMaria,
		"Maria Silva <maria.silva@acme.example>\n":                         "contact_" + sandbox.ContactMaria,
		"external_id:user-0001":                                            "contact_" + sandbox.ContactMaria,
		"https://app.intercom.com/a/apps/x/companies/66f0c0ffee0a1b2c0001": "",
		"https://evil.example/users/" + sandbox.ContactMaria:               "",
		"nobody@acme.example":                                              "",
		"contact_../admins":                                                "",
	} {
		text, failed := call(t, c, named(t, "fetch"), object{"id": id})
		refused := want == "" && strings.HasPrefix(text, "invalid arguments for fetch: id ")
		if failed != (want == "") || failed && !refused || want != "" && asObject(decoded(t, text))["id"] != want {
			t.Errorf("%s: failed=%v %.200s, want %s", id, failed, text, want)
		}
	}
}
