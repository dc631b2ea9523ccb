package sandbox_test

import (
	"encoding/json"
	"fmt"
	"testing"

	"intercom-mcp/sandbox"
)

func TestPlainText(t *testing.T) {
	w := newWorkspace(sandbox.Options{})
	for body, want := range map[string]string{
		`plain`:                         "plain",
		"two\nlines":                    "two\nlines",
		`<p>a &amp; b</p><p>c<br>d</p>`: "a & b\nc\nd",
		`<ul><li>x</li><li>y</li></ul>`: "- x\n- y",
		`<b>see <a href="https://example.com/a?b=1">the <i>docs</i></a></b>.`: "see the docs (https://example.com/a?b=1).",
		`<p><img src="https://example.com/i.png"></p>`:                        "[Image: https://example.com/i.png]",
		`<p></p>`:     "",
		`<p>unclosed`: "unclosed",
		`</a>stray`:   "stray",
	} {
		b, _ := json.Marshal(body)
		ask(t, w, "POST", "/conversations/"+sandbox.FirstConversation+"/reply",
			fmt.Sprintf(`{"type":"admin","message_type":"note","admin_id":%q,"body":%s}`, sandbox.AdminAnn, b))
		var cv struct {
			Parts struct {
				List []struct{ Body string } `json:"conversation_parts"`
			} `json:"conversation_parts"`
		}
		rec := ask(t, w, "GET", "/conversations/"+sandbox.FirstConversation+"?display_as=plaintext", "")
		if err := json.Unmarshal(rec.Body.Bytes(), &cv); err != nil {
			t.Fatal(err)
		}
		if got := cv.Parts.List[len(cv.Parts.List)-1].Body; got != want {
			t.Errorf("%s: %q, want %q", body, got, want)
		}
	}
}

// TestFieldsFindSomething asks each kind by fields that are not simply one of its own: they must look at the right place.
func TestFieldsFindSomething(t *testing.T) {
	w := newWorkspace(sandbox.Options{})
	ask(t, w, "PUT", "/contacts/"+sandbox.ContactMaria, `{"avatar":"https://example.com/maria.png","phone":"+15550001"}`)
	for _, c := range []struct {
		kind, field, operator string
		value                 any
	}{
		{"contacts", "avatar", "=", "https://example.com/maria.png"}, {"contacts", "formatted_phone", "=", "+15550001"}, {"contacts", "location.country",
			"=", "Germany"},
		{"contacts", "segment_id", "=", "66f05e650000000000000001"}, {"contacts", "custom_attributes.nps", ">", 5}, {"contacts", "browser", "=", "firefox"},
		{"contacts", "last_replied_at", ">", 1}, {"contacts", "has_hard_bounced", "=", true}, {"contacts", "email_domain", "=", "acme.example"},
		{"conversations", "teammate_ids", "=", sandbox.AdminBruno}, {"conversations", "tag_ids", "IN", []string{sandbox.TagBilling}}, {"conversations",
			"source.author.email", "$", ".example"},
		{"conversations", "source.type", "=", "email"}, {"conversations", "source.delivered_as", "=", "customer_initiated"}, {"conversations",
			"channel_initiated", "=", "messenger"},
		{"conversations", "conversation_rating.replied_at", ">", 1}, {"conversations", "conversation_rating.remark", "~", "friendly"}, {"conversations",
			"conversation_rating.admin_id", "!=", nil},
		{"conversations", "conversation_rating.contact_id", "!=", nil}, {"conversations", "statistics.time_to_admin_reply", ">", 60}, {"conversations",
			"ai_agent.resolution_state", "=", "assumed_resolution"},
		{"conversations", "statistics.count_reopens", "=", 0}, {"conversations", "snoozed_until", ">", noon.Unix()}, {"conversations", "read", "=",
			true}, {"conversations", "title", "~", "invoice"},
		{"conversations", "team_assignee_id", "=", sandbox.TeamBilling},
		{"tickets", "description", "~", "asked for by"}, {"tickets", "ticket_type_id", "=", sandbox.TicketTypeBug}, {"tickets", "teammate_ids", "IN",
			[]string{sandbox.AdminBruno}},
		{"tickets", "contact_ids", "!=", sandbox.ContactMaria}, {"tickets", "admin_assignee_id", "=", sandbox.AdminBruno}, {"tickets",
			"ticket_attribute.410010", "=", "5e1ec7ed-0000-4000-8000-000000000002"},
		{"tickets", "open", "=", true}, {"tickets", "tag_ids", "!=", "1"},
	} {
		if n := count(t, w, c.kind, c.field, c.operator, c.value); n == 0 {
			t.Errorf("no %s with %s %s %v", c.kind, c.field, c.operator, c.value)
		}
	}
}
