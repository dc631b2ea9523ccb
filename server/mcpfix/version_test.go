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
	goMod, err := os.ReadFile("../../go.mod")
	if err != nil {
		t.Fatal(err)
	}
	found := regexp.MustCompile(`(?m)^\s*github\.com/mark3labs/mcp-go (\S+)`).FindSubmatch(goMod)
	if found == nil {
		t.Fatal("go.mod does not require mcp-go")
	}
	version, marks := string(found[1]), 0
	for _, pattern := range []string{"*.go", "../*.go"} {
		files, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range files {
			source, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			inFile := workaround.FindAllSubmatch(source, -1)
			for _, mark := range inFile {
				if marks++; string(mark[1]) != version {
					t.Errorf("%s works around mcp-go %s; go.mod has %s", name, mark[1], version)
				}
			}
			if strings.Count(string(source), "// Goes") < len(inFile) {
				t.Errorf("%s does not say when each of its workarounds goes", name)
			}
		}
	}
	if marks < 10 {
		t.Errorf("only %d workarounds are marked", marks)
	}
}
