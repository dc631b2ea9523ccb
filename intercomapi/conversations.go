package intercomapi

import "context"

// ConversationView says how a conversation's text comes back.
type ConversationView struct {
	DisplayAs           string `json:"display_as,omitempty" jsonschema:"plaintext: bodies without HTML" rule:"enum=plaintext"`
	IncludeTranslations bool   `json:"include_translations,omitempty" jsonschema:"Add translations of the parts"`
}

// Reply is an admin's reply or note, to a conversation or a ticket.
type Reply struct {
	MessageType       string   `json:"message_type"` // comment or note
	Type              string   `json:"type"`         // always admin
	AdminID           ID       `json:"admin_id"`
	Body              string   `json:"body,omitempty"`
	CreatedAt         *Time    `json:"created_at,omitempty"`
	AttachmentURLs    []string `json:"attachment_urls,omitempty"`  // at most 10
	AttachmentFiles   []File   `json:"attachment_files,omitempty"` // at most 10; a ticket takes these or URLs
	SkipNotifications bool     `json:"skip_notifications,omitempty"`
	CrossPost         bool     `json:"cross_post,omitempty"` // of a note on a back-office ticket: to its linked conversations too
}

// File is a file to attach.
type File struct {
	ContentType string `json:"content_type" jsonschema:"MIME type"`
	Name        string `json:"name" jsonschema:"Name"`
	Data        string `json:"data" jsonschema:"Base64"`
}

// Conversation fetches a conversation with the newest 500 of its parts. Errors:
// 404 not_found, 403 api_plan_restricted.
//
// GET /conversations/{conversation_id} (Conversations: Retrieve a conversation)
func (c *Client) Conversation(ctx context.Context, id ID, v ConversationView) (Object, error) {
	return call[Object](ctx, c, get("/conversations/{conversation_id}").withIDs(id).withQuery(v))
}

// Conversations lists conversations, latest activity first. It takes no order:
// SearchConversations does.
//
// GET /conversations (Conversations: List all conversations)
func (c *Client) Conversations(ctx context.Context, l Listing) (Page, error) {
	return call[Page](ctx, c, get("/conversations").withQuery(l))
}

// SearchConversations lists the conversations that a query finds.
//
// POST /conversations/search (Conversations: Search conversations)
func (c *Client) SearchConversations(ctx context.Context, s Search) (Page, error) {
	return call[Page](ctx, c, post("/conversations/search").repeatable().withBody(s))
}

// ReplyConversation adds a reply, which the customer gets, or a note, which
// only admins see. Errors: 404, 403 api_plan_restricted.
//
// POST /conversations/{conversation_id}/reply (Conversations: Reply to a conversation)
func (c *Client) ReplyConversation(ctx context.Context, id ID, in Reply) (Object, error) {
	return call[Object](ctx, c, post("/conversations/{conversation_id}/reply").withIDs(id).withBody(in))
}
