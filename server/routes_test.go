package server_test

// What HTTP answers besides the protocol: methods, paths, origins, OAuth.

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"strings"
	"testing"

	"github.com/mark3labs/mcp-go/client"
	"github.com/mark3labs/mcp-go/client/transport"
	"github.com/mark3labs/mcp-go/mcp"

	"intercom-mcp/server"
)

const anyToken = "Bearer x"

// TestMethods answers 405 with what is allowed, on every path.
func TestMethods(t *testing.T) {
	base := serveHTTP(t, serverConfig(t, "http://127.0.0.1:1", reading(t)...), server.HTTPConfig{})
	for path, right := range map[string]string{
		"/mcp": "POST", "/mcp/": "POST", "/sse": "GET", "/sse/": "GET", "/message": "POST", "/message/": "POST",
		"/healthz": "GET", "/readyz": "GET", "/register": "POST", "/token": "POST", "/.well-known/oauth-authorization-server": "GET",
	} {
		for _, method := range []string{"GET", "POST", "PUT", "PATCH", "DELETE", "TRACE", "BREW"} {
			if method == right {
				continue
			}
			res, _ := ask(t, method, base+path, "", "Authorization", anyToken)
			if res.StatusCode != http.StatusMethodNotAllowed || !strings.Contains(res.Header.Get("Allow"), right) || strings.Contains(res.Header.Get("Allow"), method) {
				t.Errorf("%s %s: %d, Allow %q", method, path, res.StatusCode, res.Header.Get("Allow"))
			}
		}
	}
	for path, want := range map[string]int{"/mcp": 200, "/message": 200, "/sse": 405, "/mcp/x": 404} {
		if res, _ := ask(t, http.MethodHead, base+path, "", "Authorization", anyToken); res.StatusCode != want {
			t.Errorf("HEAD %s: %d, want %d", path, res.StatusCode, want)
		}
	}
	if res, _ := ask(t, http.MethodOptions, base+"/mcp", "", "Authorization", anyToken); !strings.Contains(res.Header.Get("Allow"), "POST") {
		t.Errorf("OPTIONS: %d %v", res.StatusCode, res.Header)
	}
}

// TestPathsThatEndWithASlash are served without a redirect, which would lose the token.
func TestPathsThatEndWithASlash(t *testing.T) {
	api, seen := tokens(t)
	base := serveHTTP(t, serverConfig(t, api, reading(t)...), server.HTTPConfig{})
	for _, mark := range []string{"", "\ufeff"} {
		if res, text := ask(t, http.MethodPost, base+"/mcp/", mark+callGetContact, "Authorization", anyToken); res.StatusCode != http.StatusOK {
			t.Errorf("%d %s", res.StatusCode, text)
		}
	}
	useSSE(t, base+"/sse/")
	if n := len(seen()); n != 3 {
		t.Errorf("%d calls reached the API", n)
	}
}

// TestBehindAPath reaches the server through a proxy that gives it a path.
func TestBehindAPath(t *testing.T) {
	api, seen := tokens(t)
	base := serveHTTP(t, serverConfig(t, api, reading(t)...), server.HTTPConfig{})
	to, err := url.Parse(base)
	if err != nil {
		t.Fatal(err)
	}
	proxy := httptest.NewServer(http.StripPrefix("/tools/intercom", &httputil.ReverseProxy{Rewrite: func(r *httputil.ProxyRequest) { r.SetURL(to) }}))
	t.Cleanup(proxy.Close)
	useSSE(t, proxy.URL+"/tools/intercom/sse")
	useSSE(t, proxy.URL+"/tools/intercom/sse/")
	if n := len(seen()); n != 2 {
		t.Errorf("%d calls reached the API", n)
	}
}

// useSSE calls a tool over legacy SSE, as a client does.
func useSSE(t *testing.T, address string) {
	t.Helper()
	c, err := client.NewSSEMCPClient(address, transport.WithHeaders(map[string]string{"Authorization": anyToken}))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = c.Close() }()
	if err := c.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	var hello mcp.InitializeRequest
	hello.Params.ProtocolVersion = "2024-11-05"
	if _, err := c.Initialize(t.Context(), hello); err != nil {
		t.Fatal(err)
	}
	if text, failed := call(t, c, "get_contact", object{"id": "1"}); failed {
		t.Error(text)
	}
}

// TestOrigins lets pages of the allowed origins read answers, and no other page.
func TestOrigins(t *testing.T) {
	const app = "https://app.example.com"
	closed := serveHTTP(t, serverConfig(t, "http://127.0.0.1:1", reading(t)...), server.HTTPConfig{})
	opened := serveHTTP(t, serverConfig(t, "http://127.0.0.1:1", reading(t)...), server.HTTPConfig{Origins: []string{app}})
	for _, path := range []string{"/mcp", "/message", "/register", "/.well-known/oauth-protected-resource", "/healthz", "/none"} {
		for _, method := range []string{http.MethodGet, http.MethodPost, http.MethodOptions} {
			for _, origin := range []string{"", "null", app, closed, "https://evil.example"} {
				headers := []string{"Origin", origin, "Authorization", anyToken, "Access-Control-Request-Method", "POST"}
				if res, _ := ask(t, method, closed+path, "{}", headers...); res.Header.Get("Access-Control-Allow-Origin") != "" {
					t.Errorf("no origin is allowed, %s %s of %q: %v", method, path, origin, res.Header)
				}
				res, _ := ask(t, method, opened+path, "{}", headers...)
				if got := res.Header.Get("Access-Control-Allow-Origin"); got != "" && got != app || got != "" && origin != app {
					t.Errorf("%s %s of %q: %q", method, path, origin, got)
				}
			}
		}
	}
	res, _ := ask(t, http.MethodPost, opened+"/mcp", "{}", "Origin", app)
	if res.StatusCode != http.StatusUnauthorized || res.Header.Get("Access-Control-Allow-Origin") != app {
		t.Errorf("a page that is allowed can't read why it is refused: %d %v", res.StatusCode, res.Header)
	}
}

// TestNoOAuth tells a client that looks for OAuth, and its user, what to do instead.
func TestNoOAuth(t *testing.T) {
	base := serveHTTP(t, serverConfig(t, "http://127.0.0.1:1", reading(t)...), server.HTTPConfig{})
	for request, want := range map[string]int{
		"POST /mcp": 401, "POST /mcp/": 401, "GET /sse": 401, "GET /mcp": 401, "POST /message": 401,
		"POST /register": 400, "POST /token": 400, "GET /authorize": 400,
		"GET /.well-known/oauth-authorization-server": 404, "GET /.well-known/oauth-authorization-server/mcp": 404,
		"GET /.well-known/oauth-protected-resource": 404, "GET /.well-known/oauth-protected-resource/sse": 404,
		"GET /.well-known/openid-configuration": 404, "GET /mcp/.well-known/openid-configuration": 404,
	} {
		method, path, _ := strings.Cut(request, " ")
		res, text := ask(t, method, base+path, "{}")
		var told struct {
			Error       string `json:"error"`
			Description string `json:"error_description"`
		}
		if res.StatusCode != want || json.Unmarshal([]byte(text), &told) != nil || told.Error == "" || !strings.Contains(told.Description, "Authorization: Bearer") {
			t.Errorf("%s: %d %s", request, res.StatusCode, text)
		}
		if named := res.Header.Get("WWW-Authenticate"); (want == 401) != strings.Contains(named, told.Description) || strings.Contains(named, "resource_metadata") {
			t.Errorf("%s: WWW-Authenticate %q", request, named)
		}
	}
}

// TestIDsOverHTTP answers under the id that the client wrote.
func TestIDsOverHTTP(t *testing.T) {
	base := serveHTTP(t, serverConfig(t, "http://127.0.0.1:1", reading(t)...), server.HTTPConfig{})
	for _, id := range []string{"9007199254740993", "1.0", "1e3", `"\u0061<\"&"`, `""`} {
		for _, method := range []string{"ping", "tools/list", "none", "logging/setLevel"} {
			_, text := ask(t, http.MethodPost, base+"/mcp", `{"jsonrpc":"2.0","id":`+id+`,"method":"`+method+`"}`, "Authorization", anyToken)
			if !strings.HasPrefix(text, `{"jsonrpc":"2.0","id":`+id+`,"`) {
				t.Errorf("%s %s: %.100s", id, method, text)
			}
		}
	}
}

// TestSandboxNeedsNoToken takes a stream and its messages for one caller's where
// only the messages bring a token, or only the stream does.
func TestSandboxNeedsNoToken(t *testing.T) {
	api, seen := tokens(t)
	cfg := serverConfig(t, api, reading(t)...)
	cfg.Token, cfg.ShareToken = secret, true
	base := serveHTTP(t, cfg, server.HTTPConfig{})
	to := openStream(t, base, "")
	if res, text := ask(t, http.MethodPost, base+to.path, callGetContact, "Authorization", anyToken); res.StatusCode != http.StatusAccepted {
		t.Fatalf("%d %s", res.StatusCode, text)
	}
	if answer := nextEvent(t, to.lines); !strings.Contains(answer, `"id":1`) || len(seen()) != 1 {
		t.Errorf("%s, %q", answer, seen())
	}
}
