package lookup

import (
	"context"
	"net/http"
	"strings"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/args"
)

// ContactID returns the id of the one contact that has an e-mail, or of the user
// that has an external id, which is given with args.ExternalIDPrefix.
func (r Resolver) ContactID(ctx context.Context, s string) (intercomapi.ID, error) {
	if own, ok := strings.CutPrefix(s, args.ExternalIDPrefix); ok {
		if strings.Trim(own, ".") == "" {
			return "", newNameError(s, "holds no external_id")
		}
		contact, err := r.ContactByExternalID(ctx, own, intercomapi.ContactView{})
		if intercomapi.StatusOf(err) == http.StatusNotFound {
			return "", newNameError(s, "is no user's external_id")
		}
		return contact.ID(), err
	}
	found, err := r.contactsByEmail(ctx, s)
	if err != nil {
		return "", err
	}
	one, err := only(s, found)
	return one.ID, err
}

// FindContacts returns the contacts that s stands for: an id, an address, an e-mail,
// an external id or a name. A user and a lead may share an e-mail, and both are
// then meant. named reports whether s was taken for a name, of one contact alone.
func (r Resolver) FindContacts(ctx context.Context, s string) (found []Entry, named bool, err error) {
	switch {
	case args.IsAddress(s):
		id, err := idInAddress(s, "contact")
		return contactWithID(id), false, err
	case len(s) == 24 && args.IsHexID(s):
		return contactWithID(intercomapi.ID(s)), false, nil
	case strings.HasPrefix(s, args.ExternalIDPrefix):
		id, err := r.ContactID(ctx, s)
		return contactWithID(id), false, err
	case strings.Contains(s, "@"):
		found, err = r.contactsByEmail(ctx, s)
		return found, false, err
	}
	found, err = r.searchContacts(ctx, intercomapi.Any(intercomapi.Where("external_id", "=", s), intercomapi.WhereName("name", "~", s)))
	if err != nil {
		return nil, false, err
	}
	meant := match(found, s)
	if len(meant) == 0 {
		return nil, false, newNameError(s, "is no contact's id, e-mail, external_id or name. There are: %s", Describe(found))
	}
	one, err := only(s, meant)
	return []Entry{one}, true, err
}

// contactWithID returns a contact of which no more than the id is known.
func contactWithID(id intercomapi.ID) []Entry { return []Entry{{Kind: "contact", ID: id}} }

// contactsByEmail returns the contacts that have an e-mail, at least one.
func (r Resolver) contactsByEmail(ctx context.Context, email string) ([]Entry, error) {
	found, err := r.searchContacts(ctx, intercomapi.Where("email", "=", email))
	if err == nil && len(found) == 0 {
		err = newNameError(email, "is no contact's e-mail (archived contacts are not found, new ones after some minutes)")
	}
	return found, err
}

// searchContacts returns the contacts that a query finds, as many as an error names.
func (r Resolver) searchContacts(ctx context.Context, q intercomapi.Query) ([]Entry, error) {
	page, err := r.SearchContacts(ctx, intercomapi.Search{Query: q, Pagination: &intercomapi.Listing{PerPage: maxCandidates}})
	if err != nil {
		return nil, err
	}
	return Entries("contact", page.Items), nil
}

// idInAddress returns the id in a pasted address, which must be of a kind.
func idInAddress(s, kind string) (intercomapi.ID, error) {
	a, err := args.ParseAddress(s)
	if err != nil {
		return "", newNameError(s, "is no address of a %s", kind)
	}
	if !a.IsOf([]string{kind}) {
		return "", nameError{s, a.MismatchError([]string{kind}).Error()}
	}
	return a.ID, nil
}
