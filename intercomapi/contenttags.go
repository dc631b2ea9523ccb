package intercomapi

import "context"

// contentTag is a tag that is put on content, by an admin if one is named.
type contentTag struct {
	ID      ID `json:"id"`
	AdminID ID `json:"admin_id,omitempty"`
}

// TagArticle puts a tag on an article and returns the tag. Errors: 403 where
// the admin may not manage knowledge, 404.
//
// POST /articles/{article_id}/tags (Articles, Tags: Tag an article)
func (c *Client) TagArticle(ctx context.Context, id, tag, admin ID) (Object, error) {
	return call[Object](ctx, c, post("/articles/{article_id}/tags").repeatable().withIDs(id).withBody(contentTag{tag, admin}))
}

// UntagArticle takes a tag off an article and returns the tag. Errors: as for
// TagArticle.
//
// DELETE /articles/{article_id}/tags/{id} (Articles, Tags: Untag an article)
func (c *Client) UntagArticle(ctx context.Context, id, tag ID) (Object, error) {
	return call[Object](ctx, c, del("/articles/{article_id}/tags/{id}").withIDs(id, tag))
}

// TagInternalArticle puts a tag on an internal article and returns the tag.
// Errors: as for TagArticle.
//
// POST /internal_articles/{internal_article_id}/tags (Internal Articles, Tags: Tag an internal article)
func (c *Client) TagInternalArticle(ctx context.Context, id, tag, admin ID) (Object, error) {
	return call[Object](ctx, c, post("/internal_articles/{internal_article_id}/tags").repeatable().withIDs(id).withBody(contentTag{tag, admin}))
}

// UntagInternalArticle takes a tag off an internal article and returns the tag.
// Errors: as for TagArticle.
//
// DELETE /internal_articles/{internal_article_id}/tags/{id} (Internal Articles, Tags: Untag an internal article)
func (c *Client) UntagInternalArticle(ctx context.Context, id, tag ID) (Object, error) {
	return call[Object](ctx, c, del("/internal_articles/{internal_article_id}/tags/{id}").withIDs(id, tag))
}

// TagContentSnippet puts a tag on a content snippet and returns the tag.
// Errors: as for TagArticle.
//
// POST /content_snippets/{content_snippet_id}/tags (Content Snippets, Tags: Tag a content snippet)
func (c *Client) TagContentSnippet(ctx context.Context, id, tag, admin ID) (Object, error) {
	return call[Object](ctx, c, post("/content_snippets/{content_snippet_id}/tags").repeatable().withIDs(id).withBody(contentTag{tag, admin}))
}

// UntagContentSnippet takes a tag off a content snippet and returns the tag.
// Errors: as for TagArticle.
//
// DELETE /content_snippets/{content_snippet_id}/tags/{id} (Content Snippets, Tags: Untag a content snippet)
func (c *Client) UntagContentSnippet(ctx context.Context, id, tag ID) (Object, error) {
	return call[Object](ctx, c, del("/content_snippets/{content_snippet_id}/tags/{id}").withIDs(id, tag))
}
