package intercomapi

import "context"

// InternalArticle fields, as POST and PUT /internal_articles take them. A new
// one needs a title, an author and an owner.
type InternalArticle struct {
	Body         *string `json:"body,omitempty" jsonschema:"HTML body" rule:"filled"`
	BodyMarkdown *string `json:"body_markdown,omitempty" jsonschema:"Markdown instead of body" rule:"filled"`
	AuthorID     IntID   `json:"author_id,omitempty" jsonschema:"Admin"`
	OwnerID      IntID   `json:"owner_id,omitempty" jsonschema:"Admin"`
	AudienceIDs  []IntID `json:"audience_ids,omitzero" jsonschema:"Audiences of Fin"`
	Availability
}

// internalArticle is an internal article on the wire.
type internalArticle struct {
	Title string `json:"title,omitempty"`
	InternalArticle
}

// InternalArticles lists internal articles.
//
// GET /internal_articles (Internal Articles: List internal articles)
func (c *Client) InternalArticles(ctx context.Context, p Paging) (Page, error) {
	return call[Page](ctx, c, get("/internal_articles").withQuery(p))
}

// SearchInternalArticles lists the internal articles of a folder.
//
// GET /internal_articles/search (Internal Articles: Search internal articles)
func (c *Client) SearchInternalArticles(ctx context.Context, folder ID, p Paging) (Page, error) {
	query := struct {
		FolderID ID `json:"folder_id,omitempty"`
		Paging
	}{folder, p}
	hits, err := call[ArticleHits](ctx, c, get("/internal_articles/search").withQuery(query))
	return hits.Page, err
}

// CreateInternalArticle adds an internal article. Errors: 400, 404 for unknown
// audiences.
//
// POST /internal_articles (Internal Articles: Create an internal article)
func (c *Client) CreateInternalArticle(ctx context.Context, title string, in InternalArticle) (Object, error) {
	return call[Object](ctx, c, post("/internal_articles").withBody(internalArticle{title, in}))
}

// InternalArticle fetches an internal article. Errors: 404.
//
// GET /internal_articles/{internal_article_id} (Internal Articles: Get an internal article)
func (c *Client) InternalArticle(ctx context.Context, id ID) (Object, error) {
	return call[Object](ctx, c, get("/internal_articles/{internal_article_id}").withIDs(id))
}

// UpdateInternalArticle changes the fields that are set; title "" keeps the
// title. Errors: 404, also for unknown audiences.
//
// PUT /internal_articles/{internal_article_id} (Internal Articles: Update an internal article)
func (c *Client) UpdateInternalArticle(ctx context.Context, id ID, title string, in InternalArticle) (Object, error) {
	return call[Object](ctx, c, put("/internal_articles/{internal_article_id}").withIDs(id).withBody(internalArticle{title, in}))
}

// DeleteInternalArticle removes an internal article. Errors: 404.
//
// DELETE /internal_articles/{internal_article_id} (Internal Articles: Delete an internal article)
func (c *Client) DeleteInternalArticle(ctx context.Context, id ID) (Deleted, error) {
	return call[Deleted](ctx, c, del("/internal_articles/{internal_article_id}").withIDs(id))
}
