package ratelimit

import (
	"net/http"
	"time"
)

// serverClock is what is known of Intercom's clock, by which windows end. Its
// Date header gives whole seconds, which leaves a second of doubt; answers of
// different moments narrow that, so what they tell is kept. Otherwise a process
// could come late to a window that others use up within its first second, learn
// no better from that answer, and be late again, window after window.
type serverClock struct {
	earliest, latest time.Time // between these, by our clock, Intercom's showed the Unix epoch
}

// observe learns from an answer whose request was sent at sent, and that came
// now. It returns Intercom's time now, at the earliest that it can be, so that
// what is waited for by it is over; now itself if no answer has told it.
func (c *serverClock) observe(h http.Header, sent, now time.Time) time.Time {
	if date, err := http.ParseTime(h.Get("Date")); err == nil {
		sinceEpoch := time.Duration(date.Unix()) * time.Second
		c.narrow(sent.Add(-sinceEpoch-time.Second), now.Add(-sinceEpoch))
	}
	if c.latest.IsZero() || h.Get("Date") == "" {
		return now
	}
	return time.Unix(0, 0).Add(now.Sub(c.latest))
}

// narrow takes in what one answer tells of when Intercom's clock showed the epoch.
func (c *serverClock) narrow(earliest, latest time.Time) {
	if c.latest.IsZero() || earliest.After(c.latest) || latest.Before(c.earliest) { // nothing is known, or a clock was set
		c.earliest, c.latest = earliest, latest
	}
	if earliest.After(c.earliest) {
		c.earliest = earliest
	}
	if latest.Before(c.latest) {
		c.latest = latest
	}
}
