package intercomapi

import "context"

// Contact fields, as POST and PUT /contacts take them.
type Contact struct {
	Role                   string           `json:"role,omitempty" jsonschema:"Left out: Intercom decides" rule:"enum=user|lead"`
	Email                  string           `json:"email,omitempty" jsonschema:"E-mail"`
	ExternalID             string           `json:"external_id,omitempty" jsonschema:"Your own id"`
	Phone                  Nullable[string] `json:"phone,omitzero" jsonschema:"Phone"`
	Name                   Nullable[string] `json:"name,omitzero" jsonschema:"Name"`
	Avatar                 Nullable[string] `json:"avatar,omitzero" jsonschema:"Image URL"`
	SignedUpAt             Nullable[Time]   `json:"signed_up_at,omitzero" jsonschema:"Sign-up" rule:"utc"`
	LastSeenAt             Nullable[Time]   `json:"last_seen_at,omitzero" jsonschema:"Last visit" rule:"utc"`
	OwnerID                Nullable[ID]     `json:"owner_id,omitzero" jsonschema:"Owning admin"`
	UnsubscribedFromEmails Nullable[bool]   `json:"unsubscribed_from_emails,omitzero" jsonschema:"Gets no e-mails"`
	CustomAttributes       Attributes       `json:"custom_attributes,omitempty" jsonschema:"Existing ones by name"`
}

// Listing asks for a page of a list by cursor.
type Listing struct {
	PerPage       int    `json:"per_page,omitempty"`
	StartingAfter string `json:"starting_after,omitempty"`
}

// CreateContact adds a contact. Times are Unix seconds. One of email,
// external_id and role is needed. Errors: 409 conflict where a contact of the
// same external_id or e-mail exists, 400 parameter_invalid.
//
// POST /contacts (Contacts: Create contact)
func (c *Client) CreateContact(ctx context.Context, in Contact) (Object, error) {
	return call[Object](ctx, c, post("/contacts").withBody(in))
}

// ContactView says what comes back with a contact.
type ContactView struct {
	IncludeMergeHistory bool `json:"include_merge_history,omitempty" jsonschema:"With those merged into it"`
}

// Contact fetches a contact. Errors: 404 not_found, 410 contact_merged, whose
// Error.MergedTo is the contact that took it in.
//
// GET /contacts/{contact_id} (Contacts: Get a contact)
func (c *Client) Contact(ctx context.Context, id ID, v ContactView) (Object, error) {
	return call[Object](ctx, c, get("/contacts/{contact_id}").withIDs(id).withQuery(v))
}

// ContactByExternalID fetches a user, not a lead, by the caller's own id.
// Errors as of Contact.
//
// GET /contacts/find_by_external_id/{external_id} (Contacts: Get a contact by External ID)
func (c *Client) ContactByExternalID(ctx context.Context, externalID string, v ContactView) (Object, error) {
	return call[Object](ctx, c, get("/contacts/find_by_external_id/{external_id}").withText(externalID).withQuery(v))
}

// UpdateContact changes the fields that in sets, and clears those that are
// null. Errors: 404, 409, 400 client_error for a user that should become a lead.
//
// PUT /contacts/{contact_id} (Contacts: Update a contact)
func (c *Client) UpdateContact(ctx context.Context, id ID, in Contact) (Object, error) {
	return call[Object](ctx, c, put("/contacts/{contact_id}").withIDs(id).withBody(in))
}

// Contacts lists contacts; archived ones are left out. Recorded answers ascend by created_at. Errors:
// 400 client_error for a cursor that is not Intercom's.
//
// GET /contacts (Contacts: List all contacts)
func (c *Client) Contacts(ctx context.Context, l Listing) (Page, error) {
	return call[Page](ctx, c, get("/contacts").withQuery(l))
}

// SearchContacts lists the contacts that a query finds.
//
// POST /contacts/search (Contacts: Search contacts)
func (c *Client) SearchContacts(ctx context.Context, s Search) (Page, error) {
	return call[Page](ctx, c, post("/contacts/search").repeatable().withBody(s))
}

// DeleteContact removes a contact for good. Errors: 404.
//
// DELETE /contacts/{contact_id} (Contacts: Delete a contact)
func (c *Client) DeleteContact(ctx context.Context, id ID) (Deleted, error) {
	return call[Deleted](ctx, c, del("/contacts/{contact_id}").withIDs(id))
}
