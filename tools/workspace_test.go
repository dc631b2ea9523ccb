package tools_test

import (
	"strings"
	"testing"

	"intercom-mcp/sandbox"
	"intercom-mcp/tools/tokens/o200k"
)

// TestTicketListsAreBrief lists states with the names of their types alone, and
// types with what their tickets need: each would else hold all of the other.
func TestTicketListsAreBrief(t *testing.T) {
	count := o200k.Counter(t)
	for _, c := range []struct {
		tool, arguments string
		most            int
		says            []string
	}{
		{"list_ticket_states", `{}`, 800, []string{`"internal_label":"With engineering"`, `"data":[{"id":"400003","name":"Bug"}]`}},
		{"list_ticket_types", `{}`, 1600, []string{`{"id":"8500005","internal_label":"With engineering","category":"in_progress"}`,
			`"name":"Severity","data_type":"list"`, `"label":"Critical"`}},
		{"list_ticket_types", `{"id":"` + sandbox.TicketTypeBug + `"}`, 1600, []string{`"external_label":"With engineering"`, `"visible_to_contacts"`}},
	} {
		text, failed := openFilter(t).call(c.tool, c.arguments)
		if n := count(text); failed || n > c.most {
			t.Errorf("%s %s: %d tokens: %s", c.tool, c.arguments, n, text)
		}
		for _, words := range c.says {
			if !strings.Contains(text, words) {
				t.Errorf("%s %s: no %s: %s", c.tool, c.arguments, words, text)
			}
		}
	}
}
