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
		"503 of a search": {says(503, `{}`, "Retry-After: 30"), repeatable["search"], true, false},
		"503 of a PUT":    {says(503, `{}`, "Retry-After: 30"), repeatable["PUT"], true, false},
		"refused":         {refused, create, false, true},
		"cut":             {broken, repeatable["PUT"], true, false},
	} {
		for how, stop := range map[string]bool{"cancelled": false, "stopped": true} {
			t.Run(name+" "+how, func(t *testing.T) {
				synctest.Test(t, func(t *testing.T) {
					ctx, end := context.WithCancel(t.Context())
					call := ctx
					if stop {
						call = intercomapi.WithRetriesUntil(t.Context(), ctx)
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
			err := contact(intercomapi.WithRetriesUntil(t.Context(), stop), client)
			if (err == nil) != c.fine || len(s.at) != 1 || time.Since(start) != 8*time.Second {
				t.Errorf("%s: %v, %d requests in %v", name, err, len(s.at), time.Since(start))
			}
		})
	}
}

// pausing takes a moment to be written, in which a stop comes.
type pausing struct{}

func (pausing) MarshalJSON() ([]byte, error) {
	time.Sleep(time.Millisecond)
	return []byte("1"), nil
}

// TestCallsAfterAStop shows that what runs may go on to its next request, but
// waits for no room for it, whether the stop or the request is noticed first.
func TestCallsAfterAStop(t *testing.T) {
	for name, value := range map[string]any{"request first": 1, "stop first": pausing{}} {
		synctest.Test(t, func(t *testing.T) {
			over, end := context.WithCancel(t.Context())
			end()
			client, s := scripted(t, says(200, `{"id":"1"}`, resets(7*time.Second, 0)...), says(503, `{}`), fine)
			update := func() error {
				_, err := client.UpdateContact(intercomapi.WithRetriesUntil(t.Context(), over), "1", intercomapi.Contact{CustomAttributes: map[string]any{"a": value}})
				return err
			}
			if err := update(); err != nil {
				t.Errorf("%s, with room: %v", name, err)
			}
			start := time.Now()
			if e := asError(t, update()); !errors.Is(e, intercomapi.ErrStopping) || !e.NotSent() || len(s.at) != 1 || time.Since(start) > time.Second {
				t.Errorf("%s, without room: %v after %v, %d requests", name, e, time.Since(start), len(s.at))
			}
			time.Sleep(8 * time.Second)
			start = time.Now()
			if e := asError(t, update()); e.Status != 503 || len(s.at) != 2 || time.Since(start) > time.Second {
				t.Errorf("%s, not to be repeated: %v after %v, %d requests", name, e, time.Since(start), len(s.at))
			}
		})
	}
}
