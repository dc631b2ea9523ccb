package server_test

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/mark3labs/mcp-go/client"
	"github.com/mark3labs/mcp-go/mcp"
	mcpserver "github.com/mark3labs/mcp-go/server"

	"intercom-mcp/intercomapi"
	"intercom-mcp/server"
	"intercom-mcp/tools"
	"intercom-mcp/tools/registry"
)

const secret = "dG9rOnNlY3JldA=="

// fake is an API that answers every call alike and remembers the calls.
type fake struct {
	*httptest.Server
	mu   sync.Mutex
	made []string
}

// cut closes the connection without an answer.
func cut(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }

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

// serverConfig configures a server of these tools without a token, over the API at url.
func serverConfig(t *testing.T, url string, offered ...registry.Tool) server.Config {
	t.Helper()
	api, err := intercomapi.New(intercomapi.Config{BaseURL: url})
	if err != nil {
		t.Fatal(err)
	}
	return server.Config{API: api, Tools: offered}
}

// overTransport configures a server of these tools with the secret token, over a transport.
func overTransport(t *testing.T, transport http.RoundTripper, offered ...registry.Tool) server.Config {
	t.Helper()
	api, err := intercomapi.New(intercomapi.Config{BaseURL: "https://api.example", Transport: transport, Budget: time.Minute})
	if err != nil {
		t.Fatal(err)
	}
	return server.Config{API: api, Token: secret, Tools: offered}
}

// connect connects a client to a server in this process. A result that does not
// fit its tool's output schema fails its call.
func connect(t *testing.T, cfg server.Config) *client.Client {
	t.Helper()
	if cfg.Log == nil {
		cfg.Log = slog.New(slog.DiscardHandler)
	}
	s := server.New(cfg).MCP()
	mcpserver.WithOutputSchemaValidation()(s)
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
	var req mcp.CallToolRequest
	req.Params.Name, req.Params.Arguments = name, args
	res, err := c.CallTool(context.WithoutCancel(t.Context()), req)
	if err != nil {
		t.Fatalf("%s %v: protocol error: %v", name, args, err)
	}
	return res.Content[0].(mcp.TextContent).Text, res.IsError
}

type object = map[string]any

// everyTool returns every tool, made once.
var everyTool = sync.OnceValue(tools.All)

// selected returns the tools of a toolset.
func selected(t *testing.T, set string) []registry.Tool {
	t.Helper()
	chosen, err := registry.Select(everyTool(), registry.Selection{Toolsets: []string{set}})
	if err != nil {
		t.Fatal(err)
	}
	return chosen
}

// transportFunc is an API that is a function.
type transportFunc func(*http.Request) (*http.Response, error)

func (f transportFunc) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

// replying returns an API that answers every request alike.
func replying(code int, body string) transportFunc {
	return func(r *http.Request) (*http.Response, error) {
		h := http.Header{"Content-Type": {"application/json"}}
		return &http.Response{StatusCode: code, Header: h, Body: io.NopCloser(strings.NewReader(body)), ContentLength: int64(len(body)), Request: r}, nil
	}
}
