package intercomapi

import "context"

// ArticleDraft fetches a published article with the draft that is staged on
// it. Errors: 404 where none is staged.
//
// GET /articles/{id}/draft (Articles: Get the draft of an article)
func (c *Client) ArticleDraft(ctx context.Context, id ID) (Object, error) {
	return call[Object](ctx, c, get("/articles/{id}/draft").withIDs(id))
}

// StageArticleDraft stages text on a published article, which stays as it is.
// Anything but text is ignored. Errors: 422 for an article never published.
//
// PUT /articles/{id}/draft (Articles: Stage a draft of an article)
func (c *Client) StageArticleDraft(ctx context.Context, id ID, in ArticleChange) (Object, error) {
	return call[Object](ctx, c, put("/articles/{id}/draft").withIDs(id).withBody(in))
}

// PublishArticleDraft makes a staged draft live, in the locales that are named:
// a workspace of several languages must name some. Errors: 422 where there is
// no draft, or none in a locale.
//
// POST /articles/{id}/draft/publish (Articles: Publish the draft of an article)
func (c *Client) PublishArticleDraft(ctx context.Context, id ID, locales []string) (Object, error) {
	r := post("/articles/{id}/draft/publish").withIDs(id)
	if len(locales) > 0 {
		r = r.withBody(struct {
			Locales []string `json:"locales"`
		}{locales})
	}
	return call[Object](ctx, c, r)
}

// VersionListing asks for a page of an article's versions.
type VersionListing struct {
	Numbered
	Locale string `json:"locale,omitempty"`
}

// ArticleVersions lists an article's versions without their text.
// Errors: 400 for a locale that the workspace does not have, 404.
//
// GET /articles/{article_id}/versions (Articles: List versions of an article)
func (c *Client) ArticleVersions(ctx context.Context, id ID, l VersionListing) (Page, error) {
	return call[Page](ctx, c, get("/articles/{article_id}/versions").withIDs(id).withQuery(l))
}

// ArticleVersion fetches a version with its text, in a locale if one is named.
// Errors: 400 for a locale that the workspace does not have, 404.
//
// GET /articles/{article_id}/versions/{id} (Articles: Get a version of an article)
func (c *Client) ArticleVersion(ctx context.Context, article, version ID, locale string) (Object, error) {
	query := struct {
		Locale string `json:"locale,omitempty"`
	}{locale}
	return call[Object](ctx, c, get("/articles/{article_id}/versions/{id}").withIDs(article, version).withQuery(query))
}
