package intercomapi

import (
	"context"
	"encoding/json"
)

// OptionLabel is an option of a conversation's attribute. It is sent as
// {"label": …}.
type OptionLabel string

// MarshalJSON writes the option as the API takes it.
func (o OptionLabel) MarshalJSON() ([]byte, error) {
	return json.Marshal(optionBody{string(o)})
}

type optionBody struct {
	Label string `json:"label"`
}

// ConversationAttribute fields, as POST and PUT /conversations/attributes take them.
type ConversationAttribute struct {
	Description      *string    `json:"description,omitempty" jsonschema:"Description"`
	Required         *bool      `json:"required,omitempty" jsonschema:"Whether it must be filled in"`
	VisibleToTeamIDs []ID       `json:"visible_to_team_ids,omitzero" jsonschema:"Teams that see it; empty: all"`
	Multiline        *bool      `json:"multiline,omitempty" jsonschema:"Of string: several lines"`
	Reference        *Reference `json:"reference,omitempty" jsonschema:"Of relationship: to what"`
}

// Reference says which custom objects an attribute refers to.
type Reference struct {
	Type         string `json:"type" jsonschema:"How many" rule:"enum=one|many"`
	ObjectTypeID ID     `json:"object_type_id,omitempty" jsonschema:"Custom object type"`
}

// NewConversationAttribute is a conversation attribute to add.
type NewConversationAttribute struct {
	Name     string        `json:"name" jsonschema:"Name" rule:"minlen=1"`
	DataType string        `json:"data_type" jsonschema:"Type, for good" rule:"enum=string|integer|list|decimal|boolean|datetime|relationship|files"`
	Options  []OptionLabel `json:"options,omitempty" jsonschema:"Of list: labels"`
	ConversationAttribute
}

// ConversationAttributeChange holds the fields of a conversation attribute that change.
type ConversationAttributeChange struct {
	Name string `json:"name,omitempty" jsonschema:"Name" rule:"filled"`
	ConversationAttribute
}

// ConversationAttributes lists the attributes of conversations.
//
// GET /conversations/attributes (Conversations Attributes: List all conversation attributes)
func (c *Client) ConversationAttributes(ctx context.Context, archived *bool) (Page, error) {
	query := struct {
		IncludeArchived *bool `json:"include_archived,omitempty"`
	}{archived}
	return call[Page](ctx, c, get("/conversations/attributes").withQuery(query))
}

// ConversationAttribute fetches an attribute of conversations. Errors: 404.
//
// GET /conversations/attributes/{id} (Conversations Attributes: Get a conversation attribute)
func (c *Client) ConversationAttribute(ctx context.Context, id ID) (Object, error) {
	return call[Object](ctx, c, get("/conversations/attributes/{id}").withIDs(id))
}

// CreateConversationAttribute adds an attribute to conversations. Errors: 422.
//
// POST /conversations/attributes (Conversations Attributes: Create a conversation attribute)
func (c *Client) CreateConversationAttribute(ctx context.Context, in NewConversationAttribute) (Object, error) {
	return call[Object](ctx, c, post("/conversations/attributes").withBody(in))
}

// UpdateConversationAttribute changes the fields that in sets. Errors: 404.
//
// PUT /conversations/attributes/{id} (Conversations Attributes: Update a conversation attribute)
func (c *Client) UpdateConversationAttribute(ctx context.Context, id ID, in ConversationAttributeChange) (Object, error) {
	return call[Object](ctx, c, put("/conversations/attributes/{id}").withIDs(id).withBody(in))
}

// DeleteConversationAttribute archives an attribute of conversations, which the
// API can't undo and returns it. Errors: 404.
//
// DELETE /conversations/attributes/{id} (Conversations Attributes: Archive a conversation attribute)
func (c *Client) DeleteConversationAttribute(ctx context.Context, id ID) (Object, error) {
	return call[Object](ctx, c, del("/conversations/attributes/{id}").withIDs(id))
}

// CreateConversationOption adds an option to a list attribute, and returns the
// attribute. Errors: 404, 422 for an attribute of another type.
//
// POST /conversations/attributes/{id}/options (Conversations Attributes: Add an option to a list attribute)
func (c *Client) CreateConversationOption(ctx context.Context, id ID, label string) (Object, error) {
	return call[Object](ctx, c, post("/conversations/attributes/{id}/options").withIDs(id).withBody(optionBody{label}))
}

// UpdateConversationOption renames an option of a list attribute and returns
// the attribute. Errors: 404, 422.
//
// PUT /conversations/attributes/{id}/options/{option_id} (Conversations Attributes: Update an option of a list attribute)
func (c *Client) UpdateConversationOption(ctx context.Context, id, option ID, label string) (Object, error) {
	return call[Object](ctx, c, put("/conversations/attributes/{id}/options/{option_id}").withIDs(id, option).withBody(optionBody{label}))
}

// DeleteConversationOption archives an option of a list attribute and returns
// the attribute. Errors: 404, 422.
//
// DELETE /conversations/attributes/{id}/options/{option_id} (Conversations Attributes: Archive an option of a list attribute)
func (c *Client) DeleteConversationOption(ctx context.Context, id, option ID) (Object, error) {
	return call[Object](ctx, c, del("/conversations/attributes/{id}/options/{option_id}").withIDs(id, option))
}
