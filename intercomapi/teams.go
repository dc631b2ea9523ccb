package intercomapi

import "context"

// Teams lists the workspace's teams.
//
// GET /teams (Teams: List all teams)
func (c *Client) Teams(ctx context.Context) (Page, error) {
	return call[Page](ctx, c, get("/teams"))
}

// Team fetches a team with the ids of its admins. Errors: 404 team_not_found.
//
// GET /teams/{team_id} (Teams: Retrieve a team)
func (c *Client) Team(ctx context.Context, id ID) (Object, error) {
	return call[Object](ctx, c, get("/teams/{team_id}").withIDs(id))
}

// TeamMetrics counts the open, idle and snoozed conversations of each admin of
// a team. Idle is one that rests for idleThreshold seconds; 0: half an hour.
// Errors: 403 where the plan has no real-time monitoring, 404 team_not_found.
//
// GET /teams/{team_id}/metrics (Teams: Retrieve team metrics)
func (c *Client) TeamMetrics(ctx context.Context, id ID, idleThreshold int) (Page, error) {
	query := struct {
		IdleThreshold int `json:"idle_threshold,omitempty"`
	}{idleThreshold}
	return call[Page](ctx, c, get("/teams/{team_id}/metrics").withIDs(id).withQuery(query))
}
