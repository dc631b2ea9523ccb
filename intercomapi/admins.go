package intercomapi

import "context"

// Me fetches the admin that the token belongs to, with app.region (US, EU, AU)
// and app.timezone. Errors: 401 unauthorized for a wrong token or region.
//
// GET /me (Admins: Identify an admin)
func (c *Client) Me(ctx context.Context) (Object, error) {
	return call[Object](ctx, c, get("/me"))
}

// Admin fetches an admin. Errors: 404 admin_not_found.
//
// GET /admins/{admin_id} (Admins: Retrieve an admin)
func (c *Client) Admin(ctx context.Context, id ID) (Object, error) {
	return call[Object](ctx, c, get("/admins/{admin_id}").withIDs(id))
}

// Admins lists the workspace's admins, with the URLs of their pictures where
// avatars says so.
//
// GET /admins (Admins: List all admins)
func (c *Client) Admins(ctx context.Context, avatars *bool) (Page, error) {
	query := struct {
		DisplayAvatar *bool `json:"display_avatar,omitempty"`
	}{avatars}
	return call[Page](ctx, c, get("/admins").withQuery(query))
}

// Away is whether an admin is away, as PUT /admins/{admin_id}/away takes it.
type Away struct {
	AwayModeEnabled    bool  `json:"away_mode_enabled" jsonschema:"false: back again"`
	AwayModeReassign   bool  `json:"away_mode_reassign" jsonschema:"New replies go to the default inbox"`
	AwayStatusReasonID IntID `json:"away_status_reason_id,omitempty" jsonschema:"Reason; some workspaces want one"`
}

// SetAway makes an admin away, or back. Errors: 404 admin_not_found, 400
// away_status_reason_mandatory.
//
// PUT /admins/{admin_id}/away (Admins: Set an admin away)
func (c *Client) SetAway(ctx context.Context, id ID, in Away) (Object, error) {
	return call[Object](ctx, c, put("/admins/{admin_id}/away").withIDs(id).withBody(in))
}

// ActivityLogging says which activities of admins to list. Times are Unix seconds.
type ActivityLogging struct {
	CreatedAtAfter  Time     `json:"created_at_after" jsonschema:"From"`
	CreatedAtBefore *Time    `json:"created_at_before,omitempty" jsonschema:"Until (default now)" rule:"day=end"`
	EventTypes      []string `json:"event_types,omitempty" jsonschema:"Only these, of list_activity_log_event_types"`
}

// ActivityLogs lists what admins did in the workspace, of all types: those of
// in are left aside.
//
// GET /admins/activity_logs (Admins: List all activity logs)
func (c *Client) ActivityLogs(ctx context.Context, in ActivityLogging, n Numbered) (Page, error) {
	in.EventTypes = nil
	return call[Page](ctx, c, get("/admins/activity_logs").withQuery(numberedLogs{in, n}))
}

// SearchActivityLogs lists what admins did in the workspace, of some types.
//
// POST /admins/activity_logs/search (Admins: Search activity logs)
func (c *Client) SearchActivityLogs(ctx context.Context, in ActivityLogging, n Numbered) (Page, error) {
	return call[Page](ctx, c, post("/admins/activity_logs/search").repeatable().withBody(numberedLogs{in, n}))
}

type numberedLogs struct {
	ActivityLogging
	Numbered
}

// ActivityLogEventTypes lists the types of activity that logs hold.
//
// GET /admins/activity_log_event_types (Admins: List all activity log event types)
func (c *Client) ActivityLogEventTypes(ctx context.Context) ([]string, error) {
	out, err := call[struct {
		EventTypes []string `json:"event_types"`
	}](ctx, c, get("/admins/activity_log_event_types"))
	return out.EventTypes, err
}

// AwayStatusReasons lists the reasons for being away, deleted ones as well.
//
// GET /away_status_reasons (Away Status Reasons: List all away status reasons)
func (c *Client) AwayStatusReasons(ctx context.Context) (Page, error) {
	return call[Page](ctx, c, get("/away_status_reasons"))
}
