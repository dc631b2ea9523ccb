package tools_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/lookup"
	"intercom-mcp/tools/registry"
	"intercom-mcp/tools/samples"
)

// TestRepetitionTable writes in docs/reliability.md what is repeated, as it is
// seen: each operation that writes is answered 503, and its requests are counted.
func TestRepetitionTable(t *testing.T) {
	again, by := map[string]bool{}, byOperation(t)
	for _, tool := range allTools() {
		if tool.Effect == registry.Read {
			continue
		}
		for _, args := range append([]object{samples.Smallest(t, tool), samples.Fullest(t, tool)}, others(t, tool)...) {
			synctest.Test(t, func(t *testing.T) { maps.Copy(again, repetitions(t, tool, args)) })
		}
	}
	var once, twice strings.Builder
	for _, op := range slices.Sorted(maps.Keys(again)) {
		method, path, _ := strings.Cut(op, " ")
		switch {
		case method != http.MethodPost && !again[op]:
			t.Errorf("%s is not repeated", op)
		case method == http.MethodPost && again[op]:
			fmt.Fprintf(&twice, "| `%s` | %s |\n", path, codeSpans(by[op]))
		case method == http.MethodPost:
			fmt.Fprintf(&once, "| `%s` | %s |\n", path, codeSpans(by[op]))
		}
	}
	const head = "| POST | Tools |\n|---|---|\n"
	between(t, "../docs/reliability.md", "repeated", head+twice.String())
	between(t, "../docs/reliability.md", "not repeated", head+once.String())
}

// repetitions tells which of the operations that a call makes are sent again
// after a 503.
func repetitions(t *testing.T, tool registry.Tool, args object) map[string]bool {
	t.Helper()
	client, err := intercomapi.New(intercomapi.Config{
		BaseURL: "https://api.example", Budget: 2 * time.Second,
		Transport: &faulty{fault: brokenReply{answer: coded(http.StatusServiceUnavailable)}},
	})
	if err != nil {
		t.Fatal(err)
	}
	raw, err := json.Marshal(args)
	if err != nil {
		t.Fatal(err)
	}
	ctx, record := intercomapi.WithRecord(t.Context())
	_, _ = tool.Call(ctx, registry.Caller{Resolver: lookup.Resolver{Client: client.WithToken(secret), AdminID: "1"}}, raw)
	out := map[string]bool{}
	for _, x := range record.Exchanges() {
		if x.Status == http.StatusServiceUnavailable {
			out[x.Operation] = x.Attempts > 1
		}
	}
	return out
}

// between holds the part of a page that stands between two marks to what the
// code says.
func between(t *testing.T, path, mark, text string) {
	t.Helper()
	page, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	from, to := "<!-- "+mark+": generated -->\n", "<!-- end -->"
	before, rest, ok := strings.Cut(string(page), from)
	_, after, ok2 := strings.Cut(rest, to)
	if !ok || !ok2 {
		t.Fatalf("%s has no part %q", path, mark)
	}
	golden(t, path, []byte(before+from+text+to+after))
}
