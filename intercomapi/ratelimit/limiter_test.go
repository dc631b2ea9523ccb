package ratelimit_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"intercom-mcp/intercomapi/ratelimit"
)

// TestFairTurns lets one call in while a thousand of another caller wait.
func TestFairTurns(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		api := &throttled{size: 100, latency: 10 * time.Millisecond}
		l := newLimiter()
		var wg sync.WaitGroup
		for range 1000 {
			wg.Go(func() {
				if err := callFor(t.Context(), 10*time.Minute, l, api, "bulk"); err != nil {
					t.Error(err)
				}
			})
		}
		time.Sleep(time.Second) // the window is used up
		var took []time.Duration
		for range 5 {
			start := time.Now()
			if err := callFor(t.Context(), 10*time.Minute, l, api, "interactive"); err != nil {
				t.Fatal(err)
			}
			took = append(took, time.Since(start))
		}
		if slowest := slices.Max(took); slowest > 11*time.Second {
			t.Errorf("a call waited %v behind a bulk job", slowest)
		}
		wg.Wait()
	})
}

// TestInFlight bounds how many requests of a token are in flight at once.
func TestInFlight(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		api := &throttled{size: 100_000, latency: time.Second}
		if failed := flood(t, 500, 500, api, newLimiter()); len(failed) > 0 || api.most != 64 {
			t.Errorf("%d in flight at once, failed: %v", api.most, failed)
		}
		api.most = 0
		all := ratelimit.New()
		if failed := flood(t, 64, 64, api, all.For([32]byte{1}), all.For([32]byte{2})); len(failed) > 0 || api.most != 128 {
			t.Errorf("two tokens: %d in flight at once, failed: %v", api.most, failed)
		}
	})
}

// TestOneLimiterPerToken gives all who ask for a token the same limiter.
func TestOneLimiterPerToken(t *testing.T) {
	all := ratelimit.New()
	first, other, again := all.For([32]byte{1}), all.For([32]byte{2}), all.For([32]byte{1})
	if first != again || first == other {
		t.Error("limiters are not those of their tokens")
	}
}

// TestWaiting is about how a wait for a window that is used up ends.
func TestWaiting(t *testing.T) {
	cancelled := func(ctx context.Context, _ chan struct{}) context.Context {
		ctx, cancel := context.WithCancel(ctx)
		cancel()
		return ctx
	}
	stopped := func(ctx context.Context, stop chan struct{}) context.Context {
		close(stop)
		return ctx
	}
	stoppedLater := func(ctx context.Context, stop chan struct{}) context.Context {
		time.AfterFunc(2*time.Second, func() { close(stop) })
		return ctx
	}
	for name, c := range map[string]struct {
		max     time.Duration
		prepare func(context.Context, chan struct{}) context.Context
		want    error
		took    time.Duration
		told    bool
	}{
		"the window ends": {20 * time.Second, nil, nil, 7 * time.Second, true},
		"no time for it":  {5 * time.Second, nil, ratelimit.ErrBusy, 5 * time.Second, true},
		"no time at all":  {-time.Second, nil, ratelimit.ErrBusy, 0, true},
		"cancelled first": {20 * time.Second, cancelled, context.Canceled, 0, false},
		"stopped first":   {20 * time.Second, stopped, ratelimit.ErrStopped, 0, true},
		"stopped later":   {20 * time.Second, stoppedLater, ratelimit.ErrStopped, 2 * time.Second, true},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				l := usedUp(t, 7*time.Second)
				ctx, stop := t.Context(), make(chan struct{})
				if c.prepare != nil {
					ctx = c.prepare(ctx, stop)
				}
				var told []time.Duration
				start := time.Now()
				_, err := l.Acquire(ctx, ratelimit.Wait{Max: c.max, Stop: stop, Notify: func(d time.Duration) { told = append(told, d) }})
				if !errors.Is(err, c.want) || time.Since(start) != c.took {
					t.Errorf("%v after %v", err, time.Since(start))
				}
				if c.told != slices.Equal(told, []time.Duration{7 * time.Second}) {
					t.Errorf("was told of %v", told)
				}
			})
		})
	}
}

// usedUp returns a limiter whose window has nothing left and lasts for d.
func usedUp(t *testing.T, d time.Duration) *ratelimit.Limiter {
	t.Helper()
	l := newLimiter()
	slot, err := l.Acquire(t.Context(), ratelimit.Wait{})
	if err != nil {
		t.Fatal(err)
	}
	slot.Release(http.StatusOK, windowHeaders(time.Now(), 100, 0, time.Now().Add(d).Unix()))
	return l
}

// TestLeavingTheQueue cancels some of those who wait: the others get their slots.
func TestLeavingTheQueue(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := usedUp(t, 7*time.Second)
		ctx, cancel := context.WithCancel(t.Context())
		time.AfterFunc(time.Second, cancel)
		left := make(chan error)
		wait := func(ctx context.Context, caller int) {
			slot, err := l.Acquire(ctx, ratelimit.Wait{Caller: caller, Max: time.Minute})
			if err == nil {
				slot.Release(http.StatusOK, nil)
			}
			left <- err
		}
		for i := range 20 {
			go wait(ctx, i%3)
			go wait(t.Context(), i%5)
		}
		cancelled := 0
		for range 40 {
			if err := <-left; errors.Is(err, context.Canceled) {
				cancelled++
			} else if err != nil {
				t.Error(err)
			}
		}
		if cancelled != 20 {
			t.Errorf("%d of 20 were cancelled", cancelled)
		}
	})
}

// TestStoppedTakesAFreeSlot since Wait.Stop bounds the waiting alone.
func TestStoppedTakesAFreeSlot(t *testing.T) {
	stop := make(chan struct{})
	close(stop)
	slot, err := newLimiter().Acquire(t.Context(), ratelimit.Wait{Stop: stop})
	if err != nil {
		t.Fatal(err)
	}
	slot.Release(0, nil)
}

// TestRetryAfter is about what Release says.
func TestRetryAfter(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		reset := strconv.FormatInt(time.Now().Add(7*time.Second).Unix(), 10)
		for name, c := range map[string]struct {
			status  int
			headers map[string]string
			want    time.Duration
		}{
			"no answer":            {0, nil, 0},
			"nothing said":         {429, map[string]string{}, 0},
			"window exhausted":     {503, map[string]string{"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": reset, "Retry-After": "2"}, 7 * time.Second},
			"window not exhausted": {503, map[string]string{"X-RateLimit-Remaining": "5", "X-RateLimit-Reset": reset, "Retry-After": "2"}, 2 * time.Second},
			"429":                  {429, map[string]string{"X-RateLimit-Reset": reset, "Retry-After": "2"}, 7 * time.Second},
			"longer than believed": {429, map[string]string{"Retry-After": "86400"}, 10 * time.Minute},
		} {
			slot, err := newLimiter().Acquire(t.Context(), ratelimit.Wait{})
			if err != nil {
				t.Fatal(err)
			}
			h := http.Header{}
			for header, value := range c.headers {
				h.Set(header, value)
			}
			if got := slot.Release(c.status, h); got != c.want {
				t.Errorf("%s: %v, want %v", name, got, c.want)
			}
		}
	})
}

// ExampleLimiter sends one request.
func ExampleLimiter() {
	limiter := ratelimit.New().For([32]byte{})
	slot, err := limiter.Acquire(context.Background(), ratelimit.Wait{Caller: "a bulk job", Max: time.Minute})
	if err != nil {
		fmt.Println(err)
		return
	}
	retryAfter := slot.Release(http.StatusServiceUnavailable, http.Header{"Retry-After": {"2"}})
	fmt.Println("come back in", retryAfter)
	// Output: come back in 2s
}
