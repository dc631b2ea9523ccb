package tools_test

import (
	"net/http"
	"strings"
	"testing"

	"intercom-mcp/sandbox"
	"intercom-mcp/tools/registry"
	"intercom-mcp/tools/samples"
)

// forEachWithBody runs a test for every tool whose body may be Markdown.
func forEachWithBody(t *testing.T, argument string, test func(*testing.T, registry.Tool)) {
	t.Helper()
	found := 0
	for _, tool := range allTools() {
		if asObject(inputOf(t, tool)["properties"])[argument] != nil {
			found++
			t.Run(tool.Name, func(t *testing.T) { test(t, tool) })
		}
	}
	if found < 3 {
		t.Errorf("%d tools have %s", found, argument)
	}
}

func TestBodies(t *testing.T) {
	forEachWithBody(t, "body_format", func(t *testing.T, tool registry.Tool) {
		for _, c := range []struct{ body, format, want string }{
			{"Hello", "", "Hello"},
			{"**Hi**\nthere", "", "<p><b>Hi</b><br>there</p>"},
			{"snake_case_name, 5 * 3 * 2", "", "snake_case_name, 5 * 3 * 2"},
			{"use <nil>", "", "<p>use &lt;nil&gt;</p>"},
			{"<p>**Hi**</p>", "", "<p>**Hi**</p>"},
			{"<p>Hi</p>", "text", "<p>&lt;p&gt;Hi&lt;/p&gt;</p>"},
			{"Hi", "markdown", "<p>Hi</p>"},
			{"**Hi**", "html", "**Hi**"},
			{"[x](javascript:alert(1)) <script>", "markdown", "<p>[x](javascript:alert(1)) &lt;script&gt;</p>"},
		} {
			api := newFake(statusReply(http.StatusOK))
			arguments := object{"body": c.body}
			if c.format != "" {
				arguments["body_format"] = c.format
			}
			text, failed := call(t, callerOver(t, api), tool, samples.With(samples.Smallest(t, tool), arguments))
			requests := api.requests()
			_, body, _ := strings.Cut(requests[len(requests)-1], " {")
			if got := asObject(decoded(t, "{"+body))["body"]; failed || got != c.want {
				t.Errorf("%q as %q: failed=%v %v, want %s: %s", c.body, c.format, failed, got, c.want, text)
			}
		}
	})
}

// TestBlankBodies are refused before any request, also where only their HTML is blank.
func TestBlankBodies(t *testing.T) {
	forEachWithBody(t, "body_format", func(t *testing.T, tool registry.Tool) {
		for body, format := range map[string]string{
			" \n": "text", "<p><br></p>": "html", "# ": "markdown", "&nbsp;": "markdown", "<p>&nbsp;</p>": "html", "\u200b": "text",
		} {
			api := newFake(statusReply(http.StatusOK))
			text, failed := call(t, callerOver(t, api), tool, samples.With(samples.Smallest(t, tool), object{"body": body, "body_format": format}))
			if !failed || !strings.Contains(text, "body") || len(api.writes()) > 0 {
				t.Errorf("%q as %s: failed=%v %v %s", body, format, failed, api.calls(), text)
			}
		}
	})
}

// TestPreviews show what would be sent, and send nothing: the guard does not take
// one for a send.
func TestPreviews(t *testing.T) {
	forEachWithBody(t, "preview", func(t *testing.T, tool registry.Tool) {
		api := newFake(statusReply(http.StatusOK))
		c := callerOver(t, api)
		c.Guard = registry.NewDuplicateGuard(1 << 40)
		for range 2 {
			text, structured, failed := checkedAnswerTo(t, c, tool, samples.With(samples.Smallest(t, tool), object{"body": "- **a**\n- b", "preview": true}))
			if want := "<ul><li><b>a</b></li><li>b</li></ul>"; failed || asObject(decoded(t, structured))["preview"] != want || len(api.calls()) > 0 {
				t.Errorf("failed=%v %v %s", failed, api.calls(), text)
			}
		}
		if text, failed := call(t, c, tool, samples.With(samples.Smallest(t, tool), object{"body": "- **a**\n- b"})); failed || len(api.writes()) != 1 {
			t.Errorf("after its preview: failed=%v %s", failed, text)
		}
	})
}

// TestGuardComparesWhatIsSent, whatever it was written in.
func TestGuardComparesWhatIsSent(t *testing.T) {
	const start = `{"id":"` + sandbox.LongConversation + `","message_type":"comment","body":`
	for _, again := range []string{`"**Hi**","body_format":"markdown"}`, `"<p><b>Hi</b></p>"}`, `"<p><b>Hi</b></p>","body_format":"html"}`, `"**Hi**\n"}`} {
		w := openFilter(t)
		if text, failed := w.call("reply_conversation", start+`"**Hi**"}`); failed {
			t.Fatal(text)
		}
		if text, failed := w.call("reply_conversation", start+again); !failed || !strings.Contains(text, "the very same was sent") {
			t.Errorf("%s: failed=%v %.300s", again, failed, text)
		}
		if text, failed := w.call("reply_conversation", start+`"**Hi**","body_format":"text"}`); failed {
			t.Errorf("other words: %s", text)
		}
	}
}

// TestLostMarkdown is found by what was sent.
func TestLostMarkdown(t *testing.T) {
	for _, body := range []string{`"**Hi** [docs](https://x.example)\n- a\n- b"`, `"Ann <ann@example.com>\n1 < 2 & 3"`, `"<p>Hi</p>","body_format":"text"`} {
		w := openFilter(t, "POST /conversations/*/reply cut-after x1")
		text, failed := w.call("reply_conversation", `{"id":"`+sandbox.LongConversation+`","message_type":"comment","body":`+body+`}`)
		if failed || foundID.FindStringSubmatch(text) == nil || w.posts("POST /conversations/*/reply") != 1 {
			t.Errorf("%s: failed=%v %.400s", body, failed, text)
		}
	}
}
