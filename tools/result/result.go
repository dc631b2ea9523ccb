// Package result makes of what a tool found the answer that a client gets. In go
// the tool's result struct and its arguments' types, the call's arguments and the
// place where it continues; out comes JSON, cleaned of invisible characters,
// redacted, its lists summarised, within a bound of tokens, and with a cursor for
// the rest. It must not know which tools there are, how a call is sent to Intercom
// or how an answer travels to the client.
package result

import (
	"bytes"
	"encoding/json"
	"fmt"

	"intercom-mcp/tools/jsontree"
	"intercom-mcp/tools/redact"
	"intercom-mcp/tools/tokens"
	"intercom-mcp/tools/untrusted"
)

// View is how results are shown: without invisible characters, redacted, and
// within a bound. The zero View applies DefaultMaxTokens and redacts nothing.
type View struct {
	MaxTokens int              // of each form of a result; 0: DefaultMaxTokens
	TextAlone bool             // a result is a text, without structured content
	Redact    *redact.Redactor // nil: nothing is redacted
}

// Answer is a result as a client gets it: a text, and the same content as JSON.
type Answer struct {
	Structured json.RawMessage // nil where View.TextAlone
	Text       string
}

// A Source is what showing a result needs to know of the tool that it is of.
type Source struct {
	Tool  string // its name
	Reads bool   // it changes nothing, so that it can be called again
	Rest  string // how to get what a result had to leave out; "": as for most tools
	Form  Form
}

// The JSON members of results that this package reads and writes, besides
// args.StartingAfter.
const (
	truncatedMember = "truncated" // says what was left out, and how to get it
	base64Member    = "base64"    // bytes of a file that is no text
)

// Result returns what a tool answered as clients get it. A Markdowner is Markdown
// as text, unless that, or the JSON beside it, is over the bound: then, as for any other
// result, the text is the JSON, so that both say the same.
func (v View) Result(from Source, out any) (Answer, error) {
	root, known, err := v.tree(out)
	if err != nil {
		return Answer{}, err
	}
	if m, ok := out.(Markdowner); ok {
		raw, text := root.Append(nil), v.redact(untrusted.Visible(m.Markdown()), known)
		if (v.TextAlone || v.fits(raw)) && tokens.Fit(v.Max(), text) {
			return v.answer(raw, text), nil
		}
	}
	raw := v.bound(from, out, root)
	return v.answer(raw, string(raw)), nil
}

// answer returns the forms of a result that a client gets.
func (v View) answer(raw json.RawMessage, text string) Answer {
	if v.TextAlone {
		raw = nil
	}
	return Answer{Structured: raw, Text: text}
}

// tree returns a result as JSON, cleaned, and the ids that it holds.
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

// Text returns a text that is no tool's result, such as an error, as clients get
// it. Ids that stand in the call's arguments, a JSON object, stay readable.
func (v View) Text(s string, arguments json.RawMessage) string {
	known := redact.Known{}
	if root, err := jsontree.Parse(arguments); err == nil {
		collectIDs(known, "", root)
	}
	return v.boundText(v.redact(untrusted.Visible(s), known))
}
