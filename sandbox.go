package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/http"
	"sync"
	"time"

	"intercom-mcp/sandbox"
)

// sandboxToken is the token that the built-in sandbox is called with. It takes
// any; this one stands in no text, since a trace blanks it there, too.
const sandboxToken = "any-token-of-the-sandbox"

// sandboxURL is the built-in sandbox's address; no request ever leaves for it.
const sandboxURL = "https://sandbox.invalid"

// sandbox returns a function that makes a fresh workspace with the faults of the
// options, which are checked at once.
func (w workspaceFlags) sandbox() (func() *sandbox.Workspace, error) {
	var faults []sandbox.Fault
	for _, order := range w.Fault {
		f, err := sandbox.ParseFault(order)
		if err != nil {
			return nil, fmt.Errorf("--fault: %w", err)
		}
		faults = append(faults, f)
	}
	return func() *sandbox.Workspace {
		space := sandbox.New(sandbox.Options{})
		for _, f := range faults {
			space.Inject(f)
		}
		return space
	}, nil
}

// lazyTransport returns a transport to a sandbox that is made when it is first
// used: to fill it takes longer than all else that precedes the first answer.
func lazyTransport(makeSandbox func() *sandbox.Workspace) http.RoundTripper {
	return roundTripper(sync.OnceValue(func() http.RoundTripper { return makeSandbox().Transport() }))
}

// A roundTripper returns the transport that requests go through.
type roundTripper func() http.RoundTripper

// RoundTrip implements http.RoundTripper.
func (t roundTripper) RoundTrip(r *http.Request) (*http.Response, error) { return t().RoundTrip(r) }

type sandboxCmd struct{}

// run serves the sandbox's REST API until ctx is done.
func (sandboxCmd) run(ctx context.Context, c *cli) error {
	makeSandbox, err := c.Workspace.sandbox()
	if err != nil {
		return badStart{err}
	}
	log := c.logger()
	ln, err := listen(ctx, log, cmp.Or(c.Listen.Addr, "127.0.0.1:4010"))
	if err != nil {
		return err
	}
	warn(log, c.remarks)
	if c.Diagnosis.Trace != "" {
		log.Warn("--trace is ignored: the sandbox command writes no trace")
	}
	srv := &http.Server{Handler: makeSandbox(), ReadHeaderTimeout: 10 * time.Second}
	go func() {
		<-ctx.Done()
		limit, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
		defer cancel()
		_ = srv.Shutdown(limit)
	}()
	if err := srv.Serve(ln); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}
