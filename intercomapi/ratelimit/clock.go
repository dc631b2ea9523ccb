package ratelimit

import (
	"net/http"
	"time"
)

// clock is what is known of Intercom's clock, which tells when windows end.
// Its Date header tells seconds, which leaves a second of doubt: answers of
// different moments narrow it, so what they tell is kept. Who forgot it would
// come late to a window that others use up within its first second, and hear
// the same again, window after window.
type clock struct {
	early, late time.Time // between these, by our clock, Intercom's showed the Unix epoch
}

// learn takes in an answer that was got now. It gives Intercom's time, the
// earliest that it can be, so that what is waited for is over; ours where no
// answer has told it.
func (c *clock) learn(h http.Header, sent, now time.Time) time.Time {
	if date, err := http.ParseTime(h.Get("Date")); err == nil {
		told := -time.Duration(date.Unix()) * time.Second
		early, late := sent.Add(told-time.Second), now.Add(told)
		if c.late.IsZero() || early.After(c.late) || late.Before(c.early) { // nothing known, or a clock was set
			c.early, c.late = early, late
		}
		if early.After(c.early) {
			c.early = early
		}
		if late.Before(c.late) {
			c.late = late
		}
	}
	if c.late.IsZero() || h.Get("Date") == "" {
		return now
	}
	return time.Unix(0, 0).Add(now.Sub(c.late))
}
