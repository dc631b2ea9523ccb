package intercomapi_test

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"intercom-mcp/intercomapi"
)

// TestBudget bounds what a call waits and repeats in all.
func TestBudget(t *testing.T) {
	for name, fault := range map[string]step{"503": says(503, `{}`), "refused": refused, "slow": after(7*time.Second, says(503, `{}`)), "late": hangs} {
		for _, budget := range []time.Duration{0, time.Millisecond, 5 * time.Second, time.Minute, 5 * time.Minute} {
			synctest.Test(t, func(t *testing.T) {
				c, s := scriptedWith(t, budget, fault)
				if err := contact(t.Context(), c); err == nil {
					t.Fatal("no error")
				}
				last := s.at[len(s.at)-1].Sub(s.at[0])
				if last > budget || (budget <= time.Millisecond) != (len(s.at) == 1) && name != "late" && name != "slow" {
					t.Errorf("%s, %v: %d requests, the last after %v", name, budget, len(s.at), last)
				}
			})
		}
	}
}

// TestOneBudget shows that calls share one where they are asked to, and that
// each is made once at least.
func TestOneBudget(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, s := scriptedWith(t, 10*time.Second, says(503, `{}`))
		ctx := intercomapi.WithSharedBudget(t.Context())
		for range 3 {
			if err := contact(ctx, c); err == nil {
				t.Fatal("no error")
			}
		}
		if last := s.at[len(s.at)-1].Sub(s.at[0]); last > 10*time.Second || len(s.at) < 5 {
			t.Errorf("%d requests, the last after %v", len(s.at), last)
		}
	})
}

// TestBudgetIsNotSpentInVain shows that a wait which the budget does not hold
// is not begun.
func TestBudgetIsNotSpentInVain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		for name, headers := range map[string][]string{"window": resets(50*time.Second, 0), "Retry-After": {"Retry-After: 61"}, "an age": {"Retry-After: 86400"},
			"a window's end beyond belief": append(resets(24*time.Hour, 0), "Retry-After: 1")} {
			c, s := scriptedWith(t, 45*time.Second, says(429, `{}`, headers...))
			start := time.Now()
			e := asError(t, contact(t.Context(), c))
			if len(s.at) != 1 || time.Since(start) > 0 || e.Status != 429 || e.Uncertain() {
				t.Errorf("%s: %d requests, %v after %v", name, len(s.at), e, time.Since(start))
			}
		}
	})
}

func TestDeadlineOfTheCall(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithTimeout(t.Context(), 3*time.Second)
		defer cancel()
		c, s := scripted(t, says(429, `{}`, resets(10*time.Second, 0)...))
		start := time.Now()
		if e := asError(t, contact(ctx, c)); len(s.at) != 1 || e.Status != 429 || time.Since(start) > 0 {
			t.Errorf("a wait beyond the deadline: %d requests, %v after %v", len(s.at), e, time.Since(start))
		}
		c, s = scripted(t, says(503, `{}`))
		e := asError(t, contact(ctx, c))
		if last := s.at[len(s.at)-1].Sub(start); len(s.at) < 2 || last > 3*time.Second || e.Status != 503 || ctx.Err() != nil {
			t.Errorf("%d requests, the last after %v: %v", len(s.at), last, e)
		}
	})
}

// TestTimeLimit ends a call's requests in time, and tells what came of them.
func TestTimeLimit(t *testing.T) {
	newContact := func(ctx context.Context, c *intercomapi.Client) error {
		_, err := c.CreateContact(ctx, intercomapi.Contact{Email: "x@example.com"})
		return err
	}
	for name, c := range map[string]struct {
		fault              step
		call               operation
		over               bool // the error is that the time is over
		uncertain, notSent bool
	}{
		"a read that hangs":           {hangs, contact, true, true, false},
		"a write that hangs":          {hangs, newContact, true, true, false},
		"a write that can't connect":  {refused, newContact, false, false, true},
		"a write that is refused":     {says(429, `{}`), newContact, false, false, false},
		"a read that fails":           {says(503, `{}`), contact, false, true, false},
		"a connection that takes all": {after(time.Hour, refused), newContact, true, true, false},
		"no limit":                    {after(time.Minute, fine), contact, false, false, false},
	} {
		synctest.Test(t, func(t *testing.T) {
			s := &script{steps: []step{c.fault}}
			client := dialWith(t, intercomapi.Config{BaseURL: "https://api.example", Transport: s, Budget: time.Hour, Timeout: time.Hour})
			limit := 50 * time.Second
			if name == "no limit" {
				limit = 0
			}
			ctx, cancel := intercomapi.WithTimeLimit(t.Context(), limit)
			defer cancel()
			start := time.Now()
			err := c.call(ctx, client)
			if limit == 0 {
				if err != nil {
					t.Errorf("%s: %v", name, err)
				}
				return
			}
			e := asError(t, err)
			if took := time.Since(start); took > limit || errors.Is(e, intercomapi.ErrOverTime) != c.over || e.Uncertain() != c.uncertain || e.NotSent() != c.notSent {
				t.Errorf("%s, after %v: %v, uncertain %v, not sent %v", name, took, e, e.Uncertain(), e.NotSent())
			}
			if s.at[len(s.at)-1].Sub(start) > limit-2*time.Second {
				t.Errorf("%s: a request is sent in the last two seconds", name)
			}
		})
	}
}
