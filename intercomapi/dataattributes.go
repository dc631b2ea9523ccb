package intercomapi

import (
	"context"
	"encoding/json"
)

// OptionValue is an option of a contact's or company's attribute. It is sent as
// {"value": …}.
type OptionValue string

// MarshalJSON writes the option as the API takes it.
func (o OptionValue) MarshalJSON() ([]byte, error) {
	return json.Marshal(map[string]string{"value": string(o)})
}

// DataAttribute fields, as POST and PUT /data_attributes take them.
type DataAttribute struct {
	Description       *string       `json:"description,omitempty" jsonschema:"Description"`
	MessengerWritable *bool         `json:"messenger_writable,omitempty" jsonschema:"Whether the Messenger may set it"`
	Options           []OptionValue `json:"options,omitzero" jsonschema:"All values of an options attribute, 2 or more"`
}

// NewDataAttribute is a data attribute to add.
type NewDataAttribute struct {
	Name     string `json:"name" jsonschema:"Name" rule:"minlen=1"`
	Model    string `json:"model" jsonschema:"Whose" rule:"enum=contact|company"`
	DataType string `json:"data_type" jsonschema:"Type, for good" rule:"enum=options|string|integer|float|boolean|datetime|date"`
	DataAttribute
}

// DataAttributeChange holds the fields of a data attribute that change.
type DataAttributeChange struct {
	Archived *bool `json:"archived,omitempty" jsonschema:"Archive, or bring back"`
	DataAttribute
}

// DataAttributeListing says which data attributes to list.
type DataAttributeListing struct {
	Model           string `json:"model,omitempty"` // contact or company; both
	IncludeArchived *bool  `json:"include_archived,omitempty"`
}

// DataAttributes lists the attributes of contacts and companies. Errors: 422
// for the model conversation, whose attributes ConversationAttributes lists.
//
// GET /data_attributes (Data Attributes: List all data attributes)
func (c *Client) DataAttributes(ctx context.Context, l DataAttributeListing) (Page, error) {
	return call[Page](ctx, c, get("/data_attributes").withQuery(l))
}

// CreateDataAttribute adds an attribute to contacts or companies. Errors: 400
// for fewer than two options.
//
// POST /data_attributes (Data Attributes: Create a data attribute)
func (c *Client) CreateDataAttribute(ctx context.Context, in NewDataAttribute) (Object, error) {
	return call[Object](ctx, c, post("/data_attributes").withBody(in))
}

// UpdateDataAttribute changes the fields that in sets. Errors: 404
// field_not_found, 400 for fewer than two options, 422 where something depends
// on what should go.
//
// PUT /data_attributes/{data_attribute_id} (Data Attributes: Update a data attribute)
func (c *Client) UpdateDataAttribute(ctx context.Context, id ID, in DataAttributeChange) (Object, error) {
	return call[Object](ctx, c, put("/data_attributes/{data_attribute_id}").withIDs(id).withBody(in))
}
