package ratelimit

import (
	"container/list"
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"sync"
	"time"
)

// maxInFlight is how many requests of one token may be under way at once.
const maxInFlight = 64

var (
	// ErrBusy is returned where no slot came free within Wait.Max.
	ErrBusy = errors.New("the rate limit leaves no room")
	// ErrStopped is returned where Wait.Stop was closed before a slot came free.
	ErrStopped = errors.New("the wait for a slot was stopped")
)

// Limiter keeps the requests of one token within Intercom's rate limit, and not
// too many in flight at once. Callers who wait take turns, so that one with many
// requests does not hold up one with few. It is safe for concurrent use.
type Limiter struct {
	mu       sync.Mutex
	inFlight int // slots that are taken
	window   window
	queues   map[any]*list.List // who waits, by caller: chan struct{}, closed when a slot is theirs
	rotation []any              // the callers who wait, the next one first
	timer    *time.Timer        // serves them when the window ends; nil: an answer will
}

// Wait says how a request waits for its slot.
type Wait struct {
	Caller any                 // who sends it; comparable
	Max    time.Duration       // how long it may wait; a slot that is free is taken whatever it is
	Stop   <-chan struct{}     // it waits no longer once this is closed; nil: never
	Notify func(time.Duration) // called before it waits for the window's end, with how long that takes; nil: nobody is told
}

// Slot is the permission to send one request.
type Slot struct {
	limiter *Limiter
	sent    time.Time
}

// Acquire returns a slot, after waiting for one if none is free. It must be
// given back, once, by Release. Errors: ErrBusy, ErrStopped, the context's.
func (l *Limiter) Acquire(ctx context.Context, w Wait) (Slot, error) {
	if err := ctx.Err(); err != nil {
		return Slot{}, err
	}
	granted, closed := l.join(w.Caller)
	if granted == nil {
		return Slot{l, time.Now()}, nil
	}
	if closed > 0 && w.Notify != nil {
		w.Notify(closed)
	}
	if err := w.wait(ctx, granted); err != nil {
		l.leave(w.Caller, granted)
		return Slot{}, err
	}
	return Slot{l, time.Now()}, nil
}

// wait returns nil once granted is closed. An error is that the slot is not
// wanted any more, though it may have been granted in the same moment.
func (w Wait) wait(ctx context.Context, granted <-chan struct{}) error {
	patience := time.NewTimer(w.Max)
	defer patience.Stop()
	select {
	case <-granted:
		return ctx.Err()
	case <-ctx.Done():
		return ctx.Err()
	case <-w.Stop:
		return ErrStopped
	case <-patience.C:
		return fmt.Errorf("%w within %v", ErrBusy, max(w.Max, 0).Round(time.Second))
	}
}

// Release gives the slot back and learns from the answer: its status, 0 if there
// was none, and its headers, nil if there were none. It returns how long they ask
// to wait before the request is repeated; 0 if they don't say.
func (s Slot) Release(status int, h http.Header) (retryAfter time.Duration) {
	l := s.limiter
	l.mu.Lock()
	defer l.mu.Unlock()
	l.inFlight--
	now := time.Now()
	serverNow := l.window.observe(status, h, s.sent, now)
	l.serve(now)
	exhausted := status == http.StatusTooManyRequests || h.Get("X-RateLimit-Remaining") == "0"
	return delay(h, exhausted, serverNow)
}

// join takes a slot, or a place in the caller's queue: granted is nil, or closed
// once a slot is the caller's. closed is how long the window lasts, if it is what
// is waited for; otherwise 0.
func (l *Limiter) join(caller any) (granted chan struct{}, closed time.Duration) {
	l.mu.Lock()
	defer l.mu.Unlock()
	now := time.Now()
	if len(l.rotation) == 0 && l.free(now) {
		l.take()
		return nil, 0
	}
	if l.queues[caller] == nil {
		l.queues[caller] = list.New()
		l.rotation = append(l.rotation, caller)
	}
	granted = make(chan struct{})
	l.queues[caller].PushBack(granted)
	l.serve(now)
	return granted, l.window.closedFor(now)
}

// leave gives up a place, or the slot that was granted in the same moment.
func (l *Limiter) leave(caller any, granted chan struct{}) {
	l.mu.Lock()
	defer l.mu.Unlock()
	defer func() { l.serve(time.Now()) }()
	select {
	case <-granted:
		l.inFlight--
		return
	default:
	}
	q := l.queues[caller]
	for e := q.Front(); e != nil; e = e.Next() {
		if e.Value == granted {
			q.Remove(e)
			break
		}
	}
	if q.Len() == 0 {
		l.forget(caller)
	}
}

// forget takes a caller with an empty queue out of the rotation.
func (l *Limiter) forget(caller any) {
	delete(l.queues, caller)
	l.rotation = slices.DeleteFunc(l.rotation, func(c any) bool { return c == caller })
}

// free reports whether one more request may be sent now.
func (l *Limiter) free(now time.Time) bool {
	return l.inFlight < maxInFlight && l.window.allows(l.inFlight, now)
}

func (l *Limiter) take() {
	l.inFlight++
	l.window.sent++
}

// serve grants slots to those who wait while there are any, one to each caller
// in turn, and sees to it that the others are served later. now must be the time
// by which they were kept waiting: if the window ended between two readings of
// the clock, nobody would wake them.
func (l *Limiter) serve(now time.Time) {
	for len(l.rotation) > 0 && l.free(now) {
		caller := l.rotation[0]
		l.rotation = append(l.rotation[1:], caller)
		q := l.queues[caller]
		l.take()
		close(q.Remove(q.Front()).(chan struct{}))
		if q.Len() == 0 {
			l.forget(caller)
		}
	}
	l.resetTimer(now)
}

// resetTimer sets the timer for those who wait for the window's end. Those who
// wait for an answer need none: its Release serves them.
func (l *Limiter) resetTimer(now time.Time) {
	if l.timer != nil {
		l.timer.Stop()
		l.timer = nil
	}
	closed := l.window.closedFor(now)
	if len(l.rotation) == 0 || closed <= 0 {
		return
	}
	l.timer = time.AfterFunc(closed, func() {
		l.mu.Lock()
		defer l.mu.Unlock()
		l.serve(time.Now())
	})
}
