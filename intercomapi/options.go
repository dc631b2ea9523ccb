package intercomapi

import (
	"context"
	"fmt"
	"time"
)

// callOptions is how the calls of a context are made. It never changes once it
// is in a context: who sets one option puts a changed copy into a new context.
type callOptions struct {
	caller      any                 // whose calls they are, for turns at the rate limit; nil is a caller too
	budgetStart time.Time           // when the budget that they share began; zero: each has its own
	stopping    <-chan struct{}     // closed: nothing is repeated or waited for any more; nil: never
	onWait      func(time.Duration) // told of waits for the rate limit; nil: nobody is
	record      *Record             // what their exchanges are added to; nil: nothing
}

type optionsKey struct{}

// optionsOf returns the options of a context, the zero ones if it has none.
func optionsOf(ctx context.Context) callOptions {
	o, _ := ctx.Value(optionsKey{}).(callOptions)
	return o
}

func withOptions(ctx context.Context, o callOptions) context.Context {
	return context.WithValue(ctx, optionsKey{}, o)
}

// WithCaller returns a context whose calls are this caller's: callers take turns
// at the rate limit, so that one with many calls does not hold up the others.
// key must be comparable.
func WithCaller(ctx context.Context, key any) context.Context {
	o := optionsOf(ctx)
	o.caller = key
	return withOptions(ctx, o)
}

// WithSharedBudget returns a context whose calls share one Config.Budget, which
// begins now. Each of them is still sent once at least.
func WithSharedBudget(ctx context.Context) context.Context {
	o := optionsOf(ctx)
	o.budgetStart = time.Now()
	return withOptions(ctx, o)
}

// WithTimeLimit returns a context whose calls end within limit, all together, with
// ErrOverTime; cancel it when they have ended. A limit of 0 is none.
func WithTimeLimit(ctx context.Context, limit time.Duration) (context.Context, context.CancelFunc) {
	if limit == 0 {
		return context.WithCancel(ctx)
	}
	return context.WithTimeoutCause(ctx, limit, fmt.Errorf("%w: it may take %v", ErrOverTime, limit))
}

// WithRetriesUntil returns a context whose calls repeat nothing once until is done,
// and no longer wait to be sent. A request that is on its way goes on.
func WithRetriesUntil(ctx, until context.Context) context.Context {
	o := optionsOf(ctx)
	o.stopping = until.Done()
	return withOptions(ctx, o)
}

// WithWaitNotice returns a context whose calls report by tell that they wait for
// Intercom's rate limit, and for how long. tell must be safe for concurrent
// use, for calls may run side by side.
func WithWaitNotice(ctx context.Context, tell func(time.Duration)) context.Context {
	o := optionsOf(ctx)
	o.onWait = tell
	return withOptions(ctx, o)
}

// WithRecord returns a context whose calls are added to the returned record, and
// to that of ctx, if it has one.
func WithRecord(ctx context.Context) (context.Context, *Record) {
	o := optionsOf(ctx)
	o.record = &Record{parent: o.record}
	return withOptions(ctx, o), o.record
}

// isStopping reports whether nothing is to be repeated or waited for any more.
func (o callOptions) isStopping() bool {
	select {
	case <-o.stopping:
		return true
	default:
		return false
	}
}

// tellWait reports a wait for the rate limit to whoever asked to know.
func (o callOptions) tellWait(d time.Duration) {
	if o.onWait != nil {
		o.onWait(d)
	}
}
