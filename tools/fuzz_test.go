package tools_test

// The targets run their seeds as plain tests; `go test -fuzz FuzzArguments
// ./tools` looks for more.

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"intercom-mcp/tools/registry"
)

// look are words of the requests that only look, before a write.
func looks(sent string) bool {
	return strings.HasPrefix(sent, "GET ") || strings.Contains(sent, "/search") || strings.HasPrefix(sent, "POST /companies/list")
}

// fuzzed calls a tool with any arguments: it must not panic, and where the
// arguments are refused nothing may be sent but what only looks.
func fuzzed(t *testing.T, tool registry.Tool, arguments []byte) error {
	t.Helper()
	a := &apiClient{reply: anything}
	_, err := tool.Call(t.Context(), caller(t, a), arguments)
	if err == nil {
		return nil
	}
	told := tool.Explain(err)
	if !strings.HasPrefix(told, "invalid arguments for ") {
		return err // Intercom's answer could not be read, for example
	}
	for _, sent := range a.requests() {
		if !looks(sent) {
			t.Errorf("%s %s: %s, but sent %s", tool.Name, arguments, told, sent)
		}
	}
	return err
}

// odd are values that an argument may turn out to be.
var odd = []string{
	`null`, `true`, `0`, `-1`, `1.5`, `1e400`, `9007199254740993`, `""`, `"a/b"`, `"%2e"`, `"now"`, `"-7d"`, `"{"`, `"[1,2]"`, `"\u0000"`, `"\ud800"`,
	`[]`, `[null]`, `[[]]`, `[{}]`, `{}`, `{"a":null}`, `{"operator":"AND","value":[]}`, `{"field":"created_at","operator":">","value":{}}`, "\"\xff\"",
}

// FuzzArguments gives every tool raw bytes for arguments.
func FuzzArguments(f *testing.F) {
	for _, raw := range append(odd, ``, `{`, `{"id":`, `{} {}`, `{"id":"1","id":"2"}`, `{"":""}`, strings.Repeat(`{"query":`, 200), strings.Repeat("[", 20_000)) {
		f.Add("search_contacts", []byte(raw))
	}
	for _, tool := range allTools() {
		for name := range properties(f, tool) {
			for _, v := range odd {
				f.Add(tool.Name, fmt.Appendf(nil, `{%q:%s}`, name, v))
			}
			break // one argument of each tool: TestOddArguments has them all
		}
	}
	byName := map[string]registry.Tool{}
	for _, tool := range allTools() {
		byName[tool.Name] = tool
	}
	f.Fuzz(func(t *testing.T, name string, arguments []byte) {
		if tool, ok := byName[name]; ok {
			_ = fuzzed(t, tool, arguments)
		}
	})
}

func properties(t testing.TB, tool registry.Tool) map[string]any {
	t.Helper()
	var schema struct{ Properties map[string]any }
	if err := json.Unmarshal(tool.RawInputSchema, &schema); err != nil {
		t.Fatal(err)
	}
	return schema.Properties
}

// TestOddArguments gives every argument of every tool each odd value.
func TestOddArguments(t *testing.T) {
	for _, tool := range allTools() {
		t.Run(tool.Name, func(t *testing.T) {
			t.Parallel()
			for name := range properties(t, tool) {
				for _, v := range odd {
					_ = fuzzed(t, tool, fmt.Appendf(nil, `{"id":"1",%q:%s}`, name, v))
				}
			}
		})
	}
}

func FuzzCursors(f *testing.F) {
	for _, s := range []string{"abc==", "page.", "page.e30", "page.!", "page.eyJ0IjoibGlzdF9jb21wYW5pZXMiLCJwIjoyfQ",
		"page.eyJ0IjoibGlzdF9jb21wYW5pZXMiLCJwIjo5MjIzMzcyMDM2ODU0Nzc1ODA3LCJuIjo5fQ", "\xff", "a b"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		raw, err := json.Marshal(map[string]string{"starting_after": s})
		if err != nil {
			t.Fatal(err)
		}
		for _, tool := range []string{"list_contacts", "list_companies", "list_conversations", "list_deleted_conversations"} {
			_, sent, err := run(t, tool, string(raw))
			if err != nil && len(sent) > 0 || err == nil && len(sent) != 1 {
				t.Errorf("%s %q: %v, sent %v", tool, s, err, sent)
			}
		}
	})
}
