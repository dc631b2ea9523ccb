package tools_test

import (
	"net/http"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"intercom-mcp/tools/registry"
	"intercom-mcp/tools/samples"
)

// blanks are texts that have nothing to read; those of HTML are so where people
// write.
var (
	unseen = []string{" ", "\n\t ", "\u00a0", "\u200b", "\ufeff", "\u2060\u00ad\u200d"}
	blanks = append([]string{"<p><br></p>", "&nbsp;", "<p>&nbsp;</p>", "<div>\u200b</div>", "&#8203;"}, unseen...)
)

// written are the names of arguments that people's words stand in.
var written = []string{"body", "body_markdown", "html", "text", "subject", "title", "name", "label", "phrase", "description", "query", "remark"}

// TestBlankTexts gives every tool texts without anything to read: they are refused
// before any request.
func TestBlankTexts(t *testing.T) {
	var tried atomic.Int32
	atLeast(t, &tried, 150)
	forEach(t, func(t *testing.T, tool registry.Tool) {
		for name, v := range asObject(inputOf(t, tool)["properties"]) {
			property := asObject(v)
			if property["type"] != "string" || property["enum"] != nil || strings.HasSuffix(name, "_at") || strings.HasSuffix(name, "_id") {
				continue
			}
			tried.Add(1)
			texts := unseen
			if slices.Contains(written, name) {
				texts = blanks
			}
			for _, blank := range texts {
				api := newFake(statusReply(http.StatusOK))
				text, failed := call(t, callerOver(t, api), tool, samples.With(samples.Smallest(t, tool), object{name: blank}))
				if !failed || len(api.writes()) > 0 || tool.Effect == registry.Read && len(api.calls()) > 0 {
					t.Errorf("%s=%q: %v %s", name, blank, api.calls(), text)
				}
			}
		}
	})
}

// TestBlankFilters gives every search filters that say nothing: it is refused, and
// never finds everything.
func TestBlankFilters(t *testing.T) {
	for _, row := range []struct{ tool, args, want string }{
		{"search_conversations", `{"text":"","subject":"","tags":[],"state":null}`, "give query or a filter"},
		{"search_conversations", `{"query":{}}`, "give query or a filter"},
		{"search_conversations", `{"query":{"operator":null,"field":null,"value":null},"assignee":"null"}`, "give query or a filter"},
		{"search_conversations", `{"query":{"operator":"AND","value":[]}}`, "the group is empty"},
		{"search_conversations", `{"query":{"operator":"OR","value":[{"operator":"AND","value":[]}]},"state":"open"}`, "the group is empty"},
		{"search_conversations", `{"query":{"operator":"AND","value":[{}]}}`, "needs a field"},
		{"search_conversations", `{"query":{"field":"source.body","operator":"~","value":""}}`, "source.body: the value is blank"},
		{"search_conversations", `{"query":{"field":"source.body","operator":"~","value":"\u200b"},"state":"open"}`, "source.body: the value is blank"},
		{"search_conversations", `{"query":{"field":"state","operator":"IN","value":[]}}`, "list of values is empty"},
		{"search_conversations", `{"text":"&nbsp;"}`, "text is blank"},
		{"search_conversations", `{"text":"...","state":"open"}`, "has no word to look for"},
		{"search_conversations", `{"tags":[""]}`, "tags[0] is blank"},
		{"search_conversations", `{"tags":" , ","state":"open"}`, "tags is blank"},
		{"search_contacts", `{"email":"","custom_attributes":{}}`, "give query or a filter"},
		{"search_contacts", `{"custom_attributes":{"plan":" "}}`, "the value is blank"},
		{"search_contacts", `{"location":" "}`, "location is blank"},
		{"search_tickets", `{"text":null,"type":[],"state":[],"attributes":{}}`, "give query or a filter"},
		{"search_articles", `{"phrase":"\u200b"}`, "phrase is blank"},
		{"search_content", `{"query":" "}`, "query is blank"},
		{"search", `{"query":"\u2060"}`, "query is blank"},
		{"create_ticket", `{"ticket_type_id":"1","contacts":"1","ticket_attributes":{"_default_title_":"<p></p>"}}`, `"_default_title_" is blank`},
		{"create_ticket", `{"ticket_type_id":"1","contacts":"1","ticket_attributes":{"default_description":"\u200b"}}`, `"_default_description_" is blank`},
		{"update_ticket", `{"id":"1","ticket_attributes":{"_default_title_":""}}`, `"_default_title_" is blank`},
		{"create_article", `{"title":"A","author_id":"1","translated_content":{"fr":{"title":"B","body":"<p><br></p>"}}}`, "translated_content.fr.body is blank"},
		{"update_collection", `{"id":"1","translated_content":{"fr":{"name":"&nbsp;"}}}`, "translated_content.fr.name is blank"},
		{"update_article", `{"id":"1","title":"A","body":" "}`, "body is blank"},
		{"create_article", `{"title":"","body":"a"}`, "title is empty, and must be given"},
	} {
		checkRefusal(t, row.tool, argumentsOf(row.args), row.want)
	}
}

// TestPicturesAreNoBlank sends what shows something without a word.
func TestPicturesAreNoBlank(t *testing.T) {
	for _, body := range []string{`<img src="https://x.example/a.png">`, `<p><iframe src="https://video.example/1"></iframe></p>`, "👍", "."} {
		api := newFake(statusReply(http.StatusOK))
		c := callerOver(t, api)
		c.AdminID = "7"
		text, failed := call(t, c, named(t, "reply_conversation"), object{"id": "1", "message_type": "comment", "body": body})
		if failed || len(api.writes()) != 1 {
			t.Errorf("%s: %v %s", body, api.calls(), text)
		}
	}
}

// TestWordsForQuery says where words go that are given as a query.
func TestWordsForQuery(t *testing.T) {
	for tool, want := range map[string]string{
		"search_conversations": "give those as text or subject", "search_tickets": "give those as text", "search_contacts": "give those as name or email",
	} {
		for _, words := range []string{"refund", "refund please", "state:open"} {
			checkRefusal(t, tool, object{"query": words}, "query is an object (field, operator, value), not words: "+want)
		}
		checkRefusal(t, tool, object{"query": `{"field"`}, "query is text that is not valid JSON")
	}
}
