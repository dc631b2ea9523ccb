// Package o200k counts tokens with the encoding itself. It is for tests alone:
// the encoding is as large as the rest of the program.
package o200k

import (
	"testing"

	"github.com/tiktoken-go/tokenizer"
)

// Counter returns a function that counts the tokens of a text; t fails where a
// text can't be counted.
func Counter(t testing.TB) func(string) int {
	t.Helper()
	codec := encoding(t)
	return func(s string) int {
		t.Helper()
		n, err := codec.Count(s)
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
}

// Vocabulary returns the encoding's tokens, the most usual ones first.
func Vocabulary(t testing.TB) []string {
	t.Helper()
	const size = 199_998 // without the special ones
	codec := encoding(t)
	all := make([]string, size)
	for i := range all {
		var err error
		if all[i], err = codec.Decode([]uint{uint(i)}); err != nil {
			t.Fatal(err)
		}
	}
	return all
}

func encoding(t testing.TB) tokenizer.Codec {
	t.Helper()
	codec, err := tokenizer.Get(tokenizer.O200kBase)
	if err != nil {
		t.Fatal(err)
	}
	return codec
}
