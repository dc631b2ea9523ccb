package tools

import (
	"context"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/registry"
)

// The tools that put a tag on a contact, on content, on a conversation or on a
// ticket, or take it off.

type contactTagArgs struct {
	ContactID intercomapi.ID `json:"contact_id" jsonschema:"Contact" rule:"main"`
	TagID     intercomapi.ID `json:"tag_id" jsonschema:"Tag"`
}

// makesTag is the argument of what puts a tag on: the tag is made before, where tag_id
// is a name that no tag has.
type makesTag struct {
	Create bool `json:"create,omitempty" jsonschema:"Make the tag if there is none"`
}

type tagContactArgs struct {
	contactTagArgs
	makesTag
}

func tagContact(ctx context.Context, c registry.Caller, in tagContactArgs) (tagResult, error) {
	tag, err := c.TagContact(ctx, in.ContactID, in.TagID)
	return tagResult{tag}, err
}

func untagContact(ctx context.Context, c registry.Caller, in contactTagArgs) (tagResult, error) {
	tag, err := c.UntagContact(ctx, in.ContactID, in.TagID)
	return tagResult{tag}, err
}

type contentTagArgs struct {
	Type  string         `json:"type" jsonschema:"Kind" rule:"enum=article|internal_article|content_snippet"`
	ID    intercomapi.ID `json:"id" jsonschema:"Id" rule:"of=article"`
	TagID intercomapi.ID `json:"tag_id" jsonschema:"Tag"`
}

type tagContentArgs struct {
	contentTagArgs
	AdminID intercomapi.ID `json:"admin_id,omitempty" jsonschema:"Who tags, if not you"`
	makesTag
}

func tagContent(ctx context.Context, c registry.Caller, in tagContentArgs) (tagResult, error) {
	attach := c.TagArticle
	switch in.Type {
	case "internal_article":
		attach = c.TagInternalArticle
	case "content_snippet":
		attach = c.TagContentSnippet
	}
	tag, err := attach(ctx, in.ID, in.TagID, in.AdminID)
	return tagResult{tag}, err
}

func untagContent(ctx context.Context, c registry.Caller, in contentTagArgs) (tagResult, error) {
	detach := c.UntagArticle
	switch in.Type {
	case "internal_article":
		detach = c.UntagInternalArticle
	case "content_snippet":
		detach = c.UntagContentSnippet
	}
	tag, err := detach(ctx, in.ID, in.TagID)
	return tagResult{tag}, err
}

type conversationTagArgs struct {
	conversationTargets
	TagID   intercomapi.ID `json:"tag_id" jsonschema:"Tag"`
	AdminID intercomapi.ID `json:"admin_id,omitempty" jsonschema:"Acting admin"`
}

type tagConversationArgs struct {
	conversationTagArgs
	makesTag
}

// conversationTagResult is the tag that was put on a conversation or taken off, or
// what came of each of many.
type conversationTagResult struct {
	Tag      intercomapi.Object `json:"tag,omitempty"`
	Warnings []string           `json:"warnings,omitempty"`
	registry.Outcomes
}

func tagConversation(ctx context.Context, c registry.Caller, in tagConversationArgs) (conversationTagResult, error) {
	return tagConversations(ctx, c, in.conversationTagArgs, c.TagConversation)
}

func untagConversation(ctx context.Context, c registry.Caller, in conversationTagArgs) (conversationTagResult, error) {
	return tagConversations(ctx, c, in, c.UntagConversation)
}

func tagConversations(ctx context.Context, c registry.Caller, in conversationTagArgs, operation tagOperation) (conversationTagResult, error) {
	admin, err := c.Author(ctx, in.AdminID)
	if err != nil {
		return conversationTagResult{}, err
	}
	acted, outcomes, err := registry.Each(ctx, c, in.Targets, func(ctx context.Context, id intercomapi.ID) (registry.Acted, error) {
		tag, err := operation(ctx, id, in.TagID, admin)
		return registry.Acted{Object: tag}, err
	})
	return conversationTagResult{acted.Object, acted.Warnings, outcomes}, err
}

type ticketTagArgs struct {
	TicketID intercomapi.ID `json:"ticket_id" jsonschema:"Ticket" rule:"main"`
	TagID    intercomapi.ID `json:"tag_id" jsonschema:"Tag"`
	AdminID  intercomapi.ID `json:"admin_id,omitempty" jsonschema:"Acting admin"`
}

type tagTicketArgs struct {
	ticketTagArgs
	makesTag
}

func tagTicket(ctx context.Context, c registry.Caller, in tagTicketArgs) (tagResult, error) {
	return tagAs(ctx, c, in.TicketID, in.TagID, in.AdminID, c.TagTicket)
}

func untagTicket(ctx context.Context, c registry.Caller, in ticketTagArgs) (tagResult, error) {
	return tagAs(ctx, c, in.TicketID, in.TagID, in.AdminID, c.UntagTicket)
}

// A tagOperation puts a tag on something, or takes it off, as an admin.
type tagOperation func(ctx context.Context, id, tag, admin intercomapi.ID) (intercomapi.Object, error)

// tagAs runs an operation as an admin, the caller's own where admin is "".
func tagAs(ctx context.Context, c registry.Caller, id, tag, admin intercomapi.ID, operation tagOperation) (tagResult, error) {
	admin, err := c.Author(ctx, admin)
	if err != nil {
		return tagResult{}, err
	}
	out, err := operation(ctx, id, tag, admin)
	return tagResult{out}, err
}
