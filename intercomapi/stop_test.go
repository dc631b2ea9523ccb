package intercomapi_test

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"intercom-mcp/intercomapi"
)

// TestCancelWhileWaiting stops a call at once, and says what came of it so far.
func TestCancelWhileWaiting(t *testing.T) {
	for name, c := range map[string]struct {
		step      step
		op        operation
		uncertain bool
		notSent   bool
	}{
		"429":             {says(429, `{}`, "Retry-After: 30"), create, false, false},
		"503 of a search": {says(503, `{}`, "Retry-After: 30"), again["search"], true, false},
		"503 of a PUT":    {says(503, `{}`, "Retry-After: 30"), again["PUT"], true, false},
		"refused":         {refused, create, false, true},
		"cut":             {broken, again["PUT"], true, false},
	} {
		for how, stop := range map[string]bool{"cancelled": false, "stopped": true} {
			t.Run(name+" "+how, func(t *testing.T) {
				synctest.Test(t, func(t *testing.T) {
					ctx, end := context.WithCancel(t.Context())
					call := ctx
					if stop {
						call = intercomapi.RepeatUntil(t.Context(), ctx)
					}
					client, s := scripted(t, c.step)
					start, done := time.Now(), make(chan error)
					go func() { done <- c.op(call, client) }()
					synctest.Wait() // it waits
					end()
					e := asError(t, <-done)
					if time.Since(start) > 0 || len(s.at) != 1 || e.Uncertain() != c.uncertain || e.NotSent() != c.notSent || errors.Is(e, context.Canceled) == stop {
						t.Errorf("%d requests, %v after %v; uncertain %v, not sent %v", len(s.at), e, time.Since(start), e.Uncertain(), e.NotSent())
					}
				})
			})
		}
	}
}

// TestStopLetsRequestsEnd shows that a stop ends repetitions and not what is on
// its way.
func TestStopLetsRequestsEnd(t *testing.T) {
	for name, c := range map[string]struct {
		step step
		fine bool
	}{"answered": {fine, true}, "503": {says(503, `{}`), false}, "refused": {refused, false}} {
		synctest.Test(t, func(t *testing.T) {
			stop, end := context.WithCancel(t.Context())
			client, s := scripted(t, after(8*time.Second, c.step))
			time.AfterFunc(time.Second, end)
			start := time.Now()
			err := contact(intercomapi.RepeatUntil(t.Context(), stop), client)
			if (err == nil) != c.fine || len(s.at) != 1 || time.Since(start) != 8*time.Second {
				t.Errorf("%s: %v, %d requests in %v", name, err, len(s.at), time.Since(start))
			}
		})
	}
}
