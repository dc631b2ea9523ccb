// Package o200k counts tokens with the encoding itself. It is for tests alone:
// the encoding is as large as the rest of the program.
package o200k

import (
	"testing"

	"github.com/tiktoken-go/tokenizer"
)

// Counter counts the tokens of texts; t fails where a text can't be counted.
func Counter(t testing.TB) func(string) int {
	t.Helper()
	codec, err := tokenizer.Get(tokenizer.O200kBase)
	if err != nil {
		t.Fatal(err)
	}
	return func(s string) int {
		t.Helper()
		n, err := codec.Count(s)
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
}
