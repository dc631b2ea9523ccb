package lookup

import (
	"bytes"
	"context"
	"slices"
	"strings"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/jsontree"
	"intercom-mcp/tools/untrusted"
)

// maxCustomers is how many contacts are asked for their names at once.
const maxCustomers = 150

// ContactNames returns the names, else the e-mails, of contacts by id. Those that can't
// be had within three seconds are missing.
func (r Resolver) ContactNames(ctx context.Context, ids []string) map[string]string {
	ids = slices.DeleteFunc(slices.Clone(ids), func(id string) bool { return intercomapi.ID(id).Check() != nil })
	slices.Sort(ids)
	if ids = slices.Compact(ids); len(ids) == 0 {
		return nil
	}
	ids = ids[:min(len(ids), maxCustomers)]
	ctx, cancel := context.WithTimeout(ctx, maxNameWait)
	defer cancel()
	found, _ := r.cached(ctx, "contacts "+strings.Join(ids, " "), maxAge, func(ctx context.Context) ([]Entry, error) {
		page, err := r.SearchContacts(ctx, intercomapi.NewSearch(intercomapi.Where("id", "IN", ids), intercomapi.Listing{PerPage: len(ids)}))
		if err != nil {
			return nil, err
		}
		return Entries("contact", page.Items), nil
	})
	names := map[string]string{}
	for _, e := range found {
		if slices.Contains(ids, string(e.ID)) {
			names[string(e.ID)] = untrusted.FirstOf(e.Name, e.Email)
		}
	}
	return names
}

// CompanyName returns the name of the company that has one of Intercom's ids; "" where it
// can't be had within three seconds.
func (r Resolver) CompanyName(ctx context.Context, id string) string {
	if intercomapi.ID(id).Check() != nil {
		return ""
	}
	ctx, cancel := context.WithTimeout(ctx, maxNameWait)
	defer cancel()
	found, _ := r.cached(ctx, "company "+id, maxAge, func(ctx context.Context) ([]Entry, error) {
		company, err := r.Company(ctx, intercomapi.ID(id))
		if err != nil {
			return nil, err
		}
		return Entries("company", []intercomapi.Object{company}), nil
	})
	if len(found) == 0 {
		return ""
	}
	return found[0].Name
}

// CustomersOf returns the names of the customers of conversations that a bot began, by
// contact id: they, and not the bot, are who these are with.
func (r Resolver) CustomersOf(ctx context.Context, conversations []intercomapi.Object) map[string]string {
	var wanted []string
	for _, o := range conversations {
		if !bytes.Contains(o, []byte(`"bot"`)) && !bytes.Contains(o, []byte(botMailbox)) {
			continue // most have no bot, and need no closer look
		}
		t, err := jsontree.Parse(o)
		if err != nil || !BegunByBot(t) {
			continue
		}
		if c := FirstContact(t); c.Get("name").Scalar() == "" && c.Get("id").Scalar() != "" {
			wanted = append(wanted, c.Get("id").Scalar())
		}
	}
	return r.ContactNames(ctx, wanted)
}

// BegunByBot reports whether the first message of a conversation is a bot's.
func BegunByBot(t *jsontree.Node) bool {
	author := jsontree.FindPath(t, "source.author")
	return IsBot(author.Get("type").Scalar(), author.Get("email").Scalar())
}

// FirstContact returns the first contact of a conversation; nil if it has none.
func FirstContact(t *jsontree.Node) *jsontree.Node {
	list := jsontree.FindPath(t, "contacts.contacts")
	if list == nil || len(list.Items) == 0 {
		return nil
	}
	return list.Items[0]
}
