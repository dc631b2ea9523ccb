package tools_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"
)

// TestVainFilters says why a filter finds nothing, where that is known.
func TestVainFilters(t *testing.T) {
	for query, want := range map[string]string{
		`{"field":"source.body","operator":"=","value":"two words"}`:                                 "word by word",
		`{"operator":"OR","value":[{"field":"source.body","operator":"~","value":"two words"}]}`:     "word by word",
		`{"operator":"AND","value":[{"field":"admin_assignee_id","operator":"=","value":null}]}`:     "use 0",
		`{"field":"team_assignee_id","operator":"=","value":null}`:                                   "use 0",
		`{"operator":"AND","value":[{"field":"source.body","operator":"=","value":"word"}]}`:         "",
		`{"operator":"AND","value":[{"field":"admin_assignee_id","operator":"=","value":0}]}`:        "",
		`{"operator":"AND","value":[{"field":"source.subject","operator":"=","value":"two words"}]}`: "",
	} {
		text, failed, _ := callAs(t, "7", "search_conversations", object{"query": json.RawMessage(query)}, statusReply(http.StatusOK))
		if failed || strings.Contains(text, "finds nothing") != (want != "") || !strings.Contains(text, want) {
			t.Errorf("%s: failed=%v %s", query, failed, text)
		}
	}
}
