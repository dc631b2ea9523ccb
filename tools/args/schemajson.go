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

// schema is n as JSON schema.
func (n *node) schema() json.RawMessage { return n.append(nil) }

func (n *node) append(b []byte) []byte {
	b = append(b, '{')
	if n.kind != "" {
		b = append(b, `"type":"`+n.kind+`",`...)
	}
	if n.about != "" {
		b = append(appendText(append(b, `"description":`...), n.about), ',')
	}
	if len(n.enum) > 0 {
		b = appendList(append(b, `"enum":`...), n.enum)
	}
	for _, r := range n.rules {
		b = append(b, `"`+r.keyword+`":`+r.value+`,`...)
	}
	if n.items != nil {
		b = append(n.items.append(append(b, `"items":`...)), ',')
	}
	if n.fields != nil && !n.brief {
		b = n.appendFields(b)
	}
	if b[len(b)-1] == ',' {
		b = b[:len(b)-1]
	}
	return append(b, '}')
}

func (n *node) appendFields(b []byte) []byte {
	b = append(b, `"properties":{`...)
	for i, name := range n.order {
		if i > 0 {
			b = append(b, ',')
		}
		b = n.fields[name].append(append(appendText(b, name), ':'))
	}
	b = append(b, `},`...)
	if len(n.required) > 0 {
		b = appendList(append(b, `"required":`...), n.required)
	}
	if n.closed {
		b = append(b, `"additionalProperties":false,`...)
	}
	return b
}

func appendList(b []byte, texts []string) []byte {
	b = append(b, '[')
	for i, s := range texts {
		if i > 0 {
			b = append(b, ',')
		}
		b = appendText(b, s)
	}
	return append(b, "],"...)
}

// appendText writes a string that the source spells: Go's quotes are JSON's
// where nothing needs an escape but the two that both have.
func appendText(b []byte, s string) []byte { return strconv.AppendQuote(b, s) }

// checker is a schema that values are held against, made when it is first used.
func checker(raw json.RawMessage) func() *jsonschema.Resolved {
	return sync.OnceValue(func() *jsonschema.Resolved {
		var s jsonschema.Schema
		if err := json.Unmarshal(raw, &s); err != nil {
			panic(err) // the tests of every tool come first
		}
		check, err := s.Resolve(nil)
		if err != nil {
			panic(err)
		}
		return check
	})
}

// OutputSchema is the schema of a result: open, since the API may add fields.
func OutputSchema(out reflect.Type) json.RawMessage { return nodeOf(out, false).schema() }
