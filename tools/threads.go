package tools

import (
	"context"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/registry"
	"intercom-mcp/tools/thread"
)

type getConversationArgs struct {
	conversationID
	thread.Args4
	IncludeTranslations bool `json:"include_translations,omitempty" jsonschema:"Translate the parts"`
}

type conversationThread struct {
	Conversation intercomapi.Object `json:"conversation"`
	thread.Page3
}

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
	p, err := thread.New2(ctx, c.Book, c.View, "conversation", o, in.Args4).Read(in.Args4)
	return conversationThread{p.Object, p}, err
}

type getTicketArgs struct {
	ticketID
	thread.Args4
}

type ticketThread struct {
	Ticket intercomapi.Object `json:"ticket"`
	thread.Page3
}

func getTicket(ctx context.Context, c registry.Caller, in getTicketArgs) (ticketThread, error) {
	if err := in.Check(); err != nil {
		return ticketThread{}, err
	}
	o, err := c.Ticket(ctx, in.ID)
	if err != nil {
		return ticketThread{}, err
	}
	p, err := thread.New2(ctx, c.Book, c.View, "ticket", o, in.Args4).Read(in.Args4)
	return ticketThread{p.Object, p}, err
}
