package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// hidden are the names that a local may hide, by directory. Keep it short: who
// reads a line should know which name it means.
var hidden = map[string][]string{}

// TestNoLocalHidesAName holds that no parameter, result, receiver or variable of
// a function has the name of something of its package, or of an import.
func TestNoLocalHidesAName(t *testing.T) {
	set := token.NewFileSet()
	for dir, names := range goFiles(t) {
		packages := map[string][]*ast.File{} // a directory may hold a package and its external tests
		for _, name := range names {
			file, err := parser.ParseFile(set, filepath.Join(dir, name), nil, parser.SkipObjectResolution)
			if err != nil {
				t.Fatal(err)
			}
			packages[file.Name.Name] = append(packages[file.Name.Name], file)
		}
		for _, files := range packages {
			for _, local := range hiding(files) {
				if !slices.Contains(hidden[dir], local.Name) {
					t.Errorf("%s: %s hides a name of the package or of an import", set.Position(local.Pos()), local.Name)
				}
			}
		}
	}
}

// hiding returns the locals of a package's files that hide another name.
func hiding(files []*ast.File) []*ast.Ident {
	own := declared(files)
	var found []*ast.Ident
	for _, file := range files {
		imported := imports(file)
		for _, local := range locals(file) {
			if local.Name != "_" && (own[local.Name] || imported[local.Name]) {
				found = append(found, local)
			}
		}
	}
	return found
}

// goFiles returns the names of the module's Go files by directory, generated ones
// left out.
func goFiles(t *testing.T) map[string][]string {
	t.Helper()
	found := map[string][]string{}
	err := fs.WalkDir(os.DirFS("."), ".", func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && (entry.Name() == "node_modules" || entry.Name() == "testdata" || strings.HasPrefix(entry.Name(), ".") && name != "."):
			return fs.SkipDir
		case strings.HasSuffix(name, ".go") && !strings.HasSuffix(name, ".qtpl.go"):
			found[path.Dir(name)] = append(found[path.Dir(name)], path.Base(name))
		}
		return nil
	})
	if err != nil || len(found) < 10 {
		t.Fatalf("%d directories, %v", len(found), err)
	}
	return found
}

// declared returns the names that files declare for their package.
func declared(files []*ast.File) map[string]bool {
	names := map[string]bool{}
	for _, file := range files {
		for _, declaration := range file.Decls {
			if d, ok := declaration.(*ast.FuncDecl); ok && d.Recv == nil {
				names[d.Name.Name] = true
			}
			if d, ok := declaration.(*ast.GenDecl); ok {
				declaredIn(d, names)
			}
		}
	}
	return names
}

// declaredIn adds the names of a declaration of types, constants or variables.
func declaredIn(d *ast.GenDecl, names map[string]bool) {
	for _, spec := range d.Specs {
		switch s := spec.(type) {
		case *ast.TypeSpec:
			names[s.Name.Name] = true
		case *ast.ValueSpec:
			for _, id := range s.Names {
				names[id.Name] = true
			}
		}
	}
}

// imports returns the names by which a file knows its imports.
func imports(file *ast.File) map[string]bool {
	names := map[string]bool{}
	for _, spec := range file.Imports {
		if spec.Name != nil {
			names[spec.Name.Name] = true
		} else {
			names[path.Base(strings.Trim(spec.Path.Value, `"`))] = true
		}
	}
	return names
}

// locals returns what the functions of a file declare for themselves.
func locals(file *ast.File) []*ast.Ident {
	var found []*ast.Ident
	fields := func(all *ast.FieldList) {
		if all == nil {
			return
		}
		for _, f := range all.List {
			found = append(found, f.Names...)
		}
	}
	expressions := func(defines bool, all ...ast.Expr) {
		for _, e := range all {
			if id, ok := e.(*ast.Ident); ok && defines {
				found = append(found, id)
			}
		}
	}
	for _, declaration := range file.Decls {
		function, ok := declaration.(*ast.FuncDecl)
		if !ok {
			continue
		}
		fields(function.Recv)
		ast.Inspect(function, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.FuncType:
				fields(n.Params)
				fields(n.Results)
			case *ast.AssignStmt:
				expressions(n.Tok == token.DEFINE, n.Lhs...)
			case *ast.RangeStmt:
				expressions(n.Tok == token.DEFINE, n.Key, n.Value)
			case *ast.ValueSpec:
				found = append(found, n.Names...)
			}
			return true
		})
	}
	return found
}
