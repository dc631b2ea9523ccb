package mcpfix_test

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"intercom-mcp/server/mcpfix"
)

// tokenOf is whose a request is.
func tokenOf(r *http.Request) string { return r.Header.Get("Authorization") }

// post returns a request with a body and headers, name and value in turn.
func post(t *testing.T, url, body string, headers ...string) *http.Request {
	t.Helper()
	r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, url, strings.NewReader(body))
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	return r
}

// TestStreamable says which messages reach mcp-go.
func TestStreamable(t *testing.T) {
	const (
		cancelled = `{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":1}}`
		setLevel  = `{"jsonrpc":"2.0","id":"a","method":"logging/setLevel","params":{"level":"debug"}}`
		modern    = "2026-07-28"
	)
	for name, c := range map[string]struct {
		body, session, version string
		passed                 bool
		status                 int
	}{
		"request":                           {body: request1, passed: true, status: http.StatusOK},
		"no JSON":                           {body: "{", passed: true, status: http.StatusOK},
		"notification":                      {body: `{"jsonrpc":"2.0","method":"notifications/initialized"}`, status: http.StatusAccepted},
		"notification of a session":         {body: `{"jsonrpc":"2.0","method":"notifications/initialized"}`, session: "s", status: http.StatusAccepted},
		"cancellation":                      {body: cancelled, status: http.StatusAccepted},
		"cancellation of a session":         {body: cancelled, session: "s", passed: true, status: http.StatusOK},
		"cancellation of a session, modern": {body: cancelled, session: "s", version: modern, status: http.StatusAccepted},
		"request that is called so":         {body: `{"jsonrpc":"2.0","id":1,"method":"notifications/cancelled"}`, passed: true, status: http.StatusOK},
		"level":                             {body: setLevel, status: http.StatusOK},
		"level, modern":                     {body: setLevel, version: modern, passed: true, status: http.StatusOK},
		"unknown notification":              {body: `{"jsonrpc":"2.0","method":"notifications/x"}`, status: http.StatusAccepted},
	} {
		var body, session string
		passed := false
		h := mcpfix.Streamable(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
			raw, _ := io.ReadAll(r.Body)
			passed, body, session = true, string(raw), r.Header.Get("Mcp-Session-Id")
		}), tokenOf, nil)
		answer := httptest.NewRecorder()
		h.ServeHTTP(answer, post(t, "/mcp", c.body, "Mcp-Session-Id", c.session, "Mcp-Protocol-Version", c.version))
		if passed != c.passed || answer.Code != c.status || passed && body != c.body {
			t.Errorf("%s: passed=%v %d %s", name, passed, answer.Code, body)
		}
		if passed && c.session != "" && (session == c.session || !strings.HasPrefix(session, c.session+".")) {
			t.Errorf("%s: the session is %q", name, session)
		}
		if !passed && strings.Contains(c.body, `"id":"a"`) && strings.TrimSpace(answer.Body.String()) != `{"id":"a","jsonrpc":"2.0","result":{}}` {
			t.Errorf("%s: %s", name, answer.Body)
		}
	}
}

// TestStreamableSessions gives a session an id at initialize, and tells mcp-go
// two tokens' sessions of one id apart.
func TestStreamableSessions(t *testing.T) {
	var seen []string
	h := mcpfix.Streamable(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		seen = append(seen, r.Header.Get("Mcp-Session-Id"))
	}), tokenOf, nil)
	ids := map[string]bool{}
	for range 2 {
		answer := httptest.NewRecorder()
		h.ServeHTTP(answer, post(t, "/mcp", `{"jsonrpc":"2.0","id":1,"method":"initialize"}`))
		ids[answer.Header().Get("Mcp-Session-Id")] = true
	}
	if len(ids) != 2 || ids[""] {
		t.Errorf("%v", ids)
	}
	seen = nil
	for _, token := range []string{"ann", "ann", "ben"} {
		h.ServeHTTP(httptest.NewRecorder(), post(t, "/mcp", request1, "Authorization", token, "Mcp-Session-Id", "s"))
	}
	if len(seen) != 3 || seen[0] != seen[1] || seen[0] == seen[2] {
		t.Errorf("%q", seen)
	}
}

// TestStreamableStop ends a subscription when the server stops, a call not.
func TestStreamableStop(t *testing.T) {
	for method, ends := range map[string]bool{"subscriptions/listen": true, "tools/call": false} {
		synctest.Test(t, func(t *testing.T) {
			stopping := make(chan struct{})
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			var during context.Context
			h := mcpfix.Streamable(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
				during = r.Context()
				<-during.Done()
			}), tokenOf, stopping)
			go h.ServeHTTP(httptest.NewRecorder(), post(t, "/mcp", `{"jsonrpc":"2.0","id":1,"method":"`+method+`"}`).WithContext(ctx))
			synctest.Wait()
			close(stopping)
			synctest.Wait()
			if (during.Err() != nil) != ends {
				t.Errorf("%s: %v", method, during.Err())
			}
		})
	}
}

// sse is a stream of legacy SSE as mcp-go would serve it.
type sse struct {
	*mcpfix.SSE
	id       string
	events   chan string // to the client
	messages http.Handler
}

// openSSE opens a stream of ann's. What is posted to it is answered with status.
func openSSE(t *testing.T, status int) *sse {
	t.Helper()
	s := &sse{SSE: mcpfix.NewSSE(tokenOf), events: make(chan string)}
	stream := s.Stream(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.id, _ = s.SessionID(r.Context(), r)
		for e := range s.events {
			_, _ = io.WriteString(w, e)
		}
	}))
	s.messages = s.Messages(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(status) }))
	r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/sse", nil)
	r.Header.Set("Authorization", "ann")
	go stream.ServeHTTP(httptest.NewRecorder(), r)
	return s
}

// waits returns how long the server waits for responses.
func (s *sse) waits() time.Duration {
	start := time.Now()
	s.Wait(time.Minute)
	return time.Since(start)
}

// TestSSE waits for the responses that are due on a stream, which come as events.
func TestSSE(t *testing.T) {
	for name, c := range map[string]struct {
		status int
		events []string
		closed bool
		waits  time.Duration
	}{
		"not answered":    {http.StatusAccepted, nil, false, time.Minute},
		"answered":        {http.StatusAccepted, []string{answer1}, false, 0},
		"notified":        {http.StatusAccepted, []string{`{"jsonrpc":"2.0","method":"notifications/progress"}`}, false, time.Minute},
		"pinged":          {http.StatusAccepted, []string{`{"jsonrpc":"2.0","id":1,"method":"ping"}`}, false, time.Minute},
		"refused":         {http.StatusBadRequest, nil, false, 0},
		"the stream ends": {http.StatusAccepted, nil, true, 0},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s := openSSE(t, c.status)
				synctest.Wait()
				answer := httptest.NewRecorder()
				s.messages.ServeHTTP(answer, post(t, "/message?sessionId="+s.id, request1, "Authorization", "ann"))
				if answer.Code != c.status {
					t.Fatalf("%d %s", answer.Code, answer.Body)
				}
				for _, e := range c.events {
					s.events <- "event: message\ndata: " + e + "\n\n"
				}
				closeEvents := sync.OnceFunc(func() { close(s.events) })
				defer closeEvents()
				if c.closed {
					closeEvents()
				}
				synctest.Wait()
				if d := s.waits(); d != c.waits {
					t.Errorf("waited %v, want %v", d, c.waits)
				}
			})
		})
	}
}

// TestSSETokens lets nobody post to another token's stream.
func TestSSETokens(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := openSSE(t, http.StatusAccepted)
		defer close(s.events)
		synctest.Wait()
		for token, want := range map[string]int{"ann": http.StatusAccepted, "": http.StatusNotFound, "ben": http.StatusNotFound} {
			for id, status := range map[string]int{s.id: want, s.id + "0": http.StatusNotFound, "": http.StatusNotFound, ".": http.StatusNotFound} {
				answer := httptest.NewRecorder()
				s.messages.ServeHTTP(answer, post(t, "/message?sessionId="+id, "{}", "Authorization", token))
				if answer.Code != status {
					t.Errorf("token %q, id %q: %d", token, id, answer.Code)
				}
			}
		}
	})
}

// TestResponses asks proxies to let events through and comments on a quiet
// stream, which a plain answer does not get.
func TestResponses(t *testing.T) {
	for kind, want := range map[string]string{
		"text/event-stream": "data: a\n\n: keepalive\n\ndata: b\n\n: keepalive\n\n: keepalive\n\n",
		"application/json":  "data: a\n\ndata: b\n\n",
	} {
		synctest.Test(t, func(t *testing.T) {
			h := mcpfix.Responses(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
				w.Header().Set("Content-Type", kind)
				_, _ = io.WriteString(w, "data: a\n\n")
				time.Sleep(15 * time.Second)
				_, _ = io.WriteString(w, "data: b\n\n")
				time.Sleep(25 * time.Second)
			}), 10*time.Second, nil)
			answer := httptest.NewRecorder()
			h.ServeHTTP(answer, post(t, "/mcp", ""))
			time.Sleep(time.Minute)
			if answer.Body.String() != want || (answer.Header().Get("X-Accel-Buffering") == "no") != (kind == "text/event-stream") {
				t.Errorf("%s: %v %q", kind, answer.Header(), answer.Body)
			}
		})
	}
}
