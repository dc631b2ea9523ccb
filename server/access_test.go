package server_test

// Access to the HTTP transports: who is let in, and as whom.

import (
	"bufio"
	"context"
	"io"
	"log/slog"
	"net"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"

	"intercom-mcp/server"
	"intercom-mcp/tools"
	"intercom-mcp/tools/registry"
)

// serveHTTP serves on a listener of its own for as long as the test runs.
func serveHTTP(t *testing.T, cfg server.Config, h server.HTTPConfig) (url string) {
	t.Helper()
	if cfg.Log == nil {
		cfg.Log = slog.New(slog.DiscardHandler)
	}
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- server.New(cfg).ServeHTTP(ctx, h, ln) }()
	t.Cleanup(func() {
		stop()
		if err := <-done; err != nil {
			t.Error(err)
		}
	})
	return "http://" + ln.Addr().String()
}

// tokens returns an API that remembers the tokens it was called with.
func tokens(t *testing.T) (url string, seen func() []string) {
	t.Helper()
	var mu sync.Mutex
	var all []string
	api := newFake(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		all = append(all, strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer "))
		mu.Unlock()
		status(http.StatusOK)(w, r)
	}))
	return api.URL, func() []string { mu.Lock(); defer mu.Unlock(); return slices.Clone(all) }
}

// reading offers the tools that only look.
func reading(t *testing.T) []registry.Tool {
	t.Helper()
	chosen, err := registry.Select(tools.All(), registry.Selection{Toolsets: []string{"default"}, ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	return chosen
}

// ask sends a request with headers, name and value in turn; Host is one too.
func ask(t *testing.T, method, url, message string, headers ...string) (*http.Response, string) {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), method, url, strings.NewReader(message))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("Accept", "application/json, text/event-stream")
	for i := 0; i+1 < len(headers); i += 2 {
		if headers[i] == "Host" {
			req.Host = headers[i+1]
		}
		req.Header.Set(headers[i], headers[i+1])
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = res.Body.Close() }()
	text, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return res, string(text)
}

const (
	callGetContact = `{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"get_contact","arguments":{"id":9007199254740993}}}`
	callDelete     = `{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"delete_contact","arguments":{"id":"5"}}}`
)

func TestTokenIsTheCallersOwn(t *testing.T) {
	api, seen := tokens(t)
	cfg := serverConfig(t, api, reading(t)...)
	cfg.Token = secret
	base := serveHTTP(t, cfg, server.HTTPConfig{})
	for _, path := range []string{"/mcp", "/sse", "/message"} {
		for _, authorization := range []string{"", "Basic dTpw", "Bearer", "Bearer "} {
			res, text := ask(t, http.MethodPost, base+path, callGetContact, "Authorization", authorization)
			if res.StatusCode != http.StatusUnauthorized || !strings.HasPrefix(res.Header.Get("WWW-Authenticate"), "Bearer") || strings.Contains(text, secret) {
				t.Errorf("%s with %q: %d %v %s", path, authorization, res.StatusCode, res.Header, text)
			}
		}
	}
	for _, none := range []string{"Bearer ${TOKEN}", "Bearer <your token>", `Bearer "{{token}}"`, "Bearer own token", "${TOKEN}"} {
		res, text := ask(t, http.MethodPost, base+"/mcp", callGetContact, "Authorization", none)
		if res.StatusCode != http.StatusUnauthorized || !strings.Contains(text, "a placeholder") || strings.Contains(text, "TOKEN") {
			t.Errorf("with %q: %d %s", none, res.StatusCode, text)
		}
	}
	written := []string{"Bearer own-token", "bearer own-token", `Bearer "own-token"`, `"Bearer own-token"`, "Bearer Bearer own-token", "BEARER  'own-token' "}
	for _, header := range written {
		res, text := ask(t, http.MethodPost, base+"/mcp", callGetContact, "Authorization", header)
		if res.StatusCode != http.StatusOK || strings.Contains(text, `"isError":true`) {
			t.Errorf("%d %s", res.StatusCode, text)
		}
	}
	if got := seen(); !slices.Equal(got, slices.Repeat([]string{"own-token"}, len(written))) {
		t.Errorf("the API saw %v", got)
	}
}

func TestTokenIsLent(t *testing.T) {
	api, seen := tokens(t)
	cfg := serverConfig(t, api, reading(t)...)
	cfg.Token, cfg.ShareToken = secret, true
	base := serveHTTP(t, cfg, server.HTTPConfig{})
	ask(t, http.MethodPost, base+"/mcp", callGetContact)
	ask(t, http.MethodPost, base+"/mcp", callGetContact, "Authorization", "Bearer own-token")
	if got := seen(); !slices.Equal(got, []string{secret, "own-token"}) {
		t.Errorf("the API saw %v", got)
	}
}

func TestHostsAndOrigins(t *testing.T) {
	api, seen := tokens(t)
	base := serveHTTP(t, serverConfig(t, api, reading(t)...),
		server.HTTPConfig{Hosts: []string{"mcp.example.com"}, Origins: []string{"https://app.example.com"}})
	self := strings.TrimPrefix(base, "http://")
	_, port, _ := strings.Cut(self, ":")
	for _, c := range []struct {
		host, origin string
		fine         bool
	}{
		{self, "", true}, {"localhost:" + port, "", true}, {"[::1]:" + port, "", true}, {"MCP.example.com", "", true}, {"mcp.example.com:443", "", true},
		{"evil.example", "", false}, {"127.0.0.1.evil.example", "", false}, {"evil.mcp.example.com", "", false}, {"169.254.169.254", "", false},
		{self, base, true}, {self, "https://app.example.com", true}, {"mcp.example.com", "https://mcp.example.com", true},
		{self, "https://evil.example", false}, {self, "null", false}, {self, "https://app.example.com.evil.example", false},
		{self, "http://app.example.com", false}, {self, "http://localhost:1", false},
		{self, "chrome-extension://" + self, false},
	} {
		headers := []string{"Host", c.host, "Authorization", "Bearer x"}
		if c.origin != "" {
			headers = append(headers, "Origin", c.origin)
		}
		before := len(seen())
		for _, path := range []string{"/mcp", "/message"} {
			res, text := ask(t, http.MethodPost, base+path, callGetContact, headers...)
			if (res.StatusCode != http.StatusForbidden) != c.fine {
				t.Errorf("%s, host %q, origin %q: %d %s", path, c.host, c.origin, res.StatusCode, text)
			}
		}
		if (len(seen()) > before) != c.fine {
			t.Errorf("host %q, origin %q: %d calls", c.host, c.origin, len(seen())-before)
		}
	}
}

func TestPreflight(t *testing.T) {
	base := serveHTTP(t, serverConfig(t, "http://127.0.0.1:1", reading(t)...), server.HTTPConfig{Origins: []string{"https://app.example.com"}})
	preflight := func(origin string) *http.Response {
		res, _ := ask(t, http.MethodOptions, base+"/mcp", "", "Origin", origin,
			"Access-Control-Request-Method", "POST", "Access-Control-Request-Headers", "authorization,content-type")
		return res
	}
	res := preflight("https://app.example.com")
	if res.StatusCode > 299 || res.Header.Get("Access-Control-Allow-Origin") != "https://app.example.com" ||
		!strings.Contains(res.Header.Get("Access-Control-Allow-Headers"), "Authorization") {
		t.Errorf("%d %v", res.StatusCode, res.Header)
	}
	if res := preflight("https://evil.example"); res.StatusCode != http.StatusForbidden || res.Header.Get("Access-Control-Allow-Origin") != "" {
		t.Errorf("%d %v", res.StatusCode, res.Header)
	}
}

func TestMessagesThatDoNotReachTheTools(t *testing.T) {
	api, seen := tokens(t)
	base := serveHTTP(t, serverConfig(t, api, reading(t)...), server.HTTPConfig{})
	for name, c := range map[string]struct {
		body   string
		status int
		words  string
	}{
		"over 4 MiB":     {strings.Repeat(" ", 4<<20+1), http.StatusRequestEntityTooLarge, "4 MiB"},
		"notification":   {`{"jsonrpc":"2.0","method":"notifications/initialized"}`, http.StatusAccepted, ""},
		"cancellation":   {`{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":1}}`, http.StatusAccepted, ""},
		"logging level":  {`{"jsonrpc":"2.0","id":"a","method":"logging/setLevel","params":{"level":"debug"}}`, http.StatusOK, `"id":"a"`},
		"ping":           {`{"jsonrpc":"2.0","id":2,"method":"ping"}`, http.StatusOK, `"id":2`},
		"read-only":      {callDelete, http.StatusOK, "-32602"},
		"exactly 4 MiB":  {callGetContact + strings.Repeat(" ", 4<<20-len(callGetContact)), http.StatusOK, "9007199254740993"},
		"a large number": {callGetContact, http.StatusOK, ""},
	} {
		res, text := ask(t, http.MethodPost, base+"/mcp", c.body, "Authorization", "Bearer x")
		if res.StatusCode != c.status || name != "exactly 4 MiB" && !strings.Contains(text, c.words) {
			t.Errorf("%s: %d %.200s", name, res.StatusCode, text)
		}
	}
	if n := len(seen()); n != 2 {
		t.Errorf("%d calls reached the API, want those of get_contact alone", n)
	}
	for _, path := range []string{"/healthz", "/readyz"} {
		if res, _ := ask(t, http.MethodGet, base+path, ""); res.StatusCode != http.StatusOK {
			t.Errorf("%s: %d", path, res.StatusCode)
		}
	}
}

// TestStreamsBelongToTheirToken posts to an event stream of legacy SSE.
func TestStreamsBelongToTheirToken(t *testing.T) {
	api, seen := tokens(t)
	base := serveHTTP(t, serverConfig(t, api, reading(t)...), server.HTTPConfig{SSEOnly: true})
	to := openStream(t, base, "Bearer one")
	endpoint, lines := to.path, to.lines
	for token, want := range map[string]int{"two": http.StatusNotFound, "onetwo": http.StatusNotFound, "": http.StatusUnauthorized} {
		res, text := ask(t, http.MethodPost, base+endpoint, callGetContact, "Authorization", "Bearer "+token)
		if res.StatusCode != want || strings.Contains(text, "one") {
			t.Errorf("with the token %q: %d %s", token, res.StatusCode, text)
		}
	}
	if res, _ := ask(t, http.MethodPost, base+endpoint+"0", callGetContact, "Authorization", "Bearer one"); res.StatusCode != http.StatusNotFound {
		t.Errorf("an id that is made up: %d", res.StatusCode)
	}
	if res, text := ask(t, http.MethodPost, base+endpoint, callGetContact, "Authorization", "Bearer one"); res.StatusCode != http.StatusAccepted {
		t.Fatalf("its own: %d %s", res.StatusCode, text)
	}
	if answer := nextEvent(t, lines); !strings.Contains(answer, `"id":1`) || strings.Contains(answer, `"isError":true`) {
		t.Error(answer)
	}
	if got := seen(); !slices.Equal(got, []string{"one"}) {
		t.Errorf("the API saw %v", got)
	}
	if res, _ := ask(t, http.MethodPost, base+"/mcp", callGetContact, "Authorization", "Bearer one"); res.StatusCode != http.StatusNotFound {
		t.Errorf("/mcp is there: %d", res.StatusCode)
	}
}

// stream is an event stream of legacy SSE: where messages go, and what comes.
type stream struct {
	path  string
	lines *bufio.Scanner
}

// openStream opens a stream that ends with the test.
func openStream(t *testing.T, base, authorization string) stream {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, base+"/sse", nil)
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Authorization", authorization)
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = res.Body.Close() })
	lines := bufio.NewScanner(res.Body)
	return stream{"/" + nextEvent(t, lines), lines}
}

// nextEvent returns the data of a stream's next event.
func nextEvent(t *testing.T, lines *bufio.Scanner) string {
	t.Helper()
	for lines.Scan() {
		if text, ok := strings.CutPrefix(lines.Text(), "data: "); ok {
			return text
		}
	}
	t.Fatalf("the stream ended: %v", lines.Err())
	return ""
}
