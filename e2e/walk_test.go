package e2e

import (
	"encoding/json"
	"fmt"
	"net/http"
	"os/exec"
	"strings"
	"testing"

	"github.com/modelcontextprotocol/go-sdk/mcp"
)

// What the sandbox's invented company has.
const (
	maria    = "maria.silva@acme.example"
	support  = "6200001" // team
	vip      = "7300001" // tag
	bugType  = "400003"  // tracker, its Severity is required
	severity = "5e1ec7ed-0000-4000-8000-000000000003"
)

// walk is a support agent's client, and the workspace behind it.
type walk struct {
	t       *testing.T
	session *mcp.ClientSession
	space   *program // the sandbox's REST API, a process of its own
}

// do calls a tool and returns its structured result.
func (w walk) do(tool string, args map[string]any) map[string]any {
	w.t.Helper()
	res, err := w.session.CallTool(w.t.Context(), &mcp.CallToolParams{Name: tool, Arguments: args})
	if err != nil {
		w.t.Fatalf("%s: %v", tool, err)
	}
	if res.IsError {
		w.t.Fatalf("%s %v: %s", tool, args, res.Content[0].(*mcp.TextContent).Text)
	}
	raw, err := json.Marshal(res.StructuredContent)
	if err != nil {
		w.t.Fatal(err)
	}
	var out map[string]any
	if err := json.Unmarshal(raw, &out); err != nil {
		w.t.Fatal(err)
	}
	return out
}

// state returns what the workspace itself answers to a GET.
func (w walk) state(path string) map[string]any {
	w.t.Helper()
	var out map[string]any
	body := ask(w.t, http.MethodGet, w.space.url(path), "", "Authorization: Bearer check").body
	if err := json.Unmarshal([]byte(body), &out); err != nil {
		w.t.Fatalf("%s: %v in %s", path, err, body)
	}
	return out
}

// is checks one thing that the workspace says, by its path of keys.
func (w walk) is(path string, want any, keys ...any) {
	w.t.Helper()
	if got := dig(w.state(path), keys...); fmt.Sprint(got) != fmt.Sprint(want) {
		w.t.Errorf("%s: %v is %v, want %v", path, keys, got, want)
	}
}

// dig follows keys into objects, and numbers into lists (negative: from the end).
func dig(v any, keys ...any) any {
	for _, key := range keys {
		switch k := key.(type) {
		case string:
			m, _ := v.(map[string]any)
			v = m[k]
		case int:
			l, _ := v.([]any)
			if k < 0 {
				k += len(l)
			}
			if k < 0 || k >= len(l) {
				return nil
			}
			v = l[k]
		}
	}
	return v
}

// TestWalk is a piece of real work, from a customer's e-mail to a closed
// conversation, with the official Go SDK; after each step the workspace is asked.
func TestWalk(t *testing.T) {
	space := serveSandbox(t)
	cmd := exec.CommandContext(t.Context(), binary())
	cmd.Env = append(environment(), "INTERCOM_ACCESS_TOKEN=walk", "INTERCOM_BASE_URL="+space.url(""))
	agent, err := mcp.NewClient(&mcp.Implementation{Name: "walk", Version: "1"}, nil).Connect(t.Context(), &mcp.CommandTransport{Command: cmd}, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = agent.Close() })
	w := walk{t, agent, space}

	contact, conversation := w.findCustomer()
	path := "/conversations/" + conversation
	w.triage(conversation, path)
	ticket := w.openTicket(contact, conversation)
	w.do("update_ticket", map[string]any{"id": ticket, "state": "In progress"})
	w.is("/tickets/"+ticket, "in_progress", "ticket_state", "category")
	w.do("reply_conversation", map[string]any{"id": conversation, "message_type": "comment", "body": "<p>We are on it.</p>"})
	w.is(path, "<p>We are on it.</p>", "conversation_parts", "conversation_parts", -1, "body")
	w.do("close_conversation", map[string]any{"id": conversation})
	w.is(path, "closed", "state")
}

// findCustomer finds a customer by e-mail, their company and their newest conversation.
func (w walk) findCustomer() (contact, conversation string) {
	w.t.Helper()
	found := w.do("search_contacts", map[string]any{"query": map[string]any{"field": "email", "operator": "=", "value": maria}})
	contact, _ = dig(found, "contacts", 0, "id").(string)
	w.is("/contacts/"+contact, maria, "email")
	companies := w.do("list_contact_related", map[string]any{"id": contact, "list": "companies"})
	company, _ := dig(companies, "items", 0, "id").(string)
	if name := dig(w.do("get_company", map[string]any{"id": company}), "company", "name"); name != dig(w.state("/companies/"+company), "name") {
		w.t.Errorf("company %v", name)
	}
	last := w.do("search_conversations", map[string]any{
		"query": map[string]any{"field": "contact_ids", "operator": "=", "value": contact}, "sort_field": "created_at", "per_page": 3,
	})
	conversation, _ = dig(last, "conversations", 0, "id").(string)
	if conversation == "" {
		w.t.Fatalf("%s has no conversation: %v", maria, last)
	}
	w.do("get_conversation", map[string]any{"id": conversation})
	return contact, conversation
}

// triage assigns, tags, notes and snoozes.
func (w walk) triage(conversation, path string) {
	w.t.Helper()
	w.do("assign_conversation", map[string]any{"id": conversation, "assignee_id": support})
	if team, _ := dig(w.state(path), "team_assignee_id").(float64); fmt.Sprintf("%.0f", team) != support {
		w.t.Errorf("team %v", team)
	}
	w.do("tag_conversation", map[string]any{"conversation_id": conversation, "tag_id": vip})
	if tags := fmt.Sprint(dig(w.state(path), "tags", "tags")); !strings.Contains(tags, vip) {
		w.t.Errorf("tags %s", tags)
	}
	w.do("add_internal_note", map[string]any{"id": conversation, "body": "Billing looks into it"})
	w.is(path, "note", "conversation_parts", "conversation_parts", -1, "part_type")
	w.do("snooze_conversation", map[string]any{"id": conversation, "snoozed_until": "+1d"})
	w.is(path, "snoozed", "state")
}

// openTicket creates a ticket of a type with a required attribute, and links the conversation.
func (w walk) openTicket(contact, conversation string) string {
	w.t.Helper()
	res, err := w.session.CallTool(w.t.Context(), &mcp.CallToolParams{Name: "create_ticket", Arguments: map[string]any{
		"ticket_type_id": bugType, "contacts": []any{map[string]any{"id": contact}}, "ticket_attributes": map[string]any{"default_title": "Broken export"},
	}})
	if err != nil || !res.IsError {
		w.t.Errorf("a ticket without what its type requires: %v %v", res, err)
	}
	made := w.do("create_ticket", map[string]any{
		"ticket_type_id": bugType, "contacts": []any{map[string]any{"id": contact}}, "skip_notifications": true,
		"ticket_attributes": map[string]any{"default_title": "Broken export", "Severity": severity},
	})
	ticket, _ := dig(made, "ticket", "id").(string)
	w.is("/tickets/"+ticket, "Broken export", "ticket_attributes", "_default_title_")
	w.do("link_conversation_to_ticket", map[string]any{"ticket_id": ticket, "conversation_id": conversation})
	if linked := fmt.Sprint(dig(w.state("/tickets/"+ticket), "linked_objects")); !strings.Contains(linked, conversation) {
		w.t.Errorf("linked objects %s", linked)
	}
	return ticket
}
