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
	Names   *Cache           // who and what is called how; nil: looked up every time
}

// Now returns the time by the book's clock.
func (c Resolver) Now() time.Time {
	if c.Clock == nil {
		return time.Now()
	}
	return c.Clock()
}

// Author returns the admin that a call writes as: the one it names, else the
// configured one, else the token's own.
func (c Resolver) Author(ctx context.Context, named intercomapi.ID) (intercomapi.ID, error) {
	if named != "" {
		return named, nil
	}
	if c.AdminID != "" {
		return c.AdminID, nil
	}
	me, err := c.Me(ctx)
	if err != nil {
		return "", PreconditionFailed(fmt.Errorf("find the admin to write as: %w", err))
	}
	if me.ID() == "" {
		return "", errors.New("the access token belongs to no admin: name the admin to write as")
	}
	return me.ID(), nil
}
