package tools

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"intercom-mcp/intercomapi"
)

func messages() []Tool {
	const set = "messages"
	return []Tool{
		tool(set, Send, "create_message", "Send message", "Send an in-app message or e-mail to one contact, at once. In a conversation: reply_conversation.", createMessage),
	}
}

type messageResult struct {
	Message  intercomapi.Object `json:"message"`
	Warnings []string           `json:"warnings,omitempty"`
}

type createMessageArgs struct {
	MessageType string            `json:"message_type" jsonschema:"Channel" rule:"enum=inapp|email also=in_app:inapp"`
	Template    string            `json:"template,omitempty" jsonschema:"Of an e-mail, required" rule:"enum=plain|personal"`
	Subject     string            `json:"subject,omitempty" jsonschema:"Of an e-mail, required"`
	Body        string            `json:"body" jsonschema:"Text or HTML" rule:"minlen=1"`
	FromType    string            `json:"from_type,omitempty" jsonschema:"Always admin" rule:"enum=admin"`
	FromID      intercomapi.IntID `json:"from_id,omitempty" jsonschema:"Admin who sends" rule:"of=admin"`
	ToType      string            `json:"to_type,omitempty" jsonschema:"Default contact" rule:"enum=contact|user|lead"`
	ToID        intercomapi.ID    `json:"to_id" jsonschema:"Contact who gets it" rule:"of=contact"`
	CreatedAt   *intercomapi.Time `json:"created_at,omitempty" jsonschema:"If not now"`
}

func (in createMessageArgs) check() error {
	switch {
	case strings.TrimSpace(in.Body) == "":
		return argumentError{"body", errors.New("is blank")}
	case in.MessageType == "email" && strings.TrimSpace(in.Subject) == "":
		return argumentError{"subject", errors.New("is missing: an e-mail needs a subject")}
	case in.MessageType == "email" && in.Template == "":
		return argumentError{"template", errors.New("is missing: an e-mail needs a template, plain or personal")}
	}
	return nil
}

func createMessage(ctx context.Context, c Caller, in createMessageArgs) (messageResult, error) {
	if err := in.check(); err != nil {
		return messageResult{}, err
	}
	from, err := c.admin(ctx, intercomapi.ID(in.FromID))
	if err != nil {
		return messageResult{}, err
	}
	to, err := c.recipient(ctx, in)
	if err != nil {
		return messageResult{}, err
	}
	message, err := c.CreateMessage(ctx, in.message(from, to))
	if mayHaveHappened(err) {
		err = lookedError{err, "Intercom shows messages to nobody before they are answered, so that only the user can look, in the inbox or with the contact"}
	}
	return messageResult{Message: message}, err
}

// message is what Intercom takes: template and subject are an e-mail's alone.
func (in createMessageArgs) message(from intercomapi.ID, to string) intercomapi.Message {
	m := intercomapi.Message{
		MessageType: intercomapi.MessageInApp, Body: in.Body, CreatedAt: in.CreatedAt,
		From: intercomapi.Sender{Type: "admin", ID: intercomapi.IntID(from)},
		To:   intercomapi.Recipient{Type: to, ID: in.ToID},
	}
	if in.MessageType == "email" {
		m.MessageType, m.Template, m.Subject = "email", in.Template, in.Subject
	}
	return m
}

// recipient is whether a message goes to a user or a lead, looked up where the
// call does not say: Intercom takes no "contact".
func (c Caller) recipient(ctx context.Context, in createMessageArgs) (string, error) {
	if in.ToType == "user" || in.ToType == "lead" {
		return in.ToType, nil
	}
	contact, err := c.Contact(ctx, in.ToID, intercomapi.ContactView{})
	if err != nil {
		return "", beforehand(fmt.Errorf("find the contact to write to: %w", err))
	}
	var who struct{ Role string }
	if err := contact.Decode(&who); err != nil || who.Role != "user" && who.Role != "lead" {
		return "", argumentError{"to_type", errors.New("must be given, user or lead: Intercom does not say which the contact is")}
	}
	return who.Role, nil
}
