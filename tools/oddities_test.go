package tools_test

// Where an argument is not simply a field of one request.

import (
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"

	"intercom-mcp/intercomapi"
)

// TestWhoWrites is the order in which the author is found: the argument, the
// configured admin, the token's own.
func TestWhoWrites(t *testing.T) {
	reply := func(admin string) string {
		return `POST /conversations/5/reply {"message_type":"note","type":"admin","admin_id":"` + admin + `","body":"x"}`
	}
	message := func(admin string) string {
		return `POST /messages {"message_type":"inapp","body":"x","from":{"type":"admin","id":` + admin + `},"to":{"type":"user","id":"6"}}`
	}
	for _, c := range []struct {
		configured intercomapi.ID
		tool, args string
		want       []string
	}{
		{"7", "reply_conversation", `{"id":"5","message_type":"note","body":"x","admin_id":"8"}`, []string{reply("8")}},
		{"7", "reply_conversation", `{"id":"5","message_type":"note","body":"x"}`, []string{reply("7")}},
		{"", "reply_conversation", `{"id":"5","message_type":"note","body":"x","admin_id":8}`, []string{reply("8")}},
		{"", "reply_conversation", `{"id":"5","message_type":"note","body":"x"}`, []string{"GET /me", reply("1")}},
		{"7", "create_message", `{"message_type":"inapp","body":"x","to_type":"user","to_id":"6","from_id":"8"}`, []string{message("8")}},
		{"7", "create_message", `{"message_type":"inapp","body":"x","to_type":"user","to_id":"6"}`, []string{message("7")}},
		{"", "create_message", `{"message_type":"inapp","body":"x","to_type":"user","to_id":"6"}`, []string{"GET /me", message("1")}},
	} {
		text, failed, got := callAs(t, c.configured, c.tool, c.args, statusReply(http.StatusOK))
		if failed || !sameRequests(t, got, c.want) {
			t.Errorf("%q %s: %s\n got %q\nwant %q", c.configured, c.args, text, got, c.want)
		}
	}
}

// TestNobodyWrites is about look-ups that fail: the write is not sent, and the
// advice says that nothing has changed.
func TestNobodyWrites(t *testing.T) {
	for _, tool := range []string{"reply_conversation", "create_message"} {
		args := map[string]string{
			"reply_conversation": `{"id":"5","message_type":"comment","body":"x"}`,
			"create_message":     `{"message_type":"inapp","body":"x","to_id":"6"}`,
		}[tool]
		text, failed, got := callAs(t, "", tool, args, statusReply(http.StatusInternalServerError))
		if !failed || !strings.Contains(text, "Nothing has changed") || !sameRequests(t, got, []string{"GET /me"}) {
			t.Errorf("%s: %s, %q", tool, text, got)
		}
	}
	nobody := func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, `{"type":"app"}`) }
	if text, failed, got := callAs(t, "", "add_internal_note", `{"id":"5","body":"x"}`, nobody); !failed || !strings.Contains(text, "admin") || len(got) != 1 {
		t.Errorf("%s, %q", text, got)
	}
	if text, failed, got := callAs(t, "7", "create_message", `{"message_type":"inapp","body":"x","to_id":"6"}`, nobody); !failed ||
		!strings.Contains(text, "to_type") || len(got) != 1 {
		t.Errorf("a contact without a role: %s, %q", text, got)
	}
}

// TestAssignedToNobody takes the admin off, or the team where the call says so: who says
// 0 for a colleague who left does not mean the team.
func TestAssignedToNobody(t *testing.T) {
	const off = `POST /conversations/5/parts {"message_type":"assignment","type":"%s","admin_id":"7","assignee_id":"0"}`
	admin, team := fmt.Sprintf(off, "admin"), fmt.Sprintf(off, "team")
	for _, c := range []struct{ args, want string }{
		{`{"id":"5","assignee_id":"nobody"}`, admin}, {`{"id":"5","assignee_id":"0"}`, admin},
		{`{"id":"5","assignee_id":0,"assignee_type":"admin"}`, admin}, {`{"id":"5","assignee_id":"0","assignee_type":"team"}`, team},
	} {
		text, failed, got := callAs(t, "7", "assign_conversation", c.args, replying(http.StatusOK, `{"id":"5","admin_assignee_id":0,"team_assignee_id":9}`))
		if failed || !sameRequests(t, got, []string{c.want}) || !strings.Contains(text, `"team_assignee_id":"9"`) {
			t.Errorf("%s: failed=%v %s\n got %q\nwant %q", c.args, failed, text, got, c.want)
		}
	}
}

// TestNoRequestCanBeMade of some values: the network is not to blame.
func TestNoRequestCanBeMade(t *testing.T) {
	text, failed, got := callAs(t, "7", "get_contact", `{"external_id":".."}`, statusReply(http.StatusOK))
	if !failed || len(got) > 0 || !strings.Contains(text, "external_id") || !strings.Contains(text, "correct") || strings.Contains(text, "network") {
		t.Errorf("failed=%v %q: %s", failed, got, text)
	}
}

// TestAttachingFails since it is a second call: the contact is there, and the
// result says what is not.
func TestAttachingFails(t *testing.T) {
	half := func(w http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, "/companies") {
			statusReply(http.StatusNotFound)(w, r)
			return
		}
		statusReply(http.StatusOK)(w, r)
	}
	for tool, args := range map[string]string{"create_contact": `{"email":"ann@example.com","company_id":"9"}`,
		"update_contact": `{"id":"5","name":"Ann","company_id":"9"}`} {
		text, failed, got := callAs(t, "", tool, args, half)
		warnings := asList(asObject(decoded(t, text))["warnings"])
		if failed || len(got) != 2 || len(warnings) != 1 || asObject(decoded(t, text))["contact"] == nil {
			t.Errorf("%s: %s, %q", tool, text, got)
			continue
		}
		for _, word := range []string{"9", "some_code", "not attached"} {
			if !strings.Contains(warnings[0].(string), word) {
				t.Errorf("%s: %q is not in %s", tool, word, warnings[0])
			}
		}
	}
	text, failed, got := callAs(t, "", "create_contact", `{"email":"ann@example.com","company_id":"9"}`, statusReply(http.StatusConflict))
	if !failed || strings.Contains(strings.Join(got, " "), "/companies") {
		t.Errorf("without a contact there is nothing to attach: %s, %q", text, got)
	}
	if text, failed, _ := callAs(t, "", "create_contact", `{"email":"ann@example.com"}`, statusReply(http.StatusOK)); failed ||
		strings.Contains(text, "warnings") {
		t.Errorf("warned of nothing: %s", text)
	}
}

// TestDeletionsAreNotAssumed: id and deleted are what Intercom answered.
func TestDeletionsAreNotAssumed(t *testing.T) {
	kept := func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("X-Request-Id", "r9")
		_, _ = io.WriteString(w, `{"id":"77","deleted":false}`)
	}
	text, failed, _ := callAs(t, "", "delete_contact", `{"id":"5"}`, kept)
	if want := `{"id":"77","deleted":false,"metadata":{"operation":"delete_contact","request_id":"r9"}}`; failed || text != want {
		t.Errorf("%s, want %s", text, want)
	}
}

// TestMergedContactIsNamed so that the model can go on with it.
func TestMergedContactIsNamed(t *testing.T) {
	merged := func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Link", `</contacts/63a07ddf>; rel="canonical"`)
		statusReply(http.StatusGone)(w, r)
	}
	if text, failed, _ := callAs(t, "", "get_contact", `{"id":"5"}`, merged); !failed || !strings.Contains(text, "63a07ddf") {
		t.Errorf("the contact that is left is not named: %s", text)
	}
}
