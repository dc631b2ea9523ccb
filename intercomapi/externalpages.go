package intercomapi

import "context"

// ExternalPage is a page of a content import source, as POST
// /ai/external_pages takes it.
type ExternalPage struct {
	SourceID              IntID  `json:"source_id" jsonschema:"Content import source"`
	ExternalID            string `json:"external_id" jsonschema:"Your own id, unique in the source" rule:"minlen=1"`
	Title                 string `json:"title" jsonschema:"Title"`
	HTML                  string `json:"html" jsonschema:"HTML body"`
	URL                   string `json:"url,omitempty" jsonschema:"Where Fin links to" rule:"minlen=1"`
	AIAgentAvailability   *bool  `json:"ai_agent_availability,omitempty" jsonschema:"Fin uses it"`
	AICopilotAvailability *bool  `json:"ai_copilot_availability,omitempty" jsonschema:"Copilot uses it"`
}

// ExternalPageChange is what PUT /ai/external_pages takes.
type ExternalPageChange struct {
	Title           string `json:"title"`
	HTML            string `json:"html"`
	URL             string `json:"url"`
	SourceID        IntID  `json:"source_id"`
	ExternalID      string `json:"external_id,omitempty"`
	FinAvailability *bool  `json:"fin_availability,omitempty"` // true if left out
}

// pageLocale is the one locale that external pages have.
const pageLocale = "en"

// ExternalPages lists the external pages of all sources.
//
// GET /ai/external_pages (AI Content: List external pages)
func (c *Client) ExternalPages(ctx context.Context, p Paging) (Page, error) {
	return call[Page](ctx, c, get("/ai/external_pages").withQuery(p))
}

// SaveExternalPage adds a page, or updates the one that has this external id in
// the source.
//
// POST /ai/external_pages (AI Content: Create or update an external page)
func (c *Client) SaveExternalPage(ctx context.Context, in ExternalPage) (Object, error) {
	body := struct {
		ExternalPage
		Locale string `json:"locale"`
	}{in, pageLocale}
	return call[Object](ctx, c, post("/ai/external_pages").repeatable().withBody(body))
}

// ExternalPage fetches a page. Errors: 404.
//
// GET /ai/external_pages/{page_id} (AI Content: Get an external page)
func (c *Client) ExternalPage(ctx context.Context, id ID) (Object, error) {
	return call[Object](ctx, c, get("/ai/external_pages/{page_id}").withIDs(id))
}

// UpdateExternalPage overwrites a page that came through the API. Errors: 404.
//
// PUT /ai/external_pages/{page_id} (AI Content: Update an external page)
func (c *Client) UpdateExternalPage(ctx context.Context, id ID, in ExternalPageChange) (Object, error) {
	body := struct {
		ExternalPageChange
		Locale string `json:"locale"`
	}{in, pageLocale}
	return call[Object](ctx, c, put("/ai/external_pages/{page_id}").withIDs(id).withBody(body))
}

// DeleteExternalPage removes a page from the content library, and from what AI
// returns with; the answer is the page. Errors: 404.
//
// DELETE /ai/external_pages/{page_id} (AI Content: Delete an external page)
func (c *Client) DeleteExternalPage(ctx context.Context, id ID) (Object, error) {
	return call[Object](ctx, c, del("/ai/external_pages/{page_id}").withIDs(id))
}
