package intercomapi

import "context"

// ContentSnippet fields, as POST and PUT /content_snippets take them.
type ContentSnippet struct {
	BodyMarkdown *string  `json:"body_markdown,omitempty" jsonschema:"Markdown body" rule:"filled"`
	JSONBlocks   []Object `json:"json_blocks,omitempty" jsonschema:"Blocks instead: {type: paragraph, text}"`
	Locale       string   `json:"locale,omitempty" jsonschema:"Such as en"`
	AudienceIDs  []IntID  `json:"audience_ids,omitzero" jsonschema:"Audiences of Fin"`
	Availability
}

// contentSnippet is a snippet on the wire.
type contentSnippet struct {
	Title string `json:"title,omitempty"`
	ContentSnippet
}

// ContentSnippets lists content snippets. PerPage is 50 at most.
//
// GET /content_snippets (Content Snippets: List content snippets)
func (c *Client) ContentSnippets(ctx context.Context, n Numbered) (Page, error) {
	return call[Page](ctx, c, get("/content_snippets").withQuery(n))
}

// CreateContentSnippet adds a content snippet, whose title has 255 characters
// at most. Errors: 404 for unknown audiences, 422.
//
// POST /content_snippets (Content Snippets: Create a content snippet)
func (c *Client) CreateContentSnippet(ctx context.Context, title string, in ContentSnippet) (Object, error) {
	return call[Object](ctx, c, post("/content_snippets").withBody(contentSnippet{title, in}))
}

// ContentSnippet fetches a content snippet. Errors: 404.
//
// GET /content_snippets/{id} (Content Snippets: Get a content snippet)
func (c *Client) ContentSnippet(ctx context.Context, id ID) (Object, error) {
	return call[Object](ctx, c, get("/content_snippets/{id}").withIDs(id))
}

// UpdateContentSnippet changes the fields that are set; title "" keeps the
// title. Errors: 404, also for unknown audiences, 422.
//
// PUT /content_snippets/{id} (Content Snippets: Update a content snippet)
func (c *Client) UpdateContentSnippet(ctx context.Context, id ID, title string, in ContentSnippet) (Object, error) {
	return call[Object](ctx, c, put("/content_snippets/{id}").withIDs(id).withBody(contentSnippet{title, in}))
}

// DeleteContentSnippet removes a content snippet. Errors: 404, 422 where a
// procedure uses it.
//
// DELETE /content_snippets/{id} (Content Snippets: Delete a content snippet)
func (c *Client) DeleteContentSnippet(ctx context.Context, id ID) error {
	_, err := call[Empty](ctx, c, del("/content_snippets/{id}").withIDs(id))
	return err
}
