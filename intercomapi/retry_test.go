package intercomapi_test

import (
	"context"
	"fmt"
	"io"
	"maps"
	"net"
	"net/http"
	"slices"
	"strings"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"intercom-mcp/intercomapi"
)

// TestRepetition is about what is sent twice: by operation, after each outcome
// of the first request. The second one succeeds.
func TestRepetition(t *testing.T) {
	first := map[string]struct {
		step                     step
		repeatable, unrepeatable int // requests in all
	}{
		"200":                 {fine, 1, 1},
		"400":                 {says(400, `{}`), 1, 1},
		"401":                 {says(401, `{}`), 1, 1},
		"404":                 {says(404, `{}`), 1, 1},
		"409":                 {says(409, `{}`), 1, 1},
		"422":                 {says(422, `{}`), 1, 1},
		"redirect":            {says(302, ``, "Location: https://evil.example/"), 1, 1},
		"not JSON":            {says(200, `<html>`), 1, 1},
		"certificate":         {alien, 1, 1},
		"429":                 {says(429, `{}`), 2, 2},
		"429 cut":             {cutIn(429), 2, 2},
		"refused":             {refused, 2, 2},
		"no name":             {noName, 2, 2},
		"408":                 {says(408, `{}`), 2, 1},
		"500":                 {says(500, `{}`), 2, 1},
		"502 of a proxy":      {says(502, `<html>`), 2, 1},
		"503":                 {says(503, `{}`), 2, 1},
		"504":                 {says(504, `{}`), 2, 1},
		"500 cut":             {cutIn(500), 2, 1},
		"cut":                 {broken, 2, 1},
		"reset":               {breaks(&net.OpError{Op: "read", Err: syscall.ECONNRESET}), 2, 1},
		"cut in the body":     {cutIn(200), 2, 1},
		"400 cut in the body": {cutIn(400), 1, 1},
		"no answer":           {hangs, 2, 1},
	}
	for name, f := range first {
		for kind, ops := range map[string]map[string]operation{"repeatable": repeatable, "unrepeatable": unrepeatable} {
			for opName, op := range ops {
				synctest.Test(t, func(t *testing.T) {
					c, s := scripted(t, f.step, fine)
					err := op(t.Context(), c)
					want := map[string]int{"repeatable": f.repeatable, "unrepeatable": f.unrepeatable}[kind]
					if len(s.at) != want {
						t.Errorf("%s after %s: %d requests, want %d (%v)", opName, name, len(s.at), want, err)
					}
					if want == 2 && err != nil {
						t.Errorf("%s after %s: %v", opName, name, err)
					}
				})
			}
		}
	}
}

// TestWaits is about how long is waited before the second request.
func TestWaits(t *testing.T) {
	theirs := func(d time.Duration) string { // their clock is that far ahead of ours
		return "Date: " + time.Now().Add(d).UTC().Format(http.TimeFormat)
	}
	for name, c := range map[string]struct {
		status   int
		headers  func() []string
		from, to time.Duration
	}{
		"back-off":             {503, nil, 250 * time.Millisecond, 500 * time.Millisecond},
		"window's end":         {429, func() []string { return resets(7*time.Second, 0) }, 7 * time.Second, 7 * time.Second},
		"window's end first":   {429, func() []string { return append(resets(3*time.Second, 0), "Retry-After: 20") }, 3 * time.Second, 3 * time.Second},
		"Retry-After":          {429, func() []string { return []string{"Retry-After: 20"} }, 20 * time.Second, 20 * time.Second},
		"Retry-After of a 503": {503, func() []string { return append(resets(9*time.Second, 50), "Retry-After: 2") }, 2 * time.Second, 2 * time.Second},
		"Retry-After as a date": {429, func() []string {
			return []string{theirs(time.Hour), "Retry-After: " + time.Now().Add(time.Hour+5*time.Second).UTC().Format(http.TimeFormat)}
		}, 5 * time.Second, 5 * time.Second},
		"window not spent":   {503, func() []string { return resets(9*time.Second, 50) }, 250 * time.Millisecond, 500 * time.Millisecond},
		"window of the past": {429, func() []string { return append(resets(-time.Hour, 0), "Retry-After: 4") }, 4 * time.Second, 4 * time.Second},
		"neither":            {429, nil, time.Second, time.Second}, // the pace's least
		"their clock ahead":  {429, func() []string { return append(resets(time.Hour+6*time.Second, 0), theirs(time.Hour)) }, 6 * time.Second, 6 * time.Second},
		"their clock behind": {429, func() []string {
			return append(resets(-time.Hour+6*time.Second, 0), theirs(-time.Hour))
		}, 6 * time.Second, 6 * time.Second},
		"nonsense": {503, func() []string {
			return []string{"Retry-After: soon", "X-RateLimit-Reset: -5", "Date: today"}
		}, 250 * time.Millisecond, 500 * time.Millisecond},
		"408, window not spent":  {408, func() []string { return append(resets(9*time.Second, 50), "Retry-After: 3") }, 3 * time.Second, 3 * time.Second},
		"408, window spent":      {408, func() []string { return append(resets(6*time.Second, 0), "Retry-After: 2") }, 6 * time.Second, 6 * time.Second},
		"503, window spent":      {503, func() []string { return append(resets(6*time.Second, 0), "Retry-After: 2") }, 6 * time.Second, 6 * time.Second},
		"503, spent window past": {503, func() []string { return append(resets(-time.Second, 0), "Retry-After: 2") }, 2 * time.Second, 2 * time.Second},
		"503, Retry-After past": {503, func() []string {
			return []string{"Retry-After: Sat, 01 Jan 2000 00:00:00 GMT"}
		}, 250 * time.Millisecond, 500 * time.Millisecond},
		"an operation's own limit": {429, func() []string { return append(resets(5*time.Second, 50), "Retry-After: 20") }, 5 * time.Second, 5 * time.Second},
		"its end is not told":      {429, func() []string { return []string{"X-RateLimit-Remaining: 50"} }, 250 * time.Millisecond, 500 * time.Millisecond},
		"Reset alone":              {429, func() []string { return resets(5*time.Second, 0)[2:] }, 5 * time.Second, 5 * time.Second},
		"Reset is now":             {429, func() []string { return append(resets(0, 0), "Retry-After: 4") }, 4 * time.Second, 4 * time.Second},
		"Reset is a word":          {429, func() []string { return []string{"X-RateLimit-Reset: soon", "Retry-After: 4"} }, 4 * time.Second, 4 * time.Second},
		"Reset in milliseconds": {429, func() []string {
			return []string{fmt.Sprintf("X-RateLimit-Reset: %d", time.Now().Add(5*time.Second).UnixMilli()), "Retry-After: 4"}
		}, 4 * time.Second, 4 * time.Second},
		"Retry-After is a word": {429, func() []string { return append(resets(3*time.Second, 0), "Retry-After: soon") }, 3 * time.Second, 3 * time.Second},
		"both are words":        {429, func() []string { return []string{"X-RateLimit-Reset: soon", "Retry-After: later"} }, time.Second, time.Second},
		"a number beyond all numbers": {503, func() []string {
			return []string{"Retry-After: 99999999999999999999", "X-RateLimit-Reset: 1e9"}
		}, 250 * time.Millisecond, 500 * time.Millisecond},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				var headers []string
				if c.headers != nil {
					headers = c.headers()
				}
				client, s := scripted(t, says(c.status, `{}`, headers...), fine)
				if err := contact(t.Context(), client); err != nil || len(s.at) != 2 {
					t.Fatalf("%d requests: %v", len(s.at), err)
				}
				if got := s.waits()[0]; got < c.from || got > c.to {
					t.Errorf("waited %v, want %v to %v", got, c.from, c.to)
				}
			})
		})
	}
}

// TestBackOffGrows and is never the same for all.
func TestBackOffGrows(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		firsts := map[time.Duration]bool{}
		for range 20 {
			c, s := scripted(t, says(503, `{}`))
			if err := contact(t.Context(), c); err == nil {
				t.Fatal("no error")
			}
			most := 500 * time.Millisecond
			for i, w := range s.waits() {
				if w < most/2 || w > most {
					t.Errorf("wait %d is %v, want %v to %v", i, w, most/2, most)
				}
				most = min(2*most, 30*time.Second)
			}
			firsts[s.waits()[0]] = true
		}
		if len(firsts) < 10 {
			t.Errorf("20 callers come back at %d times", len(firsts))
		}
	})
}

// TestRepeatedAlike shows that a request is repeated as it was.
func TestRepeatedAlike(t *testing.T) {
	ops := map[string]operation{
		"create": create,
		"odd external id": func(ctx context.Context, c *intercomapi.Client) error {
			_, err := c.ContactByExternalID(ctx, "a{id}/b c?d", intercomapi.ContactView{})
			return err
		},
		"query": func(ctx context.Context, c *intercomapi.Client) error {
			_, err := c.FindCompanies(ctx, intercomapi.CompanyFilter{Name: "x y&z"}, intercomapi.Numbered{})
			return err
		},
	}
	maps.Copy(ops, repeatable)
	for name, op := range ops {
		synctest.Test(t, func(t *testing.T) {
			var sent []string
			noting := func(then step) step {
				return func(r *http.Request) (*http.Response, error) {
					text, err := requestText(r)
					if err != nil {
						return nil, err
					}
					sent = append(sent, text)
					return then(r)
				}
			}
			c, _ := scripted(t, noting(says(429, `{}`)), noting(refused), noting(says(429, `{}`)), noting(fine))
			if err := op(t.Context(), c); err != nil || len(sent) != 4 {
				t.Errorf("%s: %d requests, %v", name, len(sent), err)
			}
			if all := slices.Compact(sent); len(all) != 1 || name == "create" && !strings.HasSuffix(all[0], "}") {
				t.Errorf("%s: %q", name, all)
			}
		})
	}
}

// requestText returns all that a request sends, and leaves its body to be read.
func requestText(r *http.Request) (string, error) {
	var body []byte
	if r.GetBody != nil {
		copied, err := r.GetBody()
		if err != nil {
			return "", err
		}
		if body, err = io.ReadAll(copied); err != nil {
			return "", err
		}
	}
	return fmt.Sprintf("%s %s %v %d %s", r.Method, r.URL, r.Header, r.ContentLength, body), nil
}
