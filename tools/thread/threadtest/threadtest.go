// Package threadtest reads pages of threads as a client does, for tests. The
// text and the JSON of an answer go in; its parts come out, told apart by the
// boundary alone. It must not know how package thread makes a page.
package threadtest

import (
	"encoding/json"
	"strings"
	"testing"
)

// A Page is one answer of a tool that reads a thread, as a client gets it.
type Page struct {
	Conversation, Ticket map[string]any // the header
	Thread               string
	Coverage             Coverage

	Text, Structured string `json:"-"` // the whole answer
}

// A Coverage is what a page says of itself.
type Coverage struct {
	Shown, Total        int
	First, Last         string
	Before, After, Note string
	Hidden              int `json:"hidden_by_intercom"`
	Cut                 *struct {
		PartID               string `json:"part_id"`
		From, Offset, Length int
	}
}

// A Block is one part on a page.
type Block struct{ ID, Title, Text string }

// Read returns the page of an answer: its text, and its structured content.
func Read(t testing.TB, text, structured string) Page {
	t.Helper()
	p := Page{Text: text, Structured: structured}
	if err := json.Unmarshal([]byte(structured), &p); err != nil {
		t.Fatalf("%v in %s", err, structured)
	}
	return p
}

// Blocks returns the parts of a page, which its boundary tells apart.
func (p Page) Blocks(t testing.TB) []Block {
	t.Helper()
	legend, rest, _ := strings.Cut(p.Thread, "\n")
	words := strings.Fields(legend)
	if len(words) < 6 || !strings.HasPrefix(words[5], "#") {
		t.Fatalf("no boundary in %q", legend)
	}
	var all []Block
	for i, block := range strings.Split("\n"+rest, "\n"+words[5]+" ") {
		title, text, _ := strings.Cut(block, "\n")
		if i == 0 || strings.HasPrefix(title, "gap: ") || strings.HasPrefix(title, "coverage: ") {
			continue
		}
		id, _, _ := strings.Cut(title, " ")
		all = append(all, Block{id, title, text})
	}
	if len(all) != p.Coverage.Shown {
		t.Fatalf("%d blocks, and shown says %d:\n%s", len(all), p.Coverage.Shown, p.Thread)
	}
	return all
}
