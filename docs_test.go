package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var (
	pathInDocs = regexp.MustCompile("`((?:[a-z0-9_]+/)+[a-z0-9_]+\\.go)`")
	nameInDocs = regexp.MustCompile(`\b([a-z]+)\.([A-Z][A-Za-z]+)\b`)
	goInDocs   = regexp.MustCompile("(?s)```go\n(.*?)```")
	// placeInDocs is the comment that says where an example stands.
	placeInDocs = regexp.MustCompile(`^\s*// [a-z/]+\.go[^\n]*\n?`)
	codeInDocs  = regexp.MustCompile("`[^`\n]+`")
)

// TestDocsNameWhatIsThere holds that the files and names that the documentation
// speaks of exist, so that it does not go on telling of a house that was rebuilt.
func TestDocsNameWhatIsThere(t *testing.T) {
	exported := exportedNames(t)
	documents, err := filepath.Glob("docs/*.md")
	if err != nil || len(documents) < 5 {
		t.Fatal(documents, err)
	}
	for _, document := range append(documents, "CONTRIBUTING.md", "README.md") {
		raw, err := os.ReadFile(document)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range pathInDocs.FindAllStringSubmatch(string(raw), -1) {
			if _, err := os.Stat(m[1]); err != nil {
				t.Errorf("%s: %v", document, err)
			}
		}
		for _, code := range codeInDocs.FindAllString(string(raw), -1) {
			for _, m := range nameInDocs.FindAllStringSubmatch(code, -1) {
				if names, ours := exported[m[1]]; ours && !names[m[2]] {
					t.Errorf("%s: %s declares no %s", document, m[1], m[2])
				}
			}
		}
	}
}

// TestExamplesAreTheCode holds that the declarations which CONTRIBUTING.md shows
// stand in the program as they are shown.
func TestExamplesAreTheCode(t *testing.T) {
	var source strings.Builder
	for dir, names := range goFiles(t) {
		for _, name := range names {
			raw, err := os.ReadFile(path.Join(dir, name))
			if err != nil {
				t.Fatal(err)
			}
			source.Write(raw)
		}
	}
	raw, err := os.ReadFile("CONTRIBUTING.md")
	if err != nil {
		t.Fatal(err)
	}
	examples := 0
	for _, block := range goInDocs.FindAllStringSubmatch(string(raw), -1) {
		for example := range strings.SplitSeq(block[1], "\n\n") {
			example = placeInDocs.ReplaceAllString(example, "")
			if example = strings.TrimSpace(example); example == "" {
				continue
			}
			examples++
			if !strings.Contains(source.String(), example) {
				t.Errorf("the program has no such code:\n%s", example)
			}
		}
	}
	if examples < 8 {
		t.Errorf("%d examples", examples)
	}
}

// exportedNames returns the package-level names of each package, by its name.
func exportedNames(t *testing.T) map[string]map[string]bool {
	t.Helper()
	exported := map[string]map[string]bool{}
	set := token.NewFileSet()
	for dir, files := range goFiles(t) {
		for _, name := range files {
			if strings.HasSuffix(name, "_test.go") {
				continue
			}
			file, err := parser.ParseFile(set, path.Join(dir, name), nil, parser.SkipObjectResolution)
			if err != nil {
				t.Fatal(err)
			}
			if exported[file.Name.Name] == nil {
				exported[file.Name.Name] = map[string]bool{}
			}
			for found := range declared([]*ast.File{file}) {
				exported[file.Name.Name][found] = true
			}
		}
	}
	return exported
}
