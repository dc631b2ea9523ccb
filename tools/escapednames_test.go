package tools_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"intercom-mcp/tools/lookup"
	"intercom-mcp/tools/registry"
	"intercom-mcp/tools/samples"
)

// escapedReply is as goodReply, with names as Intercom sends them.
const escapedReply = `{"type":"x","id":"1","role":"user","deleted":true,"request_id":"r1","name":"Bony&#39;s R&amp;D","conversation_id":"1",` +
	`"source":{"author":{"type":"user","id":"1","name":"Bony&#39;s R&amp;D"}},"contacts":{"contacts":[{"id":"1"}]},` +
	`"data":[{"id":"2","type":"contact","name":"Bony&#39;s R&amp;D","email":"a@x.example","internal_label":"Bony&#39;s R&amp;D"}]}`

// TestNamesComePlain from every tool, as text and as data. A file stays as it is.
func TestNamesComePlain(t *testing.T) {
	forEach(t, func(t *testing.T, tool registry.Tool) {
		if slices.Contains([]string{"download_reporting_export", "download_data_export", "get_call_transcript"}, tool.Name) {
			return
		}
		text, structured, _ := answerTo(t, callerOver(t, newFake(replying(http.StatusOK, escapedReply))), tool, samples.Smallest(t, tool))
		if all := text + structured; strings.Contains(all, "&amp;") || strings.Contains(all, "&#39;") {
			t.Errorf("%s\n%s", text, structured)
		}
	})
}

// namesOnly answers with names as Intercom sends them, and with a conversation.
func namesOnly(w http.ResponseWriter, r *http.Request) {
	reply := map[string]string{
		"/tags":     `{"data":[{"id":"71","name":"Phone &amp; SMS"},{"id":"72","name":"&lt;b&gt;"}]}`,
		"/teams":    `{"teams":[{"id":"9","name":"R&amp;D"}]}`,
		"/admins":   `{"admins":[{"id":"7","name":"Ann O&#39;Neil"}]}`,
		"/segments": `{"segments":[{"id":"66f05e650000000000000001","name":"Small &lt; 10"}]}`,
		"/me":       `{"id":"7","name":"Ann O&#39;Neil","app":{"name":"Salt &amp; Pepper"}}`,
	}[r.URL.Path]
	if reply == "" {
		reply = `{"id":"1","type":"conversation","state":"open","admin_assignee_id":7,"team_assignee_id":9,"title":"a",` +
			`"source":{"type":"conversation","body":"<p>1 &amp;amp; 2</p>","author":{"type":"user","id":"5","name":"&lt;img src=x&gt; AT&amp;amp;T"}},` +
			`"contacts":{"contacts":[{"id":"5"}]},"tags":{"tags":[{"id":"71","name":"Phone &amp; SMS"}]},` +
			`"custom_attributes":{"name":"a &amp;amp; b"}}`
	}
	replying(http.StatusOK, reply)(w, r)
}

// TestNamesAgree: what is shown of a name is what finds it.
func TestNamesAgree(t *testing.T) {
	for _, c := range []struct {
		tool, args string
		words      []string // of the answer
		request    string   // among those sent
	}{
		{"search_conversations", `{"tags":["Phone & SMS"]}`, nil, `"value":"71"`},
		{"search_conversations", `{"tags":["<b>"]}`, nil, `"value":"72"`},
		{"search_contacts", `{"segments":["small < 10"]}`, nil, `66f05e650000000000000001`},
		{"search_conversations", `{"team":"R&D"}`, nil, `"team_assignee_id","operator":"=","value":9`},
		{"assign_conversation", `{"id":"1","assignee_id":"R&D","assignee_type":"team"}`, nil, `"assignee_id":"9"`},
		{"search_contacts", `{"name":"Bony's"}`, nil, `{"operator":"OR","value":[{"field":"name","operator":"~","value":"Bony's"},` +
			`{"field":"name","operator":"~","value":"Bony&#39;s"}]}`},
		{"update_contact", `{"id":"1","name":"Bony's"}`, nil, `{"name":"Bony's"}`},
		{"list_tags", `{}`, []string{`Phone & SMS`, `<b>`}, ""},
		{"get_conversation", `{"id":"1"}`, []string{
			"Ann O'Neil (7)", "R&D (9)", "Phone & SMS", "1 &amp; 2", `<img src=x> AT&amp;T`, "a &amp; b",
		}, ""},
	} {
		api := newFake(namesOnly)
		who := callerOver(t, api)
		who.Names, who.AdminID = lookup.NewCache(), "7"
		text, structured, failed := answerTo(t, who, named(t, c.tool), argumentsOf(c.args))
		sent := strings.Join(api.requests(), "\n")
		if failed || !strings.Contains(sent, c.request) {
			t.Errorf("%s %s: %s\n%s", c.tool, c.args, text, sent)
		}
		for _, word := range c.words {
			if !strings.Contains(structured, word) {
				t.Errorf("%s: no %q in %s", c.tool, word, structured)
			}
		}
		if strings.Contains(strings.ReplaceAll(text, `\<img`, ""), "<img") && c.tool == "get_conversation" {
			t.Errorf("a name is markup in %s", text)
		}
	}
}
