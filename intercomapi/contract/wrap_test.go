package contract_test

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"intercom-mcp/intercomapi/contract"
)

// ear is a test that only listens.
type ear struct {
	testing.TB
	heard []string
}

func (e *ear) Helper() {}

func (e *ear) Errorf(format string, args ...any) {
	e.heard = append(e.heard, fmt.Sprintf(format, args...))
}

func TestWrap(t *testing.T) {
	d := contract.Load(t)
	for _, c := range []struct {
		name, line, reply string
		heard             []string
	}{
		{"both right", `POST /contacts {"role":"lead"}`, `{"type":"contact","id":"63a0"}`, nil},
		{"wrong request", `POST /contacts {"role":"lead","x":1}`, `{"type":"contact","id":"63a0"}`,
			[]string{"POST /contacts: request: undeclared body field /x"}},
		{"wrong reply", `POST /contacts {"role":"lead"}`, `{"type":"contact","y":1}`,
			[]string{"POST /contacts: reply 200: undeclared field /y"}},
		{"unknown path", `GET /nothing`, `{}`,
			[]string{"GET /nothing: request: no operation", "GET /nothing: reply 200: status 200 is not described"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			e := &ear{TB: t}
			r, body := request(t, c.line)
			w := httptest.NewRecorder()
			d.Wrap(e, replying(t, string(body), c.reply)).ServeHTTP(w, r)
			if w.Body.String() != c.reply || w.Header().Get("X-RateLimit-Limit") != "166" {
				t.Errorf("the reply came out as %s %v", w.Body, w.Header())
			}
			if len(e.heard) != len(c.heard) {
				t.Fatalf("heard %q, want %q", e.heard, c.heard)
			}
			for i, want := range c.heard {
				if !strings.HasPrefix(e.heard[i], want) {
					t.Errorf("heard %q, want %q", e.heard[i], want)
				}
			}
		})
	}
}

// replying answers everything alike, after a look at whether the body still is what was sent.
func replying(t *testing.T, sent, reply string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if got, err := io.ReadAll(r.Body); err != nil || string(got) != sent {
			t.Errorf("the handler reads %q, %v, want %q", got, err, sent)
		}
		w.Header().Set("Content-Type", "application/json")
		w.Header().Set("X-RateLimit-Limit", "166")
		_, _ = io.WriteString(w, reply)
	})
}
