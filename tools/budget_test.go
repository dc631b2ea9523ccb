package tools_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"intercom-mcp/tools/registry"
	"intercom-mcp/tools/tokens/o200k"
)

// What a model pays for definitions, in tokens of o200k_base: every user of a
// toolset pays it in every conversation.
const (
	budgetDefault = 9_800
	budgetTriage  = 3_300
	budgetAll     = 27_500
	budgetTool    = 450
	budgetSearch  = 700 // of the searches with plain filters
	budgetMedian  = 120
	triageTools   = 20
)

// asModelsGet is a tool's definition as a model gets it: name, description and input schema.
func asModelsGet(t testing.TB, tool registry.Tool) string {
	t.Helper()
	raw, err := json.Marshal(struct {
		Name        string          `json:"name"`
		Description string          `json:"description"`
		InputSchema json.RawMessage `json:"input_schema"`
	}{tool.Name, tool.Description, tool.RawInputSchema})
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

func toolsOf(t testing.TB, set string) []registry.Tool {
	t.Helper()
	chosen, err := registry.Select(allTools(), registry.Selection{Toolsets: []string{set}})
	if err != nil {
		t.Fatal(err)
	}
	return chosen
}

func TestBudget(t *testing.T) {
	count := o200k.Counter(t)
	sizes := map[string]int{}
	var each []int
	for _, tool := range allTools() {
		n := count(asModelsGet(t, tool))
		limit := budgetTool
		if strings.HasPrefix(tool.Name, "search_") {
			limit = budgetSearch
		}
		if n > limit {
			t.Errorf("%s is %d tokens, over %d", tool.Name, n, limit)
		}
		sizes[tool.Name] = n
		each = append(each, n)
	}
	slices.Sort(each)
	if median := each[len(each)/2]; len(each) > 100 && median > budgetMedian {
		t.Errorf("the median tool is %d tokens, over %d", median, budgetMedian)
	}
	for set, budget := range map[string]int{"default": budgetDefault, "triage": budgetTriage, "all": budgetAll} {
		total := 0
		for _, tool := range toolsOf(t, set) {
			total += sizes[tool.Name]
		}
		if total > budget {
			t.Errorf("toolset %s is %d tokens, over %d", set, total, budget)
		}
		t.Logf("%-8s %3d tools %6d tokens of %d", set, len(toolsOf(t, set)), total, budget)
	}
	if n := len(toolsOf(t, "triage")); n > triageTools {
		t.Errorf("triage has %d tools, over %d", n, triageTools)
	}
	if testing.Verbose() {
		t.Log("\n" + sizeTable(sizes))
	}
}

// sizeTable lists tools by size, the largest first.
func sizeTable(sizes map[string]int) string {
	names := slices.SortedFunc(maps.Keys(sizes), func(a, b string) int { return sizes[b] - sizes[a] })
	var b strings.Builder
	for _, name := range names {
		fmt.Fprintf(&b, "%5d %s\n", sizes[name], name)
	}
	return b.String()
}
