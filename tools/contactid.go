package tools

import (
	"context"
	"intercom-mcp/intercomapi"
	"net/http"
	"slices"
	"strings"
)

// resolve looks up what r names, and gives it the id.
func (c Book) resolve(ctx context.Context, r *reference) error {
	id, err := c.idOf(ctx, r.Text, r.kinds())
	if err != nil {
		return told(r.Argument, err)
	}
	return r.set(id)
}

// idOf returns the id of the one thing of some kinds that is called so.
func (c Book) idOf(ctx context.Context, name string, kinds []string) (intercomapi.ID, error) {
	switch {
	case slices.Contains(kinds, "contact"):
		return c.contactID(ctx, name)
	case slices.Contains(kinds, "company"):
		found, err := c.company(ctx, name, exactly)
		return found.ID, err
	case len(kinds) > 1 && nobody(name):
		return "0", nil
	}
	found, err := c.find(ctx, name, kinds...)
	return found.ID, err
}

// nobody reports whether s says that there is nobody.
func nobody(s string) bool {
	return slices.Contains([]string{"0", "nobody", "unassigned", "none", "no one"}, fold(s))
}

// contactID is the id of the one contact that has an e-mail, or of the user
// that has an external id.
func (c Book) contactID(ctx context.Context, s string) (intercomapi.ID, error) {
	if own, ok := strings.CutPrefix(s, ownID); ok {
		if strings.Trim(own, ".") == "" {
			return "", nameError{s, "holds no external_id"}
		}
		contact, err := c.ContactByExternalID(ctx, own, intercomapi.ContactView{})
		if intercomapi.StatusOf(err) == http.StatusNotFound {
			return "", nameError{s, "is no user's external_id"}
		}
		return contact.ID(), err
	}
	found, err := c.contactsWith(ctx, intercomapi.Query{Field: "email", Operator: "=", Value: s})
	if err != nil {
		return "", err
	}
	if len(found) == 0 {
		return "", unknownEmail(s)
	}
	one, err := single(s, found)
	return one.ID, err
}

// unknownEmail is an e-mail that no search finds, which is not to say that nobody
// has it.
func unknownEmail(s string) error {
	return nameError{s, "is no contact's e-mail (archived contacts are not found, new ones after some minutes)"}
}

// contactsWith lists contacts that a filter finds, as many as can be told apart.
func (c Book) contactsWith(ctx context.Context, q intercomapi.Query) ([]entry, error) {
	page, err := c.SearchContacts(ctx, intercomapi.Search{Query: q, Pagination: &intercomapi.Listing{PerPage: candidates}})
	if err != nil {
		return nil, err
	}
	all, err := namedItems(page, nil)
	return entries("contact", all), err
}
