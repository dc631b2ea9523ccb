package tools_test

import (
	"encoding/json"
	"strings"
	"testing"

	"intercom-mcp/tools/jsontree"
)

// botTicket is a conversation that is a ticket, as recorded answers have it: a bot began
// it, and its title stands among the attributes.
const botTicket = `{"type":"conversation","id":"57618","title":null,"state":"open","priority":"not_priority","source":{"type":null,"id":"57618",
"delivered_as":"admin_initiated","subject":"","body":"<p>We got it</p>","author":{"type":"bot","id":"80","name":"Helper","email":"operator+k2@intercom.io"}},
"contacts":{"type":"contact.list","contacts":[{"type":"contact","id":"65f0c1","external_id":"u-77"}]},"waiting_since":1769840000,
"custom_attributes":{"_default_title_":"Export of List<Shift> &amp; more","_default_description_":"It ends with <nil>"},
"ticket":{"type":"ticket","id":57618,"state":"in_progress","ticket_type":"R&amp;D <lab>","ticket_custom_state_admin_label":"Waiting on dev",
"custom_attributes":{"_default_title_":{"value":"Export of List<Shift> &amp; more","type":"string"}}},"conversation_parts":null}`

// mailed is a conversation by e-mail, whose subject is HTML.
const mailed = `{"type":"conversation","id":"12","title":"","state":"open","source":{"type":"email","id":"12","subject":"<p>Invoice &amp; VAT</p>",
"body":"<p>Hi</p>","author":{"type":"user","id":"c1","name":"Zoe"}},"contacts":{"contacts":[{"id":"c1"}]},"tags":null}`

// TestTitlesEverywhere shows the same title, and the customer instead of the bot, in
// threads, lists, overviews and the connector's tools.
func TestTitlesEverywhere(t *testing.T) {
	const bot, mail = "Export of List<Shift> & more", "Invoice & VAT"
	o := &office{routes: [][2]string{
		{"POST /contacts/search {\"query\":{\"field\":\"id\"", `{"type":"list","data":[{"type":"contact","id":"65f0c1","name":"Maria Silva"}],"total_count":1}`},
		{"POST /conversations/search", `{"type":"conversation.list","conversations":[` + botTicket + `,` + mailed + `],"total_count":2}`},
		{"GET /conversations?", `{"type":"conversation.list","conversations":[` + botTicket + `,` + mailed + `],"total_count":2}`},
		{"GET /conversations/12", mailed}, {"GET /conversations/57618", botTicket},
		{"GET /contacts/65f0c1", `{"type":"contact","id":"65f0c1","name":"Maria Silva","role":"user"}`},
	}}
	for _, row := range []struct{ tool, args, want string }{
		{"search_conversations", `{"state":"open"}`, `"title":"` + bot + `","state":"open","ticket":"R&D <lab>: Waiting on dev","from":"Maria Silva"`},
		{"search_conversations", `{"state":"open"}`, `"title":"` + mail + `","state":"open","from":"Zoe"`},
		{"list_conversations", `{}`, `"title":"` + bot + `","state":"open","ticket":"R&D <lab>: Waiting on dev","from":"Maria Silva"`},
		{"list_conversations", `{}`, `"title":"` + mail + `"`},
		{"list_conversations", `{"fields":["title"]}`, `"title":"` + bot + `"`},
		{"list_conversations", `{"fields":["source.subject"]}`, `"source.subject":"` + mail + `"`},
		{"get_inbox_overview", `{}`, `"title":"` + bot + `","state":"open","ticket":"R&D <lab>: Waiting on dev","from":"Maria Silva"`},
		{"get_customer", `{"id":"65f0c1"}`, `"title":"` + bot + `"`},
		{"get_customer", `{"id":"65f0c1"}`, `"title":"` + mail + `"`},
		{"search", `{"query":"export"}`, `"title":"` + bot + `"`},
		{"search", `{"query":"export"}`, `"title":"` + mail + `"`},
		{"fetch", `{"id":"conversation_57618"}`, `"title":"` + bot + `"`},
		{"fetch", `{"id":"conversation_12"}`, `"title":"` + mail + `"`},
		{"get_conversation", `{"id":"57618"}`, `"title":"` + bot + `"`},
		{"get_conversation", `{"id":"57618"}`, `"customers":["Maria Silva (65f0c1) external_id u-77"]`},
		{"get_conversation", `{"id":"57618"}`, `"ticket_type":"R&D <lab>"`},
		{"get_conversation", `{"id":"12"}`, `"title":"` + mail + `"`},
	} {
		out, err := named(t, row.tool).Call(t.Context(), o.visit(t), json.RawMessage(row.args))
		got := jsontree.Quote(out)
		if err != nil || !strings.Contains(got, row.want) || strings.Contains(got, `"from":"Helper"`) || strings.Contains(got, "not_priority") {
			t.Errorf("%s %s: %v: %s is not in %s", row.tool, row.args, err, row.want, got)
		}
	}
	// Who can't be looked up is not called by the bot's name either.
	o.routes[0] = [2]string{"POST /contacts/search", "500"}
	out, err := named(t, "list_conversations").Call(t.Context(), o.visit(t), json.RawMessage(`{}`))
	if got := jsontree.Quote(out); err != nil || strings.Contains(got, `"from":"Helper"`) {
		t.Errorf("%v %s", err, got)
	}
}
