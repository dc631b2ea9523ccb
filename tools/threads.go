package tools

import (
	"context"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/registry"
	"intercom-mcp/tools/thread"
)

type getConversationArgs struct {
	conversationID
	thread.Args
	IncludeTranslations bool `json:"include_translations,omitempty" jsonschema:"Translate the parts"`
}

type conversationThread struct {
	Conversation intercomapi.Object `json:"conversation"`
	thread.Page
}

// getConversation reads a conversation as a thread, by pages of parts.
func getConversation(ctx context.Context, c registry.Caller, in getConversationArgs) (conversationThread, error) {
	if err := in.Check(); err != nil {
		return conversationThread{}, err
	}
	view := intercomapi.ConversationView{IncludeTranslations: in.IncludeTranslations}
	if in.DisplayAs == "plaintext" {
		view.DisplayAs = "plaintext"
	}
	o, err := c.Conversation(ctx, in.ID, view)
	if err != nil {
		return conversationThread{}, err
	}
	p, err := thread.New(ctx, c.Resolver, c.View, "conversation", o, in.Args).Read(nil)
	return conversationThread{p.Object, p}, err
}

type getTicketArgs struct {
	ticketID
	thread.Args
}

type ticketThread struct {
	Ticket intercomapi.Object `json:"ticket"`
	thread.Page
}

// getTicket reads a ticket as a thread, by pages of parts.
func getTicket(ctx context.Context, c registry.Caller, in getTicketArgs) (ticketThread, error) {
	if err := in.Check(); err != nil {
		return ticketThread{}, err
	}
	o, err := c.Ticket(ctx, in.ID)
	if err != nil {
		return ticketThread{}, err
	}
	p, err := thread.New(ctx, c.Resolver, c.View, "ticket", o, in.Args).Read(nil)
	return ticketThread{p.Object, p}, err
}
