package contract

import (
	"fmt"
	"maps"
	"slices"

	"github.com/getkin/kin-openapi/openapi3"
)

// undeclared names the fields of value that none of the schemas declares. OpenAPI takes unknown fields in
// silence, and so does Intercom: a misspelt skip_notifications would mail a customer.
func undeclared(at string, value any, schemas ...*openapi3.Schema) []string {
	var bad []string
	fit := fitting(value, schemas)
	switch v := value.(type) {
	case map[string]any:
		if !says(fit) {
			return nil
		}
		for _, name := range slices.Sorted(maps.Keys(v)) {
			declared, ok := property(fit, name)
			if !ok {
				bad = append(bad, at+"/"+name)
				continue
			}
			bad = append(bad, undeclared(at+"/"+name, v[name], declared...)...)
		}
	case []any:
		items := itemsOf(fit)
		for i, item := range v {
			bad = append(bad, undeclared(fmt.Sprintf("%s/%d", at, i), item, items...)...)
		}
	}
	return bad
}

// fitting resolves composition: of alternatives only those count that the value fits. Where it fits none,
// which is reported as a mismatch elsewhere, all of them do.
func fitting(value any, schemas []*openapi3.Schema) []*openapi3.Schema {
	var fit []*openapi3.Schema
	for _, s := range schemas {
		fit = append(fit, s)
		fit = append(fit, fitting(value, values(s.AllOf))...)
		for _, alternatives := range []openapi3.SchemaRefs{s.OneOf, s.AnyOf} {
			all := values(alternatives)
			some := slices.DeleteFunc(slices.Clone(all), func(a *openapi3.Schema) bool { return a.VisitJSON(value) != nil })
			if len(some) == 0 {
				some = all
			}
			fit = append(fit, fitting(value, some)...)
		}
	}
	return fit
}

// says reports whether the schemas say something of an object's fields: where they
// say nothing, any will do.
func says(fit []*openapi3.Schema) bool {
	if slices.ContainsFunc(fit, free) {
		return false
	}
	return slices.ContainsFunc(fit, func(s *openapi3.Schema) bool {
		return len(s.Properties) > 0 || s.AdditionalProperties.Schema != nil || s.AdditionalProperties.Has != nil
	})
}

// free reports whether a schema is an object of any fields, as custom attributes are. An untyped schema without properties is none:
// it only adds a title or a list of required fields to its neighbours.
func free(s *openapi3.Schema) bool {
	if has := s.AdditionalProperties.Has; has != nil {
		return *has
	}
	composed := len(s.AllOf)+len(s.OneOf)+len(s.AnyOf) > 0
	return s.Type.Is("object") && len(s.Properties) == 0 && s.AdditionalProperties.Schema == nil && !composed
}

// property finds the schemas that declare a field, by its name or as one of any name.
func property(fit []*openapi3.Schema, name string) (declared []*openapi3.Schema, ok bool) {
	for _, s := range fit {
		if p := s.Properties[name]; p != nil {
			declared = append(declared, p.Value)
		} else if others := s.AdditionalProperties.Schema; others != nil {
			declared = append(declared, others.Value)
		}
	}
	return declared, len(declared) > 0
}

func itemsOf(fit []*openapi3.Schema) []*openapi3.Schema {
	var items []*openapi3.Schema
	for _, s := range fit {
		if s.Items != nil {
			items = append(items, s.Items.Value)
		}
	}
	return items
}

func values(refs openapi3.SchemaRefs) []*openapi3.Schema {
	var list []*openapi3.Schema
	for _, r := range refs {
		list = append(list, r.Value)
	}
	return list
}
