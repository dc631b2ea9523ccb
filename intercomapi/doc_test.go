package intercomapi_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// operationIn finds the operation in a method's text: get("/me") and the like.
var operationIn = regexp.MustCompile(`\b(get|post|put|patch|del)\("(/[^"]*)"\)`)

// TestDocComments holds the doc comment of each operation against what the
// method sends: it begins with the method's name and ends with the operation.
func TestDocComments(t *testing.T) {
	names, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	checked := 0
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		source, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, source, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range file.Decls {
			if f, ok := d.(*ast.FuncDecl); ok && f.Recv != nil && f.Name.IsExported() {
				checked += checkDoc(t, f, source)
			}
		}
	}
	if checked < 200 {
		t.Errorf("only %d operations were found", checked)
	}
}

// checkDoc checks the comment of a method, and returns 1 if it is one of an operation.
func checkDoc(t *testing.T, f *ast.FuncDecl, source []byte) int {
	t.Helper()
	sent := operationIn.FindSubmatch(source[f.Pos()-1 : f.End()-1])
	if sent == nil {
		return 0
	}
	method := map[string]string{"get": "GET", "post": "POST", "put": "PUT", "patch": "PATCH", "del": "DELETE"}[string(sent[1])]
	if doc := f.Doc.Text(); !strings.HasPrefix(doc, f.Name.Name+" ") || !strings.Contains(doc, "\n\n"+method+" "+string(sent[2])+" (") {
		t.Errorf("%s sends %s %s, and its comment says\n%s", f.Name.Name, method, sent[2], doc)
	}
	return 1
}
