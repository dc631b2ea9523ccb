package samples

import (
	"testing"

	"intercom-mcp/tools"
)

// TestTables are of tools that there are.
func TestTables(t *testing.T) {
	known := map[string]bool{}
	for _, tool := range tools.All() {
		known[tool.Name] = true
	}
	for name := range tables() {
		if !known[name] {
			t.Errorf("%s is no tool", name)
		}
	}
}
