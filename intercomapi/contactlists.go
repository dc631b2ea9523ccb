package intercomapi

import "context"

// Numbered asks for a page of a list by number.
type Numbered struct {
	Page    int `json:"page,omitempty"`
	PerPage int `json:"per_page,omitempty"`
}

// ContactCompanies lists the companies of a contact.
//
// GET /contacts/{contact_id}/companies (Contacts: List attached companies for contact)
func (c *Client) ContactCompanies(ctx context.Context, id ID, n Numbered) (Page, error) {
	return call[Page](ctx, c, get("/contacts/{contact_id}/companies").withIDs(id).withQuery(n))
}

// ContactSegments lists the segments that a contact is in.
//
// GET /contacts/{contact_id}/segments (Contacts: List attached segments for contact)
func (c *Client) ContactSegments(ctx context.Context, id ID) (Page, error) {
	return call[Page](ctx, c, get("/contacts/{contact_id}/segments").withIDs(id))
}

// ContactSubscriptions lists the subscription types that a contact opted in or out of.
//
// GET /contacts/{contact_id}/subscriptions (Contacts: List subscriptions for a contact)
func (c *Client) ContactSubscriptions(ctx context.Context, id ID) (Page, error) {
	return call[Page](ctx, c, get("/contacts/{contact_id}/subscriptions").withIDs(id))
}

// ContactTags lists a contact's tags.
//
// GET /contacts/{contact_id}/tags (Contacts: List tags attached to a contact)
func (c *Client) ContactTags(ctx context.Context, id ID) (Page, error) {
	return call[Page](ctx, c, get("/contacts/{contact_id}/tags").withIDs(id))
}

// ContactMergeHistory lists the contacts that were merged into one, newest
// first. Its cursor is called next_cursor and comes back as Next.StartingAfter.
//
// GET /contacts/{id}/merge_history (Contacts: List the merge history of a contact)
func (c *Client) ContactMergeHistory(ctx context.Context, id ID, l Listing) (Page, error) {
	query := struct {
		PerPage int    `json:"per_page,omitempty"`
		Cursor  string `json:"cursor,omitempty"`
	}{l.PerPage, l.StartingAfter}
	return call[Page](ctx, c, get("/contacts/{id}/merge_history").withIDs(id).withQuery(query))
}

// ContactNotes lists the notes on a contact.
//
// GET /contacts/{contact_id}/notes (Notes: List all notes)
func (c *Client) ContactNotes(ctx context.Context, id ID, n Numbered) (Page, error) {
	return call[Page](ctx, c, get("/contacts/{contact_id}/notes").withIDs(id).withQuery(n))
}

// CompanyNotes lists the notes on a company.
//
// GET /companies/{company_id}/notes (Notes: List all company notes)
func (c *Client) CompanyNotes(ctx context.Context, id ID, n Numbered) (Page, error) {
	return call[Page](ctx, c, get("/companies/{company_id}/notes").withIDs(id).withQuery(n))
}

// NewNote is a note on a contact or a company.
type NewNote struct {
	Body    string `json:"body"`
	AdminID ID     `json:"admin_id,omitempty"`
}

// CreateContactNote adds a note to a contact, for admins only.
//
// POST /contacts/{contact_id}/notes (Notes: Create a note)
func (c *Client) CreateContactNote(ctx context.Context, id ID, n NewNote) (Object, error) {
	return call[Object](ctx, c, post("/contacts/{contact_id}/notes").withIDs(id).withBody(n))
}

// CreateCompanyNote adds a note to a company, for admins only.
//
// POST /companies/{company_id}/notes (Notes: Create a company note)
func (c *Client) CreateCompanyNote(ctx context.Context, id ID, n NewNote) (Object, error) {
	return call[Object](ctx, c, post("/companies/{company_id}/notes").withIDs(id).withBody(n))
}

// Note fetches a note.
//
// GET /notes/{note_id} (Notes: Retrieve a note)
func (c *Client) Note(ctx context.Context, id ID) (Object, error) {
	return call[Object](ctx, c, get("/notes/{note_id}").withIDs(id))
}
