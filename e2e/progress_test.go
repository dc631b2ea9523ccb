package e2e

import (
	"bufio"
	"fmt"
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

// firstData returns the data of a stream's first event, or the last line of a body that has none.
func firstData(t *testing.T, body io.Reader) string {
	t.Helper()
	r := bufio.NewReader(body)
	for {
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

// TestProgress shows that a client which asked for progress is told of a wait
// while it lasts.
func TestProgress(t *testing.T) {
	first := map[string]func(*testing.T, *program) string{
		"stdio": func(_ *testing.T, p *program) string {
			p.send(initialize(0, "2025-11-25"), initialized)
			p.answer()
			p.send(waitsFor)
			line, _ := p.out.next()
			return line
		},
		"http": func(t *testing.T, p *program) string {
			req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, p.url("/mcp"), strings.NewReader(waitsFor))
			if err != nil {
				t.Fatal(err)
			}
			for name, value := range map[string]string{"Authorization": "Bearer tok", "Content-Type": "application/json",
				"Accept": "application/json, text/event-stream"} {
				req.Header.Set(name, value)
			}
			res, err := http.DefaultClient.Do(req)
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { _ = res.Body.Close() })
			return firstData(t, res.Body)
		},
	}
	for name, read := range first {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := begun(t, name, busyIntercom(t))
			line := read(t, p)
			for _, want := range []string{`"notifications/progress"`, `"progressToken":"p1"`, fmt.Sprintf("waiting %d s for Intercom's rate limit", 4)} {
				if !strings.Contains(line, want) {
					t.Errorf("%s is not in %s", want, line)
				}
			}
			p.stop()
			p.ended()
		})
	}
}
