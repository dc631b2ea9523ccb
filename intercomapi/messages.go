package intercomapi

import "context"

// MessageInApp is the message_type of a message in the Messenger. Intercom's
// reference says in_app, its examples and SDKs say inapp: unverified, so it
// stands here alone.
const MessageInApp = "inapp"

// Message is one that an admin starts, as POST /messages takes it.
type Message struct {
	MessageType string      `json:"message_type"` // MessageInApp or email
	Template    string      `json:"template,omitempty"`
	Subject     string      `json:"subject,omitempty"`
	Body        string      `json:"body"`
	From        Sender      `json:"from"`
	To          Recipient   `json:"to"`
	CC          []Recipient `json:"cc,omitempty"` // of an e-mail
	BCC         []Recipient `json:"bcc,omitempty"`
	CreatedAt   *Time       `json:"created_at,omitempty"`
	Opens       bool        `json:"create_conversation_without_contact_reply,omitempty"` // opens a conversation at once
}

// Sender is the admin who writes.
type Sender struct {
	Type string `json:"type"` // admin
	ID   IntID  `json:"id"`
}

// Recipient is the contact who gets it.
type Recipient struct {
	Type string `json:"type"` // user or lead
	ID   ID     `json:"id"`
}

// CreateMessage sends a message. Its conversation_id is absent until the
// contact replies, unless Opens. Errors: 400 parameter_invalid without a body, 422
// parameter_not_found for an e-mail without a subject, 404 for a contact that
// is too new, 403 api_plan_restricted.
//
// POST /messages (Messages: Create a message)
func (c *Client) CreateMessage(ctx context.Context, in Message) (Object, error) {
	return call[Object](ctx, c, post("/messages").withBody(in))
}
