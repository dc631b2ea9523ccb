package intercomapi

import "context"

// ArchiveContact hides a contact from lists and searches.
//
// POST /contacts/{contact_id}/archive (Contacts: Archive contact)
func (c *Client) ArchiveContact(ctx context.Context, id ID) (Object, error) {
	return call[Object](ctx, c, post("/contacts/{contact_id}/archive").repeatable().withIDs(id))
}

// UnarchiveContact brings an archived contact back.
//
// POST /contacts/{contact_id}/unarchive (Contacts: Unarchive contact)
func (c *Client) UnarchiveContact(ctx context.Context, id ID) (Object, error) {
	return call[Object](ctx, c, post("/contacts/{contact_id}/unarchive").repeatable().withIDs(id))
}

// BlockContact blocks a contact, and archives their conversations.
//
// POST /contacts/{contact_id}/block (Contacts: Block contact)
func (c *Client) BlockContact(ctx context.Context, id ID) (Object, error) {
	return call[Object](ctx, c, post("/contacts/{contact_id}/block").repeatable().withIDs(id))
}

// Merge says which lead goes into which user.
type Merge struct {
	From                    ID   `json:"from" jsonschema:"Lead that goes away" rule:"of=contact"`
	Into                    ID   `json:"into" jsonschema:"User that stays" rule:"of=contact"`
	SkipDuplicateValidation bool `json:"skip_duplicate_validation,omitempty" jsonschema:"Merge though they share no e-mail or phone"`
}

// MergeContact merges a lead into a user, for good. Errors: 400 invalid_merge.
//
// POST /contacts/merge (Contacts: Merge a lead and a user)
func (c *Client) MergeContact(ctx context.Context, m Merge) (Object, error) {
	return call[Object](ctx, c, post("/contacts/merge").withBody(m))
}

// idBody names a thing to attach, by its id.
type idBody struct {
	ID ID `json:"id"`
}

// AttachCompany makes a contact belong to a company, named by Intercom's id,
// and returns the company. Errors: 404 company_not_found, 400
// contact_company_limit_exceeded.
//
// POST /contacts/{contact_id}/companies (Contacts: Attach a contact to a company)
func (c *Client) AttachCompany(ctx context.Context, contact, company ID) (Object, error) {
	return call[Object](ctx, c, post("/contacts/{contact_id}/companies").repeatable().withIDs(contact).withBody(idBody{company}))
}

// DetachCompany ends that a contact belongs to a company and returns the company.
//
// DELETE /contacts/{contact_id}/companies/{company_id} (Contacts: Detach a contact from a company)
func (c *Client) DetachCompany(ctx context.Context, contact, company ID) (Object, error) {
	return call[Object](ctx, c, del("/contacts/{contact_id}/companies/{company_id}").withIDs(contact, company))
}

// TagContact puts a tag on a contact and returns the tag.
//
// POST /contacts/{contact_id}/tags (Tags: Add tag to a contact)
func (c *Client) TagContact(ctx context.Context, contact, tag ID) (Object, error) {
	return call[Object](ctx, c, post("/contacts/{contact_id}/tags").repeatable().withIDs(contact).withBody(idBody{tag}))
}

// UntagContact takes a tag off a contact and returns the tag.
//
// DELETE /contacts/{contact_id}/tags/{tag_id} (Tags: Remove tag from a contact)
func (c *Client) UntagContact(ctx context.Context, contact, tag ID) (Object, error) {
	return call[Object](ctx, c, del("/contacts/{contact_id}/tags/{tag_id}").withIDs(contact, tag))
}

// Subscribe sets a contact's consent to a type of messages; consent is opt_in
// or opt_out, as the type wants it. It returns the subscription type.
//
// POST /contacts/{contact_id}/subscriptions (Subscription Types: Add subscription to a contact)
func (c *Client) Subscribe(ctx context.Context, contact, subscription ID, consent string) (Object, error) {
	body := struct {
		idBody
		ConsentType string `json:"consent_type"`
	}{idBody{subscription}, consent}
	return call[Object](ctx, c, post("/contacts/{contact_id}/subscriptions").repeatable().withIDs(contact).withBody(body))
}

// Unsubscribe removes what Subscribe set.
//
// DELETE /contacts/{contact_id}/subscriptions/{subscription_id} (Subscription Types: Remove subscription from a contact)
func (c *Client) Unsubscribe(ctx context.Context, contact, subscription ID) (Object, error) {
	return call[Object](ctx, c, del("/contacts/{contact_id}/subscriptions/{subscription_id}").withIDs(contact, subscription))
}
