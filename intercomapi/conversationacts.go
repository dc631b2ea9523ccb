package intercomapi

import "context"

// Act is what an admin does to a conversation. Each kind takes its own fields.
type Act struct {
	MessageType  string `json:"message_type"`   // close, open, snoozed or assignment
	Type         string `json:"type,omitempty"` // of close: admin; of assignment: the assignee's, admin or team
	AdminID      ID     `json:"admin_id"`       // who does it
	SnoozedUntil *Time  `json:"snoozed_until,omitempty"`
	AssigneeID   ID     `json:"assignee_id,omitempty"` // "0": nobody
}

// ManageConversation closes, opens, snoozes or assigns a conversation, and
// returns it. Errors: 404, 403 api_plan_restricted.
//
// POST /conversations/{conversation_id}/parts (Conversations: Manage a conversation)
func (c *Client) ManageConversation(ctx context.Context, id ID, a Act) (Object, error) {
	return call[Object](ctx, c, post("/conversations/{conversation_id}/parts").withIDs(id).withBody(a))
}

// NewConversation is one that a contact starts.
type NewConversation struct {
	From           Starter  `json:"from"`
	Body           string   `json:"body"`
	Subject        string   `json:"subject,omitempty"`
	AttachmentURLs []string `json:"attachment_urls,omitempty"` // at most 10
	CreatedAt      *Time    `json:"created_at,omitempty"`
	BrandID        ID       `json:"brand_id,omitempty"`
}

// Starter is the contact who starts a conversation.
type Starter struct {
	Type string `json:"type"` // user, lead or contact
	ID   ID     `json:"id"`
}

// CreateConversation starts a conversation as a contact and returns its first
// message, with conversation_id. Errors: 404.
//
// POST /conversations (Conversations: Creates a conversation)
func (c *Client) CreateConversation(ctx context.Context, n NewConversation) (Object, error) {
	return call[Object](ctx, c, post("/conversations").withBody(n))
}

// ConversationChange is what PUT /conversations takes.
type ConversationChange struct {
	Read             *bool        `json:"read,omitempty" jsonschema:"Mark as read"`
	CustomAttributes Attributes   `json:"custom_attributes,omitempty" jsonschema:"By name"`
	Title            string       `json:"title,omitempty" jsonschema:"Title" rule:"minlen=1"`
	CompanyID        Nullable[ID] `json:"company_id,omitzero" jsonschema:"Company it is about"`
}

// UpdateConversation changes the fields that in sets.
//
// PUT /conversations/{conversation_id} (Conversations: Update a conversation)
func (c *Client) UpdateConversation(ctx context.Context, id ID, in ConversationChange) (Object, error) {
	return call[Object](ctx, c, put("/conversations/{conversation_id}").withIDs(id).withBody(in))
}

// DeleteConversation removes a conversation for good; retainMetrics keeps it in
// reports (Intercom's default, where nil leaves it). Errors: 403 without the
// scope delete_conversations_and_metrics for false.
//
// DELETE /conversations/{conversation_id} (Conversations: Delete a conversation)
func (c *Client) DeleteConversation(ctx context.Context, id ID, retainMetrics *bool) (Deleted, error) {
	query := struct {
		RetainMetrics *bool `json:"retain_metrics,omitempty"`
	}{retainMetrics}
	return call[Deleted](ctx, c, del("/conversations/{conversation_id}").withIDs(id).withQuery(query))
}

// MergeConversation merges a conversation into another one, for good, and
// returns that one. Errors: 400, 422 merge_failed.
//
// POST /conversations/{id}/merge (Conversations: Merge a conversation)
func (c *Client) MergeConversation(ctx context.Context, id ID, into IntID) (Object, error) {
	body := struct {
		Into IntID `json:"merge_into_conversation_id"`
	}{into}
	return call[Object](ctx, c, post("/conversations/{id}/merge").withIDs(id).withBody(body))
}

// Redaction names what to blank: a part, or the message that began the conversation.
type Redaction struct {
	Type           string `json:"type"` // conversation_part or source
	ConversationID ID     `json:"conversation_id"`
	PartID         ID     `json:"conversation_part_id,omitempty"`
	SourceID       ID     `json:"source_id,omitempty"`
}

// RedactConversation blanks a part for good and returns the conversation.
//
// POST /conversations/redact (Conversations: Redact a conversation part)
func (c *Client) RedactConversation(ctx context.Context, r Redaction) (Object, error) {
	return call[Object](ctx, c, post("/conversations/redact").withBody(r))
}

// Conversion is the ticket that a conversation becomes.
type Conversion struct {
	TicketTypeID  ID         `json:"ticket_type_id" jsonschema:"Type"`
	TicketStateID ID         `json:"ticket_state_id,omitempty" jsonschema:"State of that type"`
	Attributes    Attributes `json:"attributes,omitempty" jsonschema:"By name"`
}

// ConvertConversation turns a conversation into a ticket and returns that.
//
// POST /conversations/{conversation_id}/convert (Conversations: Convert a conversation to a ticket)
func (c *Client) ConvertConversation(ctx context.Context, id ID, in Conversion) (Object, error) {
	return call[Object](ctx, c, post("/conversations/{conversation_id}/convert").withIDs(id).withBody(in))
}

// Participant names a contact by one of three.
type Participant struct {
	IntercomUserID ID     `json:"intercom_user_id,omitempty"`
	UserID         string `json:"user_id,omitempty"` // the caller's own id
	Email          string `json:"email,omitempty"`
}

// AddParticipant makes a contact take part in a conversation and returns it.
//
// POST /conversations/{conversation_id}/customers (Conversations: Attach a contact to a conversation)
func (c *Client) AddParticipant(ctx context.Context, id, admin ID, p Participant) (Object, error) {
	body := struct {
		AdminID  ID          `json:"admin_id"`
		Customer Participant `json:"customer"`
	}{admin, p}
	return call[Object](ctx, c, post("/conversations/{conversation_id}/customers").withIDs(id).withBody(body))
}

// RemoveParticipant ends that a contact takes part. Errors: 422 for the last one.
//
// DELETE /conversations/{conversation_id}/customers/{contact_id} (Conversations: Detach a contact from a group conversation)
func (c *Client) RemoveParticipant(ctx context.Context, id, contact, admin ID) (Object, error) {
	return call[Object](ctx, c, del("/conversations/{conversation_id}/customers/{contact_id}").withIDs(id, contact).withBody(byAdmin{admin}))
}

// byAdmin is the body that says who does it.
type byAdmin struct {
	AdminID ID `json:"admin_id"`
}

// tagging is the body that puts a tag on.
type tagging struct {
	ID      ID `json:"id"`
	AdminID ID `json:"admin_id"`
}

// TagConversation puts a tag on a conversation and returns the tag.
//
// POST /conversations/{conversation_id}/tags (Tags: Add tag to a conversation)
func (c *Client) TagConversation(ctx context.Context, id, tag, admin ID) (Object, error) {
	return call[Object](ctx, c, post("/conversations/{conversation_id}/tags").repeatable().withIDs(id).withBody(tagging{tag, admin}))
}

// UntagConversation takes a tag off a conversation and returns the tag.
//
// DELETE /conversations/{conversation_id}/tags/{tag_id} (Tags: Remove tag from a conversation)
func (c *Client) UntagConversation(ctx context.Context, id, tag, admin ID) (Object, error) {
	return call[Object](ctx, c, del("/conversations/{conversation_id}/tags/{tag_id}").withIDs(id, tag).withBody(byAdmin{admin}))
}

// DeletedListing asks for a page of deleted conversations.
type DeletedListing struct {
	Page    int    `json:"page,omitempty"`
	PerPage int    `json:"per_page,omitempty"` // at most 60
	Order   string `json:"order,omitempty"`    // asc or desc
}

// DeletedConversations lists the ids of deleted conversations.
//
// GET /conversations/deleted (Conversations: List deleted conversation IDs)
func (c *Client) DeletedConversations(ctx context.Context, l DeletedListing) (Page, error) {
	return call[Page](ctx, c, get("/conversations/deleted").withQuery(l))
}

// HandlingEvents lists when a teammate paused and resumed work on a conversation.
//
// GET /conversations/{id}/handling_events (Conversations: List handling events)
func (c *Client) HandlingEvents(ctx context.Context, id ID) (Page, error) {
	return call[Page](ctx, c, get("/conversations/{id}/handling_events").withIDs(id))
}

// SideConversations lists a conversation's side conversations, at most 50 a page.
//
// GET /conversations/{id}/side_conversations (Conversations: List side conversations)
func (c *Client) SideConversations(ctx context.Context, id ID, n Numbered) (Page, error) {
	return call[Page](ctx, c, get("/conversations/{id}/side_conversations").withIDs(id).withQuery(n))
}
