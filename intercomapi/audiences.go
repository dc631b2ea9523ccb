package intercomapi

import "context"

// Audience fields, as POST and PUT /audiences take them.
type Audience struct {
	Predicates     []Predicate `json:"predicates,omitzero" jsonschema:"Who is in: {company.name, string, contains, Acme}"`
	RolePredicates []Predicate `json:"role_predicates,omitzero" jsonschema:"Which roles: {role, role, eq, user}"`
}

// Predicate is a condition on contacts.
type Predicate struct {
	Attribute  string `json:"attribute" jsonschema:"Attribute"`
	Type       string `json:"type" jsonschema:"Its type"`
	Comparison string `json:"comparison" jsonschema:"Operator"`
	Value      string `json:"value" jsonschema:"Value" rule:"empty"`
}

// NewAudience is an audience to add.
type NewAudience struct {
	Name string `json:"name" jsonschema:"Name" rule:"minlen=1"`
	Audience
}

// AudienceChange holds the fields of an audience that change.
type AudienceChange struct {
	Name string `json:"name,omitempty" jsonschema:"Name" rule:"filled"`
	Audience
}

// Audiences lists the workspace's audiences, at most 50 a page.
//
// GET /audiences (Audiences: List all audiences)
func (c *Client) Audiences(ctx context.Context, n Numbered) (Page, error) {
	return call[Page](ctx, c, get("/audiences").withQuery(n))
}

// Audience fetches an audience. Errors: 404.
//
// GET /audiences/{id} (Audiences: Retrieve an audience)
func (c *Client) Audience(ctx context.Context, id ID) (Object, error) {
	return call[Object](ctx, c, get("/audiences/{id}").withIDs(id))
}

// CreateAudience adds an audience. Errors: 422 validation_error.
//
// POST /audiences (Audiences: Create an audience)
func (c *Client) CreateAudience(ctx context.Context, in NewAudience) (Object, error) {
	return call[Object](ctx, c, post("/audiences").withBody(in))
}

// UpdateAudience changes the fields that in sets. Errors: 404, 422.
//
// PUT /audiences/{id} (Audiences: Update an audience)
func (c *Client) UpdateAudience(ctx context.Context, id ID, in AudienceChange) (Object, error) {
	return call[Object](ctx, c, put("/audiences/{id}").withIDs(id).withBody(in))
}

// DeleteAudience removes an audience. Errors: 404.
//
// DELETE /audiences/{id} (Audiences: Delete an audience)
func (c *Client) DeleteAudience(ctx context.Context, id ID) (Empty, error) {
	return call[Empty](ctx, c, del("/audiences/{id}").withIDs(id))
}
