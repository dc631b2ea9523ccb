package tools

import (
	"context"
	"intercom-mcp/intercomapi"
)

type getConversationArgs struct {
	conversationID
	threadArgs
	IncludeTranslations bool `json:"include_translations,omitempty" jsonschema:"Translate the parts"`
}

type conversationThread struct {
	Conversation intercomapi.Object `json:"conversation"`
	page
}

func getConversation(ctx context.Context, c Caller, in getConversationArgs) (conversationThread, error) {
	if err := in.check(); err != nil {
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
	p, err := newThread(ctx, c.Book, c.View, "conversation", o, in.threadArgs).read(in.threadArgs)
	return conversationThread{p.object, p}, err
}

type getTicketArgs struct {
	ticketID
	threadArgs
}

type ticketThread struct {
	Ticket intercomapi.Object `json:"ticket"`
	page
}

func getTicket(ctx context.Context, c Caller, in getTicketArgs) (ticketThread, error) {
	if err := in.check(); err != nil {
		return ticketThread{}, err
	}
	o, err := c.Ticket(ctx, in.ID)
	if err != nil {
		return ticketThread{}, err
	}
	p, err := newThread(ctx, c.Book, c.View, "ticket", o, in.threadArgs).read(in.threadArgs)
	return ticketThread{p.object, p}, err
}
