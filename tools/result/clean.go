package result

import (
	"slices"
	"strings"
	"unicode"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/args"
	"intercom-mcp/tools/jsontree"
	"intercom-mcp/tools/lazy"
	"intercom-mcp/tools/redact"
	"intercom-mcp/tools/untrusted"
)

// Clean returns a part of a text as results show it, without invisible characters
// and redacted. A text that is to be cut must be cleaned first: half an address
// would not be recognised as one.
func (v View) Clean(s string) string { return v.redact(untrusted.Visible(s), nil) }

// Excerpt returns the beginning of a text or of HTML, in one line, whole words
// only, no more than length characters and an ellipsis. It is cleaned.
func (v View) Excerpt(text string, length int) string {
	return v.beginning(untrusted.Line(text), length)
}

// beginning is Excerpt of a text that is plain, in one line.
func (v View) beginning(text string, length int) string {
	runes := []rune(v.Clean(text))
	if len(runes) <= length {
		return string(runes)
	}
	end := length
	for end > length/2 && !unicode.IsSpace(runes[end]) {
		end--
	}
	if !unicode.IsSpace(runes[end]) { // a script without spaces
		end = length
	}
	return strings.TrimRightFunc(string(runes[:end]), unicode.IsSpace) + "…"
}

// Object returns one of Intercom's objects, redacted, for tools that cut what
// they make of it. Its ids stay.
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

// redact returns a text, redacted, but for the ids that are known.
func (v View) redact(s string, known redact.Known) string {
	if v.Redact == nil {
		return s
	}
	return v.Redact.Text(s, known)
}

// clean takes invisible characters out of every string of a result, and redacts
// it in place. It returns the ids in it.
func (v View) clean(root *jsontree.Node) redact.Known {
	known := redact.Known{}
	if v.Redact != nil {
		collectIDs(known, "", root)
		removeBinary(root)
	}
	v.cleanValue("", root, known)
	return known
}

// removeBinary leaves out bytes that are no text: what they say can't be redacted.
func removeBinary(root *jsontree.Node) {
	if t := root.Get(base64Member); t.Scalar() != "" {
		root.Remove(base64Member)
		root.Set(truncatedMember, jsontree.NewText("The content is left out: it is no text, in which --redact could find what to redact"))
	}
}

// cleanValue cleans the value of a field called name, and all that it holds.
func (v View) cleanValue(name string, t *jsontree.Node, known redact.Known) {
	for i, child := range t.Items {
		inner := name // items are called as their list
		if t.Kind == jsontree.Object {
			inner = t.Names[i]
			t.Names[i] = v.redact(untrusted.Visible(inner), known)
		}
		v.cleanValue(inner, child, known)
	}
	if t.Kind == jsontree.String {
		t.Text = untrusted.Visible(t.Text)
	}
	if v.Redact != nil && (t.Kind == jsontree.String || t.Kind == jsontree.Number) {
		v.redactValue(name, t, known)
	}
}

// redactValue redacts a string or a number of a field called name.
func (v View) redactValue(name string, t *jsontree.Node, known redact.Known) {
	switch {
	case isCursor(name):
	case isIDName(name) && plainID().MatchString(t.Text):
	case isIDName(name): // an e-mail address may serve as an id
		t.Text = v.Redact.Text(t.Text, known)
	case t.Kind == jsontree.String:
		t.Text = v.Redact.Field(name, t.Text, known)
	default:
		if s := v.Redact.Number(name, t.Text, known); s != t.Text {
			t.Kind, t.Text = jsontree.String, s
		}
	}
}

// plainID is an id as Intercom's are.
var plainID = lazy.Regexp(`^[A-Za-z0-9_-]+$`)

// collectIDs adds Intercom's own ids below t, the value of a field called name.
// Those that customers choose may be anything, a phone number too.
func collectIDs(known redact.Known, name string, t *jsontree.Node) {
	for i, child := range t.Items {
		inner := name
		if t.Kind == jsontree.Object {
			inner = t.Names[i]
		}
		collectIDs(known, inner, child)
	}
	if id := t.Scalar(); id != "" && isIDName(name) && !slices.Contains(chosenIDs, name) {
		known[id] = true
	}
}

// chosenIDs are the fields of ids that customers choose.
var chosenIDs = []string{"external_id", "user_id", "company_id"}

// isIDName reports whether a field of this name holds ids.
func isIDName(name string) bool {
	return name == "id" || name == "ids" || strings.HasSuffix(name, "_id") || strings.HasSuffix(name, "_ids")
}

// isCursor reports whether a field of this name holds a cursor, which works
// only as it is.
func isCursor(name string) bool { return name == args.StartingAfter }
