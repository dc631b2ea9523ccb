package tools_test

import (
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools"
	"intercom-mcp/tools/lookup"
	"intercom-mcp/tools/registry"
)

// now is the clock of every call here: 2026-01-31T09:00:00Z.
var now = time.Unix(1769850000, 0)

// apiClient is a transport that answers every request alike and remembers them, so
// that a test needs no network.
type apiClient struct {
	reply string

	mu   sync.Mutex
	sent []string // "POST /contacts {"email":"…"}"
}

const anything = `{"id":"1","role":"user","deleted":true,"data":[]}`

func (a *apiClient) RoundTrip(r *http.Request) (*http.Response, error) {
	line := r.Method + " " + r.URL.RequestURI()
	if r.Body != nil {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			return nil, err
		}
		if len(body) > 0 {
			line += " " + string(body)
		}
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	a.sent = append(a.sent, line)
	return &http.Response{
		StatusCode: http.StatusOK, Header: http.Header{"Content-Type": {"application/json"}},
		Body: io.NopCloser(strings.NewReader(a.reply)), Request: r,
	}, nil
}

func (a *apiClient) requests() []string {
	a.mu.Lock()
	defer a.mu.Unlock()
	return append([]string(nil), a.sent...)
}

// allTools is every tool, made once: the fuzz targets ask often.
var allTools = sync.OnceValue(tools.All)

func named(t testing.TB, name string) registry.Tool {
	t.Helper()
	for _, tool := range allTools() {
		if tool.Name == name {
			return tool
		}
	}
	t.Fatalf("no tool %s", name)
	return registry.Tool{}
}

func caller(t testing.TB, a *apiClient) registry.Caller {
	t.Helper()
	client, err := intercomapi.New(intercomapi.Config{BaseURL: "https://api.example", Transport: a})
	if err != nil {
		t.Fatal(err)
	}
	return registry.Caller{Resolver: lookup.Resolver{Client: client.WithToken("x"), AdminID: "7", Clock: func() time.Time { return now }}}
}

// run calls a tool, and gives the requests that it sent.
func run(t testing.TB, name, arguments string) (out string, sent []string, err error) {
	t.Helper()
	return runAnswered(t, name, arguments, anything)
}

func runAnswered(t testing.TB, name, arguments, reply string) (string, []string, error) {
	t.Helper()
	a := &apiClient{reply: reply}
	tool := named(t, name)
	result, err := tool.Call(t.Context(), caller(t, a), json.RawMessage(arguments))
	if err != nil {
		return "", a.requests(), err
	}
	raw, err := json.Marshal(result)
	if err != nil {
		t.Fatal(err)
	}
	return string(raw), a.requests(), nil
}

// checkSent checks that a call sends exactly this request, besides one for the
// attributes that there are.
func checkSent(t *testing.T, name, arguments, want string) {
	t.Helper()
	_, sent, err := run(t, name, arguments)
	if len(sent) > 0 && strings.HasPrefix(sent[0], "GET /data_attributes?") {
		sent = sent[1:]
	}
	if err != nil || len(sent) != 1 || sent[0] != want {
		t.Errorf("%s %s:\n got %v, %v\nwant %s", name, arguments, sent, err, want)
	}
}

// refuses checks that a call is refused in words that hold all of these, and
// that nothing is sent.
func refuses(t *testing.T, name, arguments string, words ...string) {
	t.Helper()
	_, sent, err := run(t, name, arguments)
	if err == nil || len(sent) > 0 {
		t.Errorf("%s %s: error %v, sent %v", name, arguments, err, sent)
		return
	}
	told := named(t, name).Explain(err)
	if !strings.HasPrefix(told, "invalid arguments for "+name+": ") {
		t.Errorf("%s %s: not told as a fault of the arguments: %s", name, arguments, told)
	}
	for _, word := range words {
		if !strings.Contains(told, word) {
			t.Errorf("%s %s: %q is not in: %s", name, arguments, word, told)
		}
	}
}
