package result

import (
	"bytes"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/jsontree"
	"intercom-mcp/tools/lookup"
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
	names func() lookup.DisplayNames // nil: ids stay where names would do
	FieldOptions
}

// items returns the summaries of items.
func (s summariser) items(items []intercomapi.Object) ([]intercomapi.Object, error) {
	if s.Detail == "full" {
		return items, nil
	}
	out := make([]intercomapi.Object, 0, len(items))
	for _, item := range items {
		t, err := jsontree.Parse(item)
		if err != nil {
			return items, err
		}
		slim := s.item(t)
		s.name(slim)
		for _, field := range s.Fields {
			if v := summaryValue(field, jsontree.FindPath(t, field)); v != nil {
				slim.Set(field, v)
			}
		}
		out = append(out, bytes.Clone(slim.Append(nil)))
	}
	return out, nil
}

// name puts the names of those who have to do with an item where their ids
// stand; what is not known stays an id.
func (s summariser) name(slim *jsontree.Node) {
	if s.names == nil || slim.Get("assignee") == nil && slim.Get("team") == nil {
		return
	}
	names := s.names()
	setName(slim, "assignee", names.Admins)
	setName(slim, "team", names.Teams)
}

// Summary returns the summary of one thing.
func (v View) Summary(kind Kind, item *jsontree.Node) *jsontree.Node {
	return summariser{view: v, kind: kind}.item(item)
}

// Summaries makes things slim, with these fields besides, and the names of
// admins and teams beside their ids.
func (v View) Summaries(kind Kind, items []intercomapi.Object, names lookup.DisplayNames, fields ...string) []intercomapi.Object {
	s := summariser{view: v, kind: kind}
	out := []intercomapi.Object{}
	for _, item := range items {
		t, err := jsontree.Parse(item)
		if err != nil {
			continue // it was parsed before: an Object is JSON
		}
		slim := s.item(t)
		for _, field := range fields {
			if v := summaryValue(field, jsontree.FindPath(t, field)); v != nil && v.Text != "false" {
				slim.Set(lastName(field), v)
			}
		}
		setName(slim, "assignee", names.Admins)
		setName(slim, "team", names.Teams)
		setName(slim, "owner", names.Admins)
		out = append(out, slim.Append(nil))
	}
	return out
}

// setName puts the name of who has a role in t where its id stands, or beside it.
func setName(t *jsontree.Node, role string, names map[string]string) {
	id := t.Get(role).Scalar()
	if id == "" {
		id = t.Get(role + "_id").Scalar()
	}
	if name := names[id]; name != "" {
		t.Set(role, jsontree.NewText(name))
	}
}

// item is one item in its few fields, or all of it where its kind has none.
func (s summariser) item(t *jsontree.Node) *jsontree.Node {
	fields := s.kind.fields(t)
	if fields == nil {
		if slim := jsontree.Prune(t); slim != nil {
			return slim
		}
		return &jsontree.Node{Kind: jsontree.Object}
	}
	slim := &jsontree.Node{Kind: jsontree.Object}
	for _, f := range fields {
		if v := f.of(s, t); v != nil {
			slim.Set(f.name, v)
		}
	}
	return slim
}

// summaryValue is a field as lists show it, nil if it is empty.
func summaryValue(name string, t *jsontree.Node) *jsontree.Node {
	if t == nil {
		return nil
	}
	if t = jsontree.Prune(t); t == nil {
		return nil
	}
	return dated(lastName(name), t)
}

// dated is t with its times in RFC 3339, nil for the time that means never.
func dated(name string, t *jsontree.Node) *jsontree.Node {
	if isTimeName(name) && t.Kind == jsontree.Number {
		return moment3339(t)
	}
	out := &jsontree.Node{Kind: t.Kind, Text: t.Text}
	for i, kid := range t.Items {
		inner := name
		if t.Kind == jsontree.Object {
			inner = t.Names[i]
		}
		kid = dated(inner, kid)
		if kid == nil {
			continue
		}
		if out.Items = append(out.Items, kid); t.Kind == jsontree.Object {
			out.Names = append(out.Names, inner)
		}
	}
	return out
}
