package intercomapi

import "context"

// FinMessage is what was said to Fin or before it came in. Timestamp is RFC
// 3339: within five minutes Intercom takes the same one for a repeat.
type FinMessage struct {
	Author    string `json:"author"` // user, agent or fin
	Body      string `json:"body"`
	Timestamp string `json:"timestamp"`
}

// FinUser is who talks to Fin.
type FinUser struct {
	ID         string         `json:"id" jsonschema:"Your own id of the user" rule:"minlen=1"`
	Name       string         `json:"name,omitempty" jsonschema:"Name"`
	Email      string         `json:"email,omitempty" jsonschema:"E-mail"`
	Attributes map[string]any `json:"attributes,omitempty" jsonschema:"Up to 10"`
}

// FinAttachment is a public address, or a file.
type FinAttachment struct {
	Type        string `json:"type" jsonschema:"Kind" rule:"enum=url|file"`
	URL         string `json:"url,omitempty" jsonschema:"Public URL, of a url"`
	Name        string `json:"name,omitempty" jsonschema:"Name, of a file"`
	ContentType string `json:"content_type,omitempty" jsonschema:"MIME type, of a file"`
	Data        string `json:"data,omitempty" jsonschema:"Base64, of a file"`
}

// FinTurn is a user's message to Fin, in a conversation of the caller's own id.
type FinTurn struct {
	ConversationID string          `json:"conversation_id"`
	Message        FinMessage      `json:"message"`
	User           FinUser         `json:"user"`
	Attachments    []FinAttachment `json:"attachments,omitempty"`
}

// FinStart is the first turn, with what Fin should know of the conversation.
type FinStart struct {
	FinTurn
	Metadata *FinMetadata `json:"conversation_metadata,omitempty"`
}

// FinMetadata is what came before Fin: at most 10 messages and 10 attributes.
type FinMetadata struct {
	History    []FinMessage   `json:"history,omitempty"`
	Attributes map[string]any `json:"attributes,omitempty"`
}

// FinRating is how a user rates a conversation with Fin.
type FinRating struct {
	ConversationID string `json:"conversation_id" jsonschema:"Your own id of the conversation" rule:"minlen=1 main"`
	Rating         string `json:"rating" jsonschema:"Rating" rule:"enum=terrible|bad|ok|good|amazing"`
	Remark         string `json:"remark,omitempty" jsonschema:"User's comment: locks the rating"`
}

// StartFin hands a conversation to Fin, which answers by webhook. A repeat with
// another timestamp starts twice. Errors: 400 parameter_invalid.
//
// POST /fin/start (Fin Agent: Start a conversation with Fin)
func (c *Client) StartFin(ctx context.Context, in FinStart) (Object, error) {
	return call[Object](ctx, c, post("/fin/start").withBody(in))
}

// ReplyToFin passes on what a user answered while Fin's status is
// awaiting_user_reply. Errors: 400 parameter_invalid.
//
// POST /fin/reply (Fin Agent: Reply to Fin)
func (c *Client) ReplyToFin(ctx context.Context, in FinTurn) (Object, error) {
	return call[Object](ctx, c, post("/fin/reply").withBody(in))
}

// RateFin records a rating that Fin asked for; the same one again changes
// nothing. Errors: 422 where none was asked for, too late, or after a remark.
//
// POST /fin/csat (Fin Agent: Submit a CSAT rating)
func (c *Client) RateFin(ctx context.Context, in FinRating) (Object, error) {
	return call[Object](ctx, c, post("/fin/csat").repeatable().withBody(in))
}
