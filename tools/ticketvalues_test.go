package tools_test

import (
	"strings"
	"testing"

	"intercom-mcp/sandbox"
)

// TestMissingAttributes says which attributes a type requires, with the labels
// of lists, where Intercom says that some are missing.
func TestMissingAttributes(t *testing.T) {
	contact := `"contacts":[{"id":"` + sandbox.ContactMaria + `"}]`
	for _, c := range []struct{ tool, arguments, want string }{
		{"create_ticket", `{"ticket_type_id":"Bug",` + contact + `}`,
			"required and not given: _default_title_, Severity (Low, Medium, High, Critical). Nothing has changed"},
		{"create_ticket", `{"ticket_type_id":"Bug",` + contact + `,"ticket_attributes":{"_default_title_":"It burns","Severity":null},"background":true}`,
			"required and not given: Severity ("},
		{"convert_conversation_to_ticket", `{"id":"` + sandbox.LongConversation + `","ticket_type_id":"Bug","attributes":{"severity":"high"}}`,
			"required and not given: _default_title_."},
	} {
		if text, failed := openFilter(t).call(c.tool, c.arguments); !failed || !strings.Contains(text, c.want) {
			t.Errorf("%s %s: %s", c.tool, c.arguments, text)
		}
	}
	text, failed := openFilter(t).call("create_ticket", `{"ticket_type_id":"Bug",`+contact+`,"ticket_attributes":{"default_title":"It burns","severity":"high"}}`)
	if failed {
		t.Error(text)
	}
}
