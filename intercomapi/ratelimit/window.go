package ratelimit

import (
	"net/http"
	"strconv"
	"time"
)

const (
	windowLength     = 10 * time.Second // of Intercom's rate limit
	maxWindowLength  = time.Minute      // an answer that tells of a longer one is not believed
	maxInFlightShare = 0.5              // of our share of what is left, this much may be in flight: answers come late
	minShare         = 0.25             // of what is left is ours, however few of the requests so far were

	// At first, a part of each window is left for those who learn late that it
	// has begun: they find something, and their answers tell them when it did.
	reservePart = 10 // one in so many
	reserveTime = 1500 * time.Millisecond
)

// window is what is known of the rate limit's current window, from the answers'
// headers. Windows are told apart by their end as Intercom gives it, which is
// the same in every answer of a window, however late that comes.
type window struct {
	limit        int       // requests that a window allows; 0: unknown, so that all are allowed
	remaining    int       // how many of them are left, by the answers
	sent         int       // our own requests in this window
	lastShare    float64   // of the requests in the last window, how many were ours: 0 to 1
	resetAt      int64     // the latest X-RateLimit-Reset: which window the answers told of
	presumed     bool      // that window is over, and no answer has told of the next one yet
	end          time.Time // of the window by our clock; at the latest, so that it is over then
	blockedUntil time.Time // a 429 asked not to send before
	clock        serverClock
}

// allows reports whether one more request may be sent while so many are in
// flight, none of which the answers may have counted yet. Other processes may
// use the same token; of what is left, each takes a share like its share of the
// requests so far.
func (w *window) allows(inFlight int, now time.Time) bool {
	if now.Before(w.blockedUntil) {
		return false
	}
	if w.limit == 0 {
		return true
	}
	if !now.Before(w.end) {
		w.presumeNext(now)
	}
	if w.sent >= w.limit || w.remaining-inFlight <= w.reserve(now) {
		return false
	}
	return float64(inFlight) < float64(w.remaining)*w.share()*maxInFlightShare
}

// presumeNext begins the next window, until an answer tells of it.
func (w *window) presumeNext(now time.Time) {
	w.lastShare = w.share()
	w.remaining, w.sent, w.presumed, w.end = w.limit, 0, true, now.Add(windowLength)
}

// reserve returns how many requests are left for latecomers now.
func (w *window) reserve(now time.Time) int {
	if now.Before(w.reserveEnd()) {
		return w.limit / reservePart
	}
	return 0
}

func (w *window) reserveEnd() time.Time { return w.end.Add(reserveTime - windowLength) }

// share returns which part of the window's requests so far are ours; of the last
// window's, while there are few in this one.
func (w *window) share() float64 {
	used := w.limit - w.remaining
	if used <= w.limit/4 {
		return w.lastShare
	}
	return min(max(float64(w.sent)/float64(used), minShare), 1)
}

// closedFor returns how long nothing may be sent, whatever answers come; 0 if
// something may.
func (w *window) closedFor(now time.Time) time.Duration {
	until := w.blockedUntil
	switch {
	case w.limit == 0:
	case w.remaining <= 0 || w.sent >= w.limit:
		until = later(until, w.end)
	case w.remaining <= w.reserve(now):
		until = later(until, w.reserveEnd())
	}
	return max(until.Sub(now), 0)
}

func later(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}

// observe learns from an answer whose request was sent at sent, and that came
// now. It returns Intercom's time, as serverClock.observe does.
func (w *window) observe(status int, h http.Header, sent, now time.Time) (serverNow time.Time) {
	serverNow = w.clock.observe(h, sent, now)
	remaining, err := strconv.Atoi(h.Get("X-RateLimit-Remaining"))
	known := err == nil && remaining >= 0
	limit, err := strconv.Atoi(h.Get("X-RateLimit-Limit"))
	if lasts := untilReset(h, serverNow); err == nil && limit > 0 && known && w.isCurrent(resetTime(h)) && lasts <= maxWindowLength {
		w.update(limit, remaining, resetTime(h), now.Add(lasts))
	} else if !known && w.presumed {
		w.limit = 0 // the answers do not tell of it any more
	}
	if status == http.StatusTooManyRequests && (!known || remaining == 0) { // otherwise the operation has a limit of its own
		w.blockedUntil = now.Add(min(max(delay(h, true, serverNow), time.Second), maxWindowLength))
	}
	return serverNow
}

// isCurrent reports whether an answer that gives this end tells of the current
// window or of a later one: late answers tell of one that is over.
func (w *window) isCurrent(resetAt int64) bool {
	return resetAt > w.resetAt || resetAt == w.resetAt && resetAt > 0 && !w.presumed
}

// update takes in what an answer tells of its window, which ends at end by our
// clock.
func (w *window) update(limit, remaining int, resetAt int64, end time.Time) {
	switch {
	case resetAt == w.resetAt:
		w.limit, w.remaining = limit, min(w.remaining, remaining)
		if end.Before(w.end) {
			w.end = end
		}
		return
	case w.presumed:
		w.remaining = min(w.remaining, remaining)
	case w.limit == 0: // the first answer: all of our requests are of this window
		w.remaining, w.sent = remaining, min(w.sent, max(limit-remaining, 0))
	default:
		w.remaining, w.sent = remaining, 0
	}
	w.limit, w.resetAt, w.presumed, w.end = limit, resetAt, false, end
}
