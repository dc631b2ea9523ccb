package tools

import (
	"context"
	"errors"
	"fmt"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/args"
	"intercom-mcp/tools/registry"
)

func messageTools() []registry.Tool {
	const set = "messages"
	return []registry.Tool{
		registry.Define(set, registry.Send, "create_message", "Send message",
			"Send an in-app message or e-mail to one contact, at once. In a conversation: reply_conversation.", createMessage),
	}
}

type messageResult struct {
	Message  intercomapi.Object `json:"message"`
	Warnings []string           `json:"warnings,omitempty"`
}

type createMessageArgs struct {
	MessageType string `json:"message_type" jsonschema:"Channel" rule:"enum=inapp|email also=in_app:inapp"`
	Template    string `json:"template,omitempty" jsonschema:"Of an e-mail, required" rule:"enum=plain|personal"`
	Subject     string `json:"subject,omitempty" jsonschema:"Of an e-mail, required"`
	registry.PreviewableBody
	FromType  string            `json:"from_type,omitempty" jsonschema:"Always admin" rule:"enum=admin"`
	FromID    intercomapi.IntID `json:"from_id,omitempty" jsonschema:"Author" rule:"of=admin"`
	ToType    string            `json:"to_type,omitempty" jsonschema:"Default contact" rule:"enum=contact|user|lead"`
	ToID      intercomapi.ID    `json:"to_id" jsonschema:"Contact" rule:"main of=contact"`
	CC        []intercomapi.ID  `json:"cc,omitempty" jsonschema:"Copies" rule:"of=contact"`
	BCC       []intercomapi.ID  `json:"bcc,omitempty" jsonschema:"Blind copies" rule:"of=contact"`
	Opens     bool              `json:"create_conversation_without_contact_reply,omitempty" jsonschema:"At once"`
	CreatedAt *intercomapi.Time `json:"created_at,omitempty" jsonschema:"If not now" rule:"utc"`
}

// check returns an error for what a message of its type needs or can't have.
func (in createMessageArgs) check() error {
	switch {
	case in.MessageType == "email" && in.Subject == "":
		return args.Errorf("subject", "is missing: an e-mail needs a subject")
	case in.MessageType == "email" && in.Template == "":
		return args.Errorf("template", "is missing: an e-mail needs a template, plain or personal")
	case in.MessageType != "email" && in.CC != nil:
		return args.NewError("cc", errCopies)
	case in.MessageType != "email" && in.BCC != nil:
		return args.NewError("bcc", errCopies)
	}
	return nil
}

// errCopies is the error of copies of what is no e-mail.
var errCopies = errors.New("goes with message_type email alone")

// sentMessage is a message that was sent, or the one before it.
type sentMessage struct {
	Message  intercomapi.Object `json:"message,omitempty"`
	Warnings []string           `json:"warnings,omitempty"`
	registry.Preview
}

// createMessage looks at the contact where Intercom's answer was lost: it lists no
// message before the contact replies, but says when it last wrote to them.
func createMessage(ctx context.Context, c registry.Caller, in createMessageArgs) (sentMessage, error) {
	if err := in.check(); err != nil {
		return sentMessage{}, err
	}
	html, err := in.HTML()
	if err != nil {
		return sentMessage{}, err
	}
	from, err := c.Author(ctx, intercomapi.ID(in.FromID))
	if err != nil {
		return sentMessage{}, err
	}
	m := in.message(from, html)
	if m.To, err = recipient(ctx, c, in.ToID, in.ToType); err != nil {
		return sentMessage{}, err
	}
	if m.CC, err = copyRecipients(ctx, c, "cc", in.CC); err != nil {
		return sentMessage{}, err
	}
	if m.BCC, err = copyRecipients(ctx, c, "bcc", in.BCC); err != nil {
		return sentMessage{}, err
	}
	start := c.Now()
	message, err := c.CreateMessage(ctx, m)
	if registry.MayHaveHappened(err) && ctx.Err() == nil {
		err = registry.WithFinding(err, messageEvidence(ctx, c, in.ToID, start))
	}
	return sentMessage{Message: message}, err
}

// message returns the message as Intercom takes it, without recipients. Template
// and subject are an e-mail's alone.
func (in createMessageArgs) message(from intercomapi.ID, html string) intercomapi.Message {
	m := intercomapi.Message{
		MessageType: intercomapi.MessageInApp, Body: html, CreatedAt: in.CreatedAt, Opens: in.Opens,
		From: intercomapi.Sender{Type: "admin", ID: intercomapi.IntID(from)},
	}
	if in.MessageType == "email" {
		m.MessageType, m.Template, m.Subject = "email", in.Template, in.Subject
	}
	return m
}

// recipient returns a contact as a user or a lead, looked up where the call does
// not say which: Intercom takes no "contact". A contact of neither role is errRole.
func recipient(ctx context.Context, c registry.Caller, id intercomapi.ID, role string) (intercomapi.Recipient, error) {
	if role == "user" || role == "lead" {
		return intercomapi.Recipient{Type: role, ID: id}, nil
	}
	contact, err := c.Contact(ctx, id, intercomapi.ContactView{})
	if err != nil {
		return intercomapi.Recipient{}, preconditionFailed("find the contact to write to", err)
	}
	var found struct{ Role string }
	if err := contact.Decode(&found); err != nil || found.Role != "user" && found.Role != "lead" {
		return intercomapi.Recipient{}, errRole
	}
	return intercomapi.Recipient{Type: found.Role, ID: id}, nil
}

// errRole is the error of a recipient whose role neither the call nor Intercom gives.
var errRole = args.Errorf("to_type", "must be given, user or lead: Intercom does not say which the contact is")

// copyRecipients returns the contacts that an argument names, as recipients of copies.
func copyRecipients(ctx context.Context, c registry.Caller, name string, ids []intercomapi.ID) (all []intercomapi.Recipient, err error) {
	for i, id := range ids {
		to, err := recipient(ctx, c, id, "")
		if errors.Is(err, errRole) { // there is no argument to give it by
			err = args.Errorf(fmt.Sprintf("%s[%d]", name, i), "is %s, which Intercom calls neither user nor lead", id)
		}
		if err != nil {
			return nil, err
		}
		all = append(all, to)
	}
	return all, nil
}
