package result

import (
	"slices"
	"strings"

	"intercom-mcp/tools/jsontree"
	"intercom-mcp/tools/lazy"
	"intercom-mcp/tools/redact"
	"intercom-mcp/tools/untrusted"
)

// clean takes invisible characters out of every string of a result, and redacts
// it. It gives the ids that it met.
func (v View) clean(root *jsontree.Node) redact.Known {
	seen := redact.Known{}
	if v.Redact != nil {
		collectIDs(seen, "", root)
		removeBinary(root)
	}
	v.cleanValue("", root, seen)
	return seen
}

// removeBinary leaves out bytes that are no text: nobody can tell what they say.
func removeBinary(root *jsontree.Node) {
	if t := root.Get("base64"); t.Scalar() != "" {
		root.Remove("base64")
		root.Set("truncated", jsontree.NewText("The content is left out: it is no text, in which --redact could find what to redact"))
	}
}

func (v View) cleanValue(name string, t *jsontree.Node, seen redact.Known) {
	for i, kid := range t.Items {
		inner := name // items are called as their list
		if t.Kind == jsontree.Object {
			inner = t.Names[i]
			t.Names[i] = v.redact(untrusted.Visible(inner), seen)
		}
		v.cleanValue(inner, kid, seen)
	}
	if t.Kind == jsontree.String {
		t.Text = untrusted.Visible(t.Text)
	}
	if v.Redact != nil && (t.Kind == jsontree.String || t.Kind == jsontree.Number) {
		v.redactValue(name, t, seen)
	}
}

// redactValue redacts a string or a number of a field called name.
func (v View) redactValue(name string, t *jsontree.Node, seen redact.Known) {
	switch {
	case isCursor(name):
	case isIDName(name) && plainID().MatchString(t.Text):
	case isIDName(name): // an e-mail address as an id is none
		t.Text = v.Redact.Text(t.Text, seen)
	case t.Kind == jsontree.String:
		t.Text = v.Redact.Field(name, t.Text, seen)
	default:
		if s := v.Redact.Number(name, t.Text, seen); s != t.Text {
			t.Kind, t.Text = jsontree.String, s
		}
	}
}

// plainID is an id as Intercom's are.
var plainID = lazy.Regexp(`^[A-Za-z0-9_-]+$`)

// collectIDs adds the ids of Intercom's own below t. Those that customers choose
// may be anything, a phone number too.
func collectIDs(seen redact.Known, name string, t *jsontree.Node) {
	for i, kid := range t.Items {
		inner := name
		if t.Kind == jsontree.Object {
			inner = t.Names[i]
		}
		collectIDs(seen, inner, kid)
	}
	if id := t.Scalar(); id != "" && isIDName(name) && !slices.Contains(chosenIDs, name) {
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
