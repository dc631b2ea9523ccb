package tools_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"intercom-mcp/intercomapi"
	"intercom-mcp/sandbox"
	"intercom-mcp/tools/lookup"
	"intercom-mcp/tools/registry"
	"intercom-mcp/tools/tokens/o200k"
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

// threadPage is one answer of get_conversation or get_ticket.
type threadPage struct {
	Conversation, Ticket map[string]any
	Thread               string
	Coverage             coverage

	text, structured string
}

// part is one block of a page.
type threadBlock struct{ id, title, text string }

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
func mustRead(t testing.TB, c registry.Caller, tool string, args map[string]any) threadPage {
	t.Helper()
	raw, err := json.Marshal(args)
	if err != nil {
		t.Fatal(err)
	}
	out, err := named(t, tool).Call(t.Context(), c, raw)
	if err != nil {
		t.Fatalf("%v: %v", args, err)
	}
	p := threadPage{text: out.(interface{ Markdown() string }).Markdown(), structured: plainJSON(t, out)}
	if err := json.Unmarshal([]byte(p.structured), &p); err != nil {
		t.Fatalf("%v in %s", err, p.structured)
	}
	return p
}

// plainJSON is a result as the server writes it.
func plainJSON(t testing.TB, v any) string {
	t.Helper()
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(b.String())
}

// blocks takes a page apart by its fence, as a reader would.
func (p threadPage) blocks(t testing.TB) []threadBlock {
	t.Helper()
	legend, rest, _ := strings.Cut(p.Thread, "\n")
	words := strings.Fields(legend)
	if len(words) < 6 || !strings.HasPrefix(words[5], "#") {
		t.Fatalf("no fence in %q", legend)
	}
	fence := words[5]
	var all []threadBlock
	for i, block := range strings.Split("\n"+rest, "\n"+fence+" ") {
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

func TestLongThread(t *testing.T) {
	c, count := sandboxCaller(t), o200k.Counter(t)
	args := map[string]any{"id": sandbox.LongConversation}
	seen := map[string]int{}
	pages := 0
	for {
		p := mustRead(t, c, "get_conversation", args)
		if n := max(count(p.text), count(p.structured)); n > 4000 {
			t.Errorf("page %d is %d tokens", pages, n)
		} else if pages < 3 {
			t.Logf("page %d: %d parts, text %d tokens, structured %d", pages, p.Coverage.Shown, count(p.text), count(p.structured))
		}
		if p.Coverage.Hidden != 100 || !strings.Contains(p.text, "100 older parts are beyond Intercom's cap of 500") {
			t.Fatalf("nothing about the cap: %+v", p.Coverage)
		}
		for _, b := range p.blocks(t) {
			seen[b.id]++
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
	if b := p.blocks(t); len(b) == 0 || b[0].id != "description" || !strings.Contains(p.text, "ticket_type: ") || !strings.Contains(p.text, "state: ") {
		t.Error(p.text)
	}
}
