// Package samples makes valid arguments for every tool, for tests alone. In goes
// a tool; out come its smallest and its fullest arguments, made from its schema
// and, where arguments depend on each other, from a table. It must not know what
// a tool does with them.
package samples

import (
	"encoding/json"
	"maps"
	"strings"
	"sync"
	"testing"

	"intercom-mcp/tools/registry"
)

type object = map[string]any

// dependent are arguments that depend on each other, which a schema can't say:
// what a tool's smallest and fullest valid arguments have instead of the
// generated ones (nil takes one out), and further calls that reach its other
// operations.
type dependent struct {
	smallest, fullest object
	others            []object
}

// tables returns the arguments that depend on each other, by the tool's name.
var tables = sync.OnceValue(func() map[string]dependent {
	all := map[string]dependent{}
	for _, resource := range []map[string]dependent{contacts(), searches(), administration(), outreach(), articles(), threads(), overviews()} {
		for name, row := range resource {
			if _, ok := all[name]; ok {
				panic(name + " has two rows")
			}
			all[name] = row
		}
	}
	return all
})

// Smallest returns the smallest valid arguments of a tool.
func Smallest(t testing.TB, tool registry.Tool) map[string]any {
	t.Helper()
	schema := schemaOf(t, tool)
	return With(With(sample("", schema, false).(object), change(tool, asObject(schema["properties"]))), tables()[tool.Name].smallest)
}

// change returns one field for a tool that changes things to change: a change of
// nothing is refused.
func change(tool registry.Tool, fields object) object {
	for _, name := range []string{"name", "title", "description", "open"} {
		if f := asObject(fields[name]); f != nil && strings.HasPrefix(tool.Name, "update_") {
			return object{name: sample(name, f, false)}
		}
	}
	return nil
}

// Fullest returns valid arguments of a tool, every one set that goes with the others.
func Fullest(t testing.TB, tool registry.Tool) map[string]any {
	t.Helper()
	args := sample("", schemaOf(t, tool), true).(object)
	delete(args, "clear") // what it clears is set here
	if Continuable(t, tool) {
		delete(args, "starting_after") // no cursor but ours
	}
	return With(args, tables()[tool.Name].fullest)
}

// Others returns further arguments of a tool that reach its other operations;
// nil if there are none. Not all of them are valid by themselves: With adds them
// to Smallest.
func Others(tool registry.Tool) []map[string]any { return tables()[tool.Name].others }

// Continuable reports whether a long result of a tool goes on by a cursor that
// is no part of its own arguments.
func Continuable(t testing.TB, tool registry.Tool) bool {
	t.Helper()
	return asObject(asObject(schemaOf(t, tool)["properties"])["starting_after"])["description"] == "The rest"
}

func schemaOf(t testing.TB, tool registry.Tool) object {
	t.Helper()
	var schema object
	if err := json.Unmarshal(tool.RawInputSchema, &schema); err != nil {
		t.Fatal(err)
	}
	return schema
}

// With returns args with more of them, or without those that are nil in more. Ids
// take the place of an id.
func With(args, more map[string]any) map[string]any {
	out := maps.Clone(args)
	if more["ids"] != nil {
		delete(out, "id")
	}
	for name, v := range more {
		if out[name] = v; v == nil {
			delete(out, name)
		}
	}
	return out
}

// sample returns a value that fits a schema, by its type and its name.
func sample(name string, s object, full bool) any {
	if e, ok := s["enum"].([]any); ok {
		return e[0]
	}
	switch s["type"] {
	case "object":
		return sampleObject(name, s, full)
	case "array":
		return []any{sample(strings.TrimSuffix(name, "s"), s["items"].(object), full)}
	case "integer", "number":
		if least, ok := s["minimum"].(float64); ok {
			return least
		}
		return 1.0
	case "boolean":
		return true
	}
	return sampleText(name)
}

func sampleObject(name string, s object, full bool) any {
	fields := asObject(s["properties"])
	if fields == nil {
		return object{"plan_level": "gold"}
	}
	required := map[any]bool{}
	for _, r := range asList(s["required"]) {
		required[r] = true
	}
	out := object{}
	for field, v := range fields {
		if full || required[field] || field == "id" && fields["ids"] != nil {
			out[field] = sample(field, v.(object), full)
		}
	}
	if fields["id"] != nil {
		delete(out, "ids") // it goes without id
	}
	delete(out, "preview") // it sends nothing
	return out
}

func sampleText(name string) string {
	switch {
	case strings.HasSuffix(name, "_at"), strings.HasSuffix(name, "_until"), strings.HasSuffix(name, "_since"):
		return "2026-01-31T09:00:00Z"
	case strings.HasSuffix(name, "email"):
		return "ann@example.com"
	case strings.HasSuffix(name, "url"), name == "avatar", name == "website":
		return "https://example.com/a.png"
	}
	return "1"
}

func asObject(v any) object { o, _ := v.(object); return o }
func asList(v any) []any    { l, _ := v.([]any); return l }
