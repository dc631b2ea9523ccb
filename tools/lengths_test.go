package tools_test

import (
	"bytes"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/lookup"
	"intercom-mcp/tools/registry"
	"intercom-mcp/tools/samples"
)

// wiretap is a listener that keeps the bytes that come in.
type wiretap struct {
	net.Listener
	mu  sync.Mutex
	all []*bytes.Buffer // one of each connection
}

type tapped struct {
	net.Conn
	tap  *wiretap
	into *bytes.Buffer
}

func (w *wiretap) Accept() (net.Conn, error) {
	c, err := w.Listener.Accept()
	if err != nil {
		return nil, err
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.all = append(w.all, &bytes.Buffer{})
	return tapped{c, w, w.all[len(w.all)-1]}, nil
}

func (c tapped) Read(p []byte) (int, error) {
	n, err := c.Conn.Read(p)
	c.tap.mu.Lock()
	defer c.tap.mu.Unlock()
	c.into.Write(p[:n])
	return n, err
}

// writeHead matches a write's line and headers, and what may begin its body.
var writeHead = regexp.MustCompile(`(?:POST|PUT|PATCH|DELETE) /\S* HTTP/1\.1\r\n(?:[^\r\n]+\r\n)+\r\n\{?`)

// heads returns those that came in, and forgets them.
func (w *wiretap) heads() (heads []string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, b := range w.all {
		heads = append(heads, writeHead.FindAllString(b.String(), -1)...)
		b.Reset()
	}
	return heads
}

// TestLengths calls every tool over a real connection: whatever it writes says how
// long its body is, also where there is none. Proxies refuse a body of unknown
// length with a 411.
func TestLengths(t *testing.T) {
	api := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		statusReply(http.StatusOK)(w, r)
	}))
	tap := &wiretap{Listener: api.Listener}
	api.Listener = tap
	api.Start()
	defer api.Close()
	client, err := intercomapi.New(intercomapi.Config{BaseURL: api.URL})
	if err != nil {
		t.Fatal(err)
	}
	c := registry.Caller{Resolver: lookup.Resolver{Client: client.WithToken(secret)}}
	methods := map[string]int{} // of requests without a body
	for _, tool := range allTools() {
		for _, args := range []object{samples.Smallest(t, tool), samples.Fullest(t, tool)} {
			_, _, _ = answerTo(t, c, tool, args)
			for _, h := range tap.heads() {
				method, _, _ := strings.Cut(h, " ")
				lines := strings.Split(strings.ToLower(h), "\r\n")
				empty := slices.Contains(lines, "content-length: 0")
				if empty {
					methods[method]++
				}
				if strings.Contains(strings.ToLower(h), "transfer-encoding") || empty == strings.HasSuffix(h, "{") ||
					!slices.ContainsFunc(lines, func(l string) bool { return strings.HasPrefix(l, "content-length: ") }) {
					t.Errorf("%s sends %q", tool.Name, h)
				}
			}
		}
	}
	for _, method := range []string{http.MethodPost, http.MethodDelete} {
		if methods[method] == 0 {
			t.Errorf("no %s without a body was seen: %v", method, methods)
		}
	}
}
