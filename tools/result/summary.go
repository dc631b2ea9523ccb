package result

import (
	"bytes"
	"strconv"
	"strings"
	"time"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/args"
	"intercom-mcp/tools/jsontree"
	"intercom-mcp/tools/lookup"
	"intercom-mcp/tools/untrusted"
)

// FieldOptions are the arguments that say how much of each item a list gives.
type FieldOptions struct {
	Fields []string `json:"fields,omitempty" jsonschema:"More API fields"`
	Detail string   `json:"detail,omitempty" jsonschema:"All" rule:"enum=full"`
}

// whole reports whether items are given as Intercom gave them.
func (o FieldOptions) whole() bool { return o.Detail == "full" }

// SummaryOnly stands in the arguments of a list whose items are always summaries:
// a whole item is what its get_ tool gives.
type SummaryOnly struct{}

// A summariser makes summaries of items: a few fields of each kind, times in
// RFC 3339, nothing that is null or empty.
type summariser struct {
	view  View
	kind  Kind
	names func() lookup.DisplayNames // of admins and teams; nil: their ids stay
	// customers are names of contacts by id (lookup.Resolver.CustomersOf)
	customers map[string]string
	FieldOptions
}

// items returns the summaries of items, or the items where all of them is asked for.
func (s summariser) items(items []intercomapi.Object) ([]intercomapi.Object, error) {
	if s.whole() {
		return items, nil
	}
	out := make([]intercomapi.Object, 0, len(items))
	for _, item := range items {
		t, err := jsontree.Parse(item)
		if err != nil {
			return items, err
		}
		labelOptions(t)
		summary := s.item(t)
		if s.names != nil && (summary.Get("assignee") != nil || summary.Get("team") != nil) {
			setNames(summary, s.names())
		}
		for _, field := range s.Fields {
			if field == "title" && summary.Get(field) != nil { // the one that people see, from wherever it is
				continue
			}
			if v := askedValue(field, t); v != nil {
				summary.Set(field, v)
			}
		}
		out = append(out, bytes.Clone(summary.Append(nil)))
	}
	return out, nil
}

// Summary returns the summary of one item.
func (v View) Summary(kind Kind, item *jsontree.Node) *jsontree.Node {
	return summariser{view: v, kind: kind}.item(item)
}

// Summaries returns the summaries of items, with more fields by the last names of
// their paths, and names in the place of the ids of admins and teams. A field that is
// false is left out.
func (v View) Summaries(kind Kind, items []intercomapi.Object, names lookup.DisplayNames, fields ...string) []intercomapi.Object {
	out := []intercomapi.Object{}
	for _, item := range items {
		t, err := jsontree.Parse(item)
		if err != nil {
			continue // it was parsed before: an Object is JSON
		}
		labelOptions(t)
		summary := summariser{view: v, kind: kind, customers: names.Customers}.item(t)
		for _, field := range fields {
			if value := summaryValue(field, jsontree.FindPath(t, field)); value != nil && value.Text != "false" {
				summary.Set(lastName(field), value)
			}
		}
		setNames(summary, names)
		setName(summary, "owner", names.Admins)
		out = append(out, summary.Append(nil))
	}
	return out
}

// setNames sets the names of an item's assignee and team in a summary. An id that
// has no name stays.
func setNames(summary *jsontree.Node, names lookup.DisplayNames) {
	setName(summary, "assignee", names.Admins)
	setName(summary, "team", names.Teams)
}

// setName sets the name of who has a role in the place of its id, or beside it.
func setName(summary *jsontree.Node, role string, names map[string]string) {
	id := summary.Get(role).Scalar()
	if id == "" {
		id = summary.Get(role + "_id").Scalar()
	}
	if name := names[id]; name != "" {
		summary.Set(role, jsontree.NewText(name))
	}
}

// item returns the summary of one item: all of it that is not empty where its kind
// has no fields of its own.
func (s summariser) item(t *jsontree.Node) *jsontree.Node {
	summary := &jsontree.Node{Kind: jsontree.Object}
	fields := s.kind.fields(t)
	if fields == nil {
		if pruned := jsontree.Prune(t); pruned != nil {
			return pruned
		}
	}
	for _, f := range fields {
		if v := f.value(s, t); v != nil {
			summary.Set(f.name, v)
		}
	}
	return summary
}

// askedValue returns the value of a field that a call asks for: null where Intercom says
// that there is none, what is empty as it is, nil where the item has no such field.
func askedValue(field string, item *jsontree.Node) *jsontree.Node {
	given := jsontree.FindPath(item, field)
	if v := summaryValue(field, given); v != nil {
		if field == "source.subject" { // of an e-mail: HTML
			v = jsontree.NewText(untrusted.MixedLine(v.Scalar()))
		}
		return v
	}
	switch {
	case given != nil && given.Kind != jsontree.Number: // a time that is 0 means never
		return given
	case given != nil || withinNull(item, field):
		return &jsontree.Node{Text: "null"}
	}
	return nil
}

// withinNull reports whether what a dotted path leads through is null.
func withinNull(item *jsontree.Node, path string) bool {
	for i := range len(path) {
		if path[i] != '.' {
			continue
		}
		if within := jsontree.FindPath(item, path[:i]); within != nil && within.IsNull() {
			return true
		}
	}
	return false
}

// summaryValue returns the value of a field as summaries show it; nil if it is empty.
func summaryValue(name string, t *jsontree.Node) *jsontree.Node {
	if t == nil {
		return nil
	}
	if t = jsontree.Prune(t); t == nil {
		return nil
	}
	return withTimes(lastName(name), t)
}

// withTimes returns the value of a field called name with its times in RFC 3339;
// nil for the time that means never.
func withTimes(name string, t *jsontree.Node) *jsontree.Node {
	if isTimeName(name) && t.Kind == jsontree.Number {
		return rfc3339(t)
	}
	out := &jsontree.Node{Kind: t.Kind, Text: t.Text}
	for i, child := range t.Items {
		inner := name
		if t.Kind == jsontree.Object {
			inner = t.Names[i]
		}
		child = withTimes(inner, child)
		if child == nil {
			continue
		}
		if out.Items = append(out.Items, child); t.Kind == jsontree.Object {
			out.Names = append(out.Names, inner)
		}
	}
	return out
}

// isTimeName reports whether a field of this name holds a time.
func isTimeName(name string) bool {
	return strings.HasSuffix(name, "_at") || strings.HasSuffix(name, "_since") || strings.HasSuffix(name, "_until")
}

// rfc3339 returns a time in Unix seconds in RFC 3339; nil for 0, which means
// never; any other number as it is.
func rfc3339(t *jsontree.Node) *jsontree.Node {
	seconds, err := strconv.ParseInt(t.Text, 10, 64)
	if err != nil || seconds < 0 || seconds > args.LatestTime {
		return t
	}
	if seconds == 0 {
		return nil
	}
	return jsontree.NewText(time.Unix(seconds, 0).UTC().Format(time.RFC3339))
}
