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
)

// A Resolver turns names, e-mails and external ids into Intercom's ids, with the
// token of who calls.
type Resolver struct {
	*intercomapi.Client
	AdminID intercomapi.ID   // the admin that writes where a call names none; "": the token's own
	Clock   func() time.Time // of relative times; nil: time.Now
	Names   *Cache           // names that were looked up before; nil: looked up every time
}

// Now returns the time by the resolver's clock.
func (r Resolver) Now() time.Time {
	if r.Clock == nil {
		return time.Now()
	}
	return r.Clock()
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
	me, err := r.Me(ctx)
	if err != nil {
		return "", PreconditionFailed(fmt.Errorf("find the admin to write as: %w", err))
	}
	if me.ID() == "" {
		return "", errors.New("the access token belongs to no admin: name the admin to write as")
	}
	return me.ID(), nil
}
