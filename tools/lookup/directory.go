package lookup

import (
	"context"
	"time"

	"intercom-mcp/intercomapi"
)

// directories fetch all that a workspace has of a kind. The kinds are args.NamedKinds.
var directories = map[string]func(Resolver, context.Context) (intercomapi.Page, error){
	"admin":        func(r Resolver, ctx context.Context) (intercomapi.Page, error) { return r.Admins(ctx, nil) },
	"team":         Resolver.Teams,
	"tag":          Resolver.Tags,
	"segment":      func(r Resolver, ctx context.Context) (intercomapi.Page, error) { return r.Segments(ctx, nil) },
	"subscription": Resolver.SubscriptionTypes,
	"ticket_type":  Resolver.TicketTypes,
	"ticket_state": Resolver.TicketStates,
}

// Directory returns all that the workspace has of a kind: admin, team, tag, segment,
// subscription, ticket_type or ticket_state. It may be five minutes old.
func (r Resolver) Directory(ctx context.Context, kind string) ([]Entry, error) {
	return r.directory(ctx, kind, maxAge)
}

// directory is Directory with a limit for the age of the list.
func (r Resolver) directory(ctx context.Context, kind string, age time.Duration) ([]Entry, error) {
	return r.cached(ctx, kind, age, func(ctx context.Context) ([]Entry, error) {
		page, err := directories[kind](r, ctx)
		if err != nil {
			return nil, err
		}
		return Entries(kind, page.Items), nil
	})
}

// me returns the configured admin, or else the one that the token belongs to.
func (r Resolver) me(ctx context.Context) (Entry, error) {
	if r.AdminID != "" {
		return Entry{Kind: "admin", ID: r.AdminID, Name: "me"}, nil
	}
	owner, err := r.tokenOwner(ctx)
	if err != nil {
		return Entry{}, err
	}
	if owner.ID == "" {
		return Entry{}, newNameError("me", "is nobody: the access token belongs to no admin")
	}
	return owner, nil
}

// IsMe reports whether id is that of the admin who writes where a call names none;
// false where that is not known within three seconds, since a send must not wait
// for it.
func (r Resolver) IsMe(ctx context.Context, id string) bool {
	ctx, cancel := context.WithTimeout(ctx, maxNameWait)
	defer cancel()
	me, err := r.me(ctx)
	return err == nil && string(me.ID) == id
}

// DisplayNames are the names of admins, teams and customers (CustomersOf), by id.
type DisplayNames struct{ Admins, Teams, Customers map[string]string }

// NewDisplayNames returns the names of these admins and teams.
func NewDisplayNames(admins, teams []Entry) DisplayNames {
	return DisplayNames{Admins: namesByID(admins), Teams: namesByID(teams)}
}

func namesByID(entries []Entry) map[string]string {
	names := map[string]string{}
	for _, e := range entries {
		names[string(e.ID)] = e.Name
	}
	return names
}

// DisplayNames returns the names of the workspace's admins and teams. Names that
// can't be had within three seconds are missing.
func (r Resolver) DisplayNames(ctx context.Context) DisplayNames {
	return r.DisplayNamesOf(ctx, true, true)
}

// DisplayNamesOf is DisplayNames for a call that needs those of one kind alone.
func (r Resolver) DisplayNamesOf(ctx context.Context, admins, teams bool) DisplayNames {
	ctx, cancel := context.WithTimeout(ctx, maxNameWait)
	defer cancel()
	var all DisplayNames
	if admins {
		found, _ := r.Directory(ctx, "admin")
		all.Admins = namesByID(found)
	}
	if teams {
		found, _ := r.Directory(ctx, "team")
		all.Teams = namesByID(found)
	}
	return all
}
