package tools

import (
	"context"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/args"
	"intercom-mcp/tools/registry"
)

type attachParticipantArgs struct {
	ID         intercomapi.ID `json:"id" jsonschema:"Conversation id" rule:"of=conversation"`
	ContactID  intercomapi.ID `json:"contact_id,omitempty" jsonschema:"Contact, or"`
	ExternalID string         `json:"external_id,omitempty" jsonschema:"your own id, or"`
	Email      string         `json:"email,omitempty" jsonschema:"e-mail"`
	AdminID    intercomapi.ID `json:"admin_id,omitempty" jsonschema:"Acting admin"`
}

func attachContactToConversation(ctx context.Context, c registry.Caller, in attachParticipantArgs) (conversationResult, error) {
	if err := args.ExactlyOne(args.Choices{{"contact_id", in.ContactID != ""}, {"external_id", in.ExternalID != ""}, {"email", in.Email != ""}}); err != nil {
		return conversationResult{}, err
	}
	admin, err := c.Author(ctx, in.AdminID)
	if err != nil {
		return conversationResult{}, err
	}
	participant := intercomapi.Participant{IntercomUserID: in.ContactID, UserID: in.ExternalID, Email: in.Email}
	return conversationAfter(c.AddParticipant(ctx, in.ID, admin, participant))
}

type detachParticipantArgs struct {
	conversationID
	AdminID   intercomapi.ID `json:"admin_id,omitempty" jsonschema:"Acting admin"`
	ContactID intercomapi.ID `json:"contact_id" jsonschema:"Contact"`
}

func detachContactFromConversation(ctx context.Context, c registry.Caller, in detachParticipantArgs) (conversationResult, error) {
	admin, err := c.Author(ctx, in.AdminID)
	if err != nil {
		return conversationResult{}, err
	}
	return conversationAfter(c.RemoveParticipant(ctx, in.ID, in.ContactID, admin))
}
