package lookup

import (
	"context"
	"slices"
	"strings"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/untrusted"
)

// directories ask Intercom for all that there is of a kind.
var directories = map[string]func(context.Context, Resolver) ([]Named, error){
	"admin": func(ctx context.Context, c Resolver) ([]Named, error) {
		page, err := c.Admins(ctx, nil)
		return NamedItems(page, err)
	},
	"me": func(ctx context.Context, c Resolver) ([]Named, error) {
		me, err := c.Me(ctx)
		return NamedItems(intercomapi.Page{Items: []intercomapi.Object{me}}, err)
	},
	"team": func(ctx context.Context, c Resolver) ([]Named, error) { return NamedItems(c.Teams(ctx)) },
	"tag":  func(ctx context.Context, c Resolver) ([]Named, error) { return NamedItems(c.Tags(ctx)) },
	"segment": func(ctx context.Context, c Resolver) ([]Named, error) {
		page, err := c.Segments(ctx, nil)
		return NamedItems(page, err)
	},
	"subscription": func(ctx context.Context, c Resolver) ([]Named, error) { return NamedItems(c.SubscriptionTypes(ctx)) },
	"ticket_type":  func(ctx context.Context, c Resolver) ([]Named, error) { return NamedItems(c.TicketTypes(ctx)) },
	"ticket_state": func(ctx context.Context, c Resolver) ([]Named, error) { return NamedItems(c.TicketStates(ctx)) },
}

// NamedItems takes what a list says of names. A field of another type leaves
// the rest.
func NamedItems(page intercomapi.Page, err error) ([]Named, error) {
	if err != nil {
		return nil, err
	}
	all := make([]Named, 0, len(page.Items))
	for _, item := range page.Items {
		var v struct {
			Name, Email, Role, Category string
			Internal                    string                `json:"internal_label"`
			External                    string                `json:"external_label"`
			ExternalID                  string                `json:"external_id"`
			CompanyID                   string                `json:"company_id"`
			Default                     struct{ Name string } `json:"default_translation"`
			Archived                    bool
			Attributes                  struct{ Data []TicketAttribute } `json:"ticket_type_attributes"`
		}
		_ = item.Decode(&v)
		n := Named{ID: item.ID(), Name: untrusted.FirstOf(v.Name, v.Internal, v.External, v.Default.Name), Email: v.Email, role: v.Role, Attributes: v.Attributes.Data}
		if v.Internal != "" || v.External != "" {
			n.aliases, n.Category = []string{v.External, v.Category, strings.ReplaceAll(v.Category, "_", " ")}, v.Category
		}
		for _, own := range []string{v.ExternalID, v.CompanyID} {
			if own != "" {
				n.aliases = append(n.aliases, own)
			}
		}
		if n.ID != "" && !v.Archived {
			all = append(all, n)
		}
	}
	return all, nil
}

// Complete lists the names of a kind (admin, team, tag, segment, ticket_type or
// ticket_state) that begin with prefix, in any case, or have a word that does.
func (c Resolver) Complete(ctx context.Context, kind, prefix string) ([]string, error) {
	if directories[kind] == nil {
		return nil, nil
	}
	all, err := c.Directory(ctx, kind)
	if err != nil {
		return nil, err
	}
	prefix = Fold(prefix)
	var found []string
	for _, n := range all {
		switch {
		case begins(n.Name, prefix):
			found = append(found, n.Name)
		case n.Email != "" && strings.HasPrefix(Fold(n.Email), prefix):
			found = append(found, n.Email)
		}
	}
	slices.Sort(found)
	return slices.Compact(found), nil
}

// begins reports whether a name, or a word of it, begins with a folded prefix.
func begins(name, prefix string) bool {
	name = Fold(name)
	return strings.HasPrefix(name, prefix) || strings.Contains(name, " "+prefix)
}

// Fold makes names that people take for the same the same: case, and spaces
// around and between words.
func Fold(s string) string { return strings.ToLower(strings.Join(strings.Fields(s), " ")) }
