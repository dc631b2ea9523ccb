package lookup

import (
	"context"
	"slices"
	"strings"
	"time"

	"intercom-mcp/intercomapi"
)

const (
	newestKept      = time.Minute // how long the newest things stay known
	newestItems     = 50          // how many of a kind
	narrowingPrefix = 3           // characters of an e-mail or a name that narrow the customers
)

// newest lists the newest things of a kind.
func (c Resolver) newest(ctx context.Context, kind string) (intercomapi.Page, error) {
	few := intercomapi.Search{
		Query:      intercomapi.Query{Field: "created_at", Operator: ">", Value: 0},
		Pagination: &intercomapi.Listing{PerPage: newestItems},
		Sort:       &intercomapi.SearchSort{Field: "updated_at", Order: "descending"},
	}
	switch kind {
	case "conversation":
		return c.SearchConversations(ctx, few)
	case "ticket":
		return c.SearchTickets(ctx, few)
	case "company":
		return c.Companies(ctx, intercomapi.CompanyListing{PerPage: newestItems})
	case "article":
		return c.Articles(ctx, intercomapi.Paging{PerPage: newestItems})
	}
	few.Sort.Field = "last_seen_at"
	return c.SearchContacts(ctx, few)
}

// CompleteID lists the ids, the latest first, of the newest things of a kind
// (conversation, ticket, contact, company or article) that begin with prefix.
// Of the kind customer it lists contacts' e-mails, and the ids of those without.
func (c Resolver) CompleteID(ctx context.Context, kind, prefix string) ([]string, error) {
	prefix = Fold(prefix)
	ask := func(ctx context.Context, c Resolver) ([]Named, error) { return NamedItems(c.newest(ctx, kind)) }
	what := "newest " + kind
	if runes := []rune(prefix); kind == "customer" && len(runes) >= narrowingPrefix {
		begin := string(runes[:narrowingPrefix])
		ask = func(ctx context.Context, c Resolver) ([]Named, error) { return NamedItems(c.customersLike(ctx, begin)) }
		what += " " + begin
	}
	all, err := c.Remembered(ctx, what, newestKept, ask)
	if err != nil {
		return nil, err
	}
	var found []string
	for _, n := range all {
		if kind == "customer" && n.Email != "" && (begins(n.Name, prefix) || strings.HasPrefix(Fold(n.Email), prefix)) {
			found = append(found, n.Email)
		} else if strings.HasPrefix(Fold(string(n.ID)), prefix) && (kind != "customer" || n.Email == "") {
			found = append(found, string(n.ID))
		}
	}
	return unique(found), nil
}

// customersLike lists contacts whose e-mail begins with some characters, or whose name
// has them.
func (c Resolver) customersLike(ctx context.Context, begin string) (intercomapi.Page, error) {
	return c.SearchContacts(ctx, intercomapi.Search{
		Query:      intercomapi.Query{Operator: "OR", Value: []intercomapi.Query{intercomapi.Where("email", "^", begin), intercomapi.Where("name", "~", begin)}},
		Pagination: &intercomapi.Listing{PerPage: 150},
	})
}

// CompletesID reports whether CompleteID knows a kind.
func CompletesID(kind string) bool {
	return slices.Contains([]string{"conversation", "ticket", "contact", "company", "article", "customer"}, kind)
}

// unique returns names without those that stand before.
func unique(names []string) []string {
	var out []string
	for _, name := range names {
		if !slices.Contains(out, name) {
			out = append(out, name)
		}
	}
	return out
}
