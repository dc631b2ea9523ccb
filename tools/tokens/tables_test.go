package tokens_test

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"
	"unicode"

	"intercom-mcp/tools/tokens/o200k"
)

var update = flag.Bool("update", false, "rewrite generated files")

// TestSingles keeps the table of characters that are one token.
func TestSingles(t *testing.T) {
	count := o200k.Counter(t)
	var b bytes.Buffer
	b.WriteString("package tokens\n\n// singles are the characters from U+0250 on that are one token of o200k_base.\n// It is written by go test ./tools/tokens -run Singles -update.\nconst singles = \"\" +")
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
	generated(t, "Singles", "singles.go", b.Bytes())
}

// scripts are the alphabets whose letters stand together in tokens.
var scripts = []struct{ from, to rune }{
	{0x370, 0x400}, {0x400, 0x530}, {0x530, 0x590}, {0x5d0, 0x5eb}, {0x620, 0x700}, {0x900, 0x980}, {0x980, 0xa00}, {0xa00, 0xa80}, {0xa80, 0xb00}, {0xb00, 0xb80}, {0xb80, 0xc00},
	{0xc00, 0xc80}, {0xc80, 0xd00}, {0xd00, 0xd80}, {0xd80, 0xe00}, {0xe00, 0xe80}, {0xe80, 0xf00}, {0x1000, 0x10a0}, {0x10a0, 0x1100}, {0x1200, 0x1380}, {0x1780, 0x1800}, {0x3040, 0x3100},
}

// TestPairs keeps the table of letters that are one token with the one before,
// or with a space.
func TestPairs(t *testing.T) {
	count := o200k.Counter(t)
	var b bytes.Buffer
	b.WriteString("package tokens\n\n// pairs are lines of a letter, or a space, and the letters that are one token of\n// o200k_base with it. It is written by go test ./tools/tokens -run Pairs -update.\nconst pairs = \"\" +")
	line := func(first rune, letters []rune) {
		var with strings.Builder
		for _, r := range letters {
			if count(string(first)+string(r)) == 1 {
				with.WriteRune(r)
			}
		}
		if with.Len() > 0 {
			fmt.Fprintf(&b, "\n\t\"%c%s\\n\" +", first, with.String())
		}
	}
	var all []rune
	for _, s := range scripts {
		var letters []rune
		for r := s.from; r < s.to; r++ {
			if (unicode.IsLetter(r) || unicode.IsMark(r)) && count(string(r)) == 1 {
				letters = append(letters, r)
			}
		}
		for _, r := range letters {
			line(r, letters)
		}
		all = append(all, letters...)
	}
	line(' ', all)
	b.WriteString("\n\t\"\"\n")
	generated(t, "Pairs", "pairs.go", b.Bytes())
}

// generated keeps a file that a test writes.
func generated(t *testing.T, test, path string, want []byte) {
	t.Helper()
	if *update {
		if err := os.WriteFile(path, want, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if got, err := os.ReadFile(path); err != nil || !bytes.Equal(got, want) {
		t.Errorf("%s is not what the encoding says (%v): go test ./tools/tokens -run %s -update", path, err, test)
	}
}
