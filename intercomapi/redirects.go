package intercomapi

import "context"

// Redirect is an address of a help center that leads to an article or a
// collection of it.
type Redirect struct {
	FromURL    string `json:"from_url" jsonschema:"Absolute URL in the help center" rule:"minlen=1"`
	Locale     string `json:"locale" jsonschema:"Locale of the target: en"`
	TargetType string `json:"target_type" jsonschema:"Kind of target" rule:"enum=article|collection"`
	TargetID   ID     `json:"target_id" jsonschema:"Target"`
}

// Redirects lists a help center's redirects. PerPage is
// 250 at most. Errors: 404.
//
// GET /help_center/help_centers/{help_center_id}/redirects (Help Center: List redirects)
func (c *Client) Redirects(ctx context.Context, helpCenter ID, n Numbered) (Page, error) {
	return call[Page](ctx, c, get("/help_center/help_centers/{help_center_id}/redirects").withIDs(helpCenter).withQuery(n))
}

// CreateRedirect adds a redirect. Errors: 409 where the address has one, 422
// for an address or a target outside the help center, 404.
//
// POST /help_center/help_centers/{help_center_id}/redirects (Help Center: Create a redirect)
func (c *Client) CreateRedirect(ctx context.Context, helpCenter ID, in Redirect) (Object, error) {
	return call[Object](ctx, c, post("/help_center/help_centers/{help_center_id}/redirects").withIDs(helpCenter).withBody(in))
}

// Redirect fetches a redirect. Errors: 404.
//
// GET /help_center/help_centers/{help_center_id}/redirects/{id} (Help Center: Get a redirect)
func (c *Client) Redirect(ctx context.Context, helpCenter, id ID) (Object, error) {
	return call[Object](ctx, c, get("/help_center/help_centers/{help_center_id}/redirects/{id}").withIDs(helpCenter, id))
}

// DeleteRedirect removes a redirect. Errors: 404.
//
// DELETE /help_center/help_centers/{help_center_id}/redirects/{id} (Help Center: Delete a redirect)
func (c *Client) DeleteRedirect(ctx context.Context, helpCenter, id ID) (Deleted, error) {
	return call[Deleted](ctx, c, del("/help_center/help_centers/{help_center_id}/redirects/{id}").withIDs(helpCenter, id))
}
