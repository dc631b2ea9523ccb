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

// share is how much of the whole windows was used, those between the first and the last.
func (l *throttled) share() float64 {
	var first, last int64
	for w := range l.used {
		if first == 0 || w < first {
			first = w
		}
		last = max(last, w)
	}
	if last-first < 2 {
		return 1
	}
	sum := 0
	for w := first + 1; w < last; w++ {
		sum += l.used[w]
	}
	return float64(sum) / float64(l.size*int(last-first-1))
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
				if share := api.share(); share < 0.95 || len(failed) > 0 || api.refused > 0 {
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
			if share := api.share(); share < 0.95 || len(failed) > 0 || api.refused > 12*size/12 {
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
				if all := slices.Concat(failed...); len(all) > 0 || api.share() < 0.95 || api.refused > 12*100 {
					t.Errorf("%.3f of the limit used, %d refused, %d failed: %.300v", api.share(), api.refused, len(all), all)
				}
			})
		})
	}
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
