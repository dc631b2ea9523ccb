package thread_test

import (
	"strings"
	"testing"
)

// The threads here have the forms of recorded answers, with other words in them.

// formTicket is a conversation that is a ticket, as version 2.11 gives it: the
// description is all that the customer wrote.
const formTicket = `{"type":"conversation","id":"57618","created_at":1769850000,"updated_at":1769853600,"waiting_since":null,"snoozed_until":null,
"source":{"type":null,"id":"57618","delivered_as":"admin_initiated","subject":"","body":"","author":{"type":"admin","id":"80","name":"Helper",
"email":"operator+k2gb@intercom.io"},"attachments":[],"url":null,"redacted":false},
"contacts":{"type":"contact.list","contacts":[{"type":"contact","id":"65f0c1","external_id":"u-77"}]},"first_contact_reply":null,
"admin_assignee_id":51,"team_assignee_id":null,"open":true,"state":"open","read":false,"tags":{"type":"tag.list","tags":[]},"priority":"not_priority",
"sla_applied":null,"conversation_rating":{"rating":null,"remark":null,"created_at":1769851000,"contact":{"type":"contact","id":"65f0c1"},
"teammate":{"type":"admin","id":51}},"teammates":{"type":"admin.list","admins":[{"type":"admin","id":"51"}]},"title":null,
"custom_attributes":{"Copilot used":false,"Ticket category":"Customer ticket","_default_title_":"<p>Export &amp; import of List&lt;Shift&gt;</p>",
"_default_description_":"Hello,\nthe export ends with <nil>.\n\nAnn <ann@acme.example>"},"topics":{"type":"topic.list","topics":[],"total_count":0},
"ticket":{"type":"ticket","id":57618,"url":"https://app.intercom.com/a/apps/x/conversations/57618","custom_attributes":{
"_default_title_":{"value":"<p>Export &amp; import of List&lt;Shift&gt;</p>","type":"string"},
"_default_description_":{"value":"Hello,\nthe export ends with <nil>.\n\nAnn <ann@acme.example>","type":"string"},
"Severity":{"value":"High","type":"list"},"Seats":{"value":12,"type":"integer"},"Seen":{"value":1769850000,"type":"datetime"},
"Files":{"value":[{"type":"upload","name":"log.txt","url":"https://downloads.intercomcdn.com/x?signature=5ec2e7"}],"type":"files"},
"Empty":{"value":null,"type":"string"}},"state":"in_progress","ticket_type":"Bug","ticket_type_description":"","ticket_type_emoji":"x",
"ticket_custom_state_admin_label":"Waiting on dev","ticket_custom_state_user_label":"In progress"},
"linked_objects":{"type":"list","data":[],"total_count":0,"has_more":false},"ai_agent":null,"ai_agent_participated":false,
"conversation_parts":{"type":"conversation_part.list","conversation_parts":[
{"type":"conversation_part","id":"101","part_type":"comment","body":"<p>We got your ticket</p>","created_at":1769850001,"assigned_to":null,
"author":{"type":"bot","id":"80","name":"Helper","email":"operator+k2gb@intercom.io"},"attachments":[]},
{"type":"conversation_part","id":"102","part_type":"ticket_state_updated_by_admin","body":null,"created_at":1769850002,"assigned_to":null,
"author":{"type":"bot","id":"80","name":"Helper","email":"operator+k2gb@intercom.io"},"attachments":[]}],"total_count":2}}`

// TestConversationThatIsATicket tells what the ticket is in its head, and begins with the description.
func TestConversationThatIsATicket(t *testing.T) {
	for _, as := range []string{"markdown", "plaintext"} {
		p := mustRead(t, "conversation", formTicket, map[string]any{"display_as": as})
		b := p.Blocks(t)
		if len(b) != 3 || b[0].ID != "description" || !strings.HasSuffix(b[0].Title, "ticket description") ||
			strings.TrimSpace(b[0].Text) != "Hello,\nthe export ends with <nil>.\n\nAnn <ann@acme.example>" {
			t.Errorf("%s: %q", as, b)
		}
		if !strings.HasSuffix(b[1].Title, " bot: Helper") || !strings.HasSuffix(b[2].Title, " event: its ticket state was changed") {
			t.Errorf("%q", b)
		}
		head, _, _ := strings.Cut(p.Text, "\n\n")
		for _, want := range []string{
			"\nticket_type: Bug\n", "\ntitle: Export & import of List<Shift>\n", "\nstate: open\n", "\nticket_state: Waiting on dev\n",
			"\ncustomers: 65f0c1 external_id u-77\n", "\nrating: asked for, not given\n", "Severity = High", "Seats = 12", "Seen = 2026-01-31T09:00:00Z",
			"Files = log.txt", "Ticket category = Customer ticket",
		} {
			if !strings.Contains(head, want) {
				t.Errorf("%q is not in\n%s", want, head)
			}
		}
		if strings.Contains(head, "Empty") || strings.Contains(head, "priority") || strings.Contains(head, "subject") || strings.Contains(p.Text, "5ec2e7") {
			t.Error(head)
		}
	}
}

// TestDescriptions shows a description as HTML where that is asked for, and not twice
// where the first message says it again.
func TestDescriptions(t *testing.T) {
	html := mustRead(t, "conversation", formTicket, map[string]any{"display_as": "html"}).Blocks(t)[0].Text
	if !strings.HasPrefix(html, "Hello,<br>\nthe export ends with &lt;nil&gt;.<br>\n<br>\nAnn &lt;ann@acme.example&gt;") {
		t.Error(html)
	}
	// The description that the first message says again is not shown twice.
	again := strings.Replace(formTicket, `"subject":"","body":""`,
		`"subject":"","body":"<p>Hello,<br>the export ends with &lt;nil&gt;.</p><p>Ann &lt;ann@acme.example&gt;</p>"`, 1)
	if b := mustRead(t, "conversation", again, nil).Blocks(t); len(b) != 3 || b[0].ID != "57618" {
		t.Errorf("%q", b)
	}
}

// TestOldTickets reads a ticket as versions before 2.12 give it.
func TestOldTickets(t *testing.T) {
	p := mustRead(t, "ticket", `{"type":"ticket","id":"2","ticket_id":"1","ticket_attributes":{"_default_title_":"Broken","_default_description_":
"<p>See <Ann@example.com></p><p>one<br>two &amp; three</p>","List":null,"files":[]},"ticket_state":"in_progress","ticket_state_internal_label":"Fix & test",
"ticket_type":{"id":"1","name":"Bug","category":"Customer"},"company_id":"67a8a2","contacts":{"contacts":[{"id":"c1","external_id":"7"}]},
"ticket_parts":{"ticket_parts":[
{"id":"3","part_type":"ticket_state_updated_by_admin","ticket_state":"submitted","previous_ticket_state":"submitted","created_at":1769850000,
"author":{"type":"bot","id":"80","name":"Helper"}},
{"id":"4","part_type":"ticket_state_updated_by_admin","ticket_state":"in_progress","previous_ticket_state":"submitted","created_at":1769850060,
"author":{"type":"admin","id":"51","name":"Ann"}},
{"id":"5","part_type":"ticket_attribute_updated_by_admin","created_at":1769850120,"author":{"type":"admin","id":"51","name":"Ann"},
"updated_attribute_data":{"attribute":{"type":"attribute","id":"7","label":"Files"},"value":{"type":"value","id":[2,3],"label":["a.png","b.pdf"]}}}
],"total_count":3}}`, nil)
	b := p.Blocks(t)
	if b[0].Text != "See <Ann@example.com>\n\none\ntwo & three" {
		t.Errorf("%q", b[0].Text)
	}
	for i, want := range []string{"event: its ticket state was changed to submitted", "event: Ann changed its ticket state to in progress (was submitted)",
		"event: Ann set Files to a.png, b.pdf"} {
		if !strings.HasSuffix(b[i+1].Title, want) {
			t.Errorf("%q, want %q", b[i+1].Title, want)
		}
	}
	for _, want := range []string{"state: Fix & test\n", "company: 67a8a2\n", "title: Broken\n", "ticket_type: Bug (1)\n", "category: Customer\n"} {
		if !strings.Contains(p.Text, want) {
			t.Errorf("%q is not in\n%s", want, p.Text)
		}
	}
	if strings.Contains(p.Text, "attributes:") {
		t.Error(p.Text)
	}
}

// TestEvents are told as what they are, by whom they can have been.
func TestEvents(t *testing.T) {
	const helper, ann, zoe = `{"type":"bot","id":"80","name":"Helper"}`, `{"type":"admin","id":"51","name":"Ann"}`, `{"type":"user","id":"c1","name":"Zoe"}`
	const text = `,"body":"<p>Words</p>"`
	for _, row := range []struct{ kind, author, more, want string }{
		{"conversation_rating_changed", helper, "", "event: a rating was given"},
		{"conversation_rating_changed", ann, "", "event: a rating was given"},
		{"conversation_rating_changed", zoe, "", "event: Zoe gave a rating"},
		{"conversation_rating_remark_added", helper, text, "customer remark on the rating"},
		{"conversation_rating_requested", helper, "", "event: Helper asked for a rating"},
		{"conversation_tags_updated", helper, "", "event: its tags were changed"},
		{"conversation_tags_updated", ann, "", "event: Ann changed its tags"},
		{"conversation_attribute_updated_by_admin", helper, "", "event: an attribute was changed"},
		{"conversation_attribute_updated_by_admin", ann, "", "event: Ann changed an attribute"},
		{"conversation_attribute_updated_by_user", helper, `,"event_details":{"attribute":{"name":"Plan"},"value":{"name":"Pro"}}`,
			"event: an attribute was changed: Plan to Pro"},
		{"conversation_attribute_updated_by_workflow", helper, `,"event_details":{"attribute":{"name":"Plan"},"value":{"name":"Pro"},"workflow":{"name":"W"}}`,
			"event: Helper set Plan to Pro by workflow W"},
		{"timer_unsnooze", ann, "", "event: its snooze ended"},
		{"close", helper, "", "event: Helper closed it"},
		{"close", `null`, "", "event: it was closed"},
		{"close", ann, text, "teammate reply that closed it: Ann"},
		{"open", zoe, text, "customer reply that reopened it: Zoe"},
		{"open", ann, "", "event: Ann reopened it"},
		{"assignment", ann, text + `,"assigned_to":{"type":"admin","id":"51"}`, "teammate assigned it to Ann (51): Ann"},
		{"default_assignment", helper, "", "event: Helper changed the assignment"},
		{"default_assignment", helper, `,"assigned_to":{"type":"team","id":"61"}`, "event: Helper assigned it to team 61"},
		{"assignment", ann, `,"assigned_to":{"type":"nobody_admin","id":"0"}`, "event: Ann unassigned it"},
		{"away_mode_assignment", ann, "", "event: its assignee is away"},
		{"assign_and_reopen", ann, "", "event: Ann reopened it"},
		{"away_mode_assignment", ann, `,"assigned_to":{"type":"team","id":"61"}`, "event: its assignee is away: it was assigned to team 61"},
		{"quick_reply", zoe, text, "customer quick reply: Zoe"},
		{"operator_workflow_event", helper, text, "bot workflow: Helper"},
		{"operator_workflow_event", helper, `,"event_details":{"workflow":{"name":"Hello"},"event":{"type":"path","result":"ended"}}`,
			"event: a workflow did something: path ended by workflow Hello"},
		{"channel_and_reply_time_expectation", helper, text, "bot channel and reply time expectation: Helper"},
		{"note_and_reopen", ann, text, "teammate internal note that reopened it: Ann"},
		{"something_new", helper, "", "event: something new"},
		{"something_new", ann, "", "event: something new (Ann)"},
	} {
		p := mustRead(t, "conversation", `{"id":"9","conversation_parts":{"conversation_parts":[
{"id":"1","part_type":"`+row.kind+`","created_at":1769850000,"author":`+row.author+row.more+`}]}}`, nil)
		b := p.Blocks(t)
		if want := "1 2026-01-31T09:00:00Z " + row.want; b[0].Title != want || strings.Contains(row.more, "Words") != strings.Contains(b[0].Text, "Words") {
			t.Errorf("%s by %s: %q %q, want %q", row.kind, row.author, b[0].Title, b[0].Text, want)
		}
	}
}

// TestSnoozes says until when: what the conversation says of the last one, and when a
// timer ended the others.
func TestSnoozes(t *testing.T) {
	const parts = `"conversation_parts":{"conversation_parts":[
{"id":"1","part_type":"snoozed","created_at":1769850000,"author":{"type":"admin","id":"51","name":"Ann"}},
{"id":"2","part_type":"timer_unsnooze","created_at":1769853600,"author":{"type":"admin","id":"51","name":"Ann"}},
{"id":"3","part_type":"snoozed","created_at":1769853700,"author":{"type":"admin","id":"51","name":"Ann"}},
{"id":"4","part_type":"open","created_at":1769853800,"author":{"type":"user","id":"c","name":"Zoe"},"body":"<p>Hm</p>"},
{"id":"5","part_type":"snoozed","created_at":1769853900,"author":{"type":"admin","id":"51","name":"Ann"},"body":"<p>Later</p>"}]}`
	p := mustRead(t, "conversation", `{"id":"9","state":"snoozed","snoozed_until":1769940000,`+parts+`}`, nil)
	for i, want := range map[int]string{
		0: "event: Ann snoozed it until 2026-01-31T10:00:00Z", 1: "event: its snooze ended", 2: "event: Ann snoozed it",
		4: "teammate reply that snoozed it until 2026-02-01T10:00:00Z: Ann",
	} {
		if got := p.Blocks(t)[i].Title; !strings.HasSuffix(got, want) {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

// TestEmails tells what is new in subject and addresses, and only that.
func TestEmails(t *testing.T) {
	mail := func(id, author, subject, headers string) string {
		return `{"id":"` + id + `","part_type":"comment","created_at":1769850000,"body":"<p>Words</p>","author":` + author +
			`,"email_message_metadata":{"subject":"` + subject + `","email_address_headers":[` + headers + `]}}`
	}
	header := func(kind, address string) string {
		return `{"type":"` + kind + `","email_address":"` + address + `","name":"N"}`
	}
	const zoe, ann = `{"type":"user","id":"c1","name":"Zoe","email":"zoe@x.example"}`, `{"type":"admin","id":"51","name":"Ann","email":"ann@acme.example"}`
	toUs, fromZoe := header("to", "help@acme.example"), header("from", "zoe@x.example")
	back := header("from", "help@acme.example") + "," + header("to", "ZOE@x.example")
	p := mustRead(t, "conversation", `{"id":"9","title":null,"source":{"type":"email","id":"s","subject":"<p>Invoice &amp; VAT</p>","body":"<p>Hi</p>",
"author":`+zoe+`,"email_message_metadata":{"subject":"Invoice & VAT","email_address_headers":[`+fromZoe+`,`+toUs+`]}},
"conversation_parts":{"conversation_parts":[`+
		strings.Join([]string{
			mail("1", ann, "Re: Invoice & VAT", back),
			mail("2", zoe, "RE: Re: invoice & vat", fromZoe+","+toUs+","+header("cc", "bob@x.example")),
			mail("3", zoe, "Another thing", header("from", "zoe@home.example")+","+toUs+","+header("cc", "bob@x.example")),
			mail("4", ann, "Re: Another thing", header("from", "help@acme.example")+","+header("to", "zoe@home.example")+","+header("cc", "bob@x.example")),
			mail("5", zoe, "Re: Another thing", header("from", "zoe@home.example")+","+toUs),
		}, ",")+`]}}`, nil)
	for i, want := range []string{
		"customer (to help@acme.example): Zoe", "teammate: Ann", "customer (cc bob@x.example): Zoe",
		"customer (subject: Another thing; from zoe@home.example): Zoe", "teammate (to zoe@home.example; cc bob@x.example): Ann", "customer (cc nobody): Zoe",
	} {
		if got := p.Blocks(t)[i].Title; !strings.HasSuffix(got, "Z "+want) && !strings.HasSuffix(got, "s "+want) {
			t.Errorf("%q, want %q", got, want)
		}
	}
	if !strings.Contains(p.Text, "\ntitle: Invoice & VAT\n") || strings.Contains(p.Text, "\nsubject:") {
		t.Error(p.Text)
	}
}

// TestSources keeps title and address of what Fin answered from.
func TestSources(t *testing.T) {
	p := mustRead(t, "conversation", `{"id":"9","ai_agent":{"resolution_state":"assumed_resolution","rating":4,"rating_remark":"Quick","content_sources":{
"type":"content_source.list","total_count":2,"content_sources":[{"content_type":"article","url":"https://help.acme.example/a/1","title":"How to <export>"},
{"content_type":"file","url":null,"title":"Manual"}]}}}`, nil)
	for _, want := range []string{"ai_agent: assumed resolution: 4\n", "ai_agent_remark: Quick\n",
		"ai_sources: How to <export> (https://help.acme.example/a/1), Manual\n"} {
		if !strings.Contains(p.Text, want) {
			t.Errorf("%q is not in\n%s", want, p.Text)
		}
	}
}

// TestGap says of a part that Intercom does not give that it is in the gap.
func TestGap(t *testing.T) {
	const object = `{"id":"9","source":{"id":"s","body":"<p>Hi</p>"},"conversation_parts":{"total_count":700,"conversation_parts":[
{"id":"8900000300","part_type":"comment","body":"<p>One</p>"},{"id":"8900000301","part_type":"comment","body":"<p>Two</p>"}]}}`
	for id, want := range map[string]string{
		"8900000120": `around "8900000120" is in the gap: Intercom gives the newest 500 parts at most, here from 8900000300 on; the 698 older parts before them`,
		"8900000999": `around "8900000999" is no part of this conversation that Intercom gives`,
		"x":          `around "x" is no part`,
	} {
		if _, err := read(t, "conversation", object, map[string]any{"around": id}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", id, err)
		}
	}
	for _, described := range []string{object, strings.Replace(object, `{"id":"9",`, `{"id":"9","custom_attributes":{"_default_description_":"Broken"},`, 1)} {
		p := mustRead(t, "conversation", described, nil)
		if _, after, found := strings.Cut(p.Thread, "Hi\n"); !found || !strings.Contains(strings.SplitN(after, "\n", 2)[0], "gap: 698 parts") {
			t.Error(p.Thread)
		}
	}
}
