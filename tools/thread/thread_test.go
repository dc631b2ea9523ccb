package thread_test

import (
	"encoding/json"
	"io"
	"net/http"
	"reflect"
	"strings"
	"testing"
	"time"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/args"
	"intercom-mcp/tools/jsontree"
	"intercom-mcp/tools/lookup"
	"intercom-mcp/tools/result"
	"intercom-mcp/tools/thread"
	"intercom-mcp/tools/thread/threadtest"
)

// noNames answers every request with an empty list: the workspace has no names.
type noNames struct{}

func (noNames) RoundTrip(r *http.Request) (*http.Response, error) {
	return &http.Response{
		StatusCode: http.StatusOK, Header: http.Header{"Content-Type": {"application/json"}}, Body: io.NopCloser(strings.NewReader(`{"data":[]}`)), Request: r,
	}, nil
}

// arguments reads the arguments of a call.
var arguments = args.NewDecoder(reflect.TypeFor[thread.Args](), false)

// read reads a page of an object, a conversation or a ticket, as a call with these
// arguments does.
func read(t testing.TB, kind, object string, given map[string]any) (threadtest.Page, error) {
	t.Helper()
	client, err := intercomapi.New(intercomapi.Config{BaseURL: "https://intercom.test", Transport: noNames{}})
	if err != nil {
		t.Fatal(err)
	}
	raw, err := json.Marshal(given)
	if err != nil {
		t.Fatal(err)
	}
	calendar := func(string) *args.Calendar { return args.NewCalendar(time.Unix(1769850000, 0)) }
	decoded, err := arguments.Decode(t.Context(), raw, args.Resolver{Calendar: calendar})
	if err != nil {
		return threadtest.Page{}, err
	}
	in := decoded.Struct.(thread.Args)
	if err := in.Check(); err != nil {
		return threadtest.Page{}, err
	}
	resolver := lookup.Resolver{Client: client.WithToken("t"), Names: lookup.NewCache()}
	page, err := thread.New(t.Context(), resolver, result.View{}, kind, intercomapi.Object(object), in).Read(nil)
	if err != nil {
		return threadtest.Page{}, err
	}
	return threadtest.Read(t, page.Markdown(), pageJSON(kind, page)), nil
}

func mustRead(t testing.TB, kind, object string, given map[string]any) threadtest.Page {
	t.Helper()
	p, err := read(t, kind, object, given)
	if err != nil {
		t.Fatalf("%v: %v", given, err)
	}
	return p
}

// pageJSON is a page as the result of its tool, which has the header under the kind.
func pageJSON(kind string, page thread.Page) string {
	out := struct {
		Conversation intercomapi.Object `json:"conversation,omitempty"`
		Ticket       intercomapi.Object `json:"ticket,omitempty"`
		thread.Page
	}{Page: page}
	if out.Conversation = page.Object; kind == "ticket" {
		out.Conversation, out.Ticket = nil, page.Object
	}
	return jsontree.Quote(out)
}
