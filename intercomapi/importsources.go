package intercomapi

import "context"

// ContentImportSource is a place that Fin's content comes from, as POST and PUT
// /ai/content_import_sources take it.
type ContentImportSource struct {
	URL         string  `json:"url"`
	Sync        string  `json:"sync_behavior"` // api, automated or manual; api for a new one
	Status      string  `json:"status,omitempty"`
	AudienceIDs []IntID `json:"audience_ids,omitzero"`
	ApplyToOld  bool    `json:"apply_audience_to_existing_content,omitempty"` // on update
}

// ContentImportSources lists the sources of Fin's content.
//
// GET /ai/content_import_sources (AI Content: List content import sources)
func (c *Client) ContentImportSources(ctx context.Context, p Paging) (Page, error) {
	return call[Page](ctx, c, get("/ai/content_import_sources").withQuery(p))
}

// CreateContentImportSource adds a source whose pages come through the API.
//
// POST /ai/content_import_sources (AI Content: Create a content import source)
func (c *Client) CreateContentImportSource(ctx context.Context, in ContentImportSource) (Object, error) {
	in.Sync = "api"
	return call[Object](ctx, c, post("/ai/content_import_sources").withBody(in))
}

// ContentImportSource fetches a source. Errors: 404.
//
// GET /ai/content_import_sources/{source_id} (AI Content: Get a content import source)
func (c *Client) ContentImportSource(ctx context.Context, id ID) (Object, error) {
	return call[Object](ctx, c, get("/ai/content_import_sources/{source_id}").withIDs(id))
}

// UpdateContentImportSource overwrites a source: URL and Sync are required, no
// Status is active. Sync never changes from or to api, and the URL changes
// under api alone. Errors: 404.
//
// PUT /ai/content_import_sources/{source_id} (AI Content: Update a content import source)
func (c *Client) UpdateContentImportSource(ctx context.Context, id ID, in ContentImportSource) (Object, error) {
	return call[Object](ctx, c, put("/ai/content_import_sources/{source_id}").withIDs(id).withBody(in))
}

// DeleteContentImportSource removes a source and all pages that came from it.
// Errors: 404.
//
// DELETE /ai/content_import_sources/{source_id} (AI Content: Delete a content import source)
func (c *Client) DeleteContentImportSource(ctx context.Context, id ID) error {
	_, err := call[Empty](ctx, c, del("/ai/content_import_sources/{source_id}").withIDs(id))
	return err
}
