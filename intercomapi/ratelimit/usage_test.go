package ratelimit_test

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"strconv"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"intercom-mcp/intercomapi/ratelimit"
	"intercom-mcp/intercomapi/ratelimit/ratelimittest"
)

// throttled is an API that takes so many requests in each window of ten seconds,
// by a clock of its own, and says so in its headers.
type throttled struct {
	size    int
	ahead   time.Duration // how far its clock is ahead of ours
	latency time.Duration
	mute    bool // no headers

	mu      sync.Mutex
	used    map[int64]int // by window: the requests that were answered
	refused int
	now     int // in flight
	most    int
}

// answer takes one request and returns the status and headers of its answer.
func (l *throttled) answer() (int, http.Header) {
	l.mu.Lock()
	l.now++
	l.most = max(l.most, l.now)
	l.mu.Unlock()
	time.Sleep(l.latency)
	l.mu.Lock()
	defer l.mu.Unlock()
	l.now--
	if l.used == nil {
		l.used = map[int64]int{}
	}
	now := time.Now().Add(l.ahead)
	w := now.Unix() / 10
	status := http.StatusOK
	if l.used[w] >= l.size {
		status, l.refused = http.StatusTooManyRequests, l.refused+1
	} else {
		l.used[w]++
	}
	if l.mute {
		return status, nil
	}
	return status, windowHeaders(now, l.size, l.size-l.used[w], (w+1)*10)
}

func windowHeaders(now time.Time, limit, remaining int, reset int64) http.Header {
	h := http.Header{}
	h.Set("Date", now.UTC().Format(http.TimeFormat))
	h.Set("X-RateLimit-Limit", strconv.Itoa(limit))
	h.Set("X-RateLimit-Remaining", strconv.Itoa(remaining))
	h.Set("X-RateLimit-Reset", strconv.FormatInt(reset, 10))
	return h
}

// newLimiter returns the limiter of a process, which has one token.
func newLimiter() *ratelimit.Limiter { return ratelimit.New().For([32]byte{}) }

// call sends one request, and again for a minute where it is refused.
func call(ctx context.Context, l *ratelimit.Limiter, api *throttled, caller any) error {
	return callFor(ctx, time.Minute, l, api, caller)
}

func callFor(ctx context.Context, budget time.Duration, l *ratelimit.Limiter, api *throttled, caller any) error {
	start, backoff := time.Now(), 250*time.Millisecond
	for {
		slot, err := l.Acquire(ctx, ratelimit.Wait{Caller: caller, Max: budget - time.Since(start)})
		if err != nil {
			return err
		}
		status, h := api.answer()
		delay := slot.Release(status, h)
		if status == http.StatusOK {
			return nil
		}
		if delay == 0 {
			delay, backoff = backoff, 2*backoff
		}
		if time.Since(start)+delay > budget {
			return errors.New("the call's time is over")
		}
		time.Sleep(delay)
	}
}

// flood makes n calls from so many goroutines on each limiter, and returns the failures.
func flood(t *testing.T, n, side int, api *throttled, limiters ...*ratelimit.Limiter) (failed []error) {
	t.Helper()
	var mu sync.Mutex
	var wg sync.WaitGroup
	for _, l := range limiters {
		for i := range side {
			wg.Go(func() {
				for range n/side + min(1, max(0, n%side-i)) {
					if err := call(t.Context(), l, api, nil); err != nil {
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

// TestLimitIsUsed sends much more than a window holds: no call fails, nothing is
// refused, and at least 95 % of the limit is used.
func TestLimitIsUsed(t *testing.T) {
	for name, c := range map[string]struct {
		api   *throttled
		start time.Duration // into a window
	}{
		"at a window's start":   {&throttled{latency: 20 * time.Millisecond}, 0},
		"in its middle":         {&throttled{latency: 20 * time.Millisecond}, 5300 * time.Millisecond},
		"at its end":            {&throttled{latency: 80 * time.Millisecond}, 9900 * time.Millisecond},
		"slow":                  {&throttled{latency: 180 * time.Millisecond}, 2 * time.Second},
		"their clock is ahead":  {&throttled{latency: 20 * time.Millisecond, ahead: 3*time.Hour + 4700*time.Millisecond}, 0},
		"their clock is behind": {&throttled{latency: 20 * time.Millisecond, ahead: -3*time.Hour - 4700*time.Millisecond}, 0},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				api := c.api
				api.size = 1666
				time.Sleep(c.start)
				calls := 6000
				if c.start > 0 && api.latency < 50*time.Millisecond {
					calls = 20_000
				}
				failed := flood(t, calls, 32, api, newLimiter())
				if share := ratelimittest.UsedShare(api.used, api.size); share < 0.95 || len(failed) > 0 || api.refused > 0 {
					t.Errorf("%.3f of the limit used, %d refused, failed: %v", share, api.refused, failed)
				}
			})
		})
	}
}

// TestThreeProcesses share a token: none knows of the others but by the headers.
func TestThreeProcesses(t *testing.T) {
	for _, size := range []int{167, 1666} {
		synctest.Test(t, func(t *testing.T) {
			api := &throttled{size: size, latency: 30 * time.Millisecond}
			failed := flood(t, min(4*size, 2500), 32, api, newLimiter(), newLimiter(), newLimiter())
			if share := ratelimittest.UsedShare(api.used, api.size); share < 0.95 || len(failed) > 0 || api.refused > 12*size/12 {
				t.Errorf("limit %d: %.3f of it used, %d refused, failed: %v", size, share, api.refused, failed)
			}
		})
	}
}

// TestWithoutHeaders has nothing to learn from but refusals.
func TestWithoutHeaders(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		api := &throttled{size: 1666, latency: 20 * time.Millisecond, mute: true}
		l := newLimiter()
		if failed := flood(t, 5000, 32, api, l); len(failed) > 0 {
			t.Errorf("failed: %v", failed)
		}
		start := time.Now()
		time.Sleep(20 * time.Second)
		if failed := flood(t, 1000, 32, api, l); len(failed) > 0 || time.Since(start) > 22*time.Second {
			t.Errorf("one refusal slows for ever: %v, %v", time.Since(start), failed)
		}
	})
}

// TestLatecomers has processes use up each window within a part of a second: one
// that knows a window's end by the second alone, as the Date header tells it,
// would come when all is gone, every time.
func TestLatecomers(t *testing.T) {
	for _, offset := range []time.Duration{0, 300 * time.Millisecond, 600 * time.Millisecond, 950 * time.Millisecond} {
		t.Run(offset.String(), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				api := &throttled{size: 1666, latency: 7 * time.Millisecond}
				var wg sync.WaitGroup
				failed := make([][]error, 3)
				for i := range failed {
					wg.Go(func() {
						time.Sleep(time.Duration(i) * (12*time.Second + offset))
						failed[i] = flood(t, 20_000-6000*i, 32, api, newLimiter())
					})
				}
				wg.Wait()
				if all := slices.Concat(failed...); len(all) > 0 || ratelimittest.UsedShare(api.used, api.size) < 0.95 || api.refused > 12*100 {
					t.Errorf("%.3f of the limit used, %d refused, %d failed: %.300v", ratelimittest.UsedShare(api.used, api.size), api.refused, len(all), all)
				}
			})
		})
	}
}
