package prompts_test

import (
	"bytes"
	"go/format"
	"os"
	"path/filepath"
	"testing"

	"github.com/valyala/quicktemplate/parser"
)

// TestGenerated holds the code of the texts against the texts.
func TestGenerated(t *testing.T) {
	texts, err := filepath.Glob("*.qtpl")
	if err != nil || len(texts) == 0 {
		t.Fatal("there are no texts", err)
	}
	for _, path := range texts {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		var code bytes.Buffer
		if err := parser.ParseNoLineComments(&code, bytes.NewReader(text), path, "prompts"); err != nil {
			t.Fatal(err)
		}
		want, err := format.Source(code.Bytes())
		if err != nil {
			t.Fatal(err)
		}
		if got, err := os.ReadFile(path + ".go"); err != nil || !bytes.Equal(got, want) {
			t.Errorf("%s.go is not what %s says (%v): go generate ./prompts", path, path, err)
		}
	}
}
