// Package lookup turns what people call things (names, e-mails, external ids,
// pasted addresses, words such as me and unassigned) into Intercom's ids, and ids
// back into names. A name goes in; the one thing that it stands for comes out, or
// an error that lists what may have been meant. It must not know of tools, of how
// results are shown, or of MCP.
package lookup

import (
	"context"
	"errors"
	"fmt"
	"time"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/args"
)

// A Resolver turns names, e-mails and external ids into Intercom's ids, with the
// token of who calls.
type Resolver struct {
	*intercomapi.Client
	AdminID  intercomapi.ID   // the admin that writes where a call names none; "": the token's own
	Clock    func() time.Time // of relative times; nil: time.Now
	Names    *Cache           // names that were looked up before; nil: looked up every time
	Calendar *args.Calendar   // of the call; nil: see Days
}

// Now returns the time by the resolver's clock.
func (r Resolver) Now() time.Time {
	if r.Clock == nil {
		return time.Now()
	}
	return r.Clock()
}

// Days returns how the call reads times: in the workspace's time zone, which is looked
// up where a time depends on it.
func (r Resolver) Days(ctx context.Context) *args.Calendar {
	if r.Calendar != nil {
		return r.Calendar
	}
	return r.NewCalendar(ctx, r.Now(), "")
}

// NewCalendar returns how a call that began then reads times. zone is the name of the
// time zone that an earlier call, which this one continues, has used; "" where none.
func (r Resolver) NewCalendar(ctx context.Context, began time.Time, zone string) *args.Calendar {
	return &args.Calendar{Now: began, Zone: func() (*time.Location, bool) {
		if known, ok := ParseZone(zone); ok {
			return known, true
		}
		return r.TimeZone(ctx)
	}}
}

// Author returns the admin that a call writes as: the one it names, else the
// configured one, else the token's own. A token that belongs to no admin is an error.
func (r Resolver) Author(ctx context.Context, named intercomapi.ID) (intercomapi.ID, error) {
	if named != "" {
		return named, nil
	}
	if r.AdminID != "" {
		return r.AdminID, nil
	}
	owner, err := r.tokenOwner(ctx)
	if err != nil {
		return "", PreconditionFailed(fmt.Errorf("find the admin to write as: %w", err))
	}
	if owner.ID == "" {
		return "", errors.New("the access token belongs to no admin: name the admin to write as")
	}
	return owner.ID, nil
}
