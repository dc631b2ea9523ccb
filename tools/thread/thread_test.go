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
	"intercom-mcp/tools/lookup"
	"intercom-mcp/tools/result"
	"intercom-mcp/tools/thread"
)

// coverage is what a page says of itself.
type coverage struct {
	Shown, Total        int
	First, Last         string
	Before, After, Note string
	Hidden              int `json:"hidden_by_intercom"`
	Cut                 *struct {
		PartID               string `json:"part_id"`
		From, Offset, Length int
	}
}

// threadPage is a page as a client gets it.
type threadPage struct {
	Conversation, Ticket map[string]any
	Thread               string
	Coverage             coverage

	text, structured string
}

// threadBlock is one part on a page.
type threadBlock struct{ id, title, text string }

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
func read(t testing.TB, kind, object string, given map[string]any) (threadPage, error) {
	t.Helper()
	client, err := intercomapi.New(intercomapi.Config{BaseURL: "https://intercom.test", Transport: noNames{}})
	if err != nil {
		t.Fatal(err)
	}
	raw, err := json.Marshal(given)
	if err != nil {
		t.Fatal(err)
	}
	now := func(string) time.Time { return time.Unix(1769850000, 0) }
	decoded, err := arguments.Decode(t.Context(), raw, args.Resolver{Now: now})
	if err != nil {
		return threadPage{}, err
	}
	in := decoded.Struct.(thread.Args)
	if err := in.Check(); err != nil {
		return threadPage{}, err
	}
	resolver := lookup.Resolver{Client: client.WithToken("t"), Names: lookup.NewCache()}
	page, err := thread.New(t.Context(), resolver, result.View{}, kind, intercomapi.Object(object), in).Read(nil)
	if err != nil {
		return threadPage{}, err
	}
	p := threadPage{text: page.Markdown(), structured: pageJSON(t, kind, page)}
	if err := json.Unmarshal([]byte(p.structured), &p); err != nil {
		t.Fatalf("%v in %s", err, p.structured)
	}
	return p, nil
}

func mustRead(t testing.TB, kind, object string, given map[string]any) threadPage {
	t.Helper()
	p, err := read(t, kind, object, given)
	if err != nil {
		t.Fatalf("%v: %v", given, err)
	}
	return p
}

// pageJSON is a page as the result of its tool, which has the header under the kind.
func pageJSON(t testing.TB, kind string, page thread.Page) string {
	t.Helper()
	out := struct {
		Conversation intercomapi.Object `json:"conversation,omitempty"`
		Ticket       intercomapi.Object `json:"ticket,omitempty"`
		thread.Page
	}{Page: page}
	if out.Conversation = page.Object; kind == "ticket" {
		out.Conversation, out.Ticket = nil, page.Object
	}
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(out); err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(b.String())
}

// blocks takes a page apart by its boundary, as a reader would.
func (p threadPage) blocks(t testing.TB) []threadBlock {
	t.Helper()
	legend, rest, _ := strings.Cut(p.Thread, "\n")
	legendWords := strings.Fields(legend)
	if len(legendWords) < 6 || !strings.HasPrefix(legendWords[5], "#") {
		t.Fatalf("no boundary in %q", legend)
	}
	boundary := legendWords[5]
	var all []threadBlock
	for i, block := range strings.Split("\n"+rest, "\n"+boundary+" ") {
		title, text, _ := strings.Cut(block, "\n")
		if i == 0 || strings.HasPrefix(title, "gap: ") || strings.HasPrefix(title, "coverage: ") {
			continue
		}
		id, _, _ := strings.Cut(title, " ")
		all = append(all, threadBlock{id, title, text})
	}
	if len(all) != p.Coverage.Shown {
		t.Fatalf("%d blocks, and shown says %d:\n%s", len(all), p.Coverage.Shown, p.Thread)
	}
	return all
}
