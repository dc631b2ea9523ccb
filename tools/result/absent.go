package result

import (
	"fmt"
	"slices"
	"strings"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/jsontree"
	"intercom-mcp/tools/untrusted"
)

// absentFields returns a sentence for each of the fields that a call names and none
// of the items has, with the names that there are instead. A field that is empty is
// there.
func (s summariser) absentFields(items []intercomapi.Object) []string {
	if len(s.Fields) == 0 || s.whole() || len(items) == 0 {
		return nil
	}
	all := &jsontree.Node{Kind: jsontree.Array}
	for _, item := range items {
		if t, err := jsontree.Parse(item); err == nil {
			all.Items = append(all.Items, t)
		}
	}
	const most = 20
	var notes []string
	for _, field := range s.Fields[:min(len(s.Fields), most)] {
		inSummary := slices.ContainsFunc(s.kind.fields(nil), func(f summaryField) bool { return f.name == field })
		if !inSummary && !mayHold(all, field) {
			notes = append(notes, fmt.Sprintf("fields: none of these items has %q%s", shortName(field), suggestions(all, field)))
		}
	}
	return notes
}

// shortName returns the name of a field in one short line.
func shortName(s string) string { return untrusted.OneLine(s, 60) }

// mayHold reports whether a value stands at a dotted path, or may: an object that
// is null and a list without items do not show their fields.
func mayHold(t *jsontree.Node, path string) bool {
	if t.IsNull() || t.Kind == jsontree.Array && len(t.Items) == 0 {
		return true
	}
	if t.Kind == jsontree.Array {
		return slices.ContainsFunc(t.Items, func(child *jsontree.Node) bool { return mayHold(child, path) })
	}
	if t.Get(path) != nil {
		return true
	}
	for i := range len(path) {
		if inner := t.Get(path[:i]); path[i] == '.' && inner != nil && mayHold(inner, path[i+1:]) {
			return true
		}
	}
	return false
}

// suggestions returns, as the end of a sentence, the names there are where a path
// goes wrong: those that are like it, or else all.
func suggestions(t *jsontree.Node, path string) string {
	const most = 40
	prefix, name := "; they have: ", path
	within := ""
	for i := range len(path) {
		if path[i] == '.' && mayHold(t, path[:i]) {
			within, name = path[:i], path[i+1:]
		}
	}
	if within != "" {
		t = jsontree.FindPath(t, within)
		prefix = "; " + within + " has: "
	}
	name, _, _ = strings.Cut(shortName(name), ".")
	var all, near []string
	for _, n := range slices.Compact(slices.Sorted(slices.Values(memberNames(t)))) {
		n = shortName(n)
		if all = append(all, n); Alike(n, name) {
			near = append(near, n)
		}
	}
	switch {
	case len(near) > 0:
		return prefix + strings.Join(near, ", ")
	case len(all) > most:
		return prefix + strings.Join(all[:most], ", ") + fmt.Sprintf(" and %d more", len(all)-most)
	case len(all) > 0:
		return prefix + strings.Join(all, ", ")
	}
	return ""
}

// memberNames returns the names of an object's members, or of those in a list.
func memberNames(t *jsontree.Node) []string {
	switch {
	case t == nil:
		return nil
	case t.Kind == jsontree.Object:
		return t.Names
	}
	var all []string
	for _, child := range t.Items {
		all = append(all, memberNames(child)...)
	}
	return all
}

// Alike reports whether one of two names may be a slip for the other: it is a part
// of it, or differs in a letter or two.
func Alike(a, b string) bool {
	normal := func(s string) string {
		return strings.NewReplacer("_", "", "-", "", " ", "").Replace(strings.ToLower(s))
	}
	if a, b = normal(a), normal(b); len(a) < 3 || len(b) < 3 {
		return false
	}
	return strings.Contains(a, b) || strings.Contains(b, a) || distance(a, b) <= 1+min(len(a), len(b))/5
}

// distance returns how many bytes must be added, left out or changed to turn a into b.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		last := row[0]
		row[0] = i + 1
		for j := range len(b) {
			change := last
			if a[i] != b[j] {
				change++
			}
			last = row[j+1]
			row[j+1] = min(change, row[j]+1, last+1)
		}
	}
	return row[len(b)]
}
