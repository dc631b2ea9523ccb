package tools_test

import (
	"encoding/json"
	"net/http"
	"regexp"
	"strings"
	"sync/atomic"
	"testing"

	"intercom-mcp/tools/redact"
	"intercom-mcp/tools/registry"
	"intercom-mcp/tools/samples"
)

// planted are what must not get through, in every spelling that a person would
// write, and pieces that would give them away.
var planted = []string{
	"ann.lee+vip@acme.example", "ANN@ACME.EXAMPLE", "ann%40acme.example", "+1 (415) 555-0132", "+49 30 901820", "+4930901820", "020 7946 0018",
	"(415) 555-0132", "0171 1234567", "4111 1111 1111 1111", "4111111111111111", "5500-0000-0000-0004", "378282246310005",
	"ann%2540acme.example", "ann&#64;acme.example", "ann＠acme.example", "ann (at) acme.example",
	"+1%20415%20555-0132", "+49.30.901820", "+49\u00a0(30)\u00a0901820", "+4\u200b9 30 901820",
	"4111 / 1111 / 1111 / 1111", "4111%201111%201111%201111", "41\u200b11 1111 1111 1111", "４１１１ １１１１ １１１１ １１１１",
	"电话+49 30 901820请", "卡号4111111111111111です", "**ann**@acme.example", "+49 30 **901820**", "4111 <b>1111</b> 1111 1111",
	`ann@<span class="x">acme.example</span>`,
}

var pieces = []string{"acme.example", "ACME.EXAMPLE", "555-0132", "901820", "7946", "1234567", "1111", "0000-0000", "378282246", "１１１１"}

// unredacted are ids and times, which must get through as they are.
var unredacted = []string{"215470000000042", "66f0a1b2c3d4e5f600000001", "1769850000"}

// withPlanted is a reply that holds some of them in every field that any tool
// shows: other ones in each field, and in the same field at each turn.
func withPlanted(t *testing.T, turn int) []byte {
	t.Helper()
	some := func() string {
		turn++
		var few []string
		for i := range 4 {
			few = append(few, planted[(3*turn+i)%len(planted)])
		}
		return strings.Join(few, " ; ")
	}
	item := func() object {
		return object{"type": "contact", "id": unredacted[1], "name": some(), "email": planted[0], "phone": "4155550132",
			"title": "On " + some(), "body": "<p>" + some() + "</p>",
			"created_at": 1769850000, "external_id": planted[0], "subject": planted[3], "number": 4111111111111111,
			"url": "https://x.example/?q=" + planted[2], some(): some()}
	}
	reply := item()
	for _, list := range []string{"data", "conversations", "admins", "teams", "tags"} {
		reply[list] = []any{item()}
	}
	reply["role"], reply["deleted"], reply["request_id"] = "user", true, some()
	reply["source"] = item()
	reply["source"].(object)["author"] = item()
	reply["conversation_parts"] = object{"conversation_parts": []any{item()}}
	reply["ticket_parts"] = object{"ticket_parts": []any{item()}}
	reply["ticket_attributes"] = object{"_default_title_": some(), "_default_description_": some()}
	reply["custom_attributes"] = item()
	reply["errors"] = []any{object{"code": some(), "message": "no " + unredacted[0] + " for " + some()}}
	raw, err := json.Marshal(reply)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

var placeholders = regexp.MustCompile(`\[(email|phone|card)-[0-9a-f]{6}\]`)

// redacting returns a caller whose results hold none of these kinds.
func redacting(t *testing.T, api http.RoundTripper, kinds ...string) registry.Caller {
	t.Helper()
	c := callerOver(t, api)
	c.View.Redact = redact.Rules{Kinds: kinds}.For(c.Fingerprint())
	return c
}

// TestRedaction calls every tool on an API whose replies are full of what must
// not get through: as text, as structured content, as an error.
func TestRedaction(t *testing.T) {
	var turn atomic.Int64
	for _, code := range []int{http.StatusOK, http.StatusUnprocessableEntity} {
		c := redacting(t, newFake(func(w http.ResponseWriter, r *http.Request) {
			replying(code, string(withPlanted(t, int(turn.Add(1)))))(w, r)
		}), "email", "phone", "card")
		shown := 0
		for _, tool := range sampled(allTools()) {
			text, structured, _ := checkedAnswerTo(t, c, tool, samples.Smallest(t, tool))
			for what, s := range map[string]string{"text": text, "structured": structured} {
				s = placeholders.ReplaceAllStringFunc(s, func(string) string { shown++; return "" })
				for _, piece := range pieces {
					if i := strings.Index(s, piece); i >= 0 {
						t.Errorf("%s at %d: %s gets through in its %s: …%s", tool.Name, code, piece, what, s[max(0, i-60):min(len(s), i+60)])
						break
					}
				}
			}
		}
		t.Logf("%d placeholders at %d", shown, code)
	}
}

// TestPlaceholderArguments refuses placeholders before any request.
func TestPlaceholderArguments(t *testing.T) {
	api := newFake(statusReply(http.StatusOK))
	c := redacting(t, api, "email")
	for name, args := range map[string]object{
		"search_contacts":    {"query": object{"field": "email", "operator": "=", "value": "[email-7f3a2c]"}},
		"get_contact":        {"external_id": "email-7f3a2c"},
		"reply_conversation": {"id": "1", "message_type": "comment", "body": "Write to [email-7f3a2c], please"},
	} {
		text, failed := call(t, c, named(t, name), args)
		if !failed || !strings.Contains(text, "placeholder for a redacted e-mail") || len(api.calls()) > 0 {
			t.Errorf("%s: failed=%v %v %s", name, failed, api.calls(), text)
		}
	}
}
