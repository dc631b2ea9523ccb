package tools_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"intercom-mcp/intercomapi"
	"intercom-mcp/sandbox"
	"intercom-mcp/tools/jsontree"
	"intercom-mcp/tools/lookup"
	"intercom-mcp/tools/registry"
	"intercom-mcp/tools/thread/threadtest"
	"intercom-mcp/tools/tokens/o200k"
)

func sandboxCaller(t testing.TB) registry.Caller {
	t.Helper()
	transport := sandbox.New(sandbox.Options{Now: func() time.Time { return now }}).Transport()
	client, err := intercomapi.New(intercomapi.Config{BaseURL: "https://intercom.test", Transport: transport})
	if err != nil {
		t.Fatal(err)
	}
	return registry.Caller{Resolver: lookup.Resolver{Client: client.WithToken("t"), Clock: func() time.Time { return now }, Names: lookup.NewCache()}}
}

// mustRead calls a tool of threads.
func mustRead(t testing.TB, c registry.Caller, tool string, args map[string]any) threadtest.Page {
	t.Helper()
	raw, err := json.Marshal(args)
	if err != nil {
		t.Fatal(err)
	}
	out, err := named(t, tool).Call(t.Context(), c, raw)
	if err != nil {
		t.Fatalf("%v: %v", args, err)
	}
	return threadtest.Read(t, out.(interface{ Markdown() string }).Markdown(), jsontree.Quote(out))
}

func TestLongThread(t *testing.T) {
	c, count := sandboxCaller(t), o200k.Counter(t)
	args := map[string]any{"id": sandbox.LongConversation}
	seen := map[string]int{}
	pages := 0
	for {
		p := mustRead(t, c, "get_conversation", args)
		if n := max(count(p.Text), count(p.Structured)); n > 4000 {
			t.Errorf("page %d is %d tokens", pages, n)
		} else if pages < 3 {
			t.Logf("page %d: %d parts, text %d tokens, structured %d", pages, p.Coverage.Shown, count(p.Text), count(p.Structured))
		}
		if p.Coverage.Hidden != 100 || !strings.Contains(p.Text, "100 older parts are beyond Intercom's cap of 500") {
			t.Fatalf("nothing about the cap: %+v", p.Coverage)
		}
		for _, b := range p.Blocks(t) {
			seen[b.ID]++
		}
		if pages++; p.Coverage.Before == "" || pages > 100 {
			break
		}
		args["before"] = p.Coverage.Before
	}
	for id, n := range seen {
		if n != 1 {
			t.Errorf("part %s is shown %d times", id, n)
		}
	}
	if len(seen) != 501 { // and the first message, which stands beside the parts
		t.Errorf("%d parts in %d pages", len(seen), pages)
	}
}

// TestTicketThread reads a ticket of the sandbox: its description is the first part.
func TestTicketThread(t *testing.T) {
	p := mustRead(t, sandboxCaller(t), "get_ticket", map[string]any{"id": sandbox.FirstTicket})
	if b := p.Blocks(t); len(b) == 0 || b[0].ID != "description" || !strings.Contains(p.Text, "ticket_type: ") || !strings.Contains(p.Text, "state: ") {
		t.Error(p.Text)
	}
}
