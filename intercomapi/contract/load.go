// Package contract is Intercom's published OpenAPI description as a judge of
// requests and replies. Only tests import it: what the client sends and what
// the sandbox answers is held against the description, not against our memory of it.
//
// The description is no part of this repository. Where it is absent, the tests that need it are skipped.
package contract

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/routers"
	"github.com/getkin/kin-openapi/routers/gorillamux"
)

// defaultFile is where the description lies beside the module's root.
const defaultFile = "../shared/api/openapi/intercom-2.16.yaml"

// Description is Intercom's description of its API, repaired so that it can judge. It is safe for concurrent use.
type Description struct {
	doc        *openapi3.T
	router     routers.Router
	operations []Operation
}

// Operation is one of the calls that the description offers.
type Operation struct {
	Method string
	Path   string // the template: /contacts/{contact_id}
	ID     string // operationId; four operations have none
	Tag    string // the group that it stands under
}

// String returns the operation's name as Description.Operation and Description.Example use it.
func (o Operation) String() string { return o.Method + " " + o.Path }

// Load reads Intercom's OpenAPI description from $INTERCOM_OPENAPI, or else from
// ../shared/api/openapi/intercom-2.16.yaml beside the module's root. Where it is absent the test is
// skipped; with INTERCOM_MCP_REQUIRE_PARTS=1 it fails instead. A process parses it once.
func Load(t testing.TB) *Description {
	t.Helper()
	d, err := loadOnce()
	if err != nil {
		absent(t, err)
	}
	return d
}

// absent ends a test that cannot judge. Where the parts are promised, their absence must not pass for success.
func absent(t testing.TB, err error) {
	t.Helper()
	if errors.Is(err, fs.ErrNotExist) && os.Getenv("INTERCOM_MCP_REQUIRE_PARTS") != "1" {
		t.Skipf("%s needs Intercom's OpenAPI description, which is not here (INTERCOM_OPENAPI names its file): %v", t.Name(), err)
		return
	}
	t.Fatalf("%s needs Intercom's OpenAPI description (INTERCOM_OPENAPI names its file): %v", t.Name(), err)
}

// loadOnce is not tied to one test: parsing takes longer than most packages' tests together.
var loadOnce = sync.OnceValues(func() (*Description, error) {
	file, err := locate()
	if err != nil {
		return nil, err
	}
	doc, err := parse(file)
	if err != nil {
		return nil, err
	}
	for _, r := range repairs {
		r.mend(doc)
	}
	return describe(doc)
})

// locate names the description's file, whether it exists or not.
func locate() (string, error) {
	if file := os.Getenv("INTERCOM_OPENAPI"); file != "" {
		return file, nil
	}
	root, err := moduleRoot()
	if err != nil {
		return "", err
	}
	return filepath.Join(root, filepath.FromSlash(defaultFile)), nil
}

// moduleRoot returns the folder of go.mod: a test runs in its package's folder, somewhere below.
func moduleRoot() (string, error) {
	dir, err := os.Getwd()
	if err != nil {
		return "", fmt.Errorf("find the module: %w", err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir, nil
		}
		up := filepath.Dir(dir)
		if up == dir {
			return "", errors.New("find the module: no go.mod above the working directory")
		}
		dir = up
	}
}

// parse reads the file without validating the document: it has some 160 faults by OpenAPI's own rules, most in examples.
func parse(file string) (*openapi3.T, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("read the description: %w", err)
	}
	doc, err := openapi3.NewLoader().LoadFromData(data)
	if err != nil {
		return nil, fmt.Errorf("parse the description: %w", err)
	}
	return doc, nil
}

// describe returns the judge of a repaired document.
func describe(doc *openapi3.T) (*Description, error) {
	router, err := gorillamux.NewRouter(doc)
	if err != nil {
		return nil, fmt.Errorf("route the description: %w", err)
	}
	return &Description{doc: doc, router: router, operations: operationsOf(doc)}, nil
}

func operationsOf(doc *openapi3.T) []Operation {
	var list []Operation
	for path, item := range doc.Paths.Map() {
		for method, op := range item.Operations() {
			o := Operation{Method: method, Path: path, ID: op.OperationID}
			if len(op.Tags) > 0 {
				o.Tag = op.Tags[0]
			}
			list = append(list, o)
		}
	}
	slices.SortFunc(list, func(a, b Operation) int {
		return cmp.Or(cmp.Compare(a.Path, b.Path), cmp.Compare(a.Method, b.Method))
	})
	return list
}

// Operations lists every operation, by path and method.
func (d *Description) Operations() []Operation { return slices.Clone(d.operations) }
