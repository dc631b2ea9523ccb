package tools_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"
)

// TestVainFilters says why a filter finds nothing, where that is known.
func TestVainFilters(t *testing.T) {
	const conversations, tickets, contacts = "search_conversations", "search_tickets", "search_contacts"
	for _, c := range []struct{ tool, query, want string }{
		{conversations, `{"field":"source.body","operator":"=","value":"two words"}`, "word by word"},
		{conversations, `{"operator":"OR","value":[{"field":"source.body","operator":"~","value":"two words"}]}`, "word by word"},
		{conversations, `{"field":"source.body","operator":"IN","value":["one","two words"]}`, "word by word"},
		{conversations, `{"operator":"AND","value":[{"field":"admin_assignee_id","operator":"=","value":null}]}`, "use 0"},
		{conversations, `{"field":"team_assignee_id","operator":"IN","value":[5,null]}`, "use 0"},
		{tickets, `{"field":"team_assignee_id","operator":"=","value":null}`, "use 0"},
		{conversations, `{"field":"priority","operator":"=","value":"not_priority"}`, "none low medium"},
		{conversations, `{"field":"state","operator":"=","value":"resolved"}`, "open closed snoozed"},
		{conversations, `{"field":"source.type","operator":"=","value":"messenger"}`, "conversation email"},
		{conversations, `{"field":"ai_agent.resolution_state","operator":"=","value":"routed_to_team"}`, "escalated"},
		{conversations, `{"field":"contact_ids","operator":"=","value":"user-17"}`, "argument contact"},
		{tickets, `{"field":"state","operator":"=","value":"In progress"}`, "in_progress"},
		{tickets, `{"field":"category","operator":"=","value":"Customer"}`, "request task tracker"},
		{contacts, `{"field":"role","operator":"=","value":"visitor"}`, "user lead"},
		{contacts, `{"field":"email_domain","operator":"=","value":"@x.example"}`, "behind the @"},

		{conversations, `{"operator":"AND","value":[{"field":"source.body","operator":"=","value":"word"}]}`, ""},
		{conversations, `{"operator":"AND","value":[{"field":"admin_assignee_id","operator":"=","value":0}]}`, ""},
		{conversations, `{"field":"source.subject","operator":"=","value":"two words"}`, ""},
		{conversations, `{"field":"priority","operator":"=","value":"high"}`, ""},
		{conversations, `{"field":"state","operator":"^","value":"op"}`, ""},
		{conversations, `{"field":"ai_agent.resolution_state","operator":"=","value":null}`, ""},
		{conversations, `{"field":"contact_ids","operator":"=","value":"66f05e650000000000000001"}`, ""},
		{tickets, `{"field":"state","operator":"IN","value":["submitted","resolved"]}`, ""},
		{contacts, `{"field":"external_id","operator":"=","value":"user-17"}`, ""},
	} {
		text, failed, _ := callAs(t, "7", c.tool, object{"query": json.RawMessage(c.query)}, statusReply(http.StatusOK))
		if failed || strings.Contains(text, "query: no ") != (c.want != "") || !strings.Contains(text, c.want) {
			t.Errorf("%s: failed=%v %s", c.query, failed, text)
		}
	}
	text, failed, sent := callAs(t, "7", conversations, object{"query": json.RawMessage(`{"field":"contact_ids","operator":"=","value":"bob2@x.example"}`)},
		statusReply(http.StatusOK))
	if !failed || !strings.Contains(text, "takes ids, not names") || len(sent) > 0 {
		t.Errorf("an address among ids: %s %v", text, sent)
	}
}
