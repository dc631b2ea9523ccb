package intercomapi

import "context"

// Segments lists the workspace's segments, with how many contacts each has
// where counted says so.
//
// GET /segments (Segments: List all segments)
func (c *Client) Segments(ctx context.Context, counted *bool) (Page, error) {
	query := struct {
		IncludeCount *bool `json:"include_count,omitempty"`
	}{counted}
	return call[Page](ctx, c, get("/segments").withQuery(query))
}

// Segment fetches a segment. Errors: 404.
//
// GET /segments/{segment_id} (Segments: Retrieve a segment)
func (c *Client) Segment(ctx context.Context, id ID) (Object, error) {
	return call[Object](ctx, c, get("/segments/{segment_id}").withIDs(id))
}

// SubscriptionTypes lists what contacts can opt in to and out of.
//
// GET /subscription_types (Subscription Types: List subscription types)
func (c *Client) SubscriptionTypes(ctx context.Context) (Page, error) {
	return call[Page](ctx, c, get("/subscription_types"))
}
