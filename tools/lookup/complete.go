package lookup

import (
	"context"
	"slices"
	"strings"
	"time"

	"intercom-mcp/intercomapi"
)

const (
	maxNewestAge    = time.Minute // how long the newest things of a kind are cached
	newestItems     = 50          // how many of a kind
	matchingItems   = 150         // how many customers that have a prefix
	narrowingPrefix = 3           // characters of an e-mail or a name that narrow the customers
)

// Complete returns what a client may put in for a prefix. For a kind that has names
// (admin, team, tag, segment, subscription, ticket_type, ticket_state) these are the
// names that begin with it, in any case, or have a word that does, sorted. For a
// conversation, ticket, contact, company or article they are ids of the newest, the
// latest first, and for a customer contacts' e-mails, or the ids of those without.
// Of any other kind there is nothing.
func (r Resolver) Complete(ctx context.Context, kind, prefix string) ([]string, error) {
	if directories[kind] != nil {
		return r.completeName(ctx, kind, fold(prefix))
	}
	switch kind {
	case "conversation", "ticket", "contact", "company", "article", "customer":
		return r.completeID(ctx, kind, fold(prefix))
	}
	return nil, nil
}

// completeName returns the names of a kind that begin with a folded prefix, or the
// e-mails of those whose name does not.
func (r Resolver) completeName(ctx context.Context, kind, prefix string) ([]string, error) {
	all, err := r.Directory(ctx, kind)
	if err != nil {
		return nil, err
	}
	var found []string
	for _, e := range all {
		switch {
		case hasPrefix(e.Name, prefix):
			found = append(found, e.Name)
		case e.Email != "" && strings.HasPrefix(fold(e.Email), prefix):
			found = append(found, e.Email)
		}
	}
	slices.Sort(found)
	return slices.Compact(found), nil
}

// hasPrefix reports whether a name, or a word of it, begins with a folded prefix.
func hasPrefix(name, prefix string) bool {
	name = fold(name)
	return strings.HasPrefix(name, prefix) || strings.Contains(name, " "+prefix)
}

// completeID returns the ids, or customers' e-mails, of the newest things of a kind
// that begin with a folded prefix.
func (r Resolver) completeID(ctx context.Context, kind, prefix string) ([]string, error) {
	fetch, list := r.newest, "newest "+kind
	if runes := []rune(prefix); kind == "customer" && len(runes) >= narrowingPrefix {
		narrowing := string(runes[:narrowingPrefix])
		fetch = func(ctx context.Context, _ string) (intercomapi.Page, error) { return r.customersLike(ctx, narrowing) }
		list += " " + narrowing
	}
	all, err := r.cached(ctx, list, maxNewestAge, func(ctx context.Context) ([]Entry, error) {
		page, err := fetch(ctx, kind)
		if err != nil {
			return nil, err
		}
		return Entries(kind, page.Items), nil
	})
	if err != nil {
		return nil, err
	}
	var found []string
	for _, e := range all {
		value, named := string(e.ID), false
		if kind == "customer" && e.Email != "" {
			value, named = e.Email, hasPrefix(e.Name, prefix)
		}
		if (named || strings.HasPrefix(fold(value), prefix)) && !slices.Contains(found, value) {
			found = append(found, value)
		}
	}
	return found, nil
}

// newest fetches the newest things of a kind, those that were changed or seen last
// first.
func (r Resolver) newest(ctx context.Context, kind string) (intercomapi.Page, error) {
	search := intercomapi.Search{
		Query:      intercomapi.Where("created_at", ">", 0),
		Pagination: &intercomapi.Listing{PerPage: newestItems},
		Sort:       &intercomapi.SearchSort{Field: "updated_at", Order: "descending"},
	}
	switch kind {
	case "conversation":
		return r.SearchConversations(ctx, search)
	case "ticket":
		return r.SearchTickets(ctx, search)
	case "company":
		return r.Companies(ctx, intercomapi.CompanyListing{PerPage: newestItems})
	case "article":
		return r.Articles(ctx, intercomapi.Paging{PerPage: newestItems})
	}
	search.Sort.Field = "last_seen_at"
	return r.SearchContacts(ctx, search)
}

// customersLike fetches contacts whose e-mail begins with some characters, or whose
// name has them.
func (r Resolver) customersLike(ctx context.Context, begin string) (intercomapi.Page, error) {
	return r.SearchContacts(ctx, intercomapi.Search{
		Query:      intercomapi.Any(intercomapi.Where("email", "^", begin), intercomapi.Where("name", "~", begin)),
		Pagination: &intercomapi.Listing{PerPage: matchingItems},
	})
}
