package samples

import "maps"

// articles returns the samples of the toolsets articles and content.
func articles() map[string]dependent {
	first := object{"starting_after": nil} // pages are counted: no cursor but ours
	one := dependent{fullest: object{"id": nil}, others: []object{{"id": "1"}}}
	html := object{"body_markdown": nil}
	french := object{"fr": object{
		"title": "Titre", "description": "", "body_markdown": "# Titre", "author_id": "1", "state": "draft",
		"audience_ids": []any{"1"}, "ai_chatbot_availability": true,
	}}
	article := object{"body_markdown": nil, "translated_content": french, "scheduled_publish_at": "2099-01-01", "scheduled_unpublish_at": nil}
	live := object{"draft": nil}
	maps.Copy(live, article)
	text := object{"id": "1", "draft": true, "title": "A", "description": "", "body_markdown": "# A", "author_id": "1", "translated_content": french}
	collection := object{"translated_content": object{"fr": object{"name": "Nom", "description": ""}}}
	feeds := object{"newsfeed_assignments": []any{object{"newsfeed_id": "1", "published_at": "2020-01-01"}}}
	return map[string]dependent{
		"get_article":           {fullest: object{"draft": nil}, others: []object{{"id": "1", "draft": true}}},
		"create_article":        {fullest: article, others: []object{{"title": "A", "scheduled_unpublish_at": "2099-01-01"}}},
		"update_article":        {fullest: live, others: []object{text, {"id": "1", "clear": []any{"scheduled_unpublish_at"}}}},
		"list_article_versions": {fullest: first},
		"tag_content": {others: []object{{"type": "internal_article", "id": "1", "tag_id": "2"},
			{"type": "content_snippet", "id": "1", "tag_id": "2"}}},
		"untag_content": {others: []object{{"type": "internal_article", "id": "1", "tag_id": "2"},
			{"type": "content_snippet", "id": "1", "tag_id": "2"}}},
		"create_internal_article":     {fullest: html, others: []object{{"title": "A", "body_markdown": "# A"}}},
		"update_internal_article":     {fullest: html},
		"create_collection":           {fullest: collection},
		"update_collection":           {fullest: collection, others: []object{{"id": "1", "clear": []any{"parent_id"}}}},
		"list_redirects":              {fullest: object{"starting_after": nil, "id": nil}, others: []object{{"help_center_id": "1", "id": "2"}}},
		"list_content_import_sources": one,
		"list_newsfeeds":              one,
		"search_content":              {fullest: first},
		"update_content_items":        updatesOfContent(),
		"list_content_snippets":       {fullest: first},
		"create_content_snippet": {fullest: object{"json_blocks": nil},
			others: []object{{"title": "A", "json_blocks": []any{object{"type": "paragraph", "text": "a"}}}}},
		"update_content_snippet": {fullest: object{"json_blocks": nil}},
		"update_content_import_source": {smallest: object{"url": "https://example.com", "sync_behavior": "api"},
			others: []object{{"id": "1", "audience_ids": []any{"1"}}}},
		"update_external_page": {smallest: object{"title": "A", "html": "<p>a</p>", "url": "https://example.com", "source_id": "1"},
			others: []object{{"id": "1", "fin_availability": true}}},
		"create_news_item": {fullest: feeds},
		"update_news_item": {smallest: object{"title": "A", "sender_id": "1"}, fullest: feeds, others: []object{{"id": "1", "body": "a"}}},
	}
}

// updatesOfContent returns the actions on many items, each with what it takes.
func updatesOfContent() dependent {
	items := func(kind string) []any { return []any{object{"type": kind, "id": "1"}} }
	return dependent{
		smallest: object{"content_ids": items("article_content")},
		fullest: object{"action": "set_availability", "content_ids": items("internal_article"),
			"add_segment_ids": nil, "remove_segment_ids": nil, "remove_all": nil, "add_tag_ids": nil, "remove_tag_ids": nil},
		others: []object{
			{"action": "set_audience", "content_ids": items("content_snippet"), "add_segment_ids": []any{"1"}, "remove_segment_ids": []any{"2"}},
			{"action": "set_audience", "content_ids": items("content_snippet"), "remove_all": true},
			{"action": "update_tags", "content_ids": items("article"), "add_tag_ids": []any{"1"}, "remove_tag_ids": []any{"2"}},
		},
	}
}
