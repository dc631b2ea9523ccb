package intercomapi

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"strconv"
	"sync"
	"time"

	"github.com/go-resty/resty/v2"
)

const (
	firstWait = 500 * time.Millisecond // at most, before the first repetition; it doubles
	longWait  = 30 * time.Second       // at most, before any repetition that no header times
	manyTries = 100                    // the budget of time ends a call long before
	farReset  = 10 * time.Minute       // nothing that a header says is waited for longer
)

// repeatable marks a POST that may be sent again though the first may have
// been carried out: it only looks, or twice is as once. Every GET, PUT, PATCH
// and DELETE is; any other POST is repeated only if the first surely was not.
func (r request) repeatable() request { r.again = true; return r }

// moving marks a GET that moves something on, so that a repetition would give
// what comes next and lose what the first one gave.
func (r request) moving() request { r.once = true; return r }

func (r request) mayRepeat() bool { return !r.once && (r.again || r.method != http.MethodPost) }

// tries is one call on its way: each of its requests waits for the pace, and
// is repeated as the operation allows and the budget lasts.
type tries struct {
	client  *Client
	request request
	ctx     context.Context
	start   time.Time
	held    *pace         // whose slot the request on its way takes
	sent    time.Time     // that request
	wait    time.Duration // before the next request
	began   bool          // the first request was asked for
	ran     bool          // an earlier request may have been carried out
	failure error         // of the latest request; nil where it was answered

	mu      sync.Mutex
	stopped bool // nothing is repeated any more
	waiting bool // no request is on its way, so that stop ends the call at once
	quit    context.CancelFunc
}

type triesKey struct{}

// newTries begins a call; finish ends it.
func newTries(ctx context.Context, c *Client, r request) (t *tries, finish func()) {
	t = &tries{client: c, request: r, start: begun(ctx)}
	t.ctx, t.quit = context.WithCancel(context.WithValue(ctx, triesKey{}, t))
	forget := func() bool { return true }
	if until, ok := ctx.Value(untilKey{}).(context.Context); ok {
		forget = context.AfterFunc(until, t.stop)
	}
	return t, func() {
		forget()
		t.after(nil)
		t.quit()
	}
}

type beginningKey struct{}

// WithOneBudget returns a context whose calls share one budget, from now on:
// who asks for several in turn waits no longer than who asks for one.
func WithOneBudget(ctx context.Context) context.Context {
	return context.WithValue(ctx, beginningKey{}, time.Now())
}

// begun is when the budget of a call began.
func begun(ctx context.Context) time.Time {
	if at, ok := ctx.Value(beginningKey{}).(time.Time); ok {
		return at
	}
	return time.Now()
}

type untilKey struct{}

// RepeatUntil returns a context whose calls repeat nothing once until is done,
// and wait for nothing: a request that is on its way goes on.
func RepeatUntil(ctx, until context.Context) context.Context {
	return context.WithValue(ctx, untilKey{}, until)
}

func (t *tries) stop() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.stopped = true
	if t.waiting {
		t.quit()
	}
}

// rests notes whether the call waits, and tells whether it may go on. One that
// was stopped waits for nothing.
func (t *tries) rests(waiting bool) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.waiting = waiting
	if t.stopped && waiting {
		t.quit()
	}
	return t.ctx.Err() == nil
}

func (t *tries) isStopped() bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.stopped
}

// before is run before each request.
func (t *tries) before() error {
	limit := t.client.budget - time.Since(t.start)
	if !t.began {
		limit, t.began = max(limit, pacingPatience), true
	}
	p := t.client.pacers.of(t.client.Fingerprint())
	if err := p.acquire(t.ctx, limit, func() { t.rests(true) }); err != nil {
		return notSent{t.why(err)}
	}
	t.held, t.sent = p, time.Now()
	if !t.rests(false) {
		return notSent{t.why(t.ctx.Err())}
	}
	return nil
}

// why is the reason that a call did not wait any longer.
func (t *tries) why(err error) error {
	if errors.Is(err, context.Canceled) && t.isStopped() {
		return ErrStopping
	}
	return err
}

// after is run after each request: it gives the slot back, once. It returns
// Intercom's time, as far as it is known.
func (t *tries) after(res *resty.Response) (theirs time.Time) {
	if t.held == nil {
		return time.Now()
	}
	p := t.held
	t.held = nil
	if res == nil || res.RawResponse == nil {
		return p.release(0, nil, t.sent)
	}
	return p.release(res.StatusCode(), res.Header(), t.sent)
}

// again decides whether the request is sent again, and after what time.
func (t *tries) again(res *resty.Response, err error) bool {
	theirs := t.after(res)
	t.failure = nil
	if err != nil {
		t.failure = cause(err)
	}
	status, h := 0, http.Header(nil)
	if res.RawResponse != nil {
		status, h = res.StatusCode(), res.Header()
	}
	if t.client.budget == 0 || !t.allows(status) {
		return false
	}
	t.wait = pause(res.Request.Attempt, status, h, theirs)
	if time.Since(t.start)+t.wait > t.client.budget {
		return false
	}
	if deadline, ok := t.ctx.Deadline(); ok && time.Until(deadline) < t.wait {
		return false
	}
	if t.isStopped() || !t.rests(true) {
		return false
	}
	e := &Error{Status: status, Err: t.failure}
	t.ran = t.ran || e.Uncertain()
	if status == http.StatusTooManyRequests {
		tellWaiting(t.ctx, t.wait)
	}
	return true
}

// outcome is what came of the last request. A call that ends while it waits to
// repeat one has that one's outcome.
func (t *tries) outcome(res *resty.Response, err error) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	switch {
	case res == nil || !t.waiting || err == nil:
		return err
	case t.stopped:
		return t.failure
	case t.failure != nil:
		return fmt.Errorf("%w, and then %w", t.failure, err)
	}
	return err
}

// allows reports whether the operation may be repeated after this answer, or
// after none that could be read.
func (t *tries) allows(status int) bool {
	e := &Error{Status: status, Err: t.failure}
	switch {
	case status == http.StatusTooManyRequests:
		return true
	case status == http.StatusRequestTimeout, status >= 500:
		return t.request.mayRepeat()
	case t.failure == nil || errors.Is(t.failure, ErrTooLarge) || errors.Is(t.failure, context.Canceled) || untrusted(t.failure):
		return false
	}
	return e.NotSent() || status < 300 && t.request.mayRepeat()
}

// pause is how long to wait before a request is repeated: by the answer's
// headers, else longer each time, and by chance, so that many do not come back
// at once. attempt counts from 1.
func pause(attempt, status int, h http.Header, theirs time.Time) time.Duration {
	spent := status == http.StatusTooManyRequests || h.Get("X-RateLimit-Remaining") == "0"
	if until := comeBack(h, spent, theirs); until > 0 {
		return until
	}
	most := min(longWait, firstWait<<min(attempt-1, 10))
	return most/2 + rand.N(most/2)
}

// comeBack is how long to wait by an answer's headers: where the rate limit's
// window is spent, to its end; else as Retry-After says; 0 where they say
// nothing. Times in them are by Intercom's clock.
func comeBack(h http.Header, spent bool, theirs time.Time) time.Duration {
	if until := untilReset(h, theirs); spent && until > 0 {
		return until
	}
	after := h.Get("Retry-After")
	if s, err := strconv.Atoi(after); err == nil && s > 0 {
		return min(time.Duration(min(s, 1<<20))*time.Second, farReset)
	}
	if at, err := http.ParseTime(after); err == nil {
		return within(at.Sub(theirs))
	}
	return 0
}

// untilReset is how long the rate limit's window lasts, 0 where nothing says
// so. Its end is told in Intercom's time.
func untilReset(h http.Header, theirs time.Time) time.Duration {
	end := windowEnd(h)
	if end == 0 {
		return 0
	}
	return within(time.Unix(end, 0).Sub(theirs))
}

// windowEnd is X-RateLimit-Reset, in Unix seconds; 0 where it is no date, as
// milliseconds would be.
func windowEnd(h http.Header) int64 {
	end, err := strconv.ParseInt(h.Get("X-RateLimit-Reset"), 10, 64)
	if err != nil || end < 0 || end > 1<<36 {
		return 0
	}
	return end
}

func within(d time.Duration) time.Duration { return min(max(d, 0), farReset) }

// retrying sets resty up for tries.
func retrying(c *resty.Client) *resty.Client {
	of := func(ctx context.Context) *tries { t, _ := ctx.Value(triesKey{}).(*tries); return t }
	return c.SetRetryCount(manyTries).
		SetRetryWaitTime(time.Millisecond).
		SetRetryMaxWaitTime(farReset).
		AddRetryCondition(func(res *resty.Response, err error) bool {
			return res != nil && of(res.Request.Context()).again(res, err) // without one, it was not sent
		}).
		SetRetryAfter(func(_ *resty.Client, res *resty.Response) (time.Duration, error) {
			return of(res.Request.Context()).wait, nil
		}).
		OnBeforeRequest(func(_ *resty.Client, req *resty.Request) error { return of(req.Context()).before() })
}

type waitingKey struct{}

// OnWaiting returns a context whose calls tell when they wait for Intercom's
// rate limit, and for how long. Calls that run side by side tell so at once.
func OnWaiting(ctx context.Context, tell func(time.Duration)) context.Context {
	return context.WithValue(ctx, waitingKey{}, tell)
}

func tellWaiting(ctx context.Context, d time.Duration) {
	if tell, ok := ctx.Value(waitingKey{}).(func(time.Duration)); ok {
		tell(d)
	}
}
