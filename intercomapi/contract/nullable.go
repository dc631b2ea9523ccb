package contract

import (
	"slices"

	"github.com/getkin/kin-openapi/openapi3"
)

// copyRepliesNullable: replies hold null wherever a value is absent, and few schemas say so. Every reply gets a copy of its
// schema in which optional properties may be null. A copy, because requests share some of the schemas and must not send null.
func copyRepliesNullable(doc *openapi3.T) {
	c := copier{}
	for _, item := range doc.Paths.Map() {
		for _, op := range item.Operations() {
			for _, reply := range op.Responses.Map() {
				c.reply(reply.Value)
			}
		}
	}
	doc.Components.Schemas["error"] = c.ref(doc.Components.Schemas["error"], false)
}

// copier maps every schema to its copy, which ends the recursion of those that hold themselves.
// A schema has two copies where it stands both as a required property and as an optional one.
type copier map[form]*openapi3.Schema

type form struct {
	of       *openapi3.Schema
	nullable bool
}

func (c copier) reply(r *openapi3.Response) {
	for _, media := range r.Content {
		media.Schema = c.ref(media.Schema, false)
	}
}

// ref keeps the reference's name: discriminators choose by it.
func (c copier) ref(r *openapi3.SchemaRef, nullable bool) *openapi3.SchemaRef {
	if r == nil {
		return nil
	}
	return &openapi3.SchemaRef{Ref: r.Ref, Value: c.schema(r.Value, nullable)}
}

func (c copier) refs(list openapi3.SchemaRefs) openapi3.SchemaRefs {
	var out openapi3.SchemaRefs
	for _, r := range list {
		out = append(out, c.ref(r, false))
	}
	return out
}

func (c copier) schema(s *openapi3.Schema, nullable bool) *openapi3.Schema {
	if made, ok := c[form{s, nullable}]; ok {
		return made
	}
	made := *s
	c[form{s, nullable}] = &made
	c[form{&made, nullable}] = &made // operations share replies: a copy met again stays as it is
	made.Nullable = s.Nullable || nullable
	made.AllOf, made.OneOf, made.AnyOf = c.refs(s.AllOf), c.refs(s.OneOf), c.refs(s.AnyOf)
	made.Items = c.ref(s.Items, false)
	made.AdditionalProperties.Schema = c.ref(s.AdditionalProperties.Schema, false)
	made.Properties = openapi3.Schemas{}
	for name, p := range s.Properties {
		made.Properties[name] = c.ref(p, !slices.Contains(s.Required, name))
	}
	return &made
}
