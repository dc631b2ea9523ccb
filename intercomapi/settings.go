package intercomapi

import "context"

// Brands lists the workspace's brands. The default one has the workspace's id.
//
// GET /brands (Brands: List all brands)
func (c *Client) Brands(ctx context.Context) (Page, error) {
	return call[Page](ctx, c, get("/brands"))
}

// Brand fetches a brand. Errors: 404.
//
// GET /brands/{id} (Brands: Retrieve a brand)
func (c *Client) Brand(ctx context.Context, id ID) (Object, error) {
	return call[Object](ctx, c, get("/brands/{id}").withIDs(id))
}

// EmailSettings lists the addresses that the workspace sends e-mail from.
//
// GET /emails (Emails: List all email settings)
func (c *Client) EmailSettings(ctx context.Context) (Page, error) {
	return call[Page](ctx, c, get("/emails"))
}

// EmailSetting fetches one of the addresses that the workspace sends e-mail
// from. Errors: 404.
//
// GET /emails/{id} (Emails: Retrieve an email setting)
func (c *Client) EmailSetting(ctx context.Context, id ID) (Object, error) {
	return call[Object](ctx, c, get("/emails/{id}").withIDs(id))
}

// IPAllowlist is who may reach the workspace, as PUT /ip_allowlist takes it.
type IPAllowlist struct {
	Enabled     *bool    `json:"enabled,omitempty" jsonschema:"Whether all other addresses are refused"`
	IPAllowlist []string `json:"ip_allowlist,omitzero" jsonschema:"The whole list: IP addresses and CIDR ranges"`
}

// IPAllowlist fetches the addresses that may reach the workspace.
//
// GET /ip_allowlist (IP Allowlist: Get IP allowlist settings)
func (c *Client) IPAllowlist(ctx context.Context) (Object, error) {
	return call[Object](ctx, c, get("/ip_allowlist"))
}

// SetIPAllowlist replaces the addresses that may reach the workspace. Errors:
// 422 for an address that is none, and where the caller would shut itself out.
//
// PUT /ip_allowlist (IP Allowlist: Update IP allowlist settings)
func (c *Client) SetIPAllowlist(ctx context.Context, in IPAllowlist) (Object, error) {
	return call[Object](ctx, c, put("/ip_allowlist").withBody(in))
}

// Workflow fetches the whole definition of a workflow: steps, targeting,
// attributes. Errors: 404, 403 where the workspace can't export workflows.
//
// GET /export/workflows/{id} (Workflows: Export a workflow)
func (c *Client) Workflow(ctx context.Context, id ID) (Object, error) {
	return call[Object](ctx, c, get("/export/workflows/{id}").withIDs(id))
}
