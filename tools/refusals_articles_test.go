package tools_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"intercom-mcp/tools/samples"
)

// TestContentRefusals are calls that Intercom would refuse, or do in part
// without a word: they are refused before any request.
func TestContentRefusals(t *testing.T) {
	article := func(more object) object { return samples.With(object{"title": "A"}, more) }
	draft := func(name string, v any) object { return object{"id": "1", "draft": true, name: v} }
	items := func(kind string) []any { return []any{object{"type": kind, "id": "1"}} }
	act := func(action, kind string, more object) object {
		return samples.With(object{"action": action, "content_ids": items(kind)}, more)
	}
	var tags []any
	for i := range 101 {
		tags = append(tags, fmt.Sprint(i+1))
	}
	for _, row := range []struct {
		tool string
		args object
		want string
	}{
		{"get_article", object{"id": "1", "draft": true, "version_id": "2"}, "version_id does not go with draft"},
		{"get_article", object{"id": "1", "locale": "fr"}, "locale goes with version_id"},
		{"create_article", article(object{"body": "a", "body_markdown": "a"}), "body_markdown does not go with body"},
		{"create_article", article(object{"translated_content": object{"fr": object{"body": "a", "body_markdown": "a"}}}), "translated_content.fr.body_markdown"},
		{"create_article", article(object{"translated_content": object{"french": object{}}}), `"french" is not a locale`},
		{"create_article", article(object{"translated_content": object{"fr": object{"titel": "a"}}}), `translated_content.fr: json: unknown field "titel"`},
		{"create_article", article(object{"translated_content": object{"fr": nil}}), "translated_content.fr is null"},
		{"create_article", article(object{"scheduled_publish_at": "2099-01-01T00:00:00Z", "scheduled_unpublish_at": "2099-01-01T00:00:00Z"}), "give one of them"},
		{"create_article", article(object{"scheduled_publish_at": "2020-01-01T00:00:00Z"}), "scheduled_publish_at is not in the future"},
		{"create_article", article(object{"scheduled_unpublish_at": "now"}), "scheduled_unpublish_at is not in the future"},
		{"create_article", article(object{"scheduled_publish_at": "2099-01-01T00:00:00Z", "state": "draft"}), "give state published"},
		{"create_article", article(object{"parent_id": "x"}), "parent_id"},
		{"update_article", draft("state", "published"), "state does not go with draft"},
		{"update_article", draft("parent_id", "1"), "parent_id does not go with draft"},
		{"update_article", draft("parent_type", "section"), "parent_type does not go with draft"},
		{"update_article", draft("audience_ids", []any{}), "audience_ids does not go with draft"},
		{"update_article", draft("ai_chatbot_availability", false), "ai_chatbot_availability does not go with draft"},
		{"update_article", draft("ai_copilot_availability", false), "ai_copilot_availability does not go with draft"},
		{"update_article", draft("ai_sales_agent_availability", false), "ai_sales_agent_availability does not go with draft"},
		{"update_article", draft("clear", "scheduled_publish_at"), "scheduled_publish_at does not go with draft"},
		{"update_article", draft("clear", "scheduled_unpublish_at"), "scheduled_unpublish_at does not go with draft"},
		{"create_internal_article", article(object{"body": "a", "body_markdown": "a"}), "body_markdown does not go with body"},
		{"update_internal_article", object{"id": "1", "body": "a", "body_markdown": "a"}, "body_markdown does not go with body"},
		{"update_internal_article", object{"id": "1", "body": ""}, "nothing to change"},
		{"update_article", draft("title", nil), "nothing to change"},
		{"create_collection", object{"name": "A", "translated_content": object{"fr": object{"title": "a"}}}, "translated_content.fr"},
		{"create_content_snippet", article(object{"body_markdown": "a", "json_blocks": []any{object{}}}), "json_blocks does not go with body_markdown"},
		{"create_content_snippet", object{"title": strings.Repeat("a", 256)}, "title"},
		{"update_content_snippet", object{"id": "1", "body_markdown": "a", "json_blocks": []any{object{}}}, "json_blocks does not go with body_markdown"},
		{"search_content", object{"tag_operator": "NIN"}, "tag_operator goes with tag_ids"},
		{"search_content", object{"per_page": 51}, "per_page"},
		{"search_content", object{"starting_after": "c=="}, "starting_after is not of search_content"},
		{"update_content_items", act("publish", "article", nil), "content_ids[0].type is article, and publish takes article_content"},
		{"update_content_items", act("update_tags", "article_content", object{"add_tag_ids": "1"}), "update_tags takes article, "},
		{"update_content_items", act("set_availability", "article_content", nil), "action set_availability needs one of ai_agent"},
		{"update_content_items", act("publish", "article_content", object{"ai_agent": false}),
			"ai_agent, copilot, sales_agent go with action set_availability alone"},
		{"update_content_items", act("set_audience", "article_content", object{"remove_all": false}), "action set_audience needs"},
		{"update_content_items", act("update_tags", "article", object{"add_tag_ids": tags}), "more than 100 tags"},
		{"update_content_items", object{"action": "publish", "content_ids": []any{}}, "content_ids"},
		{"delete_content_items", object{"content_ids": items("external_content")}, "external_content"},
		{"list_redirects", object{"help_center_id": "1", "per_page": 251}, "per_page"},
		{"create_news_item", article(object{"newsfeed_assignments": []any{object{"newsfeed_id": "1", "published_at": "+1d"}}}),
			"newsfeed_assignments[0].published_at is in the future"},
		{"update_news_item", object{"id": "1", "newsfeed_assignments": []any{object{"newsfeed_id": "1", "published_at": "+1d"}}}, "in the future"},
	} {
		checkRefusal(t, row.tool, row.args, row.want)
	}
}

// TestUpdatesThatLookFirst find nothing to go on: they say what is missing, and
// write nothing.
func TestUpdatesThatLookFirst(t *testing.T) {
	for name, want := range map[string]string{
		"update_content_import_source": "url and sync_behavior are needed", "update_external_page": "title is needed",
		"update_news_item": "title and sender_id are needed",
	} {
		tool := named(t, name)
		for code, words := range map[int][]string{http.StatusOK: {want}, http.StatusNotFound: {"look the", "find the right id"}} {
			api := newFake(statusReply(code))
			text, failed := call(t, callerOver(t, api), tool, samples.Others(tool)[0])
			if !failed || len(api.writes()) > 0 {
				t.Errorf("%s: failed=%v %v %s", name, failed, api.calls(), text)
			}
			for _, word := range words {
				if !strings.Contains(text, word) {
					t.Errorf("%s: %q is not in %s", name, word, text)
				}
			}
		}
	}
}

func TestDraftThatIsNotStaged(t *testing.T) {
	text, failed, _ := callAs(t, "", "get_article", object{"id": "1", "draft": true}, statusReply(http.StatusNotFound))
	if !failed || !strings.Contains(text, "only while changes are staged") || !strings.Contains(text, "some_code") {
		t.Errorf("failed=%v %s", failed, text)
	}
}

// TestContentPages goes on from a first page to the second, however the first
// names it.
func TestContentPages(t *testing.T) {
	const cursor = `{"data":[{"id":"1"}],"pages":{"next":{"page":2,"starting_after":"c"}}}`
	const link = `{"data":[{"id":"1"}],"total_count":9,"pages":{"next":"https://api.intercom.io/x?page=2"}}`
	hits := func(key string) string {
		return `{"total_count":3,"data":{"` + key + `":[{"id":"1"}],"highlights":[]},"pages":{"next":{"page":2}}}`
	}
	for _, row := range []struct {
		tool, answer string
		args         object
		want         string
	}{
		{"list_articles", cursor, object{}, "/articles?per_page=20&starting_after=c"},
		{"list_articles", link, object{"per_page": 5}, "/articles?page=2&per_page=5"},
		{"search_articles", hits("articles"), object{"phrase": "a"}, "/articles/search?page=2&per_page=20&phrase=a"},
		{"list_internal_articles", hits("internal_articles"), object{"folder_id": "7"}, "/internal_articles/search?folder_id=7&page=2&per_page=20"},
		{"list_article_versions", cursor, object{"id": "7"}, "/articles/7/versions?page=2&per_page=20"},
		{"list_redirects", cursor, object{"help_center_id": "7"}, "/help_center/help_centers/7/redirects?page=2&per_page=20"},
		{"list_content_snippets", `{"data":[{"id":"1"}],"page":1,"per_page":20,"total_pages":2}`, object{}, "/content_snippets?page=2&per_page=20"},
		{"search_content", link, object{"query": "a", "per_page": 5}, "/content/search?page=2&per_page=5&query=a"},
		{"list_macros", `{"data":[{"id":"1"}],"pages":{"next":{"starting_after":"c"}}}`, object{}, "/macros?per_page=20&starting_after=c"},
		{"list_external_pages", link, object{}, "/ai/external_pages?page=2&per_page=20"},
	} {
		first, request, more := secondPage(t, row.tool, row.args, row.answer)
		if !more || request != "GET "+row.want || !strings.Contains(first, `"id":"1"`) {
			t.Errorf("%s: %s, want %s: %s", row.tool, request, row.want, first)
		}
	}
}
