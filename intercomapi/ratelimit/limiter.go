// Package ratelimit keeps requests within the rate limit of Intercom's API.
package ratelimit

import (
	"container/list"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"sync"
	"time"

	lru "github.com/hashicorp/golang-lru/v2"
)

const (
	window        = 10 * time.Second // of Intercom's rate limit
	longestWindow = time.Minute      // that an answer is believed
	maxUnderWay   = 64               // requests of one token at once
	maxTokens     = 1000             // whose pace is remembered
	leastShare    = 0.25             // of what is left, however little of what is gone was ours
	foresight     = 2                // of its share, a process has one in so many under way: answers are late
	kept          = 10               // of a window, one in so many is left at first for those whose clock is late
	keptFor       = 1500 * time.Millisecond
	farReset      = 10 * time.Minute // nothing that a header says is waited for longer
)

// Limiters are the paces of the tokens in use, shared by all calls of a process.
type Limiters struct {
	byToken *lru.Cache[[sha256.Size]byte, *Limiter]
}

// New returns the limiters of a process.
func New() *Limiters {
	cache, err := lru.New[[sha256.Size]byte, *Limiter](maxTokens)
	if err != nil {
		panic(err) // the size is not positive
	}
	return &Limiters{cache}
}

// For returns the limiter of the token that has this key.
func (l *Limiters) For(key [sha256.Size]byte) *Limiter {
	if found, ok := l.byToken.Get(key); ok {
		return found
	}
	fresh := &Limiter{queues: map[any]*list.List{}, quota: quota{share: 1}}
	if found, ok, _ := l.byToken.PeekOrAdd(key, fresh); ok {
		return found
	}
	return fresh
}

// Limiter keeps the requests of one token within Intercom's limit, and not too
// many under way at once. Who must wait is served by turns, caller by caller,
// so that one who asks for much does not hold up one who asks for little.
type Limiter struct {
	mu     sync.Mutex
	busy   int // requests under way
	quota  quota
	queues map[any]*list.List // who waits, by caller: chan struct{}, closed when it is their turn
	turns  []any              // callers who wait, the next one first
	timer  *time.Timer        // wakes them when the window ends
}

// Wait is how a request waits for its slot.
type Wait struct {
	Caller any                 // callers take turns; must be comparable
	Max    time.Duration       // how long it may wait
	Stop   <-chan struct{}     // closed: it waits no longer; nil: never
	Notify func(time.Duration) // told how long the window lasts that it waits for
}

// ErrBusy is that no slot came free in time.
var ErrBusy = errors.New("the rate limit leaves no room")

// ErrStopped is that a request did not get its slot before its wait was stopped.
var ErrStopped = errors.New("the wait for a slot was stopped")

// Slot is the permission to send one request. It must be given back once.
type Slot struct {
	limiter *Limiter
	sent    time.Time
}

// Acquire returns a slot; it waits for one where none is free. An error is that
// there is none: the context's, ErrStopped, or ErrBusy.
func (p *Limiter) Acquire(ctx context.Context, w Wait) (Slot, error) {
	if err := ctx.Err(); err != nil {
		return Slot{}, err
	}
	turn, rest := p.join(w.Caller)
	if turn == nil {
		return Slot{p, time.Now()}, nil
	}
	if rest > 0 {
		w.Notify(rest)
	}
	if err := w.until(ctx, turn); err != nil {
		p.leave(w.Caller, turn)
		return Slot{}, err
	}
	return Slot{p, time.Now()}, nil
}

// until waits for a turn. An error is that it is not used, though it may have
// come in the same moment.
func (w Wait) until(ctx context.Context, turn <-chan struct{}) error {
	limit := time.NewTimer(w.Max)
	defer limit.Stop()
	select {
	case <-turn:
		return ctx.Err()
	case <-ctx.Done():
		return ctx.Err()
	case <-w.Stop:
		return ErrStopped
	case <-limit.C:
		return fmt.Errorf("%w within %v", ErrBusy, max(w.Max, 0).Round(time.Second))
	}
}

// join takes a slot, or a place in the caller's queue; wait is how long the
// window lasts, where that is what is in the way.
func (p *Limiter) join(caller any) (turn chan struct{}, wait time.Duration) {
	p.mu.Lock()
	defer p.mu.Unlock()
	now := time.Now()
	if len(p.turns) == 0 && p.free(now) {
		p.take()
		return nil, 0
	}
	if p.queues[caller] == nil {
		p.queues[caller] = list.New()
		p.turns = append(p.turns, caller)
	}
	turn = make(chan struct{})
	p.queues[caller].PushBack(turn)
	p.serve(now)
	return turn, p.quota.wait(now)
}

// leave gives up a place, or the slot that came in the same moment.
func (p *Limiter) leave(caller any, turn chan struct{}) {
	p.mu.Lock()
	defer p.mu.Unlock()
	select {
	case <-turn:
		p.busy--
		p.serve(time.Now())
		return
	default:
	}
	q := p.queues[caller]
	for e := q.Front(); e != nil; e = e.Next() {
		if e.Value == turn {
			q.Remove(e)
			break
		}
	}
	if q.Len() == 0 {
		p.forget(caller)
	}
	p.serve(time.Now())
}

func (p *Limiter) forget(caller any) {
	delete(p.queues, caller)
	p.turns = slices.DeleteFunc(p.turns, func(c any) bool { return c == caller })
}

// free reports whether a request may go now.
func (p *Limiter) free(now time.Time) bool {
	return p.busy < maxUnderWay && p.quota.allows(p.busy, now)
}

func (p *Limiter) take() {
	p.busy++
	p.quota.taken++
}

// serve lets go who may, one of each caller in turn, and sees to it that the
// others are woken: by the same clock that kept them, or a window that ends
// between two looks at it would leave them asleep.
func (p *Limiter) serve(now time.Time) {
	for len(p.turns) > 0 && p.free(now) {
		caller := p.turns[0]
		p.turns = append(p.turns[1:], caller)
		q := p.queues[caller]
		p.take()
		close(q.Remove(q.Front()).(chan struct{}))
		if q.Len() == 0 {
			p.forget(caller)
		}
	}
	p.rewind(now)
}

// rewind sets the timer that wakes those who wait for the window's end: not
// those who wait for an answer, which wakes them itself.
func (p *Limiter) rewind(now time.Time) {
	if p.timer != nil {
		p.timer.Stop()
		p.timer = nil
	}
	wait := p.quota.wait(now)
	if len(p.turns) == 0 || wait <= 0 {
		return
	}
	p.timer = time.AfterFunc(wait, func() {
		p.mu.Lock()
		defer p.mu.Unlock()
		p.serve(time.Now())
	})
}

// Release gives the slot back, and learns from the answer: its status, 0 where
// there is none, and its headers. It returns how long they ask to wait before a
// repetition; 0 where they don't.
func (s Slot) Release(status int, h http.Header) time.Duration {
	p := s.limiter
	p.mu.Lock()
	defer p.mu.Unlock()
	p.busy--
	now := time.Now()
	theirs := p.quota.learn(status, h, s.sent, now)
	p.serve(now)
	return comeBack(h, status == http.StatusTooManyRequests || h.Get("X-RateLimit-Remaining") == "0", theirs)
}

// quota is what is known of the rate limit, from the answers' headers. Windows
// are told apart by their end as Intercom gives it, which is the same in every
// answer of a window, however late that comes.
type quota struct {
	limit   int       // of a window; 0: not told yet
	told    int       // what is left of this window by the answers
	taken   int       // our own requests in this window
	share   float64   // of the last window, that was ours
	window  int64     // the latest window that was told of: X-RateLimit-Reset
	fresh   bool      // that window is over, and no answer has told of the next one yet
	reset   time.Time // its end on our clock, not too early
	blocked time.Time // nothing is sent before: a 429 said so
	clock   clock
}

// allows reports whether one more request may go while so many are under way,
// none of which the answers may have counted yet. Others may use the same
// token; of what is left, each takes a share like that of what is gone.
func (q *quota) allows(underWay int, now time.Time) bool {
	if now.Before(q.blocked) {
		return false
	}
	if q.limit == 0 {
		return true
	}
	if !now.Before(q.reset) { // the next window, until an answer tells of it
		q.share = q.ours()
		q.told, q.taken, q.fresh, q.reset = q.limit, 0, true, now.Add(window)
	}
	if q.taken >= q.limit || q.told-underWay <= q.kept(now) {
		return false
	}
	return float64(underWay) < float64(q.told)*q.ours()/foresight
}

// kept is how much of the window is not used yet, so that who comes late to it
// finds something, and learns by its answers when it began.
func (q *quota) kept(now time.Time) int {
	if now.Before(q.keptUntil()) {
		return q.limit / kept
	}
	return 0
}

func (q *quota) keptUntil() time.Time { return q.reset.Add(keptFor - window) }

// ours is our share of what is gone of the window, or of the last window while
// little is gone of this one.
func (q *quota) ours() float64 {
	gone := q.limit - q.told
	if gone <= q.limit/4 {
		return q.share
	}
	return min(max(float64(q.taken)/float64(gone), leastShare), 1)
}

// Wait is how long nothing can go, whatever comes back.
func (q *quota) wait(now time.Time) time.Duration {
	until := q.blocked
	switch {
	case q.limit == 0:
	case q.told <= 0 || q.taken >= q.limit:
		until = later(until, q.reset)
	case q.told <= q.kept(now):
		until = later(until, q.keptUntil())
	}
	return max(until.Sub(now), 0)
}

func later(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}

// learn reads an answer's headers. It returns Intercom's time.
func (q *quota) learn(status int, h http.Header, sent, now time.Time) time.Time {
	theirs := q.clock.learn(h, sent, now)
	end := windowEnd(h)
	over := end > 0 && (end < q.window || end == q.window && q.fresh) // a late answer of a window that is over
	left, err := strconv.Atoi(h.Get("X-RateLimit-Remaining"))
	known := err == nil && left >= 0
	limit, err := strconv.Atoi(h.Get("X-RateLimit-Limit"))
	if lasts := untilReset(h, theirs); err == nil && limit > 0 && known && end > 0 && !over && lasts <= longestWindow {
		q.count(limit, left, end, now.Add(lasts))
	} else if !known && q.fresh {
		q.limit = 0 // nobody tells of it any more
	}
	if status == http.StatusTooManyRequests && (!known || left == 0) { // else it is the operation's own limit
		q.blocked = now.Add(min(max(comeBack(h, true, theirs), time.Second), longestWindow))
	}
	return theirs
}

func (q *quota) count(limit, left int, end int64, reset time.Time) {
	switch {
	case end == q.window:
		q.limit, q.told = limit, min(q.told, left)
		if reset.Before(q.reset) {
			q.reset = reset
		}
		return
	case q.fresh:
		q.told = min(q.told, left)
	case q.limit == 0: // the first answer: all of our requests are of this window
		q.told, q.taken = left, min(q.taken, max(limit-left, 0))
	default:
		q.told, q.taken = left, 0
	}
	q.limit, q.window, q.fresh, q.reset = limit, end, false, reset
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
