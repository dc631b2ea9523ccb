package tools

import (
	"context"
	"time"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/args"
	"intercom-mcp/tools/lookup"
	"intercom-mcp/tools/registry"
	"intercom-mcp/tools/thread"
)

// conversationActionTools returns the tools that do something to a conversation
// besides writing to the customer.
func conversationActionTools(set string) []registry.Tool {
	return []registry.Tool{
		registry.Define(set, registry.Create, "add_internal_note", "Add internal note",
			"Add a note to a conversation that only admins see.", addInternalNote).InTriage(),
		registry.Define(set, registry.Send, "create_conversation", "Start conversation",
			"Start a conversation in a contact's name, as if they wrote. To write to a contact: create_message.", createConversation),
		registry.Define(set, registry.Update, "close_conversation", "Close conversation",
			"Close a conversation, without a word.", closeConversation).InTriage(),
		registry.Define(set, registry.Update, "open_conversation", "Open conversation",
			"Reopen a closed or snoozed conversation.", openConversation).InTriage(),
		registry.Define(set, registry.Update, "snooze_conversation", "Snooze conversation",
			"Snooze a conversation until a time.", snoozeConversation).InTriage(),
		registry.Define(set, registry.Update, "assign_conversation", "Assign conversation",
			"Assign a conversation to an admin, a team, or nobody (0).", assignConversation).InTriage().WithIDsAlone(),
		registry.Define(set, registry.Update, "update_conversation", "Update conversation",
			"Mark as read, or set title, attributes or company. Intercom's API can't set priority, SLA or rating.", updateConversation),
		registry.Define(set, registry.Update, "tag_conversation", "Tag conversation", "Put a tag on a conversation.", tagConversation).InTriage().WithIDsAlone(),
		registry.Define(set, registry.Update, "untag_conversation", "Untag conversation", "Take a tag off a conversation.", untagConversation).InTriage(),
		registry.Define(set, registry.Update, "attach_contact_to_conversation", "Add participant",
			"Make a contact take part in a conversation.", attachContactToConversation).WithIDsAlone(),
		registry.Define(set, registry.Update, "detach_contact_from_conversation", "Remove participant",
			"End that a contact takes part.", detachContactFromConversation),
		registry.Define(set, registry.Update, "convert_conversation_to_ticket", "Convert to ticket",
			"Turn a conversation into a ticket; there is no way back.", convertConversation).WithIDsAlone(),
		registry.Define(set, registry.Delete, "merge_conversations", "Merge conversations",
			"Merge a conversation into another one, for good.", mergeConversations),
		registry.Define(set, registry.Delete, "redact_conversation", "Redact part",
			"Blank one part (or the first message, source_id) for good. Nothing sent can be edited or unsent.", redactConversation),
		registry.Define(set, registry.Delete, "delete_conversation", "Delete conversation", "Delete a conversation for good.", deleteConversation),
		registry.Define(set, registry.Read, "list_conversation_related", "List what belongs to a conversation",
			"List a conversation's handling events or side conversations, which the API can't write.", listConversationRelated),
		registry.Define(set, registry.Read, "list_deleted_conversations", "List deleted conversations",
			"List the ids of deleted conversations.", listDeletedConversations),
	}
}

// conversationActionArgs are conversations and the admin who does something to
// them. There is no text with a close or an assignment, which Intercom would take:
// it would reach the customer, and reply_conversation alone writes to customers.
type conversationActionArgs struct {
	conversationTargets
	AdminID intercomapi.ID `json:"admin_id,omitempty" jsonschema:"Acting admin"`
}

// manageConversations does something to conversations as an admin, the caller's
// own where the call names none.
func manageConversations(ctx context.Context, c registry.Caller, in conversationActionArgs, a intercomapi.Act) (conversationsResult, error) {
	var err error
	if a.AdminID, err = c.Author(ctx, in.AdminID); err != nil {
		return conversationsResult{}, err
	}
	return onConversations(ctx, c, in.Targets, func(ctx context.Context, id intercomapi.ID) (conversationResult, error) {
		o, err := c.ManageConversation(ctx, id, a)
		return conversationResult{Conversation: thread.Confirm(o, thread.Echo{MadePart: true})}, err
	})
}

// onConversations does something to each of the conversations that a call names.
func onConversations(ctx context.Context, c registry.Caller, in registry.Targets,
	act func(context.Context, intercomapi.ID) (conversationResult, error),
) (conversationsResult, error) {
	acted, outcomes, err := registry.Each(ctx, c, in, func(ctx context.Context, id intercomapi.ID) (registry.Acted, error) {
		out, err := act(ctx, id)
		return registry.Acted{Object: out.Conversation, Warnings: out.Warnings}, err
	})
	return conversationsResult{acted.Object, acted.Warnings, outcomes}, err
}

func closeConversation(ctx context.Context, c registry.Caller, in conversationActionArgs) (conversationsResult, error) {
	return manageConversations(ctx, c, in, intercomapi.Act{MessageType: "close", Type: "admin"})
}

func openConversation(ctx context.Context, c registry.Caller, in conversationActionArgs) (conversationsResult, error) {
	return manageConversations(ctx, c, in, intercomapi.Act{MessageType: "open"})
}

type snoozeArgs struct {
	conversationActionArgs
	SnoozedUntil intercomapi.Time `json:"snoozed_until" jsonschema:"When it reopens"`
}

func snoozeConversation(ctx context.Context, c registry.Caller, in snoozeArgs) (conversationsResult, error) {
	if err := checkSnooze(in.SnoozedUntil, c.Now()); err != nil {
		return conversationsResult{}, err
	}
	return manageConversations(ctx, c, in.conversationActionArgs, intercomapi.Act{MessageType: "snoozed", SnoozedUntil: &in.SnoozedUntil})
}

// checkSnooze returns an error for an argument snoozed_until that is not in the future.
func checkSnooze(until intercomapi.Time, now time.Time) error {
	if int64(until) <= now.Unix() {
		return args.Errorf("snoozed_until", "is in the past")
	}
	return nil
}

type updateConversationArgs struct {
	conversationID
	intercomapi.ConversationChange
}

func updateConversation(ctx context.Context, c registry.Caller, in updateConversationArgs) (conversationResult, error) {
	if _, err := c.FitCustomValues(ctx, lookup.ConversationModel, in.CustomAttributes); err != nil {
		return conversationResult{}, err
	}
	o, err := c.UpdateConversation(ctx, in.ID, in.ConversationChange)
	changed := thread.Echo{Title: in.Title != "", Company: !in.CompanyID.IsZero(), Attributes: in.CustomAttributes}
	return conversationResult{Conversation: thread.Confirm(o, changed)}, err
}

type createConversationArgs struct {
	ContactID      intercomapi.ID    `json:"contact_id" jsonschema:"Who writes"`
	Body           string            `json:"body" jsonschema:"Plain text" rule:"minlen=1"`
	Subject        string            `json:"subject,omitempty" jsonschema:"Of an e-mail"`
	AttachmentURLs []string          `json:"attachment_urls,omitempty" jsonschema:"URLs of images" rule:"maxitems=10"`
	CreatedAt      *intercomapi.Time `json:"created_at,omitempty" jsonschema:"If not now" rule:"utc"`
	BrandID        intercomapi.ID    `json:"brand_id,omitempty" jsonschema:"Brand"`
}

// createConversation looks for the conversation where Intercom's answer was lost.
func createConversation(ctx context.Context, c registry.Caller, in createConversationArgs) (messageResult, error) {
	conversation := intercomapi.NewConversation{
		From: intercomapi.Starter{Type: "contact", ID: in.ContactID}, Body: in.Body, Subject: in.Subject,
		AttachmentURLs: in.AttachmentURLs, CreatedAt: in.CreatedAt, BrandID: in.BrandID,
	}
	start := c.Now()
	message, err := c.CreateConversation(ctx, conversation)
	if err == nil {
		return messageResult{Message: message}, nil
	}
	found, warning, err := registry.Reconcile(ctx, err, "the contact's conversations", func() (intercomapi.Object, intercomapi.ID, error) {
		return findConversation(ctx, c, conversation, start)
	})
	return messageResult{found, appendWarning(nil, warning)}, err
}

type convertArgs struct {
	conversationID
	intercomapi.Conversion
}

func convertConversation(ctx context.Context, c registry.Caller, in convertArgs) (ticketResult, error) {
	if err := c.FitTicketValues(ctx, "attributes", in.Attributes, lookup.TypeIs(in.TicketTypeID)); err != nil {
		return ticketResult{}, err
	}
	ticket, err := c.ConvertConversation(ctx, in.ID, in.Conversion)
	return ticketAfter(ticket, in.Attributes, c.ExplainMissing(ctx, in.TicketTypeID, in.Attributes, err))
}

type mergeArgs struct {
	ID   intercomapi.ID    `json:"id" jsonschema:"Conversation that goes away" rule:"of=conversation"`
	Into intercomapi.IntID `json:"into_id" jsonschema:"Conversation that stays" rule:"of=conversation"`
}

func mergeConversations(ctx context.Context, c registry.Caller, in mergeArgs) (conversationResult, error) {
	if string(in.ID) == string(in.Into) {
		return conversationResult{}, args.Errorf("into_id", "is the conversation itself")
	}
	return conversationAfter(c.MergeConversation(ctx, in.ID, in.Into))
}

type redactArgs struct {
	conversationID
	PartID   intercomapi.ID `json:"part_id,omitempty" jsonschema:"Part"`
	SourceID intercomapi.ID `json:"source_id,omitempty" jsonschema:"First message"`
}

func redactConversation(ctx context.Context, c registry.Caller, in redactArgs) (conversationResult, error) {
	if err := args.ExactlyOne(args.Choices{{"part_id", in.PartID != ""}, {"source_id", in.SourceID != ""}}); err != nil {
		return conversationResult{}, err
	}
	r := intercomapi.Redaction{Type: "conversation_part", ConversationID: in.ID, PartID: in.PartID, SourceID: in.SourceID}
	if in.SourceID != "" {
		r.Type = "source"
	}
	return conversationAfter(c.RedactConversation(ctx, r))
}

type deleteConversationArgs struct {
	conversationID
	RetainMetrics *bool `json:"retain_metrics,omitempty" jsonschema:"Keep it in reports (default)"`
}

func deleteConversation(ctx context.Context, c registry.Caller, in deleteConversationArgs) (deletedResult, error) {
	d, err := c.DeleteConversation(ctx, in.ID, in.RetainMetrics)
	return deletion(c, d), err
}

// conversationAfter returns the result of a write to a conversation that makes no
// part, which Intercom answered with o.
func conversationAfter(o intercomapi.Object, err error) (conversationResult, error) {
	return conversationResult{Conversation: thread.Confirm(o, thread.Echo{})}, err
}
