package tools

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/args"
	"intercom-mcp/tools/registry"
	"intercom-mcp/tools/thread"
)

// maxFile is how large a file to attach may be, in bytes: a larger one does not fit
// into a request to this server.
const maxFile = 3 << 20

// replyArgs are the arguments of a reply or note, in a conversation or a ticket.
type replyArgs struct {
	MessageType string `json:"message_type" jsonschema:"comment: to the customer" rule:"enum=comment|note"`
	registry.PreviewableBody
	AdminID           intercomapi.ID     `json:"admin_id,omitempty" jsonschema:"Author"`
	AttachmentURLs    []string           `json:"attachment_urls,omitempty" jsonschema:"URLs of images" rule:"maxitems=10"`
	AttachmentFiles   []intercomapi.File `json:"attachment_files,omitempty" jsonschema:"Files" rule:"maxitems=10"`
	CreatedAt         *intercomapi.Time  `json:"created_at,omitempty" jsonschema:"If not now" rule:"utc"`
	SkipNotifications bool               `json:"skip_notifications,omitempty" jsonschema:"Tell nobody"`
}

// reply returns the reply as Intercom takes it, by the caller's own admin where the
// call names none.
func (in replyArgs) reply(ctx context.Context, c registry.Caller) (intercomapi.Reply, error) {
	html, err := in.HTML()
	if err != nil {
		return intercomapi.Reply{}, err
	}
	for i, f := range in.AttachmentFiles {
		if err := checkFile(f.Data); err != nil {
			return intercomapi.Reply{}, args.NewError(fmt.Sprintf("attachment_files[%d].data", i), err)
		}
	}
	admin, err := c.Author(ctx, in.AdminID)
	return intercomapi.Reply{
		MessageType: in.MessageType, Type: "admin", AdminID: admin, Body: html, CreatedAt: in.CreatedAt,
		AttachmentURLs: in.AttachmentURLs, AttachmentFiles: in.AttachmentFiles, SkipNotifications: in.SkipNotifications,
	}, err
}

// checkFile returns an error unless data is a file in Base64 that is not too large.
func checkFile(data string) error {
	if len(data) > base64.StdEncoding.EncodedLen(maxFile) {
		return fmt.Errorf("is over %d MiB", maxFile>>20)
	}
	if _, err := base64.StdEncoding.DecodeString(data); err != nil {
		return errors.New("is not Base64")
	}
	return nil
}

type replyConversationArgs struct {
	conversationID
	replyArgs
}

// replyResult is a conversation after a reply, or the reply before it.
type replyResult struct {
	Conversation intercomapi.Object `json:"conversation,omitempty"`
	Warnings     []string           `json:"warnings,omitempty"`
	registry.Preview
}

func replyConversation(ctx context.Context, c registry.Caller, in replyConversationArgs) (replyResult, error) {
	reply, err := in.reply(ctx, c)
	if err != nil {
		return replyResult{}, err
	}
	out, err := sendReply(ctx, c, in.ID, reply)
	return replyResult{Conversation: out.Conversation, Warnings: out.Warnings}, err
}

// sendReply looks for the reply where Intercom's answer was lost.
func sendReply(ctx context.Context, c registry.Caller, id intercomapi.ID, reply intercomapi.Reply) (conversationResult, error) {
	start := c.Now()
	conversation, err := c.ReplyConversation(ctx, id, reply)
	if err == nil {
		return conversationResult{Conversation: thread.Confirm(conversation, thread.Echo{MadePart: true})}, nil
	}
	var made intercomapi.ID
	found, warning, err := registry.Reconcile(ctx, err, "the conversation", func() (found intercomapi.Object, _ intercomapi.ID, err error) {
		found, made, err = findReply(ctx, c, id, reply, start)
		return found, made, err
	})
	return conversationResult{thread.Confirm(found, thread.Echo{MadePart: true, PartID: made}), appendWarning(nil, warning)}, err
}

type noteArgs struct {
	conversationTargets
	registry.Body
	AdminID intercomapi.ID `json:"admin_id,omitempty" jsonschema:"Author"`
}

func addInternalNote(ctx context.Context, c registry.Caller, in noteArgs) (conversationsResult, error) {
	note, err := replyArgs{MessageType: "note", PreviewableBody: registry.PreviewableBody{Body: in.Body}, AdminID: in.AdminID}.reply(ctx, c)
	if err != nil {
		return conversationsResult{}, err
	}
	return onConversations(ctx, c, in.Targets, func(ctx context.Context, id intercomapi.ID) (conversationResult, error) {
		return sendReply(ctx, c, id, note)
	})
}

type replyTicketArgs struct {
	ticketID
	replyArgs
	CrossPost bool `json:"cross_post,omitempty" jsonschema:"A note: in linked conversations too"`
}

// check returns an error for what Intercom would drop without an error.
func (in replyTicketArgs) check() error {
	switch {
	case in.CrossPost && in.MessageType != "note":
		return args.Errorf("cross_post", "goes with message_type note alone")
	case len(in.AttachmentURLs) > 0 && len(in.AttachmentFiles) > 0:
		return args.Errorf("attachment_urls", "does not go with attachment_files: of both, a ticket keeps the files alone")
	}
	return nil
}

type partResult struct {
	Part     intercomapi.Object `json:"ticket_part,omitempty"`
	Warnings []string           `json:"warnings,omitempty"`
	registry.Preview
}

// replyTicket looks for the reply where Intercom's answer was lost.
func replyTicket(ctx context.Context, c registry.Caller, in replyTicketArgs) (partResult, error) {
	if err := in.check(); err != nil {
		return partResult{}, err
	}
	reply, err := in.reply(ctx, c)
	if err != nil {
		return partResult{}, err
	}
	reply.CrossPost = in.CrossPost
	start := c.Now()
	part, err := c.ReplyTicket(ctx, in.ID, reply)
	if err == nil {
		return partResult{Part: part}, nil
	}
	found, warning, err := registry.Reconcile(ctx, err, "the ticket", func() (intercomapi.Object, intercomapi.ID, error) {
		return findTicketReply(ctx, c, in.ID, reply, start)
	})
	return partResult{Part: found, Warnings: appendWarning(nil, warning)}, err
}
