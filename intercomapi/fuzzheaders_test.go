package intercomapi_test

import (
	"net/http"
	"testing"
	"testing/synctest"
	"time"
)

// FuzzHeaders gives calls any headers: whatever they say, a call ends within its
// budget, and a minute later the token is not held up by them.
func FuzzHeaders(f *testing.F) {
	f.Add(429, "100", "0", "946684810", "5", "Sat, 01 Jan 2000 00:00:00 GMT")
	f.Add(200, "1666", "1", "946684801", "", "")
	f.Add(503, "-1", "x", "9223372036854775807", "Sat, 01 Jan 2000 00:00:30 GMT", "Fri, 31 Dec 9999 23:59:59 GMT")
	f.Add(429, "1", "0", "1099511627776", "99999999999", "Thu, 01 Jan 1970 00:00:00 GMT")
	f.Add(500, "", "0", "0", "-5", "now")
	f.Fuzz(func(t *testing.T, status int, limit, remaining, reset, retryAfter, date string) {
		if status < 200 || status > 599 {
			return
		}
		synctest.Test(t, func(t *testing.T) {
			const budget = 20 * time.Second
			odd := says(status, `{"id":"1"}`, "X-RateLimit-Limit: "+limit, "X-RateLimit-Remaining: "+remaining, "X-RateLimit-Reset: "+reset,
				"Retry-After: "+retryAfter, "Date: "+date)
			begin := time.Now()
			c, s := scriptedWith(t, budget, func(r *http.Request) (*http.Response, error) {
				if time.Since(begin) < time.Minute {
					return odd(r)
				}
				return fine(r)
			})
			start := time.Now()
			_ = contact(t.Context(), c)
			if took := time.Since(start); took > budget {
				t.Errorf("a call took %v", took)
			}
			_ = contact(t.Context(), c)
			_ = contact(t.Context(), c)
			time.Sleep(2 * time.Minute)
			start, before := time.Now(), len(s.at)
			if err := contact(t.Context(), c); err != nil || time.Since(start) > 0 || len(s.at) != before+1 {
				t.Errorf("a minute later: %v after %v", err, time.Since(start))
			}
		})
	})
}
