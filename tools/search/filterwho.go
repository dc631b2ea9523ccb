package search

import (
	"context"
	"net/http"
	"strings"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/args"
	"intercom-mcp/tools/lookup"
)

// askedContacts is how many contacts of a company a search asks for, one page
// of them: Intercom can't search by company.
const askedContacts = 150

// contact wants a contact that is given by id, address, e-mail, external id or
// name.
func (f *filterSet) contact(ctx context.Context, field, who string) {
	if who == "" || f.err != nil {
		return
	}
	ids, err := f.contacts(ctx, args.TrimPasted(who))
	if err != nil {
		f.fail("contact", err)
		return
	}
	f.oneOf(field, ids)
}

// contacts are the ids that a contact goes by: a user and a lead may share an
// e-mail, and both are then meant.
func (f *filterSet) contacts(ctx context.Context, who string) ([]string, error) {
	switch {
	case args.IsAddress(who):
		return lookup.AddressedID(who, "contact")
	case len(who) == 24 && args.IsHexID(who):
		return []string{who}, nil
	case strings.HasPrefix(who, args.ExternalIDPrefix):
		id, err := f.book.ContactID(ctx, who)
		return []string{string(id)}, err
	case strings.Contains(who, "@"):
		found, err := f.book.FindContacts(ctx, intercomapi.Query{Field: "email", Operator: "=", Value: who})
		if err == nil && len(found) == 0 {
			err = lookup.UnknownEmail(who)
		}
		return idsOf(found), err
	}
	found, err := f.book.FindContacts(ctx, intercomapi.Query{Operator: "OR", Value: []intercomapi.Query{
		{Field: "external_id", Operator: "=", Value: who}, {Field: "name", Operator: "~", Value: who},
	}})
	if err != nil {
		return nil, err
	}
	meant := lookup.Match(found, who)
	if len(meant) == 0 {
		return nil, lookup.NewNameError(who, "is no contact's id, e-mail, external_id or name. There are: "+lookup.Names20(found))
	}
	one, err := lookup.Single(who, meant)
	if err == nil {
		f.note("contact %q is %s", who, one)
	}
	return []string{string(one.ID)}, err
}

func idsOf(found []lookup.Entry) []string {
	var ids []string
	for _, e := range found {
		ids = append(ids, string(e.ID))
	}
	return ids
}

// company wants the contacts of a company.
func (f *filterSet) company(ctx context.Context, field, name string) {
	if name == "" || f.err != nil {
		return
	}
	company, err := f.book.CompanyByName(ctx, args.TrimPasted(name), lookup.Match)
	if err != nil {
		f.fail("company", err)
		return
	}
	page, err := f.book.CompanyContacts(ctx, company.ID, intercomapi.Listing{PerPage: askedContacts})
	if intercomapi.StatusOf(err) == http.StatusNotFound {
		err = lookup.NewNameError(name, "is no company here")
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
func (f *filterSet) tellContacts(company lookup.Entry, asked int, page intercomapi.Page) {
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
