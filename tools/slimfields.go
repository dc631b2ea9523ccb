package tools

import (
	"fmt"
	"slices"
	"strings"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/strangers"
)

// absent tells which of the fields that a call names are in none of the items,
// and what there is instead. A field that is empty is there.
func (s summariser) absent(items []intercomapi.Object) []string {
	if len(s.Fields) == 0 || s.Detail == "full" || len(items) == 0 {
		return nil
	}
	all := &tree{kind: array}
	for _, item := range items {
		if t, err := parseTree(item); err == nil {
			all.kids = append(all.kids, t)
		}
	}
	var notes []string
	for _, field := range s.Fields[:min(len(s.Fields), 20)] {
		own := slices.ContainsFunc(s.kind.fields(nil), func(f slimField) bool { return f.name == field })
		if !own && !holds(all, field) {
			notes = append(notes, fmt.Sprintf("fields: none of these items has %q%s", strangers.OneLine(field, 60), there(all, field)))
		}
	}
	return notes
}

// holds reports whether anything stands at a dotted path, or may: what is null
// or has no items does not tell.
func holds(t *tree, path string) bool {
	if t.isNull() || t.kind == array && len(t.kids) == 0 {
		return true
	}
	if t.kind == array {
		return slices.ContainsFunc(t.kids, func(kid *tree) bool { return holds(kid, path) })
	}
	if t.get(path) != nil {
		return true
	}
	for i := range len(path) {
		if inner := t.get(path[:i]); path[i] == '.' && inner != nil && holds(inner, path[i+1:]) {
			return true
		}
	}
	return false
}

// there tells the names where a path goes wrong: those that are like it, or else all.
func there(t *tree, path string) string {
	const most = 40
	within, name := "", path
	for i := range len(path) {
		if path[i] == '.' && holds(t, path[:i]) {
			within, name = path[:i], path[i+1:]
		}
	}
	if within != "" {
		t = find(t, within)
	}
	first, _, _ := strings.Cut(strangers.OneLine(name, 60), ".")
	var all, near []string
	for _, n := range slices.Compact(slices.Sorted(slices.Values(namesIn(t)))) {
		n = strangers.OneLine(n, 60)
		if all = append(all, n); alike(n, first) {
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
func namesIn(t *tree) []string {
	if t == nil || t.kind == record {
		if t == nil {
			return nil
		}
		return t.names
	}
	var all []string
	for _, kid := range t.kids {
		all = append(all, namesIn(kid)...)
	}
	return all
}

// alike reports whether one of two names may be meant by the other: it is a
// part of it, or a slip or two away.
func alike(a, b string) bool {
	plain := func(s string) string {
		return strings.NewReplacer("_", "", "-", "", " ", "").Replace(strings.ToLower(s))
	}
	if a, b = plain(a), plain(b); len(a) < 3 || len(b) < 3 {
		return false
	}
	return strings.Contains(a, b) || strings.Contains(b, a) || slips(a, b) <= 1+min(len(a), len(b))/5
}

// slips is how many letters must be added, left out or changed to make b of a.
func slips(a, b string) int {
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
