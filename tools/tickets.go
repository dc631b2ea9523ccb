package tools

import (
	"context"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/args"
	"intercom-mcp/tools/cursor"
	"intercom-mcp/tools/lookup"
	"intercom-mcp/tools/registry"
	"intercom-mcp/tools/result"
	"intercom-mcp/tools/search"
	"intercom-mcp/tools/thread"
)

func ticketTools() []registry.Tool {
	const set = "tickets"
	return []registry.Tool{
		registry.Define(set, registry.Send, "create_ticket", "Create ticket",
			"Open a ticket for one contact, who is told unless skip_notifications.", createTicket).InTriage(),
		registry.Define(set, registry.Read, "get_ticket", "Get ticket",
			"Read one ticket by Intercom id (not the inbox's number): head, and the newest parts that fit.",
			getTicket).InTriage().LeftOutBy("leave display_as raw out: then a long part is read in pieces, by part_id and offset"),
		registry.Define(set, registry.Read, "search_tickets", "Search tickets",
			"Find tickets by filters, which add up. query takes other fields: title, description, teammate_ids, snoozed_until.", searchTickets).InTriage(),
		registry.Define(set, registry.Update, "update_ticket", "Update ticket",
			"Change a ticket: state (name or id), assignee, attributes, snooze, open. The contact may be told unless skip_notifications.",
			updateTicket).InTriage(),
		registry.Define(set, registry.Send, "reply_ticket", "Reply to ticket",
			"Write into a ticket as an admin. A comment reaches the customer at once; a note only admins see.", replyTicket),
		registry.Define(set, registry.Update, "change_ticket_type", "Change ticket type",
			"Give a ticket another type of its category.", changeTicketType).WithIDsAlone(),
		registry.Define(set, registry.Update, "link_conversation_to_ticket", "Link conversation", "Link a conversation to a tracker ticket.", linkConversation),
		registry.Define(set, registry.Update, "unlink_conversation_from_ticket", "Unlink conversation",
			"Unlink a conversation from a tracker ticket.", unlinkConversation),
		registry.Define(set, registry.Update, "tag_ticket", "Tag ticket", "Put a tag on a ticket.", tagTicket).WithIDsAlone(),
		registry.Define(set, registry.Update, "untag_ticket", "Untag ticket", "Take a tag off a ticket.", untagTicket),
		registry.Define(set, registry.Delete, "delete_ticket", "Delete ticket", "Delete a ticket for good.", deleteTicket),
		registry.Define(set, registry.Read, "get_job", "Get job", "Status of a background job, such as a ticket's creation.", getJob),
	}
}

// ticketResult is a ticket, or the job that creates it.
type ticketResult struct {
	Ticket   intercomapi.Object `json:"ticket,omitempty"`
	Job      intercomapi.Object `json:"job,omitempty"`
	Warnings []string           `json:"warnings,omitempty"`
}

type createTicketArgs struct {
	intercomapi.Ticket
	Background bool `json:"background,omitempty" jsonschema:"By a job (get_job)"`
}

// createTicket looks for the ticket where Intercom's answer was lost, and says
// which required attributes are missing where Intercom refuses it.
func createTicket(ctx context.Context, c registry.Caller, in createTicketArgs) (ticketResult, error) {
	if err := in.Contacts[0].Check(); err != nil {
		return ticketResult{}, args.NewError("contacts[0]", err)
	}
	if err := c.FitTicketValues(ctx, "ticket_attributes", in.TicketAttributes, lookup.TypeIs(in.TicketTypeID)); err != nil {
		return ticketResult{}, err
	}
	if in.Background {
		job, err := c.EnqueueTicket(ctx, in.Ticket)
		return ticketResult{Job: job}, c.ExplainMissing(ctx, in.TicketTypeID, in.TicketAttributes, err)
	}
	start := c.Now()
	ticket, err := c.CreateTicket(ctx, in.Ticket)
	if err == nil {
		return in.made(ctx, c, ticket, ""), nil
	}
	found, warning, err := registry.Reconcile(ctx, err, "the newest tickets of its type", func() (intercomapi.Object, intercomapi.ID, error) {
		return findTicket(ctx, c, in.Ticket, start)
	})
	return in.made(ctx, c, found, warning), c.ExplainMissing(ctx, in.TicketTypeID, in.TicketAttributes, err)
}

// made returns a ticket that the call made, with where people see it and whether its
// contact is told.
func (in createTicketArgs) made(ctx context.Context, c registry.Caller, ticket intercomapi.Object, warning string) ticketResult {
	told := !in.SkipNotifications
	echo := thread.Echo{Title: true, Attributes: in.TicketAttributes, ContactTold: &told}
	if ticket.ID() != "" && c.Names != nil { // without its cache the address would cost a request each time
		echo.URL = webAddress(ctx, c, "ticket", ticket.ID())
	}
	return ticketResult{Ticket: thread.Confirm(ticket, echo), Warnings: appendWarning(nil, warning)}
}

type ticketID struct {
	ID intercomapi.ID `json:"id" jsonschema:"Ticket id" rule:"of=ticket"`
}

type changeTypeArgs struct {
	ticketID
	intercomapi.TypeChange
}

func changeTicketType(ctx context.Context, c registry.Caller, in changeTypeArgs) (ticketResult, error) {
	if err := c.FitTicketValues(ctx, "ticket_attributes", in.TicketAttributes, lookup.TypeIs(in.TicketTypeID)); err != nil {
		return ticketResult{}, err
	}
	ticket, err := c.ChangeTicketType(ctx, in.ID, in.TypeChange)
	return ticketAfter(ticket, in.TicketAttributes, c.ExplainMissing(ctx, in.TicketTypeID, in.TicketAttributes, err))
}

type linkArgs struct {
	TicketID       intercomapi.ID `json:"ticket_id" jsonschema:"Tracker ticket" rule:"main"`
	ConversationID intercomapi.ID `json:"conversation_id" jsonschema:"Conversation"`
}

func linkConversation(ctx context.Context, c registry.Caller, in linkArgs) (conversationResult, error) {
	return conversationAfter(c.LinkConversation(ctx, in.TicketID, in.ConversationID))
}

func unlinkConversation(ctx context.Context, c registry.Caller, in linkArgs) (conversationResult, error) {
	return conversationAfter(c.UnlinkConversation(ctx, in.TicketID, in.ConversationID))
}

type jobID struct {
	ID intercomapi.ID `json:"id" jsonschema:"Job id"`
}

type jobResult struct {
	Job intercomapi.Object `json:"job"`
}

func getJob(ctx context.Context, c registry.Caller, in jobID) (jobResult, error) {
	job, err := c.Job(ctx, in.ID)
	return jobResult{job}, err
}

func deleteTicket(ctx context.Context, c registry.Caller, in ticketID) (deletedResult, error) {
	d, err := c.DeleteTicket(ctx, in.ID)
	return deletion(c, d), err
}

type ticketsFound struct {
	Tickets result.Items[result.Ticket] `json:"tickets,omitzero"`
	cursor.Page
	search.Compiled
}

func searchTickets(ctx context.Context, c registry.Caller, in search.TicketSearch) (ticketsFound, error) {
	found, err := in.Find(ctx, c.Resolver, c.Tool)
	return ticketsFound{found.Items, found.Page, found.Compiled}, err
}

// ticketAfter returns the result of a write to a ticket that gave it attributes, which
// Intercom answered with o.
func ticketAfter(o intercomapi.Object, given intercomapi.Attributes, err error) (ticketResult, error) {
	_, title := given["_default_title_"]
	return ticketResult{Ticket: thread.Confirm(o, thread.Echo{Title: title, Attributes: given})}, err
}
