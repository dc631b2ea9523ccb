package tools_test

import (
	"flag"
	"net/http"
	"strings"
	"testing"

	"intercom-mcp/tools/registry"
	"intercom-mcp/tools/samples"
)

// odds are answers that are not what they should be.
var odds = []string{
	``, `null`, `[]`, `{}`, `0`, `"x"`, `{"data":null}`, `{"data":[null]}`, `{"data":[[]],"pages":[]}`, `{"data":{"id":1}}`, `{"id":{},"type":5}`,
	`{"data":[{"id":1,"created_at":"soon"}],"pages":{"next":{"page":2,"starting_after":"a"}},"total_count":1}`,
	`{"conversations":[{"id":"1","source":5}],"pages":{"next":"https://x/?page=2"}}`,
	`{"tickets":[{"ticket_parts":{"ticket_parts":[5]}}]}`, `{"id":"1","conversation_parts":{"conversation_parts":[null,{"body":5,"author":[]}]}}`,
	`{"id":"1","custom_attributes":[]}`, "\xff\xfe", `{"a":1e400}`,
	strings.Repeat("[", 10_000), strings.Repeat(`{"data":`, 10_000), `{"scroll_param":5,"next_cursor":{}}`, `{"id":"` +
		strings.Repeat("\u202e", 50) + `","name":"<script>"}`,
}

// FuzzTools gives every tool any answer to each of its requests: it says what it
// can, or that it can't, and tells no token. What is said fits the protocol.
func FuzzTools(f *testing.F) {
	byName := map[string]registry.Tool{}
	for _, tool := range allTools() {
		byName[tool.Name] = tool
	}
	if fuzzing := flag.Lookup("test.fuzz").Value.String() != ""; fuzzing { // TestOddReplies has them all
		for name := range byName {
			for _, body := range odds {
				f.Add(name, body)
			}
		}
	}
	f.Fuzz(func(t *testing.T, name, body string) {
		tool, ok := byName[name]
		if !ok || len(body) > maxReply {
			return
		}
		api := &faulty{fault: brokenReply{answer: answerWith(http.StatusOK, "application/json", body)}, all: true}
		text, _ := callOver(t, api, tool, samples.Smallest(t, tool))
		if strings.Contains(text, secret) || strings.Contains(text, "a bug in this server") {
			t.Errorf("%s: %s", name, text)
		}
	})
}

// TestOddReplies gives every tool each odd answer.
func TestOddReplies(t *testing.T) {
	forEach(t, func(t *testing.T, tool registry.Tool) {
		args := samples.Smallest(t, tool)
		for _, body := range odds {
			api := &faulty{fault: brokenReply{answer: answerWith(http.StatusOK, "application/json", body)}, all: true}
			if text, _ := callOver(t, api, tool, args); strings.Contains(text, secret) || strings.Contains(text, "a bug in this server") {
				t.Errorf("%.60s: %s", body, text)
			}
		}
	})
}
