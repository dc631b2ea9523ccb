package tools

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/args"
	"intercom-mcp/tools/jsontree"
	"intercom-mcp/tools/lookup"
	"intercom-mcp/tools/registry"
	"intercom-mcp/tools/result"
)

// How much is shown of what belongs to a customer.
const (
	customerRecent    = 5 // conversations, and as many tickets
	customerCompanies = 10
	customerNotes     = 5
	noteLength        = 600 // characters of a note
)

// customerArgs are the ways to name a customer, of which a call gives one.
type customerArgs struct {
	ID         intercomapi.ID `json:"id,omitempty" jsonschema:"Contact id, or" rule:"of=contact"`
	Email      string         `json:"email,omitempty" jsonschema:"E-mail, or" rule:"minlen=1"`
	ExternalID string         `json:"external_id,omitempty" jsonschema:"your own id" rule:"minlen=1"`
}

// customerResult is a customer with what belongs to them. A part that is absent
// could not be fetched; one that is empty has nothing in it.
type customerResult struct {
	Contact       intercomapi.Object `json:"contact,omitempty"`
	Companies     result.Objects     `json:"companies,omitzero"`
	Tags          []string           `json:"tags,omitzero"`
	Notes         []customerNote     `json:"notes,omitzero" jsonschema:"Newest first"`
	Conversations *newestItems       `json:"conversations,omitempty"`
	Tickets       *newestItems       `json:"tickets,omitempty"`
	Warnings      []string           `json:"warnings,omitempty"`
}

type customerNote struct {
	ID        intercomapi.ID `json:"id"`
	CreatedAt string         `json:"created_at,omitempty"`
	Author    string         `json:"author,omitempty"`
	Text      string         `json:"text"`
}

// newestItems are the newest of what there is, and how much there is; no total
// where Intercom gives none.
type newestItems struct {
	Total  *int           `json:"total,omitempty"`
	Newest result.Objects `json:"newest"`
}

// getCustomer fetches the parts at the same time. That the contact does not exist
// is an error, any other part that fails a warning.
func getCustomer(ctx context.Context, c registry.Caller, in customerArgs) (customerResult, error) {
	if err := args.ExactlyOne(args.Choices{{"id", in.ID != ""}, {"email", in.Email != ""}, {"external_id", in.ExternalID != ""}}); err != nil {
		return customerResult{}, err
	}
	var out customerResult
	found, othersWarning, err := findCustomer(ctx, c, in)
	if err != nil {
		return out, err
	}
	id := in.ID
	if found != nil {
		id = found.ID()
	}
	names := c.DisplayNames(ctx)
	s := newSections()
	contact := s.add("contact", func() (err error) {
		if found == nil {
			found, err = c.Contact(ctx, id, intercomapi.ContactView{})
		}
		if err == nil {
			out.Contact = c.View.Summaries(result.Contact{}, []intercomapi.Object{found}, names, customerFields...)[0]
		}
		return err
	})
	addCustomerSections(ctx, c, s, id, names, &out)
	out.Warnings, err = s.wait(ctx)
	if intercomapi.IsNotFound(contact.err) {
		err = contact.err // the empty lists belong to nobody
	}
	if othersWarning != "" {
		out.Warnings = append(out.Warnings, othersWarning)
	}
	return out, err
}

// customerFields are the fields that are shown of a customer besides those of a
// contact in a list.
var customerFields = []string{
	"signed_up_at", "last_replied_at", "last_contacted_at", "language_override", "unsubscribed_from_emails",
	"has_hard_bounced", "marked_email_as_spam", "custom_attributes",
}

// findCustomer returns the contact that a call names by its e-mail or external id,
// nil where it gives the id. othersWarning names other contacts of the same e-mail.
func findCustomer(ctx context.Context, c registry.Caller, in customerArgs) (contact intercomapi.Object, othersWarning string, err error) {
	switch {
	case in.ID != "":
		return nil, "", nil
	case in.ExternalID != "":
		contact, err = c.ContactByExternalID(ctx, in.ExternalID, intercomapi.ContactView{})
		return contact, "", err
	}
	page, err := c.SearchContacts(ctx, newestFirst(customerRecent, "last_seen_at", intercomapi.Where("email", "=", args.TrimPasted(in.Email))))
	if err != nil {
		return nil, "", err
	}
	if len(page.Items) == 0 {
		return nil, "", args.Errorf("email", "%q is no contact's: try search_contacts with another spelling or a name "+
			"(archived contacts are not found, new ones after some minutes)", in.Email)
	}
	contact = page.Items[0]
	if others := lookup.Entries("contact", page.Items[1:]); len(others) > 0 {
		total := len(page.Items)
		if page.Total != nil {
			total = max(total, *page.Total)
		}
		othersWarning = fmt.Sprintf("%d contacts have this e-mail; this is the one seen last. Others: %s", total, lookup.Describe(others))
	}
	return contact, othersWarning, nil
}

// addCustomerSections starts to fetch what belongs to a contact, into out.
func addCustomerSections(ctx context.Context, c registry.Caller, s *sections, id intercomapi.ID, names lookup.DisplayNames, out *customerResult) {
	s.add("companies", func() error {
		page, err := c.ContactCompanies(ctx, id, intercomapi.Numbered{PerPage: customerCompanies})
		if err == nil {
			out.Companies = c.View.Summaries(result.Company{}, page.Items, names, "custom_attributes")
		}
		return err
	})
	s.add("tags", func() error {
		page, err := c.ContactTags(ctx, id)
		if err == nil {
			out.Tags = []string{}
		}
		for _, tag := range lookup.Entries("tag", page.Items) {
			out.Tags = append(out.Tags, tag.Name)
		}
		return err
	})
	s.add("notes", func() error {
		page, err := c.ContactNotes(ctx, id, intercomapi.Numbered{PerPage: 50})
		if err == nil {
			out.Notes = newestNotes(c, page.Items)
		}
		return err
	})
	ofContact := intercomapi.Where("contact_ids", "=", id)
	s.add("conversations", func() error {
		page, err := c.SearchConversations(ctx, newestFirst(customerRecent, "updated_at", ofContact))
		if err == nil {
			newest := c.View.Summaries(result.Conversation{}, page.Items, names)
			out.Conversations = &newestItems{page.Total, newest}
		}
		return err
	})
	s.add("tickets", func() error {
		page, err := c.SearchTickets(ctx, newestFirst(customerRecent, "updated_at", ofContact))
		if err == nil {
			out.Tickets = &newestItems{page.Total, c.View.Summaries(result.Ticket{}, page.Items, names)}
		}
		return err
	})
}

// newestNotes returns the newest of some notes, shortened. One that can't be read is
// left out.
func newestNotes(c registry.Caller, items []intercomapi.Object) []customerNote {
	type note struct {
		ID     intercomapi.ID
		At     intercomapi.Time `json:"created_at"`
		Author struct{ Name string }
		Body   string
	}
	var notes []note
	for _, item := range items {
		var n note
		if item.Decode(&n) == nil {
			notes = append(notes, n)
		}
	}
	slices.SortStableFunc(notes, func(a, b note) int { return cmp.Compare(b.At, a.At) })
	out := []customerNote{}
	for _, n := range notes[:min(len(notes), customerNotes)] {
		out = append(out, customerNote{n.ID, jsontree.RFC3339(int64(n.At)), n.Author.Name, c.View.Excerpt(n.Body, noteLength)})
	}
	return out
}
