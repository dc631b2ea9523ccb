package tools_test

// How the tests call tools: directly, as the server does, over a transport that
// takes the place of Intercom. No network, client or server is needed.

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/jsonschema-go/jsonschema"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/lookup"
	"intercom-mcp/tools/registry"
)

type object = map[string]any

// secret is the token of every caller: no answer may hold it.
const secret = "dG9rOnNlY3JldA=="

// fakeAPI is a transport whose requests a handler answers. It remembers them.
type fakeAPI struct {
	handler http.HandlerFunc

	mu    sync.Mutex
	made  []string // "POST /contacts/1/companies"
	whole []string // with query and body
	hosts []string
}

func newFake(handler http.HandlerFunc) *fakeAPI { return &fakeAPI{handler: handler} }

// RoundTrip answers as a server with this handler would: one that panics with
// http.ErrAbortHandler has cut the connection.
func (f *fakeAPI) RoundTrip(r *http.Request) (res *http.Response, err error) {
	defer func() {
		e := recover()
		if cause, ok := e.(error); ok && errors.Is(cause, http.ErrAbortHandler) {
			res, err = nil, io.EOF
		} else if e != nil {
			panic(e)
		}
	}()
	var body []byte
	if r.Body != nil {
		if body, err = io.ReadAll(r.Body); err != nil {
			return nil, err
		}
	}
	f.remember(r, body)
	request, recorder := r.Clone(r.Context()), httptest.NewRecorder()
	request.Body = io.NopCloser(bytes.NewReader(body))
	f.handler(recorder, request)
	res = recorder.Result()
	res.Request, res.ContentLength = r, int64(recorder.Body.Len())
	return res, nil
}

func (f *fakeAPI) remember(r *http.Request, body []byte) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.made = append(f.made, r.Method+" "+r.URL.EscapedPath())
	f.whole = append(f.whole, strings.TrimSpace(r.Method+" "+r.URL.RequestURI()+" "+string(body)))
	f.hosts = append(f.hosts, r.URL.Host)
}

// calls returns the requests made so far, as "POST /contacts/1/companies".
func (f *fakeAPI) calls() []string {
	f.mu.Lock()
	defer f.mu.Unlock()
	return slices.Clone(f.made)
}

// requests returns the requests made so far with query and body, as
// "POST /contacts {…}".
func (f *fakeAPI) requests() []string {
	f.mu.Lock()
	defer f.mu.Unlock()
	return slices.Clone(f.whole)
}

func (f *fakeAPI) forget() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.made, f.whole, f.hosts = nil, nil, nil
}

// writes returns the requests that change something.
func (f *fakeAPI) writes() []string { return slices.DeleteFunc(f.calls(), reads) }

// reads reports whether a request only looks: a GET, or a question that is posted.
func reads(request string) bool {
	method, path, _ := strings.Cut(request, " ")
	return method == http.MethodGet && !strings.HasSuffix(path, "/banners") || // a banner that is listed counts as shown
		method == http.MethodPost && (strings.HasSuffix(path, "/search") || path == "/companies/list")
}

// goodReply holds what any reply holds, and an error.
const goodReply = `{"type":"x","id":"1","role":"user","deleted":true,"request_id":"r1","data":[],"errors":[{"code":"some_code","message":"some message"}]}`

// statusReply answers with a status and with whatever any reply holds.
func statusReply(code int) http.HandlerFunc { return replying(code, goodReply) }

// replying answers with a status and JSON.
func replying(code int, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(code)
		_, _ = io.WriteString(w, body)
	}
}

// clientOver returns a client with the secret token over a transport.
func clientOver(t testing.TB, transport http.RoundTripper) *intercomapi.Client {
	t.Helper()
	client, err := intercomapi.New(intercomapi.Config{BaseURL: "https://api.example", Transport: transport})
	if err != nil {
		t.Fatal(err)
	}
	return client.WithToken(secret)
}

// callerOver returns a caller with the secret token over a transport.
func callerOver(t testing.TB, transport http.RoundTripper) registry.Caller {
	t.Helper()
	return registry.Caller{Resolver: lookup.Resolver{Client: clientOver(t, transport)}}
}

// answerTo calls a tool as the server does and returns what a client gets: text
// and structured content, or the text of an error.
func answerTo(t testing.TB, c registry.Caller, tool registry.Tool, args any) (text, structured string, failed bool) {
	t.Helper()
	raw, err := json.Marshal(args)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(intercomapi.WithSharedBudget(t.Context()))
	defer cancel()
	out, err := tool.Call(ctx, c, raw)
	if err != nil {
		return c.View.Text(tool.Explain(err), raw), "", true
	}
	shown, err := tool.Result(c.View, out)
	if err != nil {
		t.Fatalf("%s %s: %v", tool.Name, raw, err)
	}
	return shown.Text, string(shown.Structured), false
}

// checkedAnswerTo is answerTo for a result that has to fit the tool's output schema.
func checkedAnswerTo(t testing.TB, c registry.Caller, tool registry.Tool, args any) (text, structured string, failed bool) {
	t.Helper()
	text, structured, failed = answerTo(t, c, tool, args)
	if !failed {
		if err := outputSchemas()[tool.Name].Validate(decoded(t, structured)); err != nil {
			t.Errorf("%s: %v in %.500s", tool.Name, err, structured)
		}
	}
	return text, structured, failed
}

// call returns the text of a checked answer.
func call(t testing.TB, c registry.Caller, tool registry.Tool, args any) (text string, failed bool) {
	t.Helper()
	text, _, failed = checkedAnswerTo(t, c, tool, args)
	return text, failed
}

// outputSchemas are the schemas of results, by the tool's name.
var outputSchemas = sync.OnceValue(func() map[string]*jsonschema.Resolved {
	resolved := map[string]*jsonschema.Resolved{}
	for _, tool := range allTools() {
		var schema jsonschema.Schema
		err := json.Unmarshal(tool.RawOutputSchema, &schema)
		if err == nil {
			resolved[tool.Name], err = schema.Resolve(nil)
		}
		if err != nil {
			panic(tool.Name + ": " + err.Error())
		}
	}
	return resolved
})

// forEach runs a test for every tool, side by side.
func forEach(t *testing.T, test func(*testing.T, registry.Tool)) {
	t.Helper()
	for _, tool := range allTools() {
		t.Run(tool.Name, func(t *testing.T) {
			t.Parallel()
			test(t, tool)
		})
	}
}

func decoded(t testing.TB, text string) any {
	t.Helper()
	var v any
	if err := json.Unmarshal([]byte(text), &v); err != nil {
		t.Fatalf("%v in %s", err, text)
	}
	return v
}

// inputOf returns the schema of a tool's arguments.
func inputOf(t testing.TB, tool registry.Tool) object {
	t.Helper()
	return asObject(decoded(t, string(tool.RawInputSchema)))
}

func asObject(v any) object { o, _ := v.(object); return o }
func asList(v any) []any    { l, _ := v.([]any); return l }
