package tools

import (
	"slices"
	"strings"

	"intercom-mcp/tools/lazy"
	"intercom-mcp/tools/redact"
	"intercom-mcp/tools/strangers"
)

// clean takes invisible characters out of every string of a result, and redacts
// it. It gives the ids that it met.
func (v View) clean(root *tree) redact.Known {
	seen := redact.Known{}
	if v.Redact != nil {
		collect(seen, "", root)
		withhold(root)
	}
	v.cleanValue("", root, seen)
	return seen
}

// withhold leaves out bytes that are no text: nobody can tell what they say.
func withhold(root *tree) {
	if t := root.get("base64"); t.scalar() != "" {
		root.remove("base64")
		root.set("truncated", textTree("The content is left out: it is no text, in which --redact could find what to redact"))
	}
}

func (v View) cleanValue(name string, t *tree, seen redact.Known) {
	for i, kid := range t.kids {
		inner := name // items are called as their list
		if t.kind == record {
			inner = t.names[i]
			t.names[i] = v.redact(strangers.Visible(inner), seen)
		}
		v.cleanValue(inner, kid, seen)
	}
	if t.kind == letters {
		t.text = strangers.Visible(t.text)
	}
	if v.Redact != nil && (t.kind == letters || t.kind == numeral) {
		v.redactValue(name, t, seen)
	}
}

// redactValue redacts a string or a number of a field called name.
func (v View) redactValue(name string, t *tree, seen redact.Known) {
	switch {
	case isCursor(name):
	case isIDName(name) && plainID().MatchString(t.text):
	case isIDName(name): // an e-mail address as an id is none
		t.text = v.Redact.Text(t.text, seen)
	case t.kind == letters:
		t.text = v.Redact.Field(name, t.text, seen)
	default:
		if s := v.Redact.Number(name, t.text, seen); s != t.text {
			t.kind, t.text = letters, s
		}
	}
}

// plainID is an id as Intercom's are.
var plainID = lazy.Regexp(`^[A-Za-z0-9_-]+$`)

// collect adds the ids of Intercom's own below t. Those that customers choose
// may be anything, a phone number too.
func collect(seen redact.Known, name string, t *tree) {
	for i, kid := range t.kids {
		inner := name
		if t.kind == record {
			inner = t.names[i]
		}
		collect(seen, inner, kid)
	}
	if id := t.scalar(); id != "" && isIDName(name) && !slices.Contains(chosenIDs, name) {
		seen[id] = true
	}
}

// chosenIDs are ids that customers choose.
var chosenIDs = []string{"external_id", "user_id", "company_id"}

// isIDName reports whether a field of this name holds ids.
func isIDName(name string) bool {
	return name == "id" || name == "ids" || strings.HasSuffix(name, "_id") || strings.HasSuffix(name, "_ids")
}

// isCursor reports whether a field of this name holds a cursor, which works
// only as it is.
func isCursor(name string) bool { return name == "starting_after" }
