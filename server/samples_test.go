package server_test

import (
	"encoding/json"
	"maps"
	"strings"
	"testing"

	"intercom-mcp/tools/registry"
)

type object = map[string]any

// ties are arguments that depend on each other, which a schema can't say: what
// a tool's smallest and fullest valid arguments have instead of the generated
// ones (nil takes one out), and further calls that reach its other operations.
type ties struct {
	smallest, fullest object
	others            []object
}

// cases are the ties of the tools that have some, by resource.
func cases() map[string]ties {
	all := map[string]ties{}
	for _, resource := range []map[string]ties{coreCases(), administrationCases(), outreachCases(), articlesCases(), threadCases(), overviewCases()} {
		maps.Copy(all, resource)
	}
	return all
}

func schemaOf(t testing.TB, raw json.RawMessage) object {
	t.Helper()
	var m object
	if err := json.Unmarshal(raw, &m); err != nil {
		t.Fatal(err)
	}
	return m
}

// smallest are the smallest valid arguments of a tool.
func smallest(t *testing.T, tool registry.Tool) object {
	t.Helper()
	schema := schemaOf(t, tool.RawInputSchema)
	return with(with(sample("", schema, false).(object), change(tool, asObject(schema["properties"]))), cases()[tool.Name].smallest)
}

// change is one field for a tool that changes things to change: a change of
// nothing is refused.
func change(tool registry.Tool, fields object) object {
	for _, name := range []string{"name", "title", "description", "open"} {
		if f := asObject(fields[name]); f != nil && strings.HasPrefix(tool.Name, "update_") {
			return object{name: sample(name, f, false)}
		}
	}
	return nil
}

// fullest are valid arguments of a tool, every one of them set.
func fullest(t *testing.T, tool registry.Tool) object {
	t.Helper()
	args := sample("", schemaOf(t, tool.RawInputSchema), true).(object)
	if readsOn(t, tool) {
		delete(args, "starting_after") // no cursor but ours
	}
	return with(args, cases()[tool.Name].fullest)
}

// readsOn reports whether a tool goes on by a cursor that is no part of its own
// arguments.
func readsOn(t *testing.T, tool registry.Tool) bool {
	t.Helper()
	return asObject(asObject(schemaOf(t, tool.RawInputSchema)["properties"])["starting_after"])["description"] == "The rest"
}

func with(args, more object) object {
	out := maps.Clone(args)
	for name, v := range more {
		if out[name] = v; v == nil {
			delete(out, name)
		}
	}
	return out
}

// sample makes a value that fits a schema, by its type and its name.
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
		if full || required[field] {
			out[field] = sample(field, v.(object), full)
		}
	}
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
