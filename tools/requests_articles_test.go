package tools_test

import (
	"net/http"
	"slices"
	"testing"

	"intercom-mcp/tools/registry"
	"intercom-mcp/tools/samples"
)

// asItIs is what a look-up before an update finds.
const asItIs = `{"id":"1","type":"admin","deleted":true,"title":"Old","html":"<p>old</p>","url":"https://old.example.com","source_id":7,"external_id":"x",` +
	`"ai_agent_availability":false,"sender_id":8,"sync_behavior":"automatic","status":"deactivated","data":[]}`

func articleRows() []requestRow {
	ai := object{"ai_chatbot_availability": true, "ai_copilot_availability": false, "ai_sales_agent_availability": "true"}
	const wireAI = `"ai_chatbot_availability":true,"ai_copilot_availability":false,"ai_sales_agent_availability":true`
	fields := samples.With(ai, object{
		"title": "A", "description": "d", "body": "<p>a</p>", "author_id": "5", "state": "published", "parent_id": "6", "parent_type": "section",
		"audience_ids": "1,2", "scheduled_publish_at": "2099-01-02T03:04:05+01:00",
		"translated_content": object{"pt-BR": object{"title": "B", "author_id": 5, "audience_ids": []any{"3"}, "state": "draft"}},
	})
	wire := func(parent string) string {
		return `{"title":"A","description":"d","body":"<p>a</p>","author_id":5,"state":"published","parent_id":` + parent + `,"parent_type":"section",` +
			`"audience_ids":[1,2],"scheduled_publish_at":"2099-01-02T02:04:05Z","translated_content":{"pt-BR":{"title":"B","author_id":5,"audience_ids":[3],` +
			`"state":"draft"}},` + wireAI + `}`
	}
	return []requestRow{
		{"list_articles", object{"per_page": 150}, []string{"GET /articles?per_page=150"}},
		{"search_articles", object{"phrase": "a b", "state": "all", "help_center_id": "7", "highlight": true, "per_page": 5},
			[]string{"GET /articles/search?help_center_id=7&highlight=true&per_page=5&phrase=a+b&state=all"}},
		{"get_article", object{"id": "7"}, []string{"GET /articles/7"}},
		{"get_article", object{"id": "7", "draft": true}, []string{"GET /articles/7/draft"}},
		{"get_article", object{"id": "7", "version_id": "8", "locale": "fr"}, []string{"GET /articles/7/versions/8?locale=fr"}},
		{"create_article", fields, []string{"POST /articles " + wire("6")}},
		{"create_article", object{"title": "A", "body_markdown": "# A", "scheduled_unpublish_at": "2099-01-01"},
			[]string{"GET /me", "GET /me", `POST /articles {"title":"A","body_markdown":"# A","author_id":1,"scheduled_unpublish_at":"2099-01-01T00:00:00Z"}`}},
		{"update_article", samples.With(fields, object{"id": "7"}), []string{"PUT /articles/7 " + wire(`"6"`)}},
		{"update_article", object{"id": "7", "audience_ids": []any{}, "clear": []any{"scheduled_unpublish_at"}},
			[]string{`PUT /articles/7 {"audience_ids":[],"scheduled_unpublish_at":null}`}},
		{"update_article", object{"id": "7", "scheduled_unpublish_at": "2099-01-01T00:00:00Z", "body_markdown": "a"},
			[]string{`PUT /articles/7 {"body_markdown":"a","scheduled_unpublish_at":"2099-01-01T00:00:00Z"}`}},
		{"update_article", object{"id": "7", "draft": true, "description": ""}, []string{`PUT /articles/7/draft {"description":""}`}},
		{"publish_article_draft", object{"id": "7"}, []string{"POST /articles/7/draft/publish"}},
		{"publish_article_draft", object{"id": "7", "locales": "en,fr"}, []string{`POST /articles/7/draft/publish {"locales":["en","fr"]}`}},
		{"delete_article", object{"id": "7"}, []string{"DELETE /articles/7"}},
		{"list_article_versions", object{"id": "7", "locale": "fr", "per_page": 5}, []string{"GET /articles/7/versions?locale=fr&page=1&per_page=5"}},
		{"tag_content", object{"type": "article", "id": "7", "tag_id": "8"}, []string{`POST /articles/7/tags {"id":"8"}`}},
		{"tag_content", object{"type": "article", "id": "7", "tag_id": "vip", "create": true},
			[]string{"GET /tags", `POST /tags {"name":"vip"}`, `POST /articles/7/tags {"id":"1"}`}},
		{"tag_content", object{"type": "internal_article", "id": "7", "tag_id": "8", "admin_id": "9"},
			[]string{`POST /internal_articles/7/tags {"id":"8","admin_id":"9"}`}},
		{"tag_content", object{"type": "content_snippet", "id": "7", "tag_id": "8"}, []string{`POST /content_snippets/7/tags {"id":"8"}`}},
		{"untag_content", object{"type": "article", "id": "7", "tag_id": "8"}, []string{"DELETE /articles/7/tags/8"}},
		{"untag_content", object{"type": "internal_article", "id": "7", "tag_id": "8"}, []string{"DELETE /internal_articles/7/tags/8"}},
		{"untag_content", object{"type": "content_snippet", "id": "7", "tag_id": "8"}, []string{"DELETE /content_snippets/7/tags/8"}},
		{"list_internal_articles", object{"per_page": 5}, []string{"GET /internal_articles?per_page=5"}},
		{"list_internal_articles", object{"folder_id": "7"}, []string{"GET /internal_articles/search?folder_id=7&per_page=20"}},
		{"get_internal_article", object{"id": "7"}, []string{"GET /internal_articles/7"}},
		{"create_internal_article", samples.With(ai, object{"title": "A", "body": "<p>a</p>", "author_id": "5", "audience_ids": []any{1}}),
			[]string{`POST /internal_articles {"title":"A","body":"<p>a</p>","author_id":5,"owner_id":5,"audience_ids":[1],` + wireAI + `}`}},
		{"create_internal_article", object{"title": "A", "body_markdown": "a", "owner_id": "6"},
			[]string{"GET /me", `POST /internal_articles {"title":"A","body_markdown":"a","author_id":1,"owner_id":6}`}},
		{"update_internal_article", samples.With(ai, object{"id": "7", "title": "A", "body": "a", "owner_id": "6", "author_id": "5", "audience_ids": []any{}}),
			[]string{`PUT /internal_articles/7 {"title":"A","body":"a","author_id":5,"owner_id":6,"audience_ids":[],` + wireAI + `}`}},
		{"update_internal_article", object{"id": "7", "body_markdown": "a"}, []string{`PUT /internal_articles/7 {"body_markdown":"a"}`}},
		{"delete_internal_article", object{"id": "7"}, []string{"DELETE /internal_articles/7"}},
		{"create_content_snippet", samples.With(ai, object{"title": "A", "body_markdown": "a", "locale": "fr", "audience_ids": "1"}),
			[]string{`POST /content_snippets {"title":"A","body_markdown":"a","locale":"fr","audience_ids":[1],` + wireAI + `}`}},
		{"create_content_snippet", object{"title": "A", "json_blocks": []any{object{"type": "paragraph", "text": "a"}}},
			[]string{`POST /content_snippets {"title":"A","json_blocks":[{"type":"paragraph","text":"a"}]}`}},
		{"update_content_snippet", samples.With(ai, object{"id": "7", "title": "A", "body_markdown": "a", "locale": "fr", "audience_ids": []any{}}),
			[]string{`PUT /content_snippets/7 {"title":"A","body_markdown":"a","locale":"fr","audience_ids":[],` + wireAI + `}`}},
		{"update_content_snippet", object{"id": "7", "json_blocks": []any{object{"type": "paragraph", "text": "b"}}},
			[]string{`PUT /content_snippets/7 {"json_blocks":[{"type":"paragraph","text":"b"}]}`}},
	}
}

func helpCenterRows() []requestRow {
	french := object{"fr": object{"name": "B", "description": "b"}}
	return []requestRow{
		{"list_collections", object{"per_page": 5}, []string{"GET /help_center/collections?per_page=5"}},
		{"get_collection", object{"id": "7"}, []string{"GET /help_center/collections/7"}},
		{"create_collection", object{"name": "A", "description": "a", "parent_id": "6", "help_center_id": "5", "translated_content": french},
			[]string{`POST /help_center/collections {"name":"A","description":"a","parent_id":"6","help_center_id":5,"translated_content":{"fr":{"name":"B",` +
				`"description":"b"}}}`}},
		{"update_collection", object{"id": "7", "name": "A", "description": "", "clear": "parent_id", "translated_content": french},
			[]string{`PUT /help_center/collections/7 {"name":"A","description":"","parent_id":null,"translated_content":{"fr":{"name":"B","description":"b"}}}`}},
		{"update_collection", object{"id": "7", "parent_id": "6"}, []string{`PUT /help_center/collections/7 {"parent_id":"6"}`}},
		{"delete_collection", object{"id": "7"}, []string{"DELETE /help_center/collections/7"}},
		{"list_help_centers", object{}, []string{"GET /help_center/help_centers"}},
		{"list_help_centers", object{"id": "7"}, []string{"GET /help_center/help_centers/7"}},
		{"list_redirects", object{"help_center_id": "7", "per_page": 250}, []string{"GET /help_center/help_centers/7/redirects?page=1&per_page=250"}},
		{"list_redirects", object{"help_center_id": "7", "id": "8"}, []string{"GET /help_center/help_centers/7/redirects/8"}},
		{"create_redirect", object{"help_center_id": "7", "from_url": "https://help.example.com/a", "locale": "en", "target_type": "collection", "target_id": "8"},
			[]string{`POST /help_center/help_centers/7/redirects {"from_url":"https://help.example.com/a","locale":"en","target_type":"collection","target_id":"8"}`}},
		{"delete_redirect", object{"help_center_id": "7", "id": "8"}, []string{"DELETE /help_center/help_centers/7/redirects/8"}},
	}
}

func contentRows() []requestRow {
	item := func(kind string) []any { return []any{object{"type": kind, "id": 7}} }
	bulk := func(action, kind, rest string) []string {
		return []string{`POST /content/bulk_actions {"action":"` + action + `","content_ids":[{"type":"` + kind + `","id":"7"}]` + rest + `}`}
	}
	return []requestRow{
		{"search_content", object{"query": "a b", "content_types": "article,snippet", "states": "draft", "locales": []any{"en", "fr"}, "tag_ids": "1,2",
			"folder_ids": "3", "copilot_state": "on",
			"fin_service_state": "off", "fin_sales_state": "on", "created_by_ids": "4", "last_updated_by_ids": "5", "created_at_after": "1", "created_at_before": "2",
			"updated_at_after":  "3",
			"updated_at_before": "4", "per_page": 50},
			[]string{"GET " +
				"/content/search?content_types=article%2Csnippet&copilot_state=on&created_at_after=1&created_at_before=2&created_by_ids=4&fin_sales_state=on" +
				"&fin_service_state=off" +
				"&folder_entity_type=folder&folder_ids=3&last_updated_by_ids=5&locales=en%2Cfr&page=1&per_page=50&query=a+b&states=draft&tag_ids=1%2C2" +
				"&tag_operator=IN&updated_at_after=3&updated_at_before=4"}},
		{"search_content", object{"tag_ids": "1", "tag_operator": "NIN"}, []string{"GET /content/search?page=1&per_page=20&tag_ids=1&tag_operator=NIN"}},
		{"update_content_items", object{"action": "unpublish", "content_ids": item("article_content")}, bulk("unpublish", "article_content", "")},
		{"update_content_items", object{"action": "set_availability", "content_ids": item("external_content"), "ai_agent": false, "copilot": true,
			"sales_agent": false},
			bulk("set_availability", "external_content", `,"availability":{"ai_agent":false,"copilot":true,"sales_agent":false}`)},
		{"update_content_items", object{"action": "set_audience", "content_ids": item("file_source_content"), "add_segment_ids": "1", "remove_segment_ids": "2"},
			bulk("set_audience", "file_source_content", `,"audience":{"add_segment_ids":[1],"remove_segment_ids":[2]}`)},
		{"update_content_items", object{"action": "set_audience", "content_ids": item("internal_article"), "remove_all": true},
			bulk("set_audience", "internal_article", `,"audience":{"remove_all":true}`)},
		{"update_content_items", object{"action": "update_tags", "content_ids": item("article"), "add_tag_ids": "1", "remove_tag_ids": "2"},
			bulk("update_tags", "article", `,"tags":{"add_tag_ids":[1],"remove_tag_ids":[2]}`)},
		{"delete_content_items", object{"content_ids": item("content_snippet")}, bulk("delete", "content_snippet", "")},
		{"list_content_snippets", object{"per_page": 50}, []string{"GET /content_snippets?page=1&per_page=50"}},
		{"get_content_snippet", object{"id": "7"}, []string{"GET /content_snippets/7"}},
		{"delete_content_snippet", object{"id": "7"}, []string{"DELETE /content_snippets/7"}},
		{"list_macros", object{"updated_since": "2026-01-01", "per_page": 5, "starting_after": "c"},
			zoned([]string{"GET /macros?per_page=5&starting_after=c&updated_since=1767225600"})},
		{"get_macro", object{"id": "7"}, []string{"GET /macros/7"}},
	}
}

func aiContentRows() []requestRow {
	page := object{"title": "A", "html": "<p>a</p>", "url": "https://example.com", "source_id": "9", "external_id": "y/1"}
	const wire = `"title":"A","html":"<p>a</p>","url":"https://example.com","source_id":9,"external_id":"y/1","locale":"en"}`
	return []requestRow{
		{"list_content_import_sources", object{"per_page": 5}, []string{"GET /ai/content_import_sources?per_page=5"}},
		{"list_content_import_sources", object{"id": "7"}, []string{"GET /ai/content_import_sources/7"}},
		{"create_content_import_source", object{"url": "https://example.com", "status": "deactivated", "audience_ids": "1"},
			[]string{`POST /ai/content_import_sources {"url":"https://example.com","sync_behavior":"api","status":"deactivated","audience_ids":[1]}`}},
		{"update_content_import_source", object{"id": "7", "audience_ids": []any{}}, []string{"GET /ai/content_import_sources/7",
			`PUT /ai/content_import_sources/7 {"url":"https://old.example.com","sync_behavior":"automated","status":"deactivated","audience_ids":[]}`}},
		{"update_content_import_source", object{"id": "7", "url": "https://example.com", "sync_behavior": "manual", "status": "active",
			"apply_audience_to_existing_content": true}, []string{"GET /ai/content_import_sources/7",
			`PUT /ai/content_import_sources/7 {"url":"https://example.com","sync_behavior":"manual","status":"active","apply_audience_to_existing_content":true}`}},
		{"delete_content_import_source", object{"id": "7"}, []string{"DELETE /ai/content_import_sources/7"}},
		{"list_external_pages", object{"per_page": 5}, []string{"GET /ai/external_pages?per_page=5"}},
		{"get_external_page", object{"id": "7"}, []string{"GET /ai/external_pages/7"}},
		{"create_external_page", samples.With(page, object{"ai_agent_availability": true, "ai_copilot_availability": false}),
			[]string{`POST /ai/external_pages {"ai_agent_availability":true,"ai_copilot_availability":false,` + wire}},
		{"update_external_page", samples.With(page, object{"id": "7", "fin_availability": true}),
			[]string{"GET /ai/external_pages/7", `PUT /ai/external_pages/7 {"fin_availability":true,` + wire}},
		{"update_external_page", object{"id": "7", "title": "A"}, []string{"GET /ai/external_pages/7",
			`PUT /ai/external_pages/7 {"title":"A","html":"<p>old</p>","url":"https://old.example.com","source_id":7,"fin_availability":false,"locale":"en"}`}},
		{"delete_external_page", object{"id": "7"}, []string{"DELETE /ai/external_pages/7"}},
	}
}

func newsRows() []requestRow {
	fields := object{"title": "A", "sender_id": "5", "body": "<p>a</p>", "state": "live", "deliver_silently": false, "labels": "New", "reactions": []any{},
		"newsfeed_assignments": []any{object{"newsfeed_id": "3", "published_at": "2020-01-01"}}}
	const wire = `{"title":"A","sender_id":5,"body":"<p>a</p>","state":"live","deliver_silently":false,"labels":["New"],"reactions":[],` +
		`"newsfeed_assignments":[{"newsfeed_id":3,"published_at":1577836800}]}`
	return []requestRow{
		{"list_news_items", object{"per_page": 5}, []string{"GET /news/news_items?per_page=5"}},
		{"list_news_items", object{"newsfeed_id": "7"}, []string{"GET /news/newsfeeds/7/items?per_page=20"}},
		{"get_news_item", object{"id": "7"}, []string{"GET /news/news_items/7"}},
		{"create_news_item", fields, []string{"POST /news/news_items " + wire}},
		{"create_news_item", object{"title": "A"}, []string{"GET /me", `POST /news/news_items {"title":"A","sender_id":1}`}},
		{"update_news_item", samples.With(fields, object{"id": "7"}), []string{"PUT /news/news_items/7 " + wire}},
		{"update_news_item", object{"id": "7", "state": "draft"},
			[]string{"GET /news/news_items/7", `PUT /news/news_items/7 {"title":"Old","sender_id":8,"state":"draft"}`}},
		{"delete_news_item", object{"id": "7"}, []string{"DELETE /news/news_items/7"}},
		{"list_newsfeeds", object{"per_page": 5}, []string{"GET /news/newsfeeds?per_page=5"}},
		{"list_newsfeeds", object{"id": "7"}, []string{"GET /news/newsfeeds/7"}},
	}
}

func TestContentRequests(t *testing.T) {
	rows := slices.Concat(articleRows(), helpCenterRows(), contentRows(), aiContentRows(), newsRows())
	for _, row := range rows {
		t.Run(row.tool, func(t *testing.T) { row.check(t, replying(http.StatusOK, asItIs), func(*registry.Caller) {}) })
	}
	checkArguments(t, rows, []string{"articles", "content"}, func(_ registry.Tool, name string) bool {
		return name == "starting_after" || slices.Contains(shared, name)
	})
}
