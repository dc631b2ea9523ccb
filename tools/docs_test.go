package tools_test

// The documentation of the tools is made from the tools; these tests fail where
// it is not what the code says, and rewrite it with -update.

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"intercom-mcp/tools/registry"
	"intercom-mcp/tools/tokens/o200k"
)

func TestToolPages(t *testing.T) {
	count := o200k.Counter(t)
	for _, set := range registry.Toolsets(allTools()) {
		var page strings.Builder
		fmt.Fprintf(&page, "# Toolset `%s`\n\n"+
			"Generated: `go test ./tools -run ToolPages -update`. Tokens are o200k_base, of name, description and input schema.\n", set)
		for _, tool := range toolsOf(t, set) {
			describeTool(t, &page, tool, count(asModelsGet(t, tool)))
		}
		golden(t, filepath.Join("..", "docs", "tools", set+".md"), []byte(page.String()))
	}
}

func describeTool(t *testing.T, page *strings.Builder, tool registry.Tool, tokens int) {
	t.Helper()
	ops := operations(t, tool)
	fmt.Fprintf(page, "\n## `%s`\n\n%s\n\n", tool.Name, tool.Description)
	fmt.Fprintf(page, "Effect: %s. Tokens: %d. Operations: %s. Permission: %s.\n", tool.Effect, tokens, codeSpans(ops), permissions(ops))
	schema := inputOf(t, tool)
	fields := asObject(schema["properties"])
	if len(fields) == 0 {
		return
	}
	page.WriteString("\n| Argument | Type | Meaning |\n|---|---|---|\n")
	for _, name := range offeredOrder(t, tool) {
		p := fields[name].(object)
		required := ""
		if slices.Contains(asList(schema["required"]), any(name)) {
			required = ", required"
		}
		fmt.Fprintf(page, "| `%s` | %s%s | %s |\n", name, typeOf(p), required, strings.ReplaceAll(p["description"].(string), "|", `\|`))
	}
}

// offeredOrder are the arguments in the order of the schema.
func offeredOrder(t *testing.T, tool registry.Tool) []string {
	var names []string
	at := map[string]int{}
	for name := range asObject(inputOf(t, tool)["properties"]) {
		names = append(names, name)
		at[name] = strings.Index(string(tool.RawInputSchema), `"`+name+`":{`)
	}
	slices.SortFunc(names, func(a, b string) int { return at[a] - at[b] })
	return names
}

func typeOf(p object) string {
	kind, _ := p["type"].(string)
	if kind == "" {
		kind = "any"
	}
	if items := asObject(p["items"]); items != nil {
		kind = "array of " + typeOf(items)
	}
	if enum := asList(p["enum"]); len(enum) > 0 {
		var words []string
		for _, e := range enum {
			words = append(words, fmt.Sprintf("`%v`", e))
		}
		kind = strings.Join(words, ", ")
	}
	for _, bound := range []struct{ key, word string }{{"minimum", "at least"}, {"maximum", "at most"}, {"maxItems", "at most"}} {
		if v, ok := p[bound.key]; ok {
			kind += fmt.Sprintf(", %s %v", bound.word, v)
		}
	}
	return kind
}

// TestToolIndex keeps the sizes that users pay for, by toolset and by tool.
func TestToolIndex(t *testing.T) {
	count := o200k.Counter(t)
	var sets, each strings.Builder
	for _, set := range append([]string{"default", "all"}, registry.Toolsets(allTools())...) {
		total, wire := 0, 0
		chosen := toolsOf(t, set)
		for _, tool := range chosen {
			total += count(asModelsGet(t, tool))
			wire += len(onTheWire(t, tool))
		}
		name := "`" + set + "`"
		if set != "default" && set != "all" {
			name = fmt.Sprintf("[`%s`](%s.md)", set, set)
		}
		fmt.Fprintf(&sets, "| %s | %d | %d | %d |\n", name, len(chosen), total, wire)
	}
	for _, tool := range allTools() {
		fmt.Fprintf(&each, "| `%s` | %s | %s | %d | %d |\n", tool.Name, tool.Toolset, tool.Effect, count(asModelsGet(t, tool)), len(onTheWire(t, tool)))
	}
	golden(t, "../docs/tools/README.md", []byte(fmt.Sprintf(indexHead, sets.String(), each.String())))
}

const indexHead = `# The tools and what they cost

Generated: ` + "`go test ./tools -run ToolIndex -update`; `go test ./tools -run Budget -v`" + ` prints the sizes and holds the budget.
Tokens are o200k_base, of name, description and input schema: what a model pays in every conversation. Bytes are what a client
gets of ` + "`tools/list`" + `, output schemas and hints included.

| Toolset | Tools | Tokens | Bytes |
|---|---|---|---|
%s
| Tool | Toolset | Effect | Tokens | Bytes |
|---|---|---|---|---|
%s`

func onTheWire(t *testing.T, tool registry.Tool) string {
	t.Helper()
	raw, err := tool.MarshalJSON()
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

// TestReadme keeps the README's table of tools as the code has it.
func TestReadme(t *testing.T) {
	const path, start, end = "../README.md", "<!-- tools -->\n", "<!-- /tools -->"
	old, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	head, rest, _ := strings.Cut(string(old), start)
	_, tail, ok := strings.Cut(rest, end)
	if !ok {
		t.Fatal("the README has lost its markers")
	}
	var table strings.Builder
	table.WriteString("| Toolset | Tools |\n|---|---|\n")
	for _, set := range registry.Toolsets(allTools()) {
		var names []string
		for _, tool := range toolsOf(t, set) {
			names = append(names, tool.Name)
		}
		fmt.Fprintf(&table, "| [`%s`](docs/tools/%s.md) | %s |\n", set, set, codeSpans(names))
	}
	golden(t, path, []byte(head+start+table.String()+end+tail))
}
