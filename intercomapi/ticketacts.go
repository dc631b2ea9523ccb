package intercomapi

import "context"

// EnqueueTicket has Intercom create a ticket in the background, and returns the
// job, which Job fetches. Errors: 400 parameter_invalid.
//
// POST /tickets/enqueue (Tickets: Enqueue create ticket)
func (c *Client) EnqueueTicket(ctx context.Context, in Ticket) (Object, error) {
	return call[Object](ctx, c, post("/tickets/enqueue").withBody(in))
}

// TicketFields are the fields of a ticket that can be changed. Times are Unix seconds.
type TicketFields struct {
	TicketAttributes  Attributes   `json:"ticket_attributes,omitempty" jsonschema:"By name"`
	AssigneeID        ID           `json:"assignee_id,omitempty" jsonschema:"Admin or team; 0: no admin"`
	CompanyID         Nullable[ID] `json:"company_id,omitzero" jsonschema:"Company"`
	Open              *bool        `json:"open,omitempty" jsonschema:"false closes"`
	IsShared          *bool        `json:"is_shared,omitempty" jsonschema:"Customer sees it"`
	SnoozedUntil      *Time        `json:"snoozed_until,omitempty" jsonschema:"Snooze until"`
	SkipNotifications bool         `json:"skip_notifications,omitempty" jsonschema:"Tell nobody"`
}

// TicketChange is what PUT /tickets takes.
type TicketChange struct {
	TicketFields
	TicketStateID ID    `json:"ticket_state_id,omitempty"`
	AdminID       IntID `json:"admin_id,omitempty"` // who does it
}

// UpdateTicket changes the fields that in sets. Errors: 404 ticket_not_found,
// assignee_not_found, 400 ticket_state_id_invalid.
//
// PUT /tickets/{ticket_id} (Tickets: Update a ticket)
func (c *Client) UpdateTicket(ctx context.Context, id ID, in TicketChange) (Object, error) {
	return call[Object](ctx, c, put("/tickets/{ticket_id}").withIDs(id).withBody(in))
}

// ReplyTicket adds a reply, which the customer gets, or a note, which only
// admins see and returns the part. Errors: 404.
//
// POST /tickets/{ticket_id}/reply (Tickets: Reply to a ticket)
func (c *Client) ReplyTicket(ctx context.Context, id ID, in Reply) (Object, error) {
	return call[Object](ctx, c, post("/tickets/{ticket_id}/reply").withIDs(id).withBody(in))
}

// TypeChange is a ticket's new type, of the same category.
type TypeChange struct {
	TicketTypeID     ID         `json:"ticket_type_id" jsonschema:"New type"`
	TicketStateID    ID         `json:"ticket_state_id" jsonschema:"State of the new type"`
	TicketAttributes Attributes `json:"ticket_attributes,omitempty" jsonschema:"Of the new type, by name"`
}

// ChangeTicketType gives a ticket another type. Errors: 400 invalid_ticket_type.
//
// POST /tickets/{ticket_id}/change_type (Tickets: Change a ticket's type)
func (c *Client) ChangeTicketType(ctx context.Context, id ID, in TypeChange) (Object, error) {
	return call[Object](ctx, c, post("/tickets/{ticket_id}/change_type").withIDs(id).withBody(in))
}

// LinkConversation links a conversation to a tracker ticket, and returns the
// conversation. Errors: 400 already_linked_to_tracker, linked_conversation_limit_exceeded.
//
// POST /tickets/{ticket_id}/linked_conversations (Tickets: Link a conversation to a tracker ticket)
func (c *Client) LinkConversation(ctx context.Context, ticket, conversation ID) (Object, error) {
	body := struct {
		ID ID `json:"conversation_id"`
	}{conversation}
	return call[Object](ctx, c, post("/tickets/{ticket_id}/linked_conversations").withIDs(ticket).withBody(body))
}

// UnlinkConversation undoes LinkConversation.
//
// DELETE /tickets/{ticket_id}/linked_conversations/{id} (Tickets: Unlink a conversation from a tracker ticket)
func (c *Client) UnlinkConversation(ctx context.Context, ticket, conversation ID) (Object, error) {
	return call[Object](ctx, c, del("/tickets/{ticket_id}/linked_conversations/{id}").withIDs(ticket, conversation))
}

// DeleteTicket removes a ticket for good. Errors: 404 ticket_not_found.
//
// DELETE /tickets/{ticket_id} (Tickets: Delete a ticket)
func (c *Client) DeleteTicket(ctx context.Context, id ID) (Deleted, error) {
	return call[Deleted](ctx, c, del("/tickets/{ticket_id}").withIDs(id))
}

// TagTicket puts a tag on a ticket and returns the tag.
//
// POST /tickets/{ticket_id}/tags (Tags: Add tag to a ticket)
func (c *Client) TagTicket(ctx context.Context, id, tag, admin ID) (Object, error) {
	return call[Object](ctx, c, post("/tickets/{ticket_id}/tags").repeatable().withIDs(id).withBody(tagging{tag, admin}))
}

// UntagTicket takes a tag off a ticket and returns the tag.
//
// DELETE /tickets/{ticket_id}/tags/{tag_id} (Tags: Remove tag from a ticket)
func (c *Client) UntagTicket(ctx context.Context, id, tag, admin ID) (Object, error) {
	return call[Object](ctx, c, del("/tickets/{ticket_id}/tags/{tag_id}").withIDs(id, tag).withBody(byAdmin{admin}))
}
