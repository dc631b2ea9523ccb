package args

import (
	"encoding/json"
	"reflect"
	"strconv"
	"sync"

	"github.com/google/jsonschema-go/jsonschema"
)

// Some two hundred schemas are written before a server can answer, so they are
// appended by hand: a library's encoder took more time than all the rest of the
// start. Checking needs one, and is set up at a tool's first call.

// jsonSchema returns n as a JSON schema.
func (n *node) jsonSchema() json.RawMessage { return n.appendSchema(nil) }

// OutputSchema returns the JSON schema of a result struct: open, since the API may
// add fields. It panics on a type that no schema can describe.
func OutputSchema(t reflect.Type) json.RawMessage { return nodeOf(t, false).jsonSchema() }

func (n *node) appendSchema(b []byte) []byte {
	b = append(b, '{')
	if n.jsonType != "" {
		b = append(b, `"type":"`+n.jsonType+`",`...)
	}
	if n.description != "" {
		b = append(appendString(append(b, `"description":`...), n.description), ',')
	}
	if len(n.enum) > 0 {
		b = appendList(append(b, `"enum":`...), n.enum)
	}
	for _, limit := range n.bounds {
		b = append(b, `"`+limit.keyword+`":`+limit.value+`,`...)
	}
	if n.items != nil {
		b = append(n.items.appendSchema(append(b, `"items":`...)), ',')
	}
	if n.form == objectForm {
		b = n.appendFields(b)
	}
	if b[len(b)-1] == ',' {
		b = b[:len(b)-1]
	}
	return append(b, '}')
}

// appendFields appends what an object may hold. One that takes any names says so,
// though no schema need: converters close an object that does not (mcp-use's to
// Zod does), and the empty properties are what OpenAI asks of every object.
func (n *node) appendFields(b []byte) []byte {
	if n.fieldsHidden {
		return append(b, `"properties":{},"additionalProperties":true,`...)
	}
	b = append(b, `"properties":{`...)
	for i, name := range n.order {
		if i > 0 {
			b = append(b, ',')
		}
		b = n.fields[name].appendSchema(append(appendString(b, name), ':'))
	}
	b = append(b, `},`...)
	if len(n.requires) > 0 {
		b = appendList(append(b, `"required":`...), n.requires)
	}
	return append(b, `"additionalProperties":`+strconv.FormatBool(!n.closed)+`,`...)
}

func appendList(b []byte, texts []string) []byte {
	b = append(b, '[')
	for i, s := range texts {
		if i > 0 {
			b = append(b, ',')
		}
		b = appendString(b, s)
	}
	return append(b, "],"...)
}

// appendString appends a string that the source code spells: Go's quotes are
// JSON's where nothing needs an escape but the two that both have.
func appendString(b []byte, s string) []byte { return strconv.AppendQuote(b, s) }

// newValidator returns a function that returns the validator of a schema, which
// its first call makes. That call panics on a schema that is none.
func newValidator(schema json.RawMessage) func() *jsonschema.Resolved {
	return sync.OnceValue(func() *jsonschema.Resolved {
		var s jsonschema.Schema
		if err := json.Unmarshal(schema, &s); err != nil {
			panic(err) // the tests of every tool come first
		}
		validator, err := s.Resolve(nil)
		if err != nil {
			panic(err)
		}
		return validator
	})
}
