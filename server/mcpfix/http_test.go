package mcpfix_test

import (
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"intercom-mcp/server/mcpfix"
)

const (
	request1 = `{"jsonrpc":"2.0","id":1,"method":"tools/call"}`
	answer1  = `{"jsonrpc":"2.0","id":1,"result":{}}`
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
		"cancellation of a session":         {body: cancelled, session: "s", status: http.StatusAccepted},
		"cancellation of a session, modern": {body: cancelled, session: "s", version: modern, status: http.StatusAccepted},
		"request that is called so":         {body: `{"jsonrpc":"2.0","id":1,"method":"notifications/cancelled"}`, passed: true, status: http.StatusOK},
		"answer":                            {body: `{"jsonrpc":"2.0","id":1,"result":{}}`, status: http.StatusAccepted},
		"failure":                           {body: `{"jsonrpc":"2.0","id":1,"error":{"code":1,"message":""}}`, status: http.StatusAccepted},
		"level":                             {body: setLevel, status: http.StatusOK},
		"level, modern":                     {body: setLevel, version: modern, passed: true, status: http.StatusOK},
		"unknown notification":              {body: `{"jsonrpc":"2.0","method":"notifications/x"}`, status: http.StatusAccepted},
	} {
		var body string
		passed := false
		h := mcpfix.Streamable(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
			raw, _ := io.ReadAll(r.Body)
			passed, body = true, string(raw)
		}), tokenOf, nil)
		answer := httptest.NewRecorder()
		h.ServeHTTP(answer, post(t, "/mcp", c.body, "Mcp-Session-Id", c.session, "Mcp-Protocol-Version", c.version))
		if passed != c.passed || answer.Code != c.status || passed && body != c.body {
			t.Errorf("%s: passed=%v %d %s", name, passed, answer.Code, body)
		}
		if !passed && strings.Contains(c.body, `"id":"a"`) && strings.TrimSpace(answer.Body.String()) != `{"jsonrpc":"2.0","id":"a","result":{}}` {
			t.Errorf("%s: %s", name, answer.Body)
		}
	}
}

// TestStreamableSessions gives a session an id at initialize.
func TestStreamableSessions(t *testing.T) {
	h := mcpfix.Streamable(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {}), tokenOf, nil)
	ids := map[string]bool{}
	for range 2 {
		answer := httptest.NewRecorder()
		h.ServeHTTP(answer, post(t, "/mcp", `{"jsonrpc":"2.0","id":1,"method":"initialize"}`))
		ids[answer.Header().Get("Mcp-Session-Id")] = true
	}
	if len(ids) != 2 || ids[""] {
		t.Errorf("%v", ids)
	}
}

// TestClientOf knows a client by the id of its session, whatever its name is.
func TestClientOf(t *testing.T) {
	h := mcpfix.Streamable(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {}), tokenOf, nil)
	for name, want := range map[string]string{"": "", "mcp": "mcp", "Grüße, 世界": "Grüße, 世界", strings.Repeat("x", 1000): strings.Repeat("x", 100)} {
		params, _ := json.Marshal(map[string]any{"clientInfo": map[string]any{"name": name}})
		answer := httptest.NewRecorder()
		h.ServeHTTP(answer, post(t, "/mcp", `{"jsonrpc":"2.0","id":1,"method":"initialize","params":`+string(params)+`}`))
		if got := mcpfix.ClientOf(post(t, "/mcp", request1, "Mcp-Session-Id", answer.Header().Get("Mcp-Session-Id"))); got != want {
			t.Errorf("%.20q: %q", name, got)
		}
	}
	for _, foreign := range []string{"", "s", "s.", "s.!", "mcp-session-5b0f"} {
		if got := mcpfix.ClientOf(post(t, "/mcp", request1, "Mcp-Session-Id", foreign)); got != "" {
			t.Errorf("%q: %q", foreign, got)
		}
	}
}

// TestStreamableCancelled ends a session's request, and nobody else's: the answer
// is a stream of events that has none.
func TestStreamableCancelled(t *testing.T) {
	for name, c := range map[string]struct {
		cancel, session, token string
		ends                   bool
	}{
		"its own":           {cancelOf("1"), "s", "ann", true},
		"spelled otherwise": {cancelOf("10e-1"), "s", "ann", true},
		"another id":        {cancelOf("2"), "s", "ann", false},
		"another session":   {cancelOf("1"), "t", "ann", false},
		"no session":        {cancelOf("1"), "", "ann", false},
		"another token":     {cancelOf("1"), "s", "ben", false},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				mayEnd := make(chan struct{})
				h := mcpfix.Streamable(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
					w.Header().Set("Content-Type", "application/json")
					select {
					case <-r.Context().Done():
					case <-mayEnd:
					}
					_, _ = io.WriteString(w, answer1)
				}), tokenOf, nil)
				answer := httptest.NewRecorder()
				go h.ServeHTTP(answer, post(t, "/mcp", `{"jsonrpc":"2.0","id":1.0,"method":"tools/call"}`, "Authorization", "ann", "Mcp-Session-Id", "s"))
				synctest.Wait()
				h.ServeHTTP(httptest.NewRecorder(), post(t, "/mcp", c.cancel, "Authorization", c.token, "Mcp-Session-Id", c.session))
				close(mayEnd)
				synctest.Wait()
				kind, want := "application/json", `{"jsonrpc":"2.0","id":1.0,"result":{}}`
				if c.ends {
					kind, want = "text/event-stream", ""
				}
				if answer.Code != http.StatusOK || answer.Header().Get("Content-Type") != kind || answer.Body.String() != want {
					t.Errorf("%d %v %q", answer.Code, answer.Header(), answer.Body)
				}
			})
		})
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

// sse is an event stream of legacy SSE, in a bubble of synctest.
type sse struct {
	*slow
	*mcpfix.SSE
	events *events
	hangUp context.CancelFunc
	id     string
}

// events are what a stream writes.
type events struct {
	http.ResponseWriter
	written
}

func (e *events) Write(p []byte) (int, error) { return e.written.Write(p) }
func (*events) Flush()                        {}

// openSSE opens a stream with a token.
func openSSE(t *testing.T, path, token string) *sse {
	t.Helper()
	s := &sse{slow: newSlow(), events: &events{ResponseWriter: httptest.NewRecorder()}}
	s.SSE = mcpfix.NewSSE(s.MCPServer, tokenOf, slog.New(slog.DiscardHandler))
	var ctx context.Context
	ctx, s.hangUp = context.WithCancel(t.Context())
	t.Cleanup(s.hangUp)
	r := httptest.NewRequestWithContext(ctx, http.MethodGet, path, nil)
	r.Header.Set("Authorization", token)
	go s.Stream(s.events, r)
	synctest.Wait()
	_, s.id, _ = strings.Cut(strings.TrimSpace(s.events.lines[0]), "sessionId=")
	return s
}

// post posts a message to the stream, and returns the status.
func (s *sse) post(t *testing.T, message, token string, headers ...string) int {
	t.Helper()
	answer := httptest.NewRecorder()
	s.Messages(answer, post(t, "/message?sessionId="+s.id, message, append(headers, "Authorization", token)...))
	synctest.Wait()
	return answer.Code
}

// TestSSEAddress names the address of messages by the stream's own.
func TestSSEAddress(t *testing.T) {
	for path, want := range map[string]string{"/sse": "message", "/sse/": "../message"} {
		synctest.Test(t, func(t *testing.T) {
			s := openSSE(t, path, "ann")
			if got := s.events.lines[0]; got != "event: endpoint\ndata: "+want+"?sessionId="+s.id+"\n" || len(s.id) < 20 {
				t.Errorf("%s: %q", path, got)
			}
		})
	}
}

// TestSSE answers on the stream; what is cancelled is not answered.
func TestSSE(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := openSSE(t, "/sse", "ann")
		for _, message := range []string{
			`{"jsonrpc":"2.0","id":1.0,` + callWait, `{"jsonrpc":"2.0","id":2,` + callWait, cancelOf("2"),
			`{"jsonrpc":"2.0","id":3,"error":{"code":1,"message":""}}`, `{"jsonrpc":"2.0","id":3,"result":{}}`,
		} {
			if got := s.post(t, message, "ann"); got != http.StatusAccepted {
				t.Errorf("%s: %d", message, got)
			}
		}
		if got := s.post(t, "{", "ann"); got != http.StatusBadRequest {
			t.Errorf("no message: %d", got)
		}
		close(s.mayEnd)
		synctest.Wait()
		if got := s.events.lines[1:]; len(got) != 1 || !strings.HasPrefix(got[0], `event: message`+"\n"+`data: {"jsonrpc":"2.0","id":1.0,"result":`) {
			t.Errorf("%q", got)
		}
	})
}

// TestSSEModern answers a call of version 2026-07-28, whatever its headers.
func TestSSEModern(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := openSSE(t, "/sse", "ann")
		for _, method := range []string{`"server/discover","params":{`, `"tools/call","params":{"name":"fast",`, `"tools/list","params":{`} {
			before := len(s.events.lines)
			s.post(t, `{"jsonrpc":"2.0","id":1,"method":`+method+`"_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28",`+
				`"io.modelcontextprotocol/clientCapabilities":{}}}}`, "ann", "Mcp-Protocol-Version", "2026-07-28")
			if got := s.events.lines[before:]; len(got) != 1 || !strings.Contains(got[0], `"result":`) {
				t.Errorf("%s: %q", method, got)
			}
		}
	})
}

// TestSSEHangUp ends the calls of a client that has hung up.
func TestSSEHangUp(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := openSSE(t, "/sse", "ann")
		s.post(t, `{"jsonrpc":"2.0","id":1,`+callWait, "ann")
		s.hangUp()
		synctest.Wait()
		if begun, ended, gone := s.counts(); begun != 1 || ended != 0 || gone != 1 {
			t.Errorf("%d begun, %d ended, %d cancelled", begun, ended, gone)
		}
		if got := s.post(t, `{"jsonrpc":"2.0","id":2,`+callWait, "ann"); got != http.StatusNotFound {
			t.Errorf("a message to it: %d", got)
		}
	})
}

// TestSSEClose waits for the answers that are due on a stream, and no longer.
func TestSSEClose(t *testing.T) {
	for message, want := range map[string]time.Duration{
		`{"jsonrpc":"2.0","id":1,` + callFast:                      0,
		`{"jsonrpc":"2.0","id":1,` + callWait:                      time.Minute,
		`{"jsonrpc":"2.0","id":1,"method":"subscriptions/listen"}`: 0,
		`{"jsonrpc":"2.0","method":"notifications/initialized"}`:   0,
	} {
		synctest.Test(t, func(t *testing.T) {
			s := openSSE(t, "/sse", "ann")
			s.post(t, message, "ann")
			start := time.Now()
			s.Close(time.Minute)
			if d := time.Since(start); d != want {
				t.Errorf("%s: waited %v, want %v", message, d, want)
			}
		})
	}
}

// TestSSETokens lets nobody post to another token's stream. Who needs no token
// for one of the two is the same caller.
func TestSSETokens(t *testing.T) {
	const here, gone = http.StatusAccepted, http.StatusNotFound
	for streams, messages := range map[string]map[string]int{
		"ann": {"ann": here, "": here, "ben": gone, "annann": gone},
		"":    {"ann": here, "": here},
	} {
		synctest.Test(t, func(t *testing.T) {
			s := openSSE(t, "/sse", streams)
			for token, want := range messages {
				if got := s.post(t, `{"jsonrpc":"2.0","id":1,"method":"ping"}`, token); got != want {
					t.Errorf("a stream of %q, a message of %q: %d", streams, token, got)
				}
			}
			for _, id := range []string{s.id + "0", "", "."} {
				answer := httptest.NewRecorder()
				s.Messages(answer, post(t, "/message?sessionId="+id, "{}", "Authorization", streams))
				if answer.Code != gone {
					t.Errorf("id %q: %d", id, answer.Code)
				}
			}
		})
	}
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
			}), 10*time.Second, mcpfix.Corrections{}, nil)
			answer := httptest.NewRecorder()
			h.ServeHTTP(answer, post(t, "/mcp", ""))
			time.Sleep(time.Minute)
			if answer.Body.String() != want || (answer.Header().Get("X-Accel-Buffering") == "no") != (kind == "text/event-stream") {
				t.Errorf("%s: %v %q", kind, answer.Header(), answer.Body)
			}
		})
	}
}
