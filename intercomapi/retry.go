package intercomapi

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"time"

	"github.com/go-resty/resty/v2"

	"intercom-mcp/intercomapi/ratelimit"
)

const (
	firstBackoff  = 500 * time.Millisecond // at most, before the first repetition; it doubles each time
	maxBackoff    = 30 * time.Second       // at most, before any repetition whose time no header gives
	maxRetries    = 100                    // the budget ends a call long before
	firstSlotWait = 15 * time.Second       // at least, for a slot for the first request: longer than a window of the rate limit
	leastTime     = 2 * time.Second        // that a wait leaves of the call's own time for the request after it
)

// attempts are the requests of one call, one after the other: each waits for a
// slot, and is repeated as the operation allows and the budget lasts.
type attempts struct {
	client  *Client
	request request
	encoded encoded
	options callOptions
	start   time.Time // of the budget
	sent    int       // requests so far
	earlier bool      // one before the last may have been carried out
}

func (c *Client) newAttempts(ctx context.Context, r request, e encoded) *attempts {
	o := optionsOf(ctx)
	a := &attempts{client: c, request: r, encoded: e, options: o, start: o.budgetStart}
	if a.start.IsZero() {
		a.start = time.Now()
	}
	return a
}

// attempt is what came of one request.
type attempt struct {
	res        *resty.Response // nil: nothing was sent
	err        error           // why there is no answer, or none that can be read; nil if there is
	retryAfter time.Duration   // how long the answer asks to wait before a repetition; 0: it doesn't say
}

// answered reports whether an answer began, though it may not have ended.
func (a attempt) answered() bool { return a.res != nil && a.res.RawResponse != nil }

// status returns the answer's status; 0 if there was none.
func (a attempt) status() int {
	if !a.answered() {
		return 0
	}
	return a.res.StatusCode()
}

// header returns the answer's header; nil if there was none.
func (a attempt) header() http.Header {
	if !a.answered() {
		return nil
	}
	return a.res.Header()
}

// asError returns the attempt as an Error, for what that says of it.
func (a attempt) asError() *Error { return &Error{Status: a.status(), Err: a.err} }

// run makes attempts until one is not repeated, and returns the last one.
func (a *attempts) run(ctx context.Context) attempt {
	for {
		last := a.try(ctx)
		delay, again := a.next(ctx, last)
		if !again {
			return last
		}
		a.earlier = a.earlier || last.asError().Uncertain()
		if last.status() == http.StatusTooManyRequests {
			a.options.tellWait(delay)
		}
		if err := a.sleep(ctx, delay); err != nil {
			return last.abandoned(err)
		}
	}
}

// try waits for a slot and sends the request in it. The slot is given back
// whatever happens, a panic included.
func (a *attempts) try(ctx context.Context) (out attempt) {
	slot, err := a.slot(ctx)
	if err != nil {
		return attempt{err: notSent{err}}
	}
	defer func() { out.retryAfter = slot.Release(out.status(), out.header()) }()
	a.sent++
	req := a.encoded.newRequest(a.client.http).SetContext(ctx).SetAuthToken(a.client.token)
	out.res, err = req.Execute(a.request.method, a.request.path)
	out.err = overTime(ctx, a.late(ctx, cause(err)))
	return out
}

// late returns err in plain words where the answer took longer than one request may.
func (a *attempts) late(ctx context.Context, err error) error {
	if ctx.Err() != nil || !errors.Is(err, context.DeadlineExceeded) || neverSent(err) {
		return err
	}
	return lateError{a.client.http.GetClient().Timeout, err}
}

// lateError is that an answer took longer than one request may.
type lateError struct {
	limit time.Duration
	err   error // the transport's
}

// Error implements error.
func (e lateError) Error() string { return fmt.Sprintf("it did not come within %v", e.limit) }

// Unwrap returns the transport's error.
func (e lateError) Unwrap() error { return e.err }

// overTime returns err, or what came of it where the call's time is over.
func overTime(ctx context.Context, err error) error {
	why := context.Cause(ctx)
	switch {
	case err == nil || !errors.Is(why, ErrOverTime):
		return err
	case neverSent(err): // it says more
		return fmt.Errorf("%w (%w)", why, err)
	}
	return why
}

// slot waits until a request may be sent, for what is left of the budget.
func (a *attempts) slot(ctx context.Context) (ratelimit.Slot, error) {
	wait := ratelimit.Wait{Caller: a.options.caller, Max: a.client.budget - time.Since(a.start), Stop: a.options.stopping, Notify: a.options.tellWait}
	if a.sent == 0 {
		wait.Max = max(wait.Max, firstSlotWait)
	}
	if deadline, ok := ctx.Deadline(); ok {
		wait.Max = min(wait.Max, time.Until(deadline)-leastTime)
	}
	slot, err := a.client.limiters.For(a.client.Fingerprint()).Acquire(ctx, wait)
	if errors.Is(err, ratelimit.ErrStopped) || errors.Is(err, context.Canceled) && a.options.isStopping() {
		err = ErrStopping
	}
	return slot, overTime(ctx, err)
}

// next decides whether the request is repeated after the last attempt, and
// after what delay.
func (a *attempts) next(ctx context.Context, last attempt) (delay time.Duration, again bool) {
	if a.client.budget == 0 || a.sent > maxRetries || !a.mayRepeat(last) {
		return 0, false
	}
	delay = cmp.Or(last.retryAfter, backoff(a.sent))
	if time.Since(a.start)+delay > a.client.budget {
		return 0, false
	}
	if deadline, ok := ctx.Deadline(); ok && time.Until(deadline) < delay+leastTime {
		return 0, false
	}
	return delay, ctx.Err() == nil && !a.options.isStopping()
}

// mayRepeat reports whether the operation may be repeated after this attempt: a
// write only if it surely was not carried out, or if twice is as once.
func (a *attempts) mayRepeat(last attempt) bool {
	status, err := last.status(), last.err
	switch {
	case last.res == nil:
		return false
	case status == http.StatusTooManyRequests:
		return true
	case status == http.StatusRequestTimeout, status >= 500:
		return a.request.idempotent
	case err == nil || errors.Is(err, ErrTooLarge) || errors.Is(err, context.Canceled) || badCertificate(err):
		return false
	}
	return last.asError().NotSent() || status < 300 && a.request.idempotent
}

// sleep waits before a repetition. An error is that there is none: ErrStopping,
// or the context's.
func (a *attempts) sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-a.options.stopping:
		return ErrStopping
	case <-ctx.Done():
		if a.options.isStopping() {
			return ErrStopping
		}
		return context.Cause(ctx)
	}
}

// abandoned returns the attempt as that of a call which ended while it waited
// to repeat it. A server that stops leaves the attempt as it is.
func (a attempt) abandoned(why error) attempt {
	switch {
	case errors.Is(why, ErrStopping):
	case a.err != nil:
		a.err = fmt.Errorf("%w, and then %w", a.err, why)
	default:
		a.err = why
	}
	return a
}

// backoff returns how long to wait before a repetition where no header says so:
// twice as long each time, and partly random, so that many callers do not come
// back at once. retry counts from 1.
func backoff(retry int) time.Duration {
	most := min(maxBackoff, firstBackoff<<min(retry-1, 10))
	return most/2 + rand.N(most/2)
}
