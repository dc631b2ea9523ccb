package sandbox

import (
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
)

func articleDefaults(_ *Workspace, id string, _ int) object {
	return object{
		"type": "article", "id": id, "workspace_id": workspaceID, "description": nil, "body": nil, "body_markdown": nil, "state": "draft", "parent_ids": []any{},
		"has_unpublished_changes": false, "draft_updated_at": nil, "url": nil, "default_locale": "en", "translated_content": nil,
		"ai_chatbot_availability": true, "ai_copilot_availability": true, "ai_sales_agent_availability": false,
	}
}

func showArticle(w *Workspace, o object) object {
	shown := o.with(object{"tags": tagList(*w.tagsOfRecord("article " + o.str("id")), w.showTag), "parent_id": nil, "parent_type": nil,
		"statistics": object{"type": "article_statistics", "views": 0, "conversions": 0, "reactions": 0, "happy_reaction_percentage": 0,
			"neutral_reaction_percentage": 0, "sad_reaction_percentage": 0}})
	if parents := o.list("parent_ids"); len(parents) > 0 {
		shown["parent_id"], shown["parent_type"] = parents[0], "collection"
	}
	return shown
}

// deriveArticle sets the body, the URL of a published article, and the collection of one that has a parent.
func deriveArticle(_ *Workspace, o, in object) {
	deriveBody(o, in)
	deriveTranslations(in)
	o["url"] = nil
	if o.str("state") == "published" {
		o["url"] = "https://help.lumendesk.example/articles/" + o.str("id")
	}
	if n, err := strconv.Atoi(in.id("parent_id")); err == nil {
		o["parent_ids"] = []any{n}
	}
}

func internalArticleDefaults(_ *Workspace, id string, _ int) object {
	return object{
		"type": "internal_article", "id": id, "body": nil, "body_markdown": nil, "locale": "en", "audience_ids": []any{},
		"ai_chatbot_availability": false, "ai_copilot_availability": true, "ai_sales_agent_availability": false,
	}
}

func collectionDefaults(w *Workspace, id string, _ int) object {
	return object{
		"id": id, "workspace_id": workspaceID, "description": nil, "url": "https://help.lumendesk.example/collections/" + id, "icon": "book-bookmark",
		"order": w.counters["collection"], "default_locale": "en", "translated_content": nil, "parent_id": nil, "help_center_id": 9400001,
	}
}

// deriveCollection shows a parent's id as text, as answers have it.
func deriveCollection(_ *Workspace, o, in object) {
	if in.has("parent_id") {
		o["parent_id"] = nullIfZero(in.id("parent_id"))
	}
}

func deriveInternalArticle(w *Workspace, o, in object) {
	deriveBody(o, in)
	deriveAudiences(w, o, in)
}

// deriveAudiences takes one audience or a list of them.
func deriveAudiences(_ *Workspace, o, in object) {
	switch v := in["audience_ids"].(type) {
	case int:
		o["audience_ids"] = []any{v}
	case []any:
		if listOf(isID)(v) {
			o["audience_ids"] = v
		}
	}
}

func helpCenterDefaults(_ *Workspace, id string, _ int) object {
	return object{"id": id, "workspace_id": workspaceID, "website_turned_on": true, "custom_domain": nil, "default": true, "locales": []any{"en", "de"}}
}

func newsItemDefaults(_ *Workspace, id string, _ int) object {
	return object{
		"type": "news-item", "id": id, "workspace_id": workspaceID, "body": "", "state": "draft", "newsfeed_assignments": []any{}, "labels": []any{},
		"cover_image_url": nil, "reactions": []any{}, "deliver_silently": false,
	}
}

func snippetDefaults(_ *Workspace, id string, _ int) object {
	return object{
		"type": "content_snippet", "id": id, "locale": "en", "json_blocks": []any{}, "body_markdown": nil, "chatbot_availability": 0, "copilot_availability": 1,
		"ai_chatbot_availability": false, "ai_copilot_availability": false, "ai_sales_agent_availability": false, "audience_ids": []any{},
	}
}

// searchArticles finds articles by words of their title or text.
func (w *Workspace) searchArticles(c *call) (any, error) {
	phrase, state := strings.ToLower(c.query.Get("phrase")), c.query.Get("state")
	all := articles.rows(w).all()
	for i, o := range all {
		all[i] = showArticle(w, o)
	}
	rows := slices.DeleteFunc(all, func(o object) bool {
		text := strings.ToLower(o.str("title") + " " + o.str("description") + " " + o.str("body"))
		return !strings.Contains(text, phrase) || state != "" && state != "all" && o.str("state") != state
	})
	found, err := articleList(c, rows)
	if err != nil {
		return nil, err
	}
	return found.(object).with(object{"data": object{"articles": found.(object)["data"], "highlights": []any{}}}), nil
}

// searchInternalArticles finds nothing if a folder is named, since the sandbox has no folders.
func (w *Workspace) searchInternalArticles(c *call) (any, error) {
	rows := internalArticles.rows(w).all()
	if c.query.Get("folder_id") != "" {
		rows = nil
	}
	found, err := cursorList(c, rows)
	if err != nil {
		return nil, err
	}
	return found.(object).with(object{"data": object{"internal_articles": found.(object)["data"]}}), nil
}

// listLiveItems returns the news items that a newsfeed shows.
func (w *Workspace) listLiveItems(c *call) (any, error) {
	feed, err := newsfeeds.find(w, c)
	if err != nil {
		return nil, err
	}
	rows := slices.DeleteFunc(newsItems.rows(w).all(), func(o object) bool {
		return o.str("state") != "live" || !slices.ContainsFunc(o.list("newsfeed_assignments"), func(a any) bool {
			to, _ := a.(object)
			return to.id("newsfeed_id") == feed.str("id")
		})
	})
	return cursorList(c, rows)
}

// isoTimes returns a record with its times as text, which a few resources have.
func isoTimes(_ *Workspace, o object) object {
	return o.with(object{"created_at": iso(o.num("created_at")), "updated_at": iso(o.num("updated_at"))})
}

// iso returns a Unix time in seconds as text.
func iso(at int) string { return time.Unix(int64(at), 0).UTC().Format(time.RFC3339) }

func deriveMacro(_ *Workspace, o, in object) {
	o["body_text"] = toText(in.str("body"))
	o["available_on"] = []any{"inbox", "messenger"}
	if o["visible_to"] == nil {
		o["visible_to"], o["visible_to_team_ids"] = "everyone", []any{}
	}
}

var (
	articleTags         = recordTags(articles, fail(http.StatusNotFound, "article_not_found", "Article not found"))
	internalArticleTags = recordTags(internalArticles, fail(http.StatusNotFound, "internal_article_not_found", "Internal article not found"))
	snippetTags         = recordTags(snippets, fail(http.StatusNotFound, "content_snippet_not_found", "Content snippet not found"))
)

// recordTags returns a function that finds the tags of a record of a resource, or notFound.
func recordTags(res *resource, errNotFound error) tagFinder {
	return func(w *Workspace, c *call) (*[]tagging, error) {
		if _, err := res.rows(w).find(c.param(0), errNotFound); err != nil {
			return nil, err
		}
		return w.tagsOfRecord(res.name + " " + c.param(0)), nil
	}
}

func (w *Workspace) tagsOfRecord(key string) *[]tagging {
	if w.tagsOfResources[key] == nil {
		w.tagsOfResources[key] = &[]tagging{}
	}
	return w.tagsOfResources[key]
}
