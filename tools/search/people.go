package search

import (
	"context"
	"encoding/json"
	"net/http"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/args"
	"intercom-mcp/tools/lookup"
)

// maxCompanyContacts is how many contacts of a company are searched for, one page of
// them: Intercom can't search by company.
const maxCompanyContacts = 150

// contact wants a contact that is given by id, address, e-mail, external id or name.
func (f *filterSet) contact(ctx context.Context, field, who string) {
	if who == "" || f.err != nil {
		return
	}
	who = args.TrimPasted(who)
	found, named, err := f.resolver.FindContacts(ctx, who)
	if err != nil {
		f.fail("contact", err)
		return
	}
	if named {
		f.note("contact %q is %s", who, found[0])
	}
	var ids []string
	for _, e := range found {
		ids = append(ids, string(e.ID))
	}
	oneOf(f, field, ids)
}

// company wants the contacts of a company.
func (f *filterSet) company(ctx context.Context, field, name string) {
	if name == "" || f.err != nil {
		return
	}
	company, err := f.resolver.FindCompany(ctx, args.TrimPasted(name))
	if err != nil {
		f.fail("company", err)
		return
	}
	page, err := f.resolver.CompanyContacts(ctx, company.ID, intercomapi.Listing{PerPage: maxCompanyContacts})
	if intercomapi.StatusOf(err) == http.StatusNotFound {
		f.refuse("company", name, "is no company here")
		return
	}
	if err != nil {
		f.fail("company", err)
		return
	}
	var ids []string
	for _, contact := range page.Items[:min(len(page.Items), maxCompanyContacts)] {
		ids = append(ids, string(contact.ID()))
	}
	f.noteContacts(company, len(ids), page)
	if f.findsNothing = f.findsNothing || len(ids) == 0; !f.findsNothing {
		oneOf(f, field, ids)
	}
}

// noteContacts says how many of a company's contacts are searched for.
func (f *filterSet) noteContacts(company lookup.Entry, searched int, page intercomapi.Page) {
	all := searched
	if page.Total != nil {
		all = max(all, *page.Total)
	}
	switch {
	case searched == 0:
		f.note("%s has no contacts, so there is nothing to find", company)
	case all > searched:
		f.note("%s: the first %d of its %d contacts were asked for", company, searched, all)
	case page.Next != (intercomapi.Next{}):
		f.note("%s: the first %d of its contacts were asked for; there are more", company, searched)
	default:
		f.note("%s: all of its %d contacts were asked for", company, searched)
	}
}

// owner wants the admin who owns a contact; a contact without one has null.
func (f *filterSet) owner(ctx context.Context, name string) {
	if lookup.IsNobody(name) {
		f.add("owner_id", "=", nil)
	} else if found, ok := f.find(ctx, "owner", name, "admin"); ok {
		f.equal("owner_id", string(found.ID))
	}
}

// assigned wants an admin, a team, or nobody. Where no admin has a name, a team may:
// people assign to both. form is the one in which the search takes an id.
func (f *filterSet) assigned(ctx context.Context, admin, team string, form func(intercomapi.ID) any) {
	if found, ok := f.assignee(ctx, "assignee", admin, "admin", "team"); ok {
		f.add(found.Kind+"_assignee_id", "=", form(found.ID))
	}
	if found, ok := f.assignee(ctx, "team", team, "team"); ok {
		f.add("team_assignee_id", "=", form(found.ID))
	}
	if lookup.IsNobody(admin) && team == "" {
		f.note(`assignee %s: no admin; with team "unassigned" as well, no team either`, admin)
	}
}

// assignee is find, where nobody may be given, too: the id 0 of the first kind.
func (f *filterSet) assignee(ctx context.Context, argument, name string, kinds ...string) (lookup.Entry, bool) {
	if lookup.IsNobody(name) {
		return lookup.Entry{Kind: kinds[0], ID: "0"}, true
	}
	return f.find(ctx, argument, name, kinds...)
}

// asNumber and asText are the forms in which searches take the id of an assignee.
func asNumber(id intercomapi.ID) any { return json.Number(id) }
func asText(id intercomapi.ID) any   { return string(id) }
