package tools

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/tiktoken-go/tokenizer"
)

var update = flag.Bool("update", false, "rewrite generated files")

// tokens counts with the real encoding.
func tokens(t testing.TB) func(string) int {
	t.Helper()
	codec, err := tokenizer.Get(tokenizer.O200kBase)
	if err != nil {
		t.Fatal(err)
	}
	return func(s string) int {
		n, err := codec.Count(s)
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
}

// TestSingles keeps the table of characters that are one token.
func TestSingles(t *testing.T) {
	count := tokens(t)
	var b bytes.Buffer
	b.WriteString("package tools\n\n// singles are the characters from U+0250 on that are one token of o200k_base.\n// It is written by go test ./tools -run Singles -update.\nconst singles = \"\" +")
	n := 0
	for r := rune(0x80); r < 0x10000; r++ {
		if r >= 0xd800 && r < 0xe000 || count(string(r)) != 1 {
			continue
		}
		if n%64 == 0 {
			if n > 0 {
				b.WriteString("\" +")
			}
			b.WriteString("\n\t\"")
		}
		n++
		if quoted := fmt.Sprintf("%q", string(r)); len(quoted) > 8 || strings.Contains(quoted, `\`) {
			b.WriteString(strings.Trim(quoted, `"`))
		} else {
			b.WriteRune(r)
		}
	}
	b.WriteString("\"\n")
	const path = "resultsingles.go"
	if *update {
		if err := os.WriteFile(path, b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if got, err := os.ReadFile(path); err != nil || !bytes.Equal(got, b.Bytes()) {
		t.Errorf("%s is not what the encoding says (%v): go test ./tools -run Singles -update", path, err)
	}
}
