package intercomapi

import (
	"context"
	"errors"
)

// Ticket fields, as POST /tickets takes them.
type Ticket struct {
	TicketTypeID         ID           `json:"ticket_type_id" jsonschema:"Type"`
	Contacts             []ContactRef `json:"contacts" jsonschema:"Exactly one" rule:"minitems=1 maxitems=1"`
	TicketAttributes     Attributes   `json:"ticket_attributes,omitempty" jsonschema:"By name: _default_title_, _default_description_, …"`
	CompanyID            ID           `json:"company_id,omitempty" jsonschema:"Company"`
	CreatedAt            *Time        `json:"created_at,omitempty" jsonschema:"If not now" rule:"utc"`
	ConversationToLinkID ID           `json:"conversation_to_link_id,omitempty" jsonschema:"Conversation" rule:"of=conversation"`
	Assignment           *Assignment  `json:"assignment,omitempty" jsonschema:"Who gets it"`
	SkipNotifications    bool         `json:"skip_notifications,omitempty" jsonschema:"Tell nobody"`
}

// Assignment says who gets a new ticket.
type Assignment struct {
	AdminAssigneeID ID `json:"admin_assignee_id,omitempty" jsonschema:"Admin"`
	TeamAssigneeID  ID `json:"team_assignee_id,omitempty" jsonschema:"Team"`
}

// ContactRef names a contact by one of three.
type ContactRef struct {
	ID         ID     `json:"id,omitempty" jsonschema:"Contact" rule:"of=contact"`
	ExternalID string `json:"external_id,omitempty" jsonschema:"Your own id"`
	Email      string `json:"email,omitempty" jsonschema:"Unknown: makes a contact"`
}

// Check returns an error unless exactly one field of r is set.
func (r ContactRef) Check() error {
	given := 0
	for _, s := range []string{string(r.ID), r.ExternalID, r.Email} {
		if s != "" {
			given++
		}
	}
	if given != 1 {
		return errors.New("needs exactly one of id, external_id and email")
	}
	return nil
}

// CreateTicket adds a ticket, and tells its contact by e-mail unless
// SkipNotifications says not to. Times are Unix seconds. Errors: 400
// parameter_invalid where the type requires an attribute that is missing.
//
// POST /tickets (Tickets: Create a ticket)
func (c *Client) CreateTicket(ctx context.Context, in Ticket) (Object, error) {
	return call[Object](ctx, c, post("/tickets").withBody(in))
}

// Ticket fetches a ticket with the newest 500 of its parts, by Intercom's id
// and not by the ticket_id that the inbox shows. Errors: 404 ticket_not_found.
//
// GET /tickets/{ticket_id} (Tickets: Retrieve a ticket)
func (c *Client) Ticket(ctx context.Context, id ID) (Object, error) {
	return call[Object](ctx, c, get("/tickets/{ticket_id}").withIDs(id))
}

// SearchTickets lists the tickets that a query finds.
//
// POST /tickets/search (Tickets: Search tickets)
func (c *Client) SearchTickets(ctx context.Context, s Search) (Page, error) {
	return call[Page](ctx, c, post("/tickets/search").repeatable().withBody(s))
}
