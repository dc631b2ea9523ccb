package tools_test

import (
	"io"
	"net"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/lookup"
	"intercom-mcp/tools/registry"
	"intercom-mcp/tools/samples"
)

// brokenReply is what an API does with a request, and what follows from it.
type brokenReply struct {
	answer func(*http.Request) (*http.Response, error)
	sent   timesSent // how often the request is sent
	read   string    // what a tool that reads says
	write  string    // what one that writes says: Update and Delete
	send   string    // Create and Send; "": as write
	either bool      // some tools take it for an answer
}

// timesSent says how often a request reaches the API.
type timesSent int

const (
	sentOnce   timesSent = iota
	sentIfSafe           // again where twice is as once
	sentAgain            // again in any case: it surely was not carried out
)

func answerWith(code int, kind, body string, header ...string) func(*http.Request) (*http.Response, error) {
	return func(r *http.Request) (*http.Response, error) {
		h := http.Header{"Content-Type": {kind}}
		for i := 0; i+1 < len(header); i += 2 {
			h.Set(header[i], header[i+1])
		}
		return &http.Response{StatusCode: code, Header: h, Body: io.NopCloser(strings.NewReader(body)), ContentLength: int64(len(body)), Request: r}, nil
	}
}

func coded(code int) func(*http.Request) (*http.Response, error) {
	return answerWith(code, "application/json", goodReply)
}

// answering answers 200 with a body that is read as from says.
func answering(from func(*http.Request) io.Reader) func(*http.Request) (*http.Response, error) {
	return func(r *http.Request) (*http.Response, error) {
		return &http.Response{
			StatusCode: 200, Header: http.Header{"Content-Type": {"application/json"}},
			Body: io.NopCloser(from(r)), ContentLength: -1, Request: r,
		}, nil
	}
}

type failingTransport struct{}

func (failingTransport) Read([]byte) (int, error) { return 0, io.ErrUnexpectedEOF }

// drip is a body that comes a byte a second.
type drip struct{ r *http.Request }

func (d drip) Read(p []byte) (int, error) {
	select {
	case <-time.After(time.Second):
		p[0] = ' '
		return 1, nil
	case <-d.r.Context().Done():
		return 0, d.r.Context().Err()
	}
}

const (
	unchanged  = "Nothing has changed"
	maybe      = "It may have happened"
	mostLikely = "most likely happened"
	unreadable = "can't be read; nothing has changed"
	maxReply   = 4096
)

func brokenReplies() map[string]brokenReply {
	same := func(code int, says string) brokenReply {
		return brokenReply{answer: coded(code), read: says, write: says}
	}
	fails := func(answer func(*http.Request) (*http.Response, error)) brokenReply {
		return brokenReply{answer: answer, sent: sentIfSafe, read: unchanged, write: maybe}
	}
	return map[string]brokenReply{
		"200": {answer: coded(200)},
		"400": same(400, unchanged), "401": same(401, "token"), "403": same(403, "permission"), "404": same(404, "find the right id"),
		"409": same(409, "exists already"), "410": same(410, "gone"), "422": same(422, "correct"),
		"408": fails(coded(408)), "500": fails(coded(500)), "502": fails(coded(502)), "503": fails(coded(503)), "504": fails(coded(504)),
		"500, not JSON":      fails(answerWith(500, "text/html", "<html>Bad gateway</html>")),
		"cut before headers": fails(func(*http.Request) (*http.Response, error) { return nil, io.ErrUnexpectedEOF }),
		"429":                {answer: coded(429), sent: sentAgain, read: "wait", write: "wait"},
		"connection refused": {
			answer: func(*http.Request) (*http.Response, error) {
				return nil, &net.OpError{Op: "dial", Net: "tcp", Err: syscall.ECONNREFUSED}
			},
			sent: sentAgain, read: "did not reach", write: "did not reach",
		},
		"cut in mid-body": {
			answer: answering(func(*http.Request) io.Reader { return io.MultiReader(strings.NewReader(`{"id":`), failingTransport{}) }),
			sent:   sentIfSafe, read: unreadable, write: mostLikely,
		},
		"slow drip": {answer: answering(func(r *http.Request) io.Reader { return drip{r} }), sent: sentIfSafe, read: unreadable, write: mostLikely},
		"not JSON":  {answer: answerWith(200, "text/html", "<html>Sign in</html>"), read: unreadable, write: mostLikely},
		"empty":     {answer: answerWith(200, "application/json", ""), read: unreadable, write: mostLikely, either: true},
		"over the bound": {
			answer: answerWith(200, "application/json", `{"id":"`+strings.Repeat("1", maxReply)+`"}`), read: "larger than this server reads", write: mostLikely,
		},
		"redirect": {answer: answerWith(307, "text/plain", "", "Location", "https://evil.example/x"), read: "redirect", write: "redirect", either: true},
	}
}

// faulty is an API that does the same with all that counts: of a tool that
// writes, its writes; what it looks up before and after finds something.
type faulty struct {
	fault brokenReply
	all   bool // a tool that reads: everything counts
	mu    sync.Mutex
	calls []string
	hosts []string
}

func (f *faulty) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.Body != nil {
		_, _ = io.Copy(io.Discard, r.Body)
	}
	request := r.Method + " " + r.URL.EscapedPath()
	f.mu.Lock()
	f.hosts = append(f.hosts, r.URL.Host)
	counts := f.all || !reads(request)
	if counts {
		f.calls = append(f.calls, request)
	}
	f.mu.Unlock()
	if !counts {
		return coded(200)(r)
	}
	return f.fault.answer(r)
}

// twiceIsAsOnce are the POSTs that may be repeated though the first may have
// been carried out, besides those that only look.
var twiceIsAsOnce = regexp.MustCompile(`^POST /(` + strings.Join([]string{
	`companies`, `tags`, `contacts/[^/]+/(archive|unarchive|block|companies|tags|subscriptions)`,
	`(conversations|tickets|articles|internal_articles|content_snippets)/[^/]+/tags`,
	`contacts/[^/]+/banners/[^/]+/dismiss`, `custom_object_instances/[^/]+`, `ai/external_pages`, `export/cancel/[^/]+`, `fin/csat`,
}, "|") + `)$`)

func mayRepeat(request string) bool {
	return reads(request) || !strings.HasPrefix(request, "POST ") || twiceIsAsOnce.MatchString(request)
}

// TestMatrix holds every tool against every fault.
func TestMatrix(t *testing.T) {
	all := brokenReplies()
	forEach(t, func(t *testing.T, tool registry.Tool) {
		args := samples.Smallest(t, tool)
		for name, f := range all {
			synctest.Test(t, func(t *testing.T) { meet(t, tool, args, name, f) })
		}
	})
}

// meet calls a tool whose API has a fault.
func meet(t *testing.T, tool registry.Tool, args object, name string, f brokenReply) {
	t.Helper()
	api := &faulty{fault: f, all: tool.Effect == registry.Read}
	text, failed := callOver(t, api, tool, args)
	if want := wanted(tool, f); !f.either && failed != (want != "") || failed && !strings.Contains(text, want) {
		t.Errorf("%s: failed=%v, want %q in: %s", name, failed, want, text)
	}
	if strings.Contains(text, secret) || strings.Contains(text, "Bearer") {
		t.Errorf("%s: the token is told: %s", name, text)
	}
	if i := slices.IndexFunc(api.hosts, func(h string) bool { return h != "api.example" }); i >= 0 {
		t.Errorf("%s: a request went to %s", name, api.hosts[i])
	}
	if len(api.calls) == 0 {
		t.Errorf("%s: nothing was sent", name)
		return
	}
	api.checkRepetition(t, tool, name, failed)
}

// checkRepetition fails if a request of a failed call was repeated that must not
// be, or was not that should be.
func (f *faulty) checkRepetition(t *testing.T, tool registry.Tool, name string, failed bool) {
	t.Helper()
	first := f.calls[max(0, slices.IndexFunc(f.calls, func(request string) bool { // names are not waited for, where there is more to read
		return strings.HasPrefix(request, "GET ") && request != "GET /admins" && request != "GET /teams"
	}))]
	again := f.fault.sent == sentAgain || f.fault.sent == sentIfSafe && mayRepeat(first)
	same := strings.Count(strings.Join(f.calls, "\n")+"\n", first+"\n")
	if failed && (same > 1) != again {
		t.Errorf("%s: sent %d times: %v", name, same, f.calls)
	}
	if sends := tool.Effect == registry.Create || tool.Effect == registry.Send; sends && f.fault.sent != sentAgain && len(f.calls) > 1 {
		t.Errorf("%s: a tool of effect %v wrote %d times: %v", name, tool.Effect, len(f.calls), f.calls)
	}
}

func wanted(tool registry.Tool, f brokenReply) string {
	switch {
	case tool.Effect == registry.Read:
		return f.read
	case f.send != "" && (tool.Effect == registry.Create || tool.Effect == registry.Send):
		return f.send
	}
	return f.write
}

// callOver calls a tool over a transport, with ten seconds to repeat.
func callOver(t *testing.T, api http.RoundTripper, tool registry.Tool, args object) (text string, failed bool) {
	t.Helper()
	client, err := intercomapi.New(intercomapi.Config{
		BaseURL: "https://api.example", Transport: api, Timeout: 4 * time.Second, Budget: 10 * time.Second, MaxReply: maxReply,
	})
	if err != nil {
		t.Fatal(err)
	}
	c := registry.Caller{Resolver: lookup.Resolver{Client: client.WithToken(secret)}, Guard: registry.NewDuplicateGuard(2 * time.Minute)}
	text, _, failed = answerTo(t, c, tool, args)
	return text, failed
}
