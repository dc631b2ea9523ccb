package ratelimit

import (
	"net/http"
	"strconv"
	"time"
)

// maxDelay bounds what a header can ask for.
const maxDelay = 10 * time.Minute

// delay returns how long an answer's headers ask to wait before a request is
// repeated: to the end of the rate limit's window if it is exhausted, otherwise
// what Retry-After says; 0 if they say nothing. Times in them are by Intercom's
// clock, which shows serverNow.
func delay(h http.Header, exhausted bool, serverNow time.Time) time.Duration {
	if until := untilReset(h, serverNow); exhausted && until > 0 {
		return until
	}
	after := h.Get("Retry-After")
	if s, err := strconv.Atoi(after); err == nil && s > 0 {
		return min(time.Duration(min(s, 1<<20))*time.Second, maxDelay)
	}
	if at, err := http.ParseTime(after); err == nil {
		return clamp(at.Sub(serverNow))
	}
	return 0
}

// untilReset returns how long the rate limit's window lasts; 0 if the headers
// don't say.
func untilReset(h http.Header, serverNow time.Time) time.Duration {
	at := resetTime(h)
	if at == 0 {
		return 0
	}
	return clamp(time.Unix(at, 0).Sub(serverNow))
}

// resetTime returns X-RateLimit-Reset, in Unix seconds; 0 if it is not a date,
// as milliseconds would not be.
func resetTime(h http.Header) int64 {
	at, err := strconv.ParseInt(h.Get("X-RateLimit-Reset"), 10, 64)
	if err != nil || at < 0 || at > 1<<36 {
		return 0
	}
	return at
}

// clamp returns d, not less than 0 and not more than maxDelay.
func clamp(d time.Duration) time.Duration { return min(max(d, 0), maxDelay) }
