package server

import (
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools"
	"intercom-mcp/tools/registry"
)

// overheard is an API that notes the Authorization of what reaches it.
type overheard struct{ got *[]string }

func (o overheard) RoundTrip(r *http.Request) (*http.Response, error) {
	*o.got = append(*o.got, r.Header.Get("Authorization"))
	return &http.Response{StatusCode: http.StatusOK, Header: http.Header{}, Body: io.NopCloser(strings.NewReader(`{"id":"1"}`)), Request: r}, nil
}

// FuzzAccess sends requests with any headers: what reaches Intercom carries the
// caller's own token, and comes with a host and an origin that are accepted. The
// server's token is neither lent nor told.
func FuzzAccess(f *testing.F) {
	const own, host, origin = "tok-of-server", "127.0.0.1:8000", "https://app.example.com"
	const modern = "2026-07-28"
	f.Add("POST", "/mcp", host, "", "Bearer tok", "", "2025-11-25", "", "application/json")
	f.Add("POST", "/mcp", "evil.example", "", "Bearer tok", "", "", "", "")
	f.Add("POST", "/mcp", host, "https://evil.example", "bearer  tok ", "s", "", "", "*/*")
	f.Add("POST", "/mcp", "[::1]:8000", "http://[::1]:8000", "Bearer ", "", modern, "tools/call", "text/event-stream")
	f.Add("POST", "/mcp", "[::1", "null", "Basic dTpw", "\x00", "2026-07-28, 2025-11-25", "tools/list", "\xff")
	f.Add("POST", "/message", host, origin, "Bearer tok", "", "9999-99-99", "", "")
	f.Add("DELETE", "/mcp", "localhost", "", "Bearer tok", "a.b", modern, "", "")
	f.Add("POST", "/mcp", host, "", "Bearer \"Bearer tok\"", "", "", "", "")
	f.Add("POST", "/mcp", host, "", "Bearer ${TOKEN}", "", "", "", "")
	f.Add("OPTIONS", "/mcp", host, origin, "", "", "", "", "")
	var got []string
	api, err := intercomapi.New(intercomapi.Config{BaseURL: "https://api.example", Transport: overheard{&got}})
	if err != nil {
		f.Fatal(err)
	}
	reader, _ := toolNamed(tools.All(), "get_contact")
	cfg := Config{API: api, Token: own, Tools: []registry.Tool{reader}, Log: slog.New(slog.DiscardHandler)}
	handler := New(cfg).newHTTPTransport(HTTPConfig{Origins: []string{origin}}, &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 8000}).handler()
	f.Fuzz(func(t *testing.T, method, path, asked, from, authorization, session, version, named, accept string) {
		if method == "" || path != "/mcp" && path != "/message" { // a stream on /sse would not end
			return
		}
		got = nil
		r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, path, strings.NewReader(
			`{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"get_contact","arguments":{"id":"1"}}}`))
		r.Method, r.Host = method, asked
		for name, value := range map[string]string{
			"Origin": from, "Authorization": authorization, "Mcp-Session-Id": session, "Mcp-Protocol-Version": version, "Mcp-Method": named, "Mcp-Name": named,
			"Accept": accept, "Content-Type": "application/json", "Last-Event-ID": session, "Traceparent": session,
		} {
			if value != "" {
				r.Header.Set(name, value)
			}
		}
		answer := httptest.NewRecorder()
		handler.ServeHTTP(answer, r)
		if strings.Contains(answer.Body.String(), own) && !strings.Contains(asked+from+session+version+named, own) {
			t.Errorf("the server's token is told: %v %s", answer.Header(), answer.Body)
		}
		if len(got) == 0 {
			return
		}
		checkCaller(t, got, authorization)
		checkHost(t, asked)
		if _, site, _ := strings.Cut(from, "://"); from != "" && from != origin && !strings.Contains(strings.ToLower(site), strings.ToLower(asked)) {
			t.Errorf("origin %q is let in at %q", from, asked)
		}
	})
}

// checkCaller fails unless one request was made, with the caller's own token.
func checkCaller(t *testing.T, got []string, authorization string) {
	t.Helper()
	token, ok := strings.CutPrefix(got[0], "Bearer ")
	if !ok || token == "" || len(got) != 1 || !strings.Contains(authorization, token) || !strings.Contains(strings.ToLower(authorization), "bearer") {
		t.Errorf("%q became %q", authorization, got)
	}
}

// checkHost fails unless it is a loopback name, with or without a port.
func checkHost(t *testing.T, asked string) {
	t.Helper()
	name := strings.ToLower(asked)
	if colon := strings.LastIndex(name, ":"); colon > strings.LastIndex(name, "]") && name != "::1" {
		name = name[:colon]
	}
	if name = strings.Trim(name, "[]"); name != "localhost" && name != "127.0.0.1" && name != "::1" {
		t.Errorf("host %q is let in", asked)
	}
}
