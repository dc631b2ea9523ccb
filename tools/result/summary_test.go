package result

import (
	"strings"
	"testing"

	"intercom-mcp/intercomapi"
)

const someConversation = `{"type":"conversation","id":"215470000000075","title":null,"state":"open","priority":"none",` +
	`"created_at":1769850000,"updated_at":1769850000,"waiting_since":null,"snoozed_until":0,"admin_assignee_id":0,"team_assignee_id":6200005,` +
	`"source":{"type":"email","subject":"","body":"<p>Dear all,<br>my <b>invoice</b> is &lt;wrong&gt;</p>","author":{"name":"Ann","email":"ann@acme.example"}},` +
	`"contacts":{"contacts":[{"id":"c1"},{"id":"c2"}]},"tags":{"tags":[{"name":"vip"}]},` +
	`"statistics":{"time_to_admin_reply":9540,"first_close_at":1769850000,"x":null},"custom_attributes":{"a.b":12345678901234567890.10},"topics":{},` +
	`"conversation_parts":{"conversation_parts":[{"body":"<p>First</p>","author":{"name":"Ann"}},{"body":null},` +
	`{"body":"Second","author":{"name":"Bob"}},{"body":""}]}}`

func TestSummaries(t *testing.T) {
	short := `{"id":"215470000000075","title":"Dear all, my invoice is <wrong>","state":"open","from":"Ann",` +
		`"contact_id":["c1","c2"],"team":6200005,"tags":["vip"],` +
		`"created_at":"2026-01-31T09:00:00Z","updated_at":"2026-01-31T09:00:00Z","last_message":"Bob: Second"`
	for name, c := range map[string]struct {
		kind    Kind
		options FieldOptions
		in      string
		want    string
	}{
		"a kind with few fields": {ByType{}, FieldOptions{}, someConversation, short + `}`},
		"fields": {ByType{}, FieldOptions{Fields: []string{
			"source.type", "statistics", "custom_attributes.a.b", "conversation_parts.conversation_parts.body", "topics", "nothing.such",
		}}, someConversation,
			short + `,"source.type":"email","statistics":{"time_to_admin_reply":9540,"first_close_at":"2026-01-31T09:00:00Z"},` +
				`"custom_attributes.a.b":12345678901234567890.10,"conversation_parts.conversation_parts.body":["<p>First</p>","Second"],"topics":{}}`},
		"full": {ByType{}, FieldOptions{Detail: "full"}, someConversation, someConversation},
		"another kind": {Plain{}, FieldOptions{},
			`{"type":"tag","id":"1","n":0,"b":false,"s":"","l":[],"o":{"x":null},"tags":{"type":"tag.list","tags":[],"total_count":0},` +
				`"created_at":1769850000}`,
			`{"type":"tag","id":"1","n":0,"b":false,"created_at":1769850000}`},
		"a ticket, its parts the newest first": {ByType{}, FieldOptions{},
			`{"type":"ticket","id":"1","ticket_parts":{"ticket_parts":[{"body":null,"created_at":1769850003},` +
				`{"body":"<p>Last</p>","created_at":1769850002,"author":{"name":"Bob"}},{"body":"before it","created_at":1769850002},` +
				`{"body":"First","created_at":1769850001}]}}`, `{"id":"1","last_message":"before it"}`},
		"fields without a value": {Conversation{}, FieldOptions{Fields: []string{
			"snoozed_until", "waiting_since", "sla_applied.sla_name", "tags.tags", "source.subject", "nothing.such", "company",
		}}, `{"id":"1","snoozed_until":null,"waiting_since":0,"sla_applied":null,"tags":{"tags":[]},"source":{"subject":""},"company":null}`,
			`{"id":"1","snoozed_until":null,"waiting_since":null,"sla_applied.sla_name":null,"tags.tags":[],"source.subject":"","company":null}`},
		"a rating and a company": {Conversation{}, FieldOptions{}, `{"id":"1","company":{"id":"c","name":"Acme"},"conversation_rating":{"rating":2}}`,
			`{"id":"1","company":"Acme","rating":2}`},
		"a rating that was not given": {Conversation{}, FieldOptions{}, `{"id":"1","conversation_rating":{"rating":null,"requested_at":1769850000}}`, `{"id":"1"}`},
		"options of a ticket's lists": {Ticket{}, FieldOptions{Fields: []string{"ticket_attributes"}},
			`{"id":"1","ticket_attributes":{"Severity":"o1","Areas":["o2","o3"],"Note":"o1"},"ticket_type":{"ticket_type_attributes":{"data":[` +
				`{"name":"Severity","input_options":{"list_options":[{"id":"o1","label":"High"}]}},` +
				`{"name":"Areas","input_options":{"list_options":[{"id":"o2","label":"Web"}]}},{"name":"Note","input_options":null}]}}}`,
			`{"id":"1","ticket_attributes":{"Severity":"High","Areas":["Web","o3"],"Note":"o1"}}`},
		"nothing left": {Plain{}, FieldOptions{}, `{"x":null}`, `{}`},
	} {
		out, err := summariser{kind: c.kind, FieldOptions: c.options}.items([]intercomapi.Object{intercomapi.Object(c.in)})
		if err != nil || string(out[0]) != c.want {
			t.Errorf("%s: %v\n got %s\nwant %s", name, err, out[0], c.want)
		}
	}
}

// TestExcerpt holds that no half of what is redacted is left at a cut.
func TestExcerpt(t *testing.T) {
	v := redacting("email", "phone", "card")
	for n := range 80 {
		text := strings.Repeat("x", n) + " 4111 1111 1111 1111 +1 415 555 0132 ann@acme.example and a good deal more of text"
		if got := v.Excerpt(text, 80); strings.ContainsAny(placeholders.ReplaceAllString(got, ""), "145@") || len([]rune(got)) > 81 {
			t.Errorf("%d: %s", n, got)
		}
	}
}

// TestAbsentFields holds that a misspelt name is told, with the names there are.
func TestAbsentFields(t *testing.T) {
	items := []intercomapi.Object{intercomapi.Object(someConversation), intercomapi.Object(`{"id":"2","read":true}`)}
	for field, want := range map[string]string{
		"state": "", "from": "", "read": "", "waiting_since": "", "title.x": "", "custom_attributes.a.b": "",
		"conversation_parts.conversation_parts.body": "", "topics": "",
		"statis":                      `none of these items has "statis"; they have: state, statistics`,
		"updatedat":                   `"updatedat"; they have: updated_at`,
		"staet":                       `"staet"; they have: state`,
		"statistics.time_to_admin":    `; statistics has: time_to_admin_reply`,
		"zzz":                         `"zzz"; they have: admin_assignee_id, contacts, conversation_parts, created_at, custom_attributes, id,`,
		"tags.tags.nme":               `; tags.tags has: name`,
		"source.author.zzz":           `; source.author has: email, name`,
		"id.x":                        `"id.x"`,
		strings.Repeat("\u200b", 300): `none of these items has`,
	} {
		notes := summariser{kind: Conversation{}, FieldOptions: FieldOptions{Fields: []string{field}}}.absentFields(items)
		if got := strings.Join(notes, "\n"); want == "" && got != "" || !strings.Contains(got, want) || len(got) > 600 {
			t.Errorf("%.40s: %s, want %s", field, got, want)
		}
	}
	whole := summariser{kind: Conversation{}, FieldOptions: FieldOptions{Fields: []string{"x"}, Detail: "full"}}
	if notes := whole.absentFields(items); notes != nil {
		t.Error(notes)
	}
}
