package lookup

import (
	"context"
	"net/http"
	"slices"
	"strings"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/args"
)

// Resolve looks up what r names, and gives it the id.
func (c Resolver) Resolve(ctx context.Context, r *args.Reference) error {
	id, err := c.idByName(ctx, r.Text, r.Kinds())
	if err != nil {
		return ArgumentFailed(r.Argument, err)
	}
	return r.Set(id)
}

// idByName returns the id of the one thing of some kinds that is called so.
func (c Resolver) idByName(ctx context.Context, name string, kinds []string) (intercomapi.ID, error) {
	switch {
	case slices.Contains(kinds, "contact"):
		return c.ContactID(ctx, name)
	case slices.Contains(kinds, "company"):
		found, err := c.CompanyByName(ctx, name, exactly)
		return found.ID, err
	case len(kinds) > 1 && IsNobody(name):
		return "0", nil
	}
	found, err := c.Find(ctx, name, kinds...)
	return found.ID, err
}

// IsNobody reports whether s says that there is nobody.
func IsNobody(s string) bool {
	return slices.Contains([]string{"0", "nobody", "unassigned", "none", "no one"}, Fold(s))
}

// ContactID is the id of the one contact that has an e-mail, or of the user
// that has an external id.
func (c Resolver) ContactID(ctx context.Context, s string) (intercomapi.ID, error) {
	if own, ok := strings.CutPrefix(s, args.ExternalIDPrefix); ok {
		if strings.Trim(own, ".") == "" {
			return "", NewNameError(s, "holds no external_id")
		}
		contact, err := c.ContactByExternalID(ctx, own, intercomapi.ContactView{})
		if intercomapi.StatusOf(err) == http.StatusNotFound {
			return "", NewNameError(s, "is no user's external_id")
		}
		return contact.ID(), err
	}
	found, err := c.FindContacts(ctx, intercomapi.Query{Field: "email", Operator: "=", Value: s})
	if err != nil {
		return "", err
	}
	if len(found) == 0 {
		return "", UnknownEmail(s)
	}
	one, err := Single(s, found)
	return one.ID, err
}

// UnknownEmail is an e-mail that no search finds, which is not to say that nobody
// has it.
func UnknownEmail(s string) error {
	return NewNameError(s, "is no contact's e-mail (archived contacts are not found, new ones after some minutes)")
}

// FindContacts lists contacts that a filter finds, as many as can be told apart.
func (c Resolver) FindContacts(ctx context.Context, q intercomapi.Query) ([]Entry, error) {
	page, err := c.SearchContacts(ctx, intercomapi.Search{Query: q, Pagination: &intercomapi.Listing{PerPage: mostCandidates}})
	if err != nil {
		return nil, err
	}
	all, err := NamedItems(page, nil)
	return Entries("contact", all), err
}
