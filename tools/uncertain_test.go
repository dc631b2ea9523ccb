package tools_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	"intercom-mcp/sandbox"
)

// lost are writes whose answer is lost, and where they are looked for.
var lost = map[string]struct{ tool, arguments, request, where string }{
	"reply": {"reply_conversation", `{"id":"` + sandbox.LongConversation + `","message_type":"comment","body":"Fish & <b>chips</b>\n\nat 5 > 4"}`,
		"POST /conversations/*/reply", "the conversation"},
	"note": {"add_internal_note", `{"id":"` + sandbox.LongConversation + `","body":"<p>Call her&nbsp;back</p>"}`, "POST /conversations/*/reply",
		"the conversation"},
	"reply of yesterday": {"reply_conversation", `{"id":"` + sandbox.LongConversation + `","message_type":"comment","body":"Late","created_at":"-1d"}`,
		"POST /conversations/*/reply", "the conversation"},
	"reply to a ticket": {"reply_ticket", `{"id":"` + sandbox.FirstTicket + `","message_type":"comment","body":"On it"}`, "POST /tickets/*/reply", "the ticket"},
	"contact":           {"create_contact", `{"email":"new@example.com","name":"New"}`, "POST /contacts", "the contacts"},
	"contact by own id": {"create_contact", `{"external_id":"own-1","role":"user"}`, "POST /contacts", "the contacts"},
	"ticket": {"create_ticket", `{"ticket_type_id":"` + sandbox.TicketTypeRequest + `","contacts":[{"id":"` +
		sandbox.ContactMaria + `"}],"ticket_attributes":{"_default_title_":"It burns"}}`, "POST /tickets", "the newest tickets of its type"},
	"ticket by an e-mail": {"create_ticket", `{"ticket_type_id":"` +
		sandbox.TicketTypeRequest + `","contacts":[{"email":"EMAIL"}],"ticket_attributes":{"_default_title_":"It burns"}}`, "POST /tickets",
		"the newest tickets of its type"},
	"conversation": {"create_conversation", `{"contact_id":"` + sandbox.ContactMaria + `","body":"Hello there"}`, "POST /conversations",
		"the contact's conversations"},
}

// filled puts Maria's e-mail address into arguments.
func (w *seededCompany) filled(arguments string) string {
	w.t.Helper()
	text, _ := w.call("get_contact", `{"id":"`+sandbox.ContactMaria+`"}`)
	email := regexp.MustCompile(`"email":"([^"]+)"`).FindStringSubmatch(text)
	if email == nil {
		w.t.Fatal(text)
	}
	return strings.ReplaceAll(arguments, "EMAIL", email[1])
}

var foundID = regexp.MustCompile(`it was found in ([^"]+), with the id ([0-9a-f]+)\. Do not send it again`)

// TestLostAnswers breaks the answer to a write that was carried out: it is
// looked for and found, and not sent again.
func TestLostAnswers(t *testing.T) {
	for name, c := range lost {
		for kind, ahead := range map[string]time.Duration{"cut-after": time.Hour, "503-after": -time.Hour, "html-after 502": 0} { // Intercom's clock
			w := openFilter(t)
			w.clock = w.clock.Add(ahead)
			w.caller.Clock = func() time.Time { return w.clock.Add(-ahead) }
			arguments := w.filled(c.arguments)
			w.order(c.request + " " + kind + " x1")
			text, failed := w.call(c.tool, arguments)
			m := foundID.FindStringSubmatch(text)
			if failed || m == nil || m[1] != c.where || !strings.Contains(text, `"`+m[2]+`"`) {
				t.Errorf("%s, %s: failed=%v %.600s", name, kind, failed, text)
			}
			if n := w.posts(c.request); n != 1 {
				t.Errorf("%s, %s: sent %d times", name, kind, n)
			}
		}
	}
}

// posts counts the requests of one write.
func (w *seededCompany) posts(request string) (n int) {
	method, path, _ := strings.Cut(request, " ")
	path = "^" + strings.ReplaceAll(path, "*", "[^/]+") + "$"
	for _, r := range w.Requests() {
		if r.Method == method && regexp.MustCompile(path).MatchString(r.Path) {
			n++
		}
	}
	return n
}

// TestLostRequests breaks a write before it is carried out: the error says that
// it was looked for, and where.
func TestLostRequests(t *testing.T) {
	for name, c := range lost {
		for _, kind := range []string{"cut", "408"} {
			w := openFilter(t)
			arguments := w.filled(c.arguments)
			w.order(c.request + " " + kind + " x1")
			text, failed := w.call(c.tool, arguments)
			if !failed || !strings.Contains(text, "It may have happened") || !strings.Contains(text, "Looked in "+c.where+" and did not find it") ||
				w.posts(c.request) != 1 {
				t.Errorf("%s, %s: failed=%v, sent %d times: %s", name, kind, failed, w.posts(c.request), text)
			}
		}
	}
}

// TestLookingFails says so.
func TestLookingFails(t *testing.T) {
	w := openFilter(t, "POST /conversations/*/reply cut-after x1", "GET /conversations/* 500")
	text, failed := w.call("add_internal_note", lost["note"].arguments)
	if !failed || !strings.Contains(text, "It may have happened") || !strings.Contains(text, "Looked in the conversation, which failed too") {
		t.Errorf("failed=%v %s", failed, text)
	}
}

// TestTheSameOfBefore is not taken for what was lost: an equal thing that was
// made earlier, another admin's words, another contact's ticket.
func TestTheSameOfBefore(t *testing.T) {
	for name, c := range map[string]struct {
		tool, before, then, request string
	}{
		"a reply of a minute ago": {"reply_conversation", lost["reply"].arguments, lost["reply"].arguments, "POST /conversations/*/reply"},
		"another admin's note": {"add_internal_note", `{"id":"` + sandbox.LongConversation + `","body":"x"}`, `{"id":"` +
			sandbox.LongConversation + `","body":"x","admin_id":"1"}`, "POST /conversations/*/reply"},
		"another note of ours": {"add_internal_note", `{"id":"` + sandbox.LongConversation + `","body":"x"}`, `{"id":"` +
			sandbox.LongConversation + `","body":"y"}`, "POST /conversations/*/reply"},
		"another conversation": {"create_conversation", lost["conversation"].arguments, strings.Replace(lost["conversation"].arguments, "Hello", "Goodbye", 1),
			"POST /conversations"},
		"a ticket of a minute ago": {"create_ticket", lost["ticket"].arguments, lost["ticket"].arguments, "POST /tickets"},
		"another title":            {"create_ticket", lost["ticket"].arguments, strings.Replace(lost["ticket"].arguments, "burns", "smokes", 1), "POST /tickets"},
		"a conversation":           {"create_conversation", lost["conversation"].arguments, lost["conversation"].arguments, "POST /conversations"},
	} {
		w := openFilter(t)
		w.caller.Guard = nil
		if text, failed := w.call(c.tool, c.before); failed {
			t.Fatalf("%s: %s", name, text)
		}
		if !strings.Contains(name, "another") {
			w.clock = w.clock.Add(time.Minute)
		}
		w.order(c.request + " cut x1")
		if text, failed := w.call(c.tool, c.then); !failed || !strings.Contains(text, "did not find it") {
			t.Errorf("%s: failed=%v %.500s", name, failed, text)
		}
	}
}

// TestWritesThatCannotBeFound are told as uncertain all the same.
func TestWritesThatCannotBeFound(t *testing.T) {
	message := fmt.Sprintf(`{"message_type":"inapp","body":"Hi","to_id":%q}`, sandbox.ContactMaria)
	for tool, c := range map[string]struct{ arguments, request string }{
		"create_message": {message, "POST /messages"},
		"create_note":    {fmt.Sprintf(`{"contact_id":%q,"body":"x"}`, sandbox.ContactMaria), "POST /contacts/*/notes"},
	} {
		for _, kind := range []string{"cut", "cut-after", "503-after", "html-after 504"} {
			w := openFilter(t, c.request+" "+kind+" x1")
			text, failed := w.call(tool, c.arguments)
			if !failed || !strings.Contains(text, "It may have happened") || w.posts(c.request) != 1 {
				t.Errorf("%s, %s: failed=%v, sent %d times: %s", tool, kind, failed, w.posts(c.request), text)
			}
			evidence := "has not arrived so far"
			if kind != "cut" {
				evidence = "last_contacted_at is 2026-01-31T09:00:00Z, when this was sent: it has most likely arrived"
			}
			if tool == "create_message" && !strings.Contains(text, evidence) {
				t.Errorf("%s: no %q in %s", kind, evidence, text)
			}
		}
	}
}

// TestAcceptedAndUnreadable covers a write that Intercom took, by its status.
func TestAcceptedAndUnreadable(t *testing.T) {
	for _, kind := range []string{"garbage-after", "empty-after", "cut-body"} {
		w := openFilter(t, "POST /conversations/*/reply "+kind+" x1")
		if text, failed := w.call("reply_conversation", lost["reply"].arguments); failed || foundID.FindStringSubmatch(text) == nil ||
			w.posts("POST /conversations/*/reply") != 1 {
			t.Errorf("%s: failed=%v %.500s", kind, failed, text)
		}
		w = openFilter(t, "POST /messages "+kind+" x1")
		if text, failed := w.call("create_message", fmt.Sprintf(`{"message_type":"inapp","body":"Hi","to_id":%q}`, sandbox.ContactMaria)); !failed ||
			!strings.Contains(text, "most likely happened") {
			t.Errorf("%s: failed=%v %.500s", kind, failed, text)
		}
	}
}

// TestContactThatExists answers with its id: from Intercom's words, or by looking.
func TestContactThatExists(t *testing.T) {
	w := openFilter(t)
	first, failed := w.call("create_contact", `{"email":"twice@example.com"}`)
	id := regexp.MustCompile(`"id":"([0-9a-f]{24})"`).FindStringSubmatch(first)
	if failed || id == nil {
		t.Fatal(first)
	}
	text, failed := w.call("create_contact", `{"email":"twice@example.com"}`)
	if !failed || !strings.Contains(text, "has the id "+id[1]) {
		t.Errorf("from its words: failed=%v %s", failed, text)
	}
	w.order("POST /contacts 409 x1")
	text, failed = w.call("create_contact", `{"email":"twice@example.com"}`)
	if !failed || !strings.Contains(text, "has the id "+id[1]) {
		t.Errorf("by looking: failed=%v %s", failed, text)
	}
	w.order("POST /contacts 409 x1")
	text, failed = w.call("create_contact", `{"email":"nobody-has-it@example.com"}`)
	if !failed || !strings.Contains(text, "may be archived") {
		t.Errorf("not found: failed=%v %s", failed, text)
	}
}

// TestLostPageOfAScroll is told as what it is: whoever went on would never see
// the companies of that page.
func TestLostPageOfAScroll(t *testing.T) {
	for fault, again := range map[string]bool{"cut-after": true, "503-after": true, "garbage-after": true, "429": false, "401": false} {
		w := openFilter(t, "GET /companies/scroll "+fault+" x1")
		text, failed := w.call("list_companies", `{"scroll":true}`)
		if !failed || strings.Contains(text, "begin it again in a minute") != again {
			t.Errorf("%s: failed=%v %s", fault, failed, text)
		}
	}
}

// TestAttachedCompany is told beside the contact, whose own companies Intercom
// tells as they were before.
func TestAttachedCompany(t *testing.T) {
	text, failed := openFilter(t).call("create_contact", `{"email":"new@example.com","company_id":"acme"}`)
	if failed || !strings.Contains(text, `"attached_company":{"id":"`+sandbox.CompanyAcme+`","name":"Acme"}`) {
		t.Errorf("failed=%v %s", failed, text)
	}
}

// TestUncertainAttachment is told as what it is, beside the contact that is saved.
func TestUncertainAttachment(t *testing.T) {
	for fault, says := range map[string]string{
		"404": "is saved, but not attached", "429": "is saved, but not attached",
		"503": "is saved, but perhaps not attached", "cut-after": "is saved, but perhaps not attached", "garbage-after": "is saved, but perhaps not attached",
	} {
		w := openFilter(t, "POST /contacts/*/companies "+fault+" x1")
		text, failed := w.call("create_contact", `{"email":"new@example.com","company_id":"`+sandbox.CompanyAcme+`"}`)
		if failed || !strings.Contains(text, says) {
			t.Errorf("%s: failed=%v %s", fault, failed, text)
		}
	}
}
