package e2e

import (
	"bufio"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// waitsFor is a call of a read that asks for progress.
const waitsFor = `{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"list_tags","arguments":{},"_meta":{"progressToken":"p1"}}}`

// busyIntercom refuses every request, for the rate limit, for four seconds.
func busyIntercom(t *testing.T) string {
	u := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Retry-After", "4")
		w.WriteHeader(http.StatusTooManyRequests)
	}))
	t.Cleanup(u.Close)
	return "INTERCOM_BASE_URL=" + u.URL
}

// TestProgress shows that a client which asked for progress is told of a wait
// while it lasts.
func TestProgress(t *testing.T) {
	for name, firstMessage := range map[string]func(*testing.T, *program) string{"stdio": firstOverStdio, "http": firstOverHTTP} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := begun(t, name, busyIntercom(t))
			line := firstMessage(t, p)
			for _, want := range []string{`"notifications/progress"`, `"progressToken":"p1"`, "waiting 4 s for Intercom's rate limit"} {
				if !strings.Contains(line, want) {
					t.Errorf("%s is not in %s", want, line)
				}
			}
			p.stop()
			p.ended()
		})
	}
}

// firstOverStdio makes the call and returns the first message that it causes.
func firstOverStdio(_ *testing.T, p *program) string {
	p.send(initialize(0, "2025-11-25"), initialized)
	p.answer()
	p.send(waitsFor)
	line, _ := p.out.next()
	return line
}

// firstOverHTTP does the same over HTTP.
func firstOverHTTP(t *testing.T, p *program) string {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, p.url("/mcp"), strings.NewReader(waitsFor))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Authorization", "Bearer tok")
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("Accept", "application/json, text/event-stream")
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = res.Body.Close() })
	for r := bufio.NewReader(res.Body); ; {
		line, err := r.ReadString('\n')
		if data, ok := strings.CutPrefix(line, "data: "); ok {
			return data
		}
		if err == io.EOF {
			return line
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}
