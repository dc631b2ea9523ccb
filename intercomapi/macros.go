package intercomapi

import "context"

// MacroListing asks for a page of macros; at most 150.
type MacroListing struct {
	Listing
	UpdatedSince *Time `json:"updated_since,omitempty"`
}

// Macros lists the saved replies that the token's admin may see, last updated
// first. Placeholders come as <attribute key="user.name" default="there"/>.
// Errors: 400 for a cursor that is not Intercom's.
//
// GET /macros (Macros: List macros)
func (c *Client) Macros(ctx context.Context, l MacroListing) (Page, error) {
	return call[Page](ctx, c, get("/macros").withQuery(l))
}

// Macro fetches a saved reply. Errors: 404, also for one that the token's admin
// may not see.
//
// GET /macros/{id} (Macros: Get a macro)
func (c *Client) Macro(ctx context.Context, id ID) (Object, error) {
	return call[Object](ctx, c, get("/macros/{id}").withIDs(id))
}
