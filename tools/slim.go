package tools

import (
	"bytes"
	"slices"
	"strings"

	"intercom-mcp/intercomapi"
)

// FieldOptions are the arguments that say how much of each item a list gives.
type FieldOptions struct {
	Fields []string `json:"fields,omitempty" jsonschema:"More API fields"`
	Detail string   `json:"detail,omitempty" jsonschema:"All" rule:"enum=full"`
}

// SummaryOnly stands in the arguments of a list whose items are summaries, and
// whole only where each is fetched.
type SummaryOnly struct{}

// A summariser makes summaries of items: a few fields of each kind, times in
// RFC 3339, nothing that is null or empty.
type summariser struct {
	view  View
	kind  Kind
	names func() called // nil: ids stay where names would do
	FieldOptions
}

// items returns the summaries of items.
func (s summariser) items(items []intercomapi.Object) ([]intercomapi.Object, error) {
	if s.Detail == "full" {
		return items, nil
	}
	out := make([]intercomapi.Object, 0, len(items))
	for _, item := range items {
		t, err := parseTree(item)
		if err != nil {
			return items, err
		}
		slim := s.item(t)
		s.name(slim)
		for _, field := range s.Fields {
			if v := plainly(field, find(t, field)); v != nil {
				slim.set(field, v)
			}
		}
		out = append(out, bytes.Clone(slim.append(nil)))
	}
	return out, nil
}

// name puts the names of those who have to do with an item where their ids
// stand; what is not known stays an id.
func (s summariser) name(slim *tree) {
	if s.names == nil || slim.get("assignee") == nil && slim.get("team") == nil {
		return
	}
	names := s.names()
	names.set(slim, "assignee", names.admins)
	names.set(slim, "team", names.teams)
}

// item is one item in its few fields, or all of it where its kind has none.
func (s summariser) item(t *tree) *tree {
	fields := s.kind.fields(t)
	if fields == nil {
		if slim := prune(t); slim != nil {
			return slim
		}
		return &tree{kind: record}
	}
	slim := &tree{kind: record}
	for _, f := range fields {
		if v := f.of(s, t); v != nil {
			slim.set(f.name, v)
		}
	}
	return slim
}

// find is what stands at a dotted path in an object, through lists as well; a
// name that holds dots itself comes first.
func find(t *tree, path string) *tree {
	if t == nil {
		return nil
	}
	if t.kind == array {
		found := &tree{kind: array}
		for _, kid := range t.kids {
			if v := find(kid, path); v != nil {
				found.kids = append(found.kids, v)
			}
		}
		return found
	}
	if v := t.get(path); v != nil {
		return v
	}
	for i := strings.IndexByte(path, '.'); i >= 0; {
		if v := find(t.get(path[:i]), path[i+1:]); v != nil {
			return v
		}
		next := strings.IndexByte(path[i+1:], '.')
		if next < 0 {
			break
		}
		i += 1 + next
	}
	return nil
}

// prune is t without what is null or empty; nil if nothing is left. A list
// object of Intercom's that holds nothing is empty as well.
func prune(t *tree) *tree {
	switch {
	case t.isNull(), t.kind == letters && t.text == "":
		return nil
	case t.kind == literal, t.kind == numeral, t.kind == letters:
		return t
	}
	out := &tree{kind: t.kind}
	for i, kid := range t.kids {
		v := prune(kid)
		if v == nil {
			continue
		}
		if out.kids = append(out.kids, v); t.kind == record {
			out.names = append(out.names, t.names[i])
		}
	}
	if len(out.kids) == 0 || isEmptyList(out) {
		return nil
	}
	return out
}

// isEmptyList reports whether a pruned object is a list of Intercom's without
// items: {"type":"tag.list"}.
func isEmptyList(t *tree) bool {
	if !strings.HasSuffix(t.get("type").scalar(), "list") {
		return false
	}
	return !slices.ContainsFunc(t.names, func(name string) bool {
		return !strings.Contains(" type url has_more total_count ", " "+name+" ")
	}) && strings.Trim(t.get("total_count").scalar(), "0") == ""
}

// plainly is a field as lists show it, nil if it is empty.
func plainly(name string, t *tree) *tree {
	if t == nil {
		return nil
	}
	if t = prune(t); t == nil {
		return nil
	}
	return dated(lastName(name), t)
}

// dated is t with its times in RFC 3339, nil for the time that means never.
func dated(name string, t *tree) *tree {
	if isTimeName(name) && t.kind == numeral {
		return moment3339(t)
	}
	out := &tree{kind: t.kind, text: t.text}
	for i, kid := range t.kids {
		inner := name
		if t.kind == record {
			inner = t.names[i]
		}
		kid = dated(inner, kid)
		if kid == nil {
			continue
		}
		if out.kids = append(out.kids, kid); t.kind == record {
			out.names = append(out.names, inner)
		}
	}
	return out
}
