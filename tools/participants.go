package tools

import (
	"context"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/args"
	"intercom-mcp/tools/registry"
)

type conversationTagArgs struct {
	ConversationID intercomapi.ID `json:"conversation_id" jsonschema:"Conversation"`
	TagID          intercomapi.ID `json:"tag_id" jsonschema:"Tag"`
	AdminID        intercomapi.ID `json:"admin_id,omitempty" jsonschema:"Acting admin"`
}

func tagConversation(ctx context.Context, c registry.Caller, in conversationTagArgs) (tagResult, error) {
	return tagging(ctx, c, in.ConversationID, in.TagID, in.AdminID, c.TagConversation)
}

func untagConversation(ctx context.Context, c registry.Caller, in conversationTagArgs) (tagResult, error) {
	return tagging(ctx, c, in.ConversationID, in.TagID, in.AdminID, c.UntagConversation)
}

type ticketTagArgs struct {
	TicketID intercomapi.ID `json:"ticket_id" jsonschema:"Ticket"`
	TagID    intercomapi.ID `json:"tag_id" jsonschema:"Tag"`
	AdminID  intercomapi.ID `json:"admin_id,omitempty" jsonschema:"Acting admin"`
}

func tagTicket(ctx context.Context, c registry.Caller, in ticketTagArgs) (tagResult, error) {
	return tagging(ctx, c, in.TicketID, in.TagID, in.AdminID, c.TagTicket)
}

func untagTicket(ctx context.Context, c registry.Caller, in ticketTagArgs) (tagResult, error) {
	return tagging(ctx, c, in.TicketID, in.TagID, in.AdminID, c.UntagTicket)
}

// tagging puts a tag on a thing or takes it off, as an admin.
func tagging(ctx context.Context, c registry.Caller, thing, tag, admin intercomapi.ID,
	do func(ctx context.Context, thing, tag, admin intercomapi.ID) (intercomapi.Object, error),
) (tagResult, error) {
	admin, err := c.Author(ctx, admin)
	if err != nil {
		return tagResult{}, err
	}
	out, err := do(ctx, thing, tag, admin)
	return tagResult{out}, err
}

type attachParticipantArgs struct {
	ID         intercomapi.ID `json:"id" jsonschema:"Conversation id" rule:"of=conversation"`
	ContactID  intercomapi.ID `json:"contact_id,omitempty" jsonschema:"Contact, or"`
	ExternalID string         `json:"external_id,omitempty" jsonschema:"your own id, or"`
	Email      string         `json:"email,omitempty" jsonschema:"e-mail"`
	AdminID    intercomapi.ID `json:"admin_id,omitempty" jsonschema:"Acting admin"`
}

func attachContactToConversation(ctx context.Context, c registry.Caller, in attachParticipantArgs) (conversationResult, error) {
	if err := args.ExactlyOne("contact_id", in.ContactID != "", "external_id", in.ExternalID != "", "email", in.Email != ""); err != nil {
		return conversationResult{}, err
	}
	admin, err := c.Author(ctx, in.AdminID)
	if err != nil {
		return conversationResult{}, err
	}
	return conversationAfter(c.AddParticipant(ctx, in.ID, admin, intercomapi.Participant{IntercomUserID: in.ContactID, UserID: in.ExternalID, Email: in.Email}))
}

type detachParticipantArgs struct {
	conversationActionArgs
	ContactID intercomapi.ID `json:"contact_id" jsonschema:"Contact"`
}

func detachContactFromConversation(ctx context.Context, c registry.Caller, in detachParticipantArgs) (conversationResult, error) {
	admin, err := c.Author(ctx, in.AdminID)
	if err != nil {
		return conversationResult{}, err
	}
	return conversationAfter(c.RemoveParticipant(ctx, in.ID, in.ContactID, admin))
}
