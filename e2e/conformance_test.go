package e2e

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// A scenario is a line of a list in conformance/, or the result of a run.
type scenario struct {
	verdict string // pass, part or out
	bad     string // of part: the checks that fail or warn
}

// TestConformance runs the official conformance suite over /mcp and compares
// each scenario with its line in conformance/.
func TestConformance(t *testing.T) {
	p := serve(t, "http", "--sandbox")
	for _, revision := range []string{"2025-11-25", "2026-07-28"} {
		t.Run(revision, func(t *testing.T) {
			results := t.TempDir()
			out, said, err := node(t, "node_modules/@modelcontextprotocol/conformance/dist/index.js",
				"server", "--url", p.url("/mcp"), "--requirements", revision, "--output-dir", results)
			if !strings.Contains(out, "Total: ") { // its status only says that not everything passed
				t.Fatalf("%v\n%s%s", err, out, said)
			}
			listed, got := listedScenarios(t, revision), scenarios(t, results)
			for name, result := range got {
				switch line, ok := listed[name]; {
				case !ok:
					t.Errorf("%s has no line: %+v", name, result)
				case line.verdict == "out" && result.verdict != "pass":
				case line != result:
					t.Errorf("%s came out as %+v, its line says %+v", name, result, line)
				}
			}
			for name := range listed {
				if _, ok := got[name]; !ok && listed[name].verdict != "out" {
					t.Errorf("%s was not run", name)
				}
			}
		})
	}
}

// listedScenarios reads a list, whose head explains it.
func listedScenarios(t *testing.T, revision string) map[string]scenario {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join("conformance", revision+".txt"))
	if err != nil {
		t.Fatal(err)
	}
	listed := map[string]scenario{}
	for line := range strings.Lines(string(raw)) {
		line, reason, _ := strings.Cut(line, "#")
		words := append(strings.Fields(line), "", "", "")
		if words[0] == "" {
			continue
		}
		if words[0] != "pass" && strings.TrimSpace(reason) == "" {
			t.Errorf("no reason: %s", line)
		}
		listed[words[1]] = scenario{words[0], words[2]}
	}
	return listed
}

// resultFolder is the name of a folder of results: a scenario and a time.
var resultFolder = regexp.MustCompile(`^server-(.+)-\d{4}-\d\d-\d\dT[\d-]+Z$`)

// scenarios reads the results of a run. A scenario that checked nothing but the
// wire's form has not passed.
func scenarios(t *testing.T, results string) map[string]scenario {
	t.Helper()
	files, _ := filepath.Glob(filepath.Join(results, "*", "checks.json"))
	got := map[string]scenario{}
	for _, file := range files {
		name := resultFolder.FindStringSubmatch(filepath.Base(filepath.Dir(file)))
		raw, err := os.ReadFile(file)
		var checks []struct{ ID, Status string }
		if err != nil || name == nil || json.Unmarshal(raw, &checks) != nil {
			t.Fatalf("%s can't be read: %v", file, err)
		}
		var bad []string
		good := 0
		for _, c := range checks {
			switch {
			case c.Status == "FAILURE" || c.Status == "WARNING":
				bad = append(bad, c.ID)
			case c.Status == "SUCCESS" && c.ID != "wire-schema-valid":
				good++
			}
		}
		slices.Sort(bad)
		result := scenario{"part", strings.Join(slices.Compact(bad), ",")}
		switch {
		case good == 0:
			result = scenario{"out", result.bad}
		case len(bad) == 0:
			result.verdict = "pass"
		}
		got[name[1]] = result
	}
	return got
}
