package intercomapi_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"runtime"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"intercom-mcp/intercomapi"
	"intercom-mcp/intercomapi/ratelimit/ratelimittest"
)

// throttled is an API that takes so many requests in each window of ten seconds,
// by a clock of its own, and says so in its headers.
type throttled struct {
	size    int
	ahead   time.Duration // how far its clock is ahead of ours
	latency time.Duration

	mu      sync.Mutex
	used    map[int64]int // by window: the requests that were answered
	refused int
	now     int // under way
	most    int
}

func (l *throttled) RoundTrip(r *http.Request) (*http.Response, error) {
	l.mu.Lock()
	l.now++
	l.most = max(l.most, l.now)
	l.mu.Unlock()
	select {
	case <-time.After(l.latency):
	case <-r.Context().Done():
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.now--
	if r.Context().Err() != nil {
		return nil, r.Context().Err()
	}
	return l.answer(time.Now().Add(l.ahead))(r)
}

func (l *throttled) answer(now time.Time) step {
	if l.used == nil {
		l.used = map[int64]int{}
	}
	w := now.Unix() / 10
	status := 200
	if l.used[w] >= l.size {
		status, l.refused = 429, l.refused+1
	} else {
		l.used[w]++
	}
	return says(status, `{"id":"1"}`, "Date: "+now.UTC().Format(http.TimeFormat), fmt.Sprintf("X-RateLimit-Limit: %d", l.size),
		fmt.Sprintf("X-RateLimit-Remaining: %d", l.size-l.used[w]), fmt.Sprintf("X-RateLimit-Reset: %d", (w+1)*10))
}

func paced(t testing.TB, api http.RoundTripper, budget time.Duration) *intercomapi.Client {
	t.Helper()
	return dialWith(t, intercomapi.Config{BaseURL: "https://api.example", Transport: api, Budget: budget})
}

// flood makes n calls from so many callers on each client, and gives the failures.
func flood(t *testing.T, n, callers int, clients ...*intercomapi.Client) (failed []error) {
	t.Helper()
	var mu sync.Mutex
	var wg sync.WaitGroup
	for _, c := range clients {
		for i := range callers {
			wg.Go(func() {
				for range n/callers + min(1, max(0, n%callers-i)) {
					if err := contact(t.Context(), c); err != nil {
						mu.Lock()
						failed = append(failed, err)
						mu.Unlock()
					}
				}
			})
		}
	}
	wg.Wait()
	return failed
}

// TestLimitIsUsed reads much more than a window holds: no call fails, nothing is
// refused, and at least 95 % of the limit is used.
func TestLimitIsUsed(t *testing.T) {
	for name, ahead := range map[string]time.Duration{"same clock": 0, "their clock is ahead": 3*time.Hour + 4700*time.Millisecond} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				api := &throttled{size: 1666, latency: 20 * time.Millisecond, ahead: ahead}
				failed := flood(t, 6000, 32, paced(t, api, time.Minute))
				if share := ratelimittest.UsedShare(api.used, api.size); share < 0.95 || len(failed) > 0 || api.refused > 0 {
					t.Errorf("%.3f of the limit used, %d refused, failed: %v", share, api.refused, failed)
				}
			})
		})
	}
}

// TestRefusalOfOneOperation is a 429 that is not the rate limit's: others go on.
func TestRefusalOfOneOperation(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, s := scriptedWith(t, 0, says(429, `{}`, append(resets(8*time.Second, 50), "Retry-After: 8")...), fine)
		start := time.Now()
		if e := asError(t, contact(t.Context(), c)); e.Status != 429 {
			t.Error(e)
		}
		if err := contact(t.Context(), c); err != nil || time.Since(start) > 0 || len(s.at) != 2 {
			t.Errorf("%v after %v", err, time.Since(start))
		}
	})
}

// TestHeadersThatLie keep nobody from working for longer than a minute.
func TestHeadersThatLie(t *testing.T) {
	for _, headers := range [][]string{
		{"X-RateLimit-Limit: 1", "X-RateLimit-Remaining: 0", "X-RateLimit-Reset: 9223372036854775807"},
		{"X-RateLimit-Limit: 9223372036854775807", "X-RateLimit-Remaining: -5", "X-RateLimit-Reset: 1"},
		{"X-RateLimit-Limit: -1", "X-RateLimit-Remaining: 99999999999999999999", "X-RateLimit-Reset: -1"},
		{"X-RateLimit-Limit: 0", "X-RateLimit-Remaining: 0", "X-RateLimit-Reset: 0", "Date: Thu, 01 Jan 1970 00:00:00 GMT"},
		{"Retry-After: 99999999"},
	} {
		for _, status := range []int{200, 429, 503} {
			synctest.Test(t, func(t *testing.T) {
				c, s := scriptedWith(t, time.Millisecond, says(status, `{"id":"1"}`, headers...), fine)
				_ = contact(t.Context(), c)
				time.Sleep(time.Minute)
				start := time.Now()
				for range 100 {
					if err := contact(t.Context(), c); err != nil || time.Since(start) > 0 {
						t.Fatalf("%d %v: %v after %v, %d requests", status, headers, err, time.Since(start), len(s.at))
					}
				}
			})
		}
	}
}

// TestUnderWay bounds how many requests of a token are on their way at once.
func TestUnderWay(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		api := &throttled{size: 100_000, latency: time.Second}
		one := paced(t, api, time.Minute)
		if failed := flood(t, 500, 500, one); len(failed) > 0 || api.most != 64 {
			t.Errorf("%d under way at once, failed: %v", api.most, failed)
		}
		api.most = 0
		if failed := flood(t, 64, 64, one.WithToken("a"), one.WithToken("b")); len(failed) > 0 || api.most != 128 {
			t.Errorf("two tokens: %d under way at once, failed: %v", api.most, failed)
		}
	})
}

// TestLeaving gives up a place in the queue, which leaves nothing behind.
func TestLeaving(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		api := &throttled{size: 10, latency: time.Millisecond}
		c := paced(t, api, time.Hour)
		if failed := flood(t, 10, 1, c); len(failed) > 0 {
			t.Fatal(failed)
		}
		synctest.Wait()
		before := runtime.NumGoroutine()
		ctx, cancel := context.WithCancel(t.Context())
		done := make(chan error)
		for i := range 50 {
			go func() { done <- contact(intercomapi.WithCaller(ctx, i%7), c) }()
		}
		synctest.Wait()
		start := time.Now()
		cancel()
		for range 50 {
			if e := asError(t, <-done); !e.NotSent() || !errors.Is(e, context.Canceled) {
				t.Error(e)
			}
		}
		synctest.Wait()
		if time.Since(start) > 0 || runtime.NumGoroutine() > before {
			t.Errorf("%v later, %d goroutines of %d", time.Since(start), runtime.NumGoroutine(), before)
		}
		if failed := flood(t, 20, 20, c); len(failed) > 0 || api.refused > 0 {
			t.Errorf("those who came later: %v, %d refused", failed, api.refused)
		}
	})
}

// TestUnderWayAfterBugs takes no room for requests that panicked.
func TestUnderWayAfterBugs(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		bugs := 0
		c, _ := scripted(t, func(r *http.Request) (*http.Response, error) {
			if bugs++; bugs <= 100 {
				panic("a bug")
			}
			return fine(r)
		})
		for range 100 {
			func() {
				defer func() { _ = recover() }()
				_ = contact(t.Context(), c)
			}()
		}
		start := time.Now()
		if err := contact(t.Context(), c); err != nil || bugs != 101 || time.Since(start) > 0 {
			t.Errorf("%v after %v, %d requests", err, time.Since(start), bugs)
		}
		time.Sleep(time.Minute) // net/http ends what it began for those with their time-outs
	})
}

// TestPatience is what a call without repetitions waits for its turn: a window
// and no more.
func TestPatience(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		api := &throttled{size: 1, latency: time.Millisecond}
		c := paced(t, api, 0)
		failed := append(flood(t, 1, 1, c), flood(t, 2, 2, c)...)
		if len(failed) != 1 || !errors.Is(failed[0], intercomapi.ErrBusy) || !asError(t, failed[0]).NotSent() {
			t.Errorf("failed: %v", failed)
		}
	})
}

// TestTellingWhoWaits names the wait.
func TestTellingWhoWaits(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var told []time.Duration
		ctx := intercomapi.WithWaitNotice(t.Context(), func(d time.Duration) { told = append(told, d) })
		c, _ := scripted(t, says(429, `{}`, resets(4*time.Second, 0)...), fine)
		if err := contact(ctx, c); err != nil || !slices.Equal(told, []time.Duration{4 * time.Second}) {
			t.Errorf("after a refusal: %v, %v", told, err)
		}
		told = nil
		c, _ = scripted(t, says(200, `{"id":"1"}`, resets(7*time.Second, 0)...), fine)
		for range 2 {
			if err := contact(ctx, c); err != nil {
				t.Fatal(err)
			}
		}
		if !slices.Equal(told, []time.Duration{7 * time.Second}) {
			t.Errorf("for the next window: %v", told)
		}
	})
}
