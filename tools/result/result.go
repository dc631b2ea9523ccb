package result

import (
	"bytes"
	"encoding/json"
	"fmt"
	"sort"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/jsontree"
	"intercom-mcp/tools/redact"
	"intercom-mcp/tools/tokens"
	"intercom-mcp/tools/untrusted"
)

// DefaultMaxTokens bounds a result where nothing else is said.
const DefaultMaxTokens = 20_000

// LeastMaxTokens is the smallest bound that leaves room for an answer.
const LeastMaxTokens = 1_000

// View is how results are shown: without invisible characters, redacted, and
// within a bound. The zero View bounds alone.
type View struct {
	MaxTokens int              // of a result, as text and as structured content each; 0: DefaultMaxTokens
	Redact    *redact.Redactor // nil: nothing
}

// Answer is a result as a client gets it, twice: the same content.
type Answer struct {
	Structured json.RawMessage
	Text       string
}

// A Source is the tool that a result is of, as far as showing it needs to know.
type Source struct {
	Tool  string // its name
	Reads bool   // it can be asked again
	Rest  string // how to get what a result had to leave out; "": as said for all
	Form  Form
}

// Result shows what a tool answered. A Markdowner is that as text, unless it or
// its JSON had to be cut: then, as any other result, it is its JSON, so that
// both say the same.
func (v View) Result(from Source, out any) (Answer, error) {
	root, seen, err := v.tree(out)
	if err != nil {
		return Answer{}, err
	}
	if m, ok := out.(Markdowner); ok {
		raw, text := root.Append(nil), v.redact(untrusted.Visible(m.Markdown()), seen)
		if v.fits(raw) && tokens.Fit(v.Max(), text) {
			return Answer{raw, text}, nil
		}
	}
	raw := v.bound(from, out, root)
	return Answer{raw, string(raw)}, nil
}

// tree is a result as JSON, clean, and the ids that it holds.
func (v View) tree(out any) (*jsontree.Node, redact.Known, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(out); err != nil {
		return nil, nil, fmt.Errorf("encode result: %w", err)
	}
	root, err := jsontree.Parse(b.Bytes())
	if err != nil {
		return nil, nil, fmt.Errorf("encode result: %w", err)
	}
	return root, v.clean(root), nil
}

// Text shows a text that is no tool's result, such as an error: ids that stand
// in the call's arguments, a JSON object, stay readable.
func (v View) Text(s string, arguments json.RawMessage) string {
	seen := redact.Known{}
	if root, err := jsontree.Parse(arguments); err == nil {
		collectIDs(seen, "", root)
	}
	return v.cut(v.redact(untrusted.Visible(s), seen))
}

// Clean shows a part of a text as results show all of it. Whoever shortens a
// text cleans it first: half an address would not be known as one.
func (v View) Clean(s string) string { return v.redact(untrusted.Visible(s), nil) }

// Object is one of Intercom's objects, redacted: of what is made of it, anything
// may be cut. Its ids stay.
func (v View) Object(o intercomapi.Object) intercomapi.Object {
	if v.Redact == nil {
		return o
	}
	root, err := jsontree.Parse(o)
	if err != nil {
		return o
	}
	v.clean(root)
	return root.Append(nil)
}

func (v View) Max() int {
	if v.MaxTokens <= 0 {
		return DefaultMaxTokens
	}
	return v.MaxTokens
}

// cut bounds a text.
func (v View) cut(s string) string {
	if tokens.Fit(v.Max(), s) {
		return s
	}
	runes := []rune(s)
	mark := func(kept int) string {
		return fmt.Sprintf("%s\n… [%d more characters: ask for less at a time, or raise --max-result-tokens]", string(runes[:kept]), len(runes)-kept)
	}
	return mark(Largest(len(runes)-1, func(n int) bool { return tokens.Fit(v.Max(), mark(n)) }))
}

// Largest returns the greatest number up to limit that fits, or 0; where one
// fits, every smaller one does.
func Largest(limit int, fits func(int) bool) int {
	return sort.Search(limit, func(n int) bool { return !fits(n + 1) })
}

// redact replaces what is to be redacted in a text.
func (v View) redact(s string, seen redact.Known) string {
	if v.Redact == nil {
		return s
	}
	return v.Redact.Text(s, seen)
}
