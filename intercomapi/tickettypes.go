package intercomapi

import (
	"context"
	"encoding/json"
	"strings"
)

// TicketType fields, as POST and PUT /ticket_types take them.
type TicketType struct {
	Description *string `json:"description,omitempty" jsonschema:"Description"`
	Category    string  `json:"category,omitempty" jsonschema:"Category" rule:"enum=Customer|Back-office|Tracker"`
	Icon        string  `json:"icon,omitempty" jsonschema:"Emoji"`
	IsInternal  *bool   `json:"is_internal,omitempty" jsonschema:"Whether customers never see its tickets"`
}

// NewTicketType is a ticket type to add.
type NewTicketType struct {
	Name string `json:"name" jsonschema:"Name" rule:"minlen=1"`
	TicketType
}

// TicketTypeChange holds the fields of a ticket type that change.
type TicketTypeChange struct {
	Name string `json:"name,omitempty" jsonschema:"Name" rule:"filled"`
	TicketType
	Archived *bool `json:"archived,omitempty" jsonschema:"Archive, or bring back"`
}

// ListItems are the values of a list attribute. They are sent as one string,
// with commas between them.
type ListItems []string

// MarshalJSON writes the items as the API takes them.
func (l ListItems) MarshalJSON() ([]byte, error) { return json.Marshal(strings.Join(l, ",")) }

// TicketTypeAttribute fields, as POST and PUT of ticket type attributes take them.
type TicketTypeAttribute struct {
	RequiredToCreate            *bool     `json:"required_to_create,omitempty" jsonschema:"Admins must fill it in"`
	RequiredToCreateForContacts *bool     `json:"required_to_create_for_contacts,omitempty" jsonschema:"Contacts must fill it in"`
	VisibleOnCreate             *bool     `json:"visible_on_create,omitempty" jsonschema:"Admins see it"`
	VisibleToContacts           *bool     `json:"visible_to_contacts,omitempty" jsonschema:"Contacts see it"`
	Multiline                   *bool     `json:"multiline,omitempty" jsonschema:"Of string: several lines"`
	ListItems                   ListItems `json:"list_items,omitempty" jsonschema:"Of list: all values" rule:"filled"`
	AllowMultipleValues         *bool     `json:"allow_multiple_values,omitempty" jsonschema:"Of files: several"`
}

// NewTicketTypeAttribute is an attribute of a ticket type to add.
type NewTicketTypeAttribute struct {
	Name        string `json:"name" jsonschema:"Name" rule:"minlen=1"`
	Description string `json:"description" jsonschema:"Shown to admins and contacts" rule:"empty"`
	DataType    string `json:"data_type" jsonschema:"Type, for good" rule:"enum=list|string|integer|decimal|boolean|datetime|files"`
	TicketTypeAttribute
}

// TicketTypeAttributeChange holds the fields of an attribute that change.
type TicketTypeAttributeChange struct {
	Name        string  `json:"name,omitempty" jsonschema:"Name" rule:"filled"`
	Description *string `json:"description,omitempty" jsonschema:"Shown to admins and contacts"`
	TicketTypeAttribute
	Archived *bool `json:"archived,omitempty" jsonschema:"Hide from new tickets, or bring back"`
}

// TicketTypes lists the workspace's ticket types with their attributes.
//
// GET /ticket_types (Ticket Types: List all ticket types)
func (c *Client) TicketTypes(ctx context.Context) (Page, error) {
	return call[Page](ctx, c, get("/ticket_types"))
}

// TicketType fetches a ticket type with its attributes. Errors: 404.
//
// GET /ticket_types/{ticket_type_id} (Ticket Types: Retrieve a ticket type)
func (c *Client) TicketType(ctx context.Context, id ID) (Object, error) {
	return call[Object](ctx, c, get("/ticket_types/{ticket_type_id}").withIDs(id))
}

// CreateTicketType adds a ticket type, which has the attributes
// _default_title_ and _default_description_ from the start.
//
// POST /ticket_types (Ticket Types: Create a ticket type)
func (c *Client) CreateTicketType(ctx context.Context, in NewTicketType) (Object, error) {
	return call[Object](ctx, c, post("/ticket_types").withBody(in))
}

// UpdateTicketType changes the fields that in sets. Errors: 404.
//
// PUT /ticket_types/{ticket_type_id} (Ticket Types: Update a ticket type)
func (c *Client) UpdateTicketType(ctx context.Context, id ID, in TicketTypeChange) (Object, error) {
	return call[Object](ctx, c, put("/ticket_types/{ticket_type_id}").withIDs(id).withBody(in))
}

// CreateTicketTypeAttribute adds an attribute to a ticket type. Errors: 404.
//
// POST /ticket_types/{ticket_type_id}/attributes (Ticket Type Attributes: Create an attribute of a ticket type)
func (c *Client) CreateTicketTypeAttribute(ctx context.Context, ticketType ID, in NewTicketTypeAttribute) (Object, error) {
	return call[Object](ctx, c, post("/ticket_types/{ticket_type_id}/attributes").withIDs(ticketType).withBody(in))
}

// UpdateTicketTypeAttribute changes the fields that in sets. Errors: 404.
//
// PUT /ticket_types/{ticket_type_id}/attributes/{attribute_id} (Ticket Type Attributes: Update an attribute of a ticket type)
func (c *Client) UpdateTicketTypeAttribute(ctx context.Context, ticketType, id ID, in TicketTypeAttributeChange) (Object, error) {
	return call[Object](ctx, c, put("/ticket_types/{ticket_type_id}/attributes/{attribute_id}").withIDs(ticketType, id).withBody(in))
}

// TicketStates lists the states that tickets can be in, with the ticket types
// that each is for.
//
// GET /ticket_states (Ticket States: List all ticket states)
func (c *Client) TicketStates(ctx context.Context) (Page, error) {
	return call[Page](ctx, c, get("/ticket_states"))
}
