package tools

import (
	"slices"
	"strings"

	"intercom-mcp/tools/strangers"
)

// known are the ids that a result holds: digits in a text that are one of them
// are no phone number and no card.
type known map[string]bool

// clean takes invisible characters out of every string of a result, and redacts
// it. It gives the ids that it met.
func (v View) clean(root *tree) known {
	seen := known{}
	if v.Redact != nil {
		seen.collect("", root)
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

func (v View) cleanValue(name string, t *tree, seen known) {
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
		v.Redact.value(name, t, seen)
	}
}

// collect adds the ids of Intercom's own below t. Those that customers choose
// may be anything, a phone number too.
func (k known) collect(name string, t *tree) {
	for i, kid := range t.kids {
		inner := name
		if t.kind == record {
			inner = t.names[i]
		}
		k.collect(inner, kid)
	}
	if id := t.scalar(); id != "" && isIDName(name) && !slices.Contains(chosenIDs, name) {
		k[id] = true
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
