package result

import (
	"fmt"
	"slices"
	"strings"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/jsontree"
	"intercom-mcp/tools/untrusted"
)

// absent tells which of the fields that a call names are in none of the items,
// and what there is instead. A field that is empty is there.
func (s summariser) absent(items []intercomapi.Object) []string {
	if len(s.Fields) == 0 || s.Detail == "full" || len(items) == 0 {
		return nil
	}
	all := &jsontree.Node{Kind: jsontree.Array}
	for _, item := range items {
		if t, err := jsontree.Parse(item); err == nil {
			all.Items = append(all.Items, t)
		}
	}
	var notes []string
	for _, field := range s.Fields[:min(len(s.Fields), 20)] {
		own := slices.ContainsFunc(s.kind.fields(nil), func(f summaryField) bool { return f.name == field })
		if !own && !mayHold(all, field) {
			notes = append(notes, fmt.Sprintf("fields: none of these items has %q%s", untrusted.OneLine(field, 60), suggestions(all, field)))
		}
	}
	return notes
}

// mayHold reports whether anything stands at a dotted path, or may: what is null
// or has no items does not tell.
func mayHold(t *jsontree.Node, path string) bool {
	if t.IsNull() || t.Kind == jsontree.Array && len(t.Items) == 0 {
		return true
	}
	if t.Kind == jsontree.Array {
		return slices.ContainsFunc(t.Items, func(kid *jsontree.Node) bool { return mayHold(kid, path) })
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

// suggestions tells the names where a path goes wrong: those that are like it, or else all.
func suggestions(t *jsontree.Node, path string) string {
	const most = 40
	within, name := "", path
	for i := range len(path) {
		if path[i] == '.' && mayHold(t, path[:i]) {
			within, name = path[:i], path[i+1:]
		}
	}
	if within != "" {
		t = jsontree.FindPath(t, within)
	}
	first, _, _ := strings.Cut(untrusted.OneLine(name, 60), ".")
	var all, near []string
	for _, n := range slices.Compact(slices.Sorted(slices.Values(namesIn(t)))) {
		n = untrusted.OneLine(n, 60)
		if all = append(all, n); Alike(n, first) {
			near = append(near, n)
		}
	}
	prefix := "; they have: "
	if within != "" {
		prefix = "; " + within + " has: "
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

// namesIn are the names of an object's members, through lists.
func namesIn(t *jsontree.Node) []string {
	if t == nil || t.Kind == jsontree.Object {
		if t == nil {
			return nil
		}
		return t.Names
	}
	var all []string
	for _, kid := range t.Items {
		all = append(all, namesIn(kid)...)
	}
	return all
}

// Alike reports whether one of two names may be meant by the other: it is a
// part of it, or a slip or two away.
func Alike(a, b string) bool {
	plain := func(s string) string {
		return strings.NewReplacer("_", "", "-", "", " ", "").Replace(strings.ToLower(s))
	}
	if a, b = plain(a), plain(b); len(a) < 3 || len(b) < 3 {
		return false
	}
	return strings.Contains(a, b) || strings.Contains(b, a) || distance(a, b) <= 1+min(len(a), len(b))/5
}

// distance is how many letters must be added, left out or changed to make b of a.
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
