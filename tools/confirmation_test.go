package tools_test

import (
	"encoding/json"
	"maps"
	"strings"
	"testing"

	"intercom-mcp/sandbox"
	"intercom-mcp/tools/jsontree"
	"intercom-mcp/tools/tokens/o200k"
)

// TestConfirmations writes into the longest conversation: what comes back says
// how it stands, in a few tokens, and names the part that was made.
func TestConfirmations(t *testing.T) {
	c, count := sandboxCaller(t), o200k.Counter(t)
	for _, row := range []struct {
		tool string
		args map[string]any
		key  string
		want string // state
		part bool   // the thread's newest part is the one that is named
	}{
		{"reply_conversation", map[string]any{"message_type": "comment", "body": "On it"}, "conversation", "open", true},
		{"add_internal_note", map[string]any{"body": "On it"}, "conversation", "open", true},
		{"assign_conversation", map[string]any{"assignee_id": "0"}, "conversation", "open", true},
		{"snooze_conversation", map[string]any{"snoozed_until": "+1d"}, "conversation", "snoozed", true},
		{"close_conversation", nil, "conversation", "closed", true},
		{"update_conversation", map[string]any{"read": true}, "conversation", "closed", false},
		{"update_conversation", map[string]any{"title": "Late & lost"}, "conversation", "closed", false},
		{"update_ticket", map[string]any{"id": sandbox.FirstTicket, "open": true}, "ticket", "", false},
	} {
		args := map[string]any{"id": sandbox.LongConversation}
		maps.Copy(args, row.args)
		raw, err := json.Marshal(args)
		if err != nil {
			t.Fatal(err)
		}
		out, err := named(t, row.tool).Call(t.Context(), c, raw)
		if err != nil {
			t.Errorf("%s: %v", row.tool, err)
			continue
		}
		text := jsontree.Quote(out)
		var v map[string]map[string]any
		if err := json.Unmarshal([]byte(text), &v); err != nil {
			t.Fatal(err)
		}
		if n := count(text); n > 150 || v[row.key]["id"] != args["id"] || row.want != "" && v[row.key]["state"] != row.want {
			t.Errorf("%s: %d tokens: %s", row.tool, n, text)
		}
		if !row.part && v[row.key]["part_id"] != nil {
			t.Errorf("%s: it made no part: %s", row.tool, text)
		}
		if newest := mustRead(t, c, "get_conversation", map[string]any{"id": sandbox.LongConversation}).Coverage.Last; row.part && v[row.key]["part_id"] != newest {
			t.Errorf("%s: the newest part is %s: %s", row.tool, newest, text)
		}
		if strings.Contains(text, "conversation_parts") {
			t.Errorf("%s: the thread came along", row.tool)
		}
	}
}
