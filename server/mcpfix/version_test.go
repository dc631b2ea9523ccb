package mcpfix_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// workaround is how a comment begins that tells of one.
var workaround = regexp.MustCompile(`// Works around mcp-go (v[0-9][^:, ]*)`)

// TestWorkaroundsAreOfThisVersion fails once mcp-go is upgraded: look then at
// each workaround, whether it is still needed and still fits, and name the new
// version in its comment.
func TestWorkaroundsAreOfThisVersion(t *testing.T) {
	required := regexp.MustCompile(`(?m)^\s*github\.com/mark3labs/mcp-go (\S+)`).FindStringSubmatch(read(t, "../../go.mod"))
	if required == nil {
		t.Fatal("go.mod does not require mcp-go")
	}
	here, _ := filepath.Glob("*.go") // of patterns that are well formed
	above, _ := filepath.Glob("../*.go")
	count := 0
	for _, name := range append(here, above...) {
		source := read(t, name)
		found := workaround.FindAllStringSubmatch(source, -1)
		for _, mark := range found {
			if mark[1] != required[1] {
				t.Errorf("%s works around mcp-go %s; go.mod has %s", name, mark[1], required[1])
			}
		}
		if strings.Count(source, "// Goes") < len(found) {
			t.Errorf("%s does not say when each of its workarounds goes", name)
		}
		count += len(found)
	}
	if count < 10 {
		t.Errorf("only %d workarounds are marked", count)
	}
}

func read(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
