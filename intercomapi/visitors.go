package intercomapi

import "context"

// VisitorChange is what PUT /visitors takes; ID or UserID names the visitor.
type VisitorChange struct {
	ID               ID         `json:"id,omitempty" jsonschema:"Intercom id of the visitor" rule:"of=visitor"`
	UserID           string     `json:"user_id,omitempty" jsonschema:"Or its user_id"`
	Name             string     `json:"name,omitempty" jsonschema:"Name"`
	CustomAttributes Attributes `json:"custom_attributes,omitempty" jsonschema:"By name"`
}

// Identity names a person by one or more ids.
type Identity struct {
	ID     ID     `json:"id,omitempty" jsonschema:"Intercom id" rule:"of=visitor"`
	UserID string `json:"user_id,omitempty" jsonschema:"user_id"`
	Email  string `json:"email,omitempty" jsonschema:"E-mail"`
}

// VisitorConversion says who a visitor turned out to be.
type VisitorConversion struct {
	Type    string   `json:"type" jsonschema:"Role to have" rule:"enum=user|lead"`
	Visitor Identity `json:"visitor" jsonschema:"Who to convert"`
	User    Identity `json:"user" jsonschema:"The contact, existing or new"`
}

// Visitor fetches a visitor by user_id. Errors: 404.
//
// GET /visitors (Visitors: Retrieve a visitor with User ID)
func (c *Client) Visitor(ctx context.Context, userID string) (Object, error) {
	query := struct {
		UserID string `json:"user_id"`
	}{userID}
	return call[Object](ctx, c, get("/visitors").withQuery(query))
}

// UpdateVisitor changes the fields that in sets. Errors: 404.
//
// PUT /visitors (Visitors: Update a visitor)
func (c *Client) UpdateVisitor(ctx context.Context, in VisitorChange) (Object, error) {
	return call[Object](ctx, c, put("/visitors").withBody(in))
}

// ConvertVisitor merges a visitor into a contact, or makes it one and returns
// the contact. The visitor is gone after that.
//
// POST /visitors/convert (Visitors: Convert a visitor)
func (c *Client) ConvertVisitor(ctx context.Context, in VisitorConversion) (Object, error) {
	return call[Object](ctx, c, post("/visitors/convert").withBody(in))
}
