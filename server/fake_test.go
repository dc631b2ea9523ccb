package server_test

import (
	"bytes"
	"context"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/mark3labs/mcp-go/client"
	"github.com/mark3labs/mcp-go/mcp"
	mcpserver "github.com/mark3labs/mcp-go/server"

	"intercom-mcp/intercomapi"
	"intercom-mcp/server"
	"intercom-mcp/tools/registry"
)

const secret = "dG9rOnNlY3JldA=="

// fake is an API that answers every call alike and remembers the calls.
type fake struct {
	*httptest.Server
	mu   sync.Mutex
	made []string
}

// answers is what a fake can do with a call.
var answers = map[string]http.HandlerFunc{
	"cut": func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) },
	"not JSON": func(w http.ResponseWriter, _ *http.Request) {
		_, _ = io.WriteString(w, "<html>Bad gateway</html>")
	},
	"500 not JSON": func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(http.StatusInternalServerError)
		_, _ = io.WriteString(w, "<html>Bad gateway</html>")
	},
}

// status answers with a status and with whatever any reply holds.
func status(statusCode int) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(statusCode)
		_, _ = io.WriteString(w, `{"type":"x","id":"1","role":"user","deleted":true,"request_id":"r1","data":[],`+
			`"errors":[{"code":"some_code","message":"some message"}]}`)
	}
}

func newFake(t *testing.T, answer http.Handler) *fake {
	f := &fake{}
	f.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		f.mu.Lock()
		f.made = append(f.made, r.Method+" "+r.URL.EscapedPath())
		f.mu.Unlock()
		answer.ServeHTTP(w, r)
	}))
	t.Cleanup(f.Close)
	return f
}

// calls are those made so far, as "POST /contacts/1/companies".
func (f *fake) calls() []string {
	f.mu.Lock()
	defer f.mu.Unlock()
	return slices.Clone(f.made)
}

func (f *fake) forget() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.made = nil
}

// writes are the calls that change something.
func (f *fake) writes() []string {
	var out []string
	for _, c := range f.calls() {
		if !reads(c) {
			out = append(out, c)
		}
	}
	return out
}

// reads reports whether a call only looks: a GET, or a question that is posted.
func reads(request string) bool {
	method, path, _ := strings.Cut(request, " ")
	return method == http.MethodGet && !strings.HasSuffix(path, "/banners") || // a banner that is listed counts as shown
		method == http.MethodPost && (strings.HasSuffix(path, "/search") || path == "/companies/list")
}

// dial connects to a server that offers the tools and calls the API at url.
func dial(t *testing.T, url string, offered []registry.Tool) *client.Client {
	t.Helper()
	api, err := intercomapi.New(intercomapi.Config{BaseURL: url})
	if err != nil {
		t.Fatal(err)
	}
	return connect(t, server.Config{API: api, Token: secret, Tools: offered})
}

func connect(t *testing.T, cfg server.Config) *client.Client {
	t.Helper()
	if cfg.Log == nil {
		cfg.Log = slog.New(slog.DiscardHandler)
	}
	s := server.New(cfg).MCP()
	mcpserver.WithOutputSchemaValidation()(s) // a result that does not fit its schema fails the call
	c, err := client.NewInProcessClient(s)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.Initialize(t.Context(), mcp.InitializeRequest{}); err != nil {
		t.Fatal(err)
	}
	return c
}

// call calls a tool; a protocol error, which no model sees, ends the test.
func call(t *testing.T, c *client.Client, name string, args any) (text string, failed bool) {
	t.Helper()
	res := answerTo(t, c, name, args)
	return res.Content[0].(mcp.TextContent).Text, res.IsError
}

// answerTo is the whole of a call's result.
func answerTo(t *testing.T, c *client.Client, name string, args any) *mcp.CallToolResult {
	t.Helper()
	var req mcp.CallToolRequest
	req.Params.Name, req.Params.Arguments = name, args
	res, err := c.CallTool(context.WithoutCancel(t.Context()), req)
	if err != nil {
		t.Fatalf("%s %v: protocol error: %v", name, args, err)
	}
	return res
}

// readBody reads a request's body and leaves it readable.
func readBody(t *testing.T, r *http.Request) []byte {
	t.Helper()
	raw, err := io.ReadAll(r.Body)
	if err != nil {
		t.Error(err)
	}
	r.Body = io.NopCloser(bytes.NewReader(raw))
	return raw
}
