package tools_test

import (
	"encoding/json"
	"net/http"
	"testing"

	"intercom-mcp/tools/samples"
)

// TestReadersSee tells after each write of an article whether readers see it, and of
// which body.
func TestReadersSee(t *testing.T) {
	const ofMarkdown = "body, the HTML that Intercom made of body_markdown"
	markdown := object{"body_markdown": "**Hi**"}
	for _, c := range []struct {
		tool          string
		more          object
		answer, wants string
	}{
		{"create_article", markdown, `{"state":"draft","body":"<p>Hi</p>"}`, "nothing until state is published, then " + ofMarkdown},
		{"create_article", markdown, `{"state":"published","body":"<p>Hi</p>"}`, ofMarkdown},
		{"create_article", nil, `{"state":"published","body":"<p>Hi</p>"}`, "body"},
		{"create_article", nil, `{"state":"published","body":null}`, "no text: body is empty"},
		{"update_article", markdown, `{"state":"published","body":""}`, "no text: Intercom made no body of body_markdown; give body, as HTML"},
		{"update_article", object{"title": "A"}, `{"state":"published","body":"<img src=a>","has_unpublished_changes":true}`, "body, without what is staged"},
		{"update_article", object{"body_markdown": "a", "draft": true}, `{"state":"published","body":"a","has_unpublished_changes":true}`,
			"what was published before; after publish_article_draft " + ofMarkdown},
		{"update_article", object{"translated_content": object{"fr": object{"body_markdown": "b"}}},
			`{"state":"published","body":"a","translated_content":{"type":"article_translated_content","de":null,"es":{"state":"published","body":"c"},` +
				`"fr":{"state":"draft","body":"b"}}}`, "body; es: body; fr: nothing until state is published, then " + ofMarkdown},
		{"publish_article_draft", nil, `{"state":"published","body":"a"}`, "body"},
		{"create_internal_article", markdown, `{"body":"<p>Hi</p>"}`, ofMarkdown},
		{"update_internal_article", object{"body": "<p>Hi</p>"}, `{"body":"<p>Hi</p>"}`, "body"},
		{"get_article", nil, `{"state":"draft","body":"a"}`, ""},
	} {
		tool := named(t, c.tool)
		api := newFake(func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path == "/me" {
				statusReply(http.StatusOK)(w, r)
				return
			}
			replying(http.StatusOK, c.answer)(w, r)
		})
		text, structured, failed := checkedAnswerTo(t, callerOver(t, api), tool, samples.With(samples.Smallest(t, tool), c.more))
		var got struct {
			ReadersSee string `json:"readers_see"`
		}
		if failed || json.Unmarshal([]byte(structured), &got) != nil || got.ReadersSee != c.wants {
			t.Errorf("%s of %s: %q, want %q\n%s", c.tool, c.answer, got.ReadersSee, c.wants, text)
		}
	}
}
