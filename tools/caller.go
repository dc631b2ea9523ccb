package tools

import (
	"context"
	"errors"
	"fmt"
	"time"

	"intercom-mcp/intercomapi"
)

// Caller is who calls a tool: the API with the caller's token.
type Caller struct {
	*intercomapi.Client
	AdminID intercomapi.ID   // the admin that writes where a call names none; "": the token's own
	Now     func() time.Time // the clock of relative times; nil: time.Now
	Guard   *Guard           // against sending the same twice; nil: none
	Names   *Names           // who and what is called how; nil: looked up every time
	View    View             // how results are shown
}

func (c Caller) now() time.Time {
	if c.Now == nil {
		return time.Now()
	}
	return c.Now()
}

// admin is the admin that a call writes as: the one it names, else the
// configured one, else the token's own.
func (c Caller) admin(ctx context.Context, named intercomapi.ID) (intercomapi.ID, error) {
	if named != "" {
		return named, nil
	}
	if c.AdminID != "" {
		return c.AdminID, nil
	}
	me, err := c.Me(ctx)
	if err != nil {
		return "", beforehand(fmt.Errorf("find the admin to write as: %w", err))
	}
	if me.ID() == "" {
		return "", errors.New("the access token belongs to no admin: name the admin to write as")
	}
	return me.ID(), nil
}
