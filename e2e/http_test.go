package e2e

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"slices"
	"strings"
	"testing"
)

// reply is an answer over HTTP, read to its end.
type reply struct {
	*http.Response
	body string
}

// try sends a request with headers, given as "Name: value".
func try(ctx context.Context, method, url, body string, headers ...string) (reply, error) {
	r, err := http.NewRequestWithContext(ctx, method, url, strings.NewReader(body))
	if err != nil {
		return reply{}, err
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Accept", "application/json, text/event-stream")
	for _, h := range headers {
		name, value, _ := strings.Cut(h, ": ")
		r.Header.Set(name, value)
		if name == "Host" {
			r.Host = value
		}
	}
	res, err := http.DefaultClient.Do(r)
	if err != nil {
		return reply{}, err
	}
	defer func() { _ = res.Body.Close() }()
	text, err := io.ReadAll(res.Body)
	return reply{res, string(text)}, err
}

// ask sends a request that is answered.
func ask(t testing.TB, method, url, body string, headers ...string) reply {
	t.Helper()
	r, err := try(t.Context(), method, url, body, headers...)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// post sends a message to /mcp and reads its answer.
func (p *program) post(body string, headers ...string) message {
	p.t.Helper()
	r := ask(p.t, http.MethodPost, p.url("/mcp"), body, headers...)
	if r.StatusCode != http.StatusOK {
		p.t.Fatalf("%.80s: %s: %s", body, r.Status, r.body)
	}
	return parse(p.t, r.body)
}

func TestHTTPVersions(t *testing.T) {
	p := serve(t, "http", "--sandbox")
	for _, version := range []string{"2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25"} {
		t.Run(version, func(t *testing.T) {
			if m := p.post(initialize(1, version)); !strings.Contains(string(m.Result), `"protocolVersion":"`+version+`"`) {
				t.Errorf("initialize: %s %+v", m.Result, m.Error)
			}
			header := "Mcp-Protocol-Version: " + version
			if r := ask(t, http.MethodPost, p.url("/mcp"), initialized, header); r.StatusCode != http.StatusAccepted {
				t.Errorf("a notification: %s", r.Status)
			}
			if m := p.post(request(2, "tools/list", "{}"), header); !strings.Contains(string(m.Result), `"name":"search_conversations"`) {
				t.Errorf("tools/list: %.200s %+v", m.Result, m.Error)
			}
			p.post(call(3, "search_conversations", openOnes), header).works(t)
		})
	}
	t.Run("2026-07-28", func(t *testing.T) {
		const meta = `"_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientInfo":{"name":"e2e","version":"1"},` +
			`"io.modelcontextprotocol/clientCapabilities":{}}`
		header := []string{"Mcp-Protocol-Version: 2026-07-28", "Mcp-Method: server/discover"}
		if m := p.post(request(1, "server/discover", "{"+meta+"}"), header...); !strings.Contains(string(m.Result), `"2026-07-28"`) {
			t.Errorf("server/discover: %s %+v", m.Result, m.Error)
		}
		header[1] = "Mcp-Method: tools/list"
		if m := p.post(request(2, "tools/list", "{"+meta+"}"), header...); !strings.Contains(string(m.Result), `"name":"search_conversations"`) {
			t.Errorf("tools/list: %.200s %+v", m.Result, m.Error)
		}
		header[1] = "Mcp-Method: tools/call"
		params := fmt.Sprintf(`{"name":"search_conversations","arguments":%s,%s}`, openOnes, meta)
		p.post(request(3, "tools/call", params), append(header, "Mcp-Name: search_conversations")...).works(t)
	})
}

func TestHTTPTokens(t *testing.T) {
	u := intercom(t)
	p := serve(t, "http", u.variable(), "INTERCOM_ACCESS_TOKEN=tok-of-server")
	for _, path := range []string{"/mcp", "/sse", "/message?sessionId=x"} {
		for _, header := range []string{"X-None: 1", "Authorization: Basic dXNlcjpwYXNz", "Authorization: Bearer"} {
			method := map[bool]string{true: http.MethodGet, false: http.MethodPost}[path == "/sse"]
			r := ask(t, method, p.url(path), call(1, "list_contacts", "{}"), header)
			if r.StatusCode != http.StatusUnauthorized || !strings.HasPrefix(r.Header.Get("WWW-Authenticate"), "Bearer") {
				t.Errorf("%s with %q: %s, WWW-Authenticate %q", path, header, r.Status, r.Header.Get("WWW-Authenticate"))
			}
		}
	}
	if got := u.seen(); len(got) > 0 {
		t.Errorf("Intercom was asked for callers without a token, with %q", got)
	}
	for _, caller := range []string{"tok-of-ann", "tok-of-ben", "tok-of-ann"} {
		p.post(call(1, "list_contacts", "{}"), "Authorization: Bearer "+caller).works(t)
	}
	if got := u.seen(); !slices.Equal(got, []string{"tok-of-ann", "tok-of-ben", "tok-of-ann"}) {
		t.Errorf("Intercom was asked with %q", got)
	}
}

func TestHTTPSandboxAsksForNoToken(t *testing.T) {
	p := serve(t, "http", "--sandbox")
	p.post(call(1, "list_contacts", "{}")).works(t)
	p.post(call(1, "list_contacts", "{}"), "Authorization: Bearer any").works(t)
}

func TestHTTPHostAndOrigin(t *testing.T) {
	p := serve(t, "http", "--sandbox", "--allowed-hosts", "mcp.example.com", "--allowed-origins", "https://app.example.com")
	_, port, _ := net.SplitHostPort(p.addr)
	for _, c := range []struct {
		header string
		status int
	}{
		{"Host: " + p.addr, http.StatusOK},
		{"Host: localhost:" + port, http.StatusOK},
		{"Host: mcp.example.com", http.StatusOK},
		{"Host: mcp.example.com:443", http.StatusOK},
		{"Host: evil.example.com", http.StatusForbidden},
		{"Host: evil.example.com:" + port, http.StatusForbidden},
		{"Host: localhost.evil.example.com", http.StatusForbidden},
		{"Origin: http://" + p.addr, http.StatusOK},
		{"Origin: https://app.example.com", http.StatusOK},
		{"Origin: https://evil.example.com", http.StatusForbidden},
		{"Origin: https://app.example.com.evil.example.com", http.StatusForbidden},
		{"Origin: http://localhost:1", http.StatusForbidden},
		{"Origin: null", http.StatusForbidden},
	} {
		for _, path := range []string{"/mcp", "/message"} {
			want := c.status
			if path == "/message" && want == http.StatusOK {
				want = http.StatusNotFound // there is no such stream
			}
			if r := ask(t, http.MethodPost, p.url(path), ping(1), c.header); r.StatusCode != want {
				t.Errorf("%s with %s: %s, want %d", path, c.header, r.Status, want)
			}
		}
		if c.status == http.StatusOK { // would open a stream
			continue
		}
		if r := ask(t, http.MethodGet, p.url("/sse"), "", c.header); r.StatusCode != c.status {
			t.Errorf("/sse with %s: %s, want %d", c.header, r.Status, c.status)
		}
	}
}

func TestHTTPBodyLimit(t *testing.T) {
	p := serve(t, "http", "--sandbox")
	const limit = 4 << 20
	sized := func(n int) string { return ping(1) + strings.Repeat(" ", n-len(ping(1))) }
	p.post(sized(limit))
	for _, path := range []string{"/mcp", "/message"} {
		if r := ask(t, http.MethodPost, p.url(path), sized(limit+1)); r.StatusCode != http.StatusRequestEntityTooLarge {
			t.Errorf("%s with more than 4 MiB: %s", path, r.Status)
		}
	}
	p.post(ping(2))
}

func TestHTTPProbes(t *testing.T) {
	p := serve(t, "http")
	for _, path := range []string{"/healthz", "/readyz"} {
		if r := ask(t, http.MethodGet, p.url(path), ""); r.StatusCode != http.StatusOK {
			t.Errorf("%s: %s", path, r.Status)
		}
	}
}

func TestSSEAlone(t *testing.T) {
	p := serve(t, "sse", "--sandbox")
	if r := ask(t, http.MethodPost, p.url("/mcp"), ping(1)); r.StatusCode != http.StatusNotFound {
		t.Errorf("/mcp: %s", r.Status)
	}
	if m := openStream(t, p).roundTrip(ping(1)); m.Error != nil {
		t.Errorf("ping: %+v", m.Error)
	}
}

// TestHTTPSlowHeader shows that a caller who never ends its header is hung up on.
func TestHTTPSlowHeader(t *testing.T) {
	t.Parallel()
	p := serve(t, "http", "--sandbox")
	c, err := (&net.Dialer{}).DialContext(t.Context(), "tcp", p.addr)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = c.Close() }()
	if _, err := io.WriteString(c, "POST /mcp HTTP/1.1\r\nHost: "+p.addr+"\r\n"); err != nil {
		t.Fatal(err)
	}
	_, _ = io.Copy(io.Discard, c) // until the server closes
}
