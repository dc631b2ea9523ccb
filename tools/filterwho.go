package tools

import (
	"context"
	"net/http"
	"strings"

	"intercom-mcp/intercomapi"
)

// askedContacts is how many contacts of a company a search asks for, one page
// of them: Intercom can't search by company.
const askedContacts = 150

// contact wants a contact that is given by id, address, e-mail, external id or
// name.
func (f *filters) contact(ctx context.Context, field, who string) {
	if who == "" || f.err != nil {
		return
	}
	ids, err := f.contacts(ctx, pasted(who))
	if err != nil {
		f.fail("contact", err)
		return
	}
	f.oneOf(field, ids)
}

// contacts are the ids that a contact goes by: a user and a lead may share an
// e-mail, and both are then meant.
func (f *filters) contacts(ctx context.Context, who string) ([]string, error) {
	switch {
	case looksLikeAddress(who):
		return addressed(who, "contact")
	case len(who) == 24 && longID(who):
		return []string{who}, nil
	case strings.HasPrefix(who, ownID):
		id, err := f.book.contactID(ctx, who)
		return []string{string(id)}, err
	case strings.Contains(who, "@"):
		found, err := f.book.contactsWith(ctx, intercomapi.Query{Field: "email", Operator: "=", Value: who})
		if err == nil && len(found) == 0 {
			err = unknownEmail(who)
		}
		return idsOf(found), err
	}
	found, err := f.book.contactsWith(ctx, intercomapi.Query{Operator: "OR", Value: []intercomapi.Query{
		{Field: "external_id", Operator: "=", Value: who}, {Field: "name", Operator: "~", Value: who},
	}})
	if err != nil {
		return nil, err
	}
	meant := match(found, who)
	if len(meant) == 0 {
		return nil, nameError{who, "is no contact's id, e-mail, external_id or name. There are: " + list20(found)}
	}
	one, err := single(who, meant)
	if err == nil {
		f.note("contact %q is %s", who, one)
	}
	return []string{string(one.ID)}, err
}

func idsOf(found []entry) []string {
	var ids []string
	for _, e := range found {
		ids = append(ids, string(e.ID))
	}
	return ids
}

// company wants the contacts of a company.
func (f *filters) company(ctx context.Context, field, name string) {
	if name == "" || f.err != nil {
		return
	}
	company, err := f.book.company(ctx, pasted(name), match)
	if err != nil {
		f.fail("company", err)
		return
	}
	page, err := f.book.CompanyContacts(ctx, company.ID, intercomapi.Listing{PerPage: askedContacts})
	if intercomapi.StatusOf(err) == http.StatusNotFound {
		err = nameError{name, "is no company here"}
	}
	if err != nil {
		f.fail("company", err)
		return
	}
	var ids []string
	for _, contact := range page.Items[:min(len(page.Items), askedContacts)] {
		ids = append(ids, string(contact.ID()))
	}
	f.tellContacts(company, len(ids), page)
	if f.none = f.none || len(ids) == 0; !f.none {
		f.oneOf(field, ids)
	}
}

// tellContacts says how many of a company's contacts are asked for.
func (f *filters) tellContacts(company entry, asked int, page intercomapi.Page) {
	all := asked
	if page.Total != nil {
		all = max(all, *page.Total)
	}
	switch {
	case asked == 0:
		f.note("%s has no contacts, so there is nothing to find", company)
	case all > asked:
		f.note("%s: the first %d of its %d contacts were asked for", company, asked, all)
	case page.Next != (intercomapi.Next{}):
		f.note("%s: the first %d of its contacts were asked for; there are more", company, asked)
	default:
		f.note("%s: all of its %d contacts were asked for", company, asked)
	}
}
