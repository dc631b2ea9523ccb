package contract

import (
	"slices"

	"github.com/getkin/kin-openapi/openapi3"
)

// Containers names the fields at the top of an operation's body that hold an object or a list, and never text.
func (d *Description) Containers(op Operation) []string {
	body := d.doc.Paths.Value(op.Path).Operations()[op.Method].RequestBody
	if body == nil || body.Value.Content.Get("application/json") == nil {
		return nil
	}
	var names []string
	for _, s := range branches(body.Value.Content.Get("application/json").Schema.Value) {
		for name, p := range s.Properties {
			if isContainer(p.Value) && !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
	}
	slices.Sort(names)
	return names
}

// isContainer reports whether a schema takes objects or lists, and no text.
func isContainer(s *openapi3.Schema) bool {
	all := branches(s)
	text := slices.ContainsFunc(all, func(b *openapi3.Schema) bool { return b.Type.Includes("string") })
	return !text && slices.ContainsFunc(all, func(b *openapi3.Schema) bool { return b.Type.Includes("object") || b.Type.Includes("array") })
}
