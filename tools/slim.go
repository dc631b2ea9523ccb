package tools

import (
	"bytes"

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
	setName(slim, "assignee", names.admins)
	setName(slim, "team", names.teams)
}

// summary returns the summary of one thing.
func (v View) summary(kind Kind, item *tree) *tree { return summariser{view: v, kind: kind}.item(item) }

// summaries makes things slim, with these fields besides, and the names of
// admins and teams beside their ids.
func (v View) summaries(kind Kind, items []intercomapi.Object, names called, fields ...string) []intercomapi.Object {
	s := summariser{view: v, kind: kind}
	out := []intercomapi.Object{}
	for _, item := range items {
		t, err := parseTree(item)
		if err != nil {
			continue // it was parsed before: an Object is JSON
		}
		slim := s.item(t)
		for _, field := range fields {
			if v := plainly(field, find(t, field)); v != nil && v.text != "false" {
				slim.set(lastName(field), v)
			}
		}
		setName(slim, "assignee", names.admins)
		setName(slim, "team", names.teams)
		setName(slim, "owner", names.admins)
		out = append(out, slim.append(nil))
	}
	return out
}

// setName puts the name of who has a role in t where its id stands, or beside it.
func setName(t *tree, role string, names map[string]string) {
	id := t.get(role).scalar()
	if id == "" {
		id = t.get(role + "_id").scalar()
	}
	if name := names[id]; name != "" {
		t.set(role, textTree(name))
	}
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
