package args

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"intercom-mcp/intercomapi"
)

// A form says what a value is, and which other forms of it are taken besides the
// canonical one, which the schema shows.
type form int

const (
	asIsForm      form = iota
	textForm           // a string; a number stands for its digits
	cursorForm         // a string that an answer gave
	idForm             // a string that is an Intercom id; a number stands for its digits
	numericIDForm      // an id that is a number
	timeForm           // a string that is a time: RFC 3339, Unix seconds, relative
	integerForm        // an integer; "5", 5.0 and 5e0 stand for 5
	numberForm         // a number, or a string that holds one
	booleanForm        // a boolean, or "true" or "false"
	listForm           // an array; JSON text of one, a comma-separated list, a lone item
	objectForm         // an object; JSON text of one
)

// A node is one argument, or a part of one: what its schema says, and the forms
// that it may come in.
type node struct {
	form         form
	jsonType     string            // the schema's type; "" for any
	description  string            // the schema's description
	bounds       []bound           // the schema's bounds
	enum         []string          // its values, where only these are valid
	nullable     bool              // an update may clear the field
	fields       map[string]*node  // of an object with known fields; nil: any fields
	order        []string          // the names of those fields, as they are declared
	requires     []string          // those that must be there
	main         string            // of a tool: the field with the id of what it works on; "" for none
	noun         string            // of a tool: what that is, where the field does not tell
	closed       bool              // unknown fields are refused
	items        *node             // of a list
	synonyms     map[string]string // other spellings of a value, and what each stands for
	kinds        []string          // of an id: what it is the id of, where that is known
	dayEnd       bool              // of a time: a day alone stands for its last second
	inUTC        bool              // of a time that is stored as it is given: one without a zone is in UTC
	positive     bool              // of an integer: at least 1; the schema need not say so in every list
	isMain       bool              // of an id: that of what the tool works on
	isFreeText   bool              // of a text: words that people write
	required     bool              // it must be there
	takesEmpty   bool              // "" or [] is a value, wherever it stands
	filled       bool              // it is never empty, so that "" or [] says that it is not given
	empties      bool              // in an update: "" or [] is a value
	forWords     []string          // of an object: where words go that are given instead
	fieldsHidden bool              // its fields are checked, but the schema leaves them to its description
}

// A bound is a bound in a schema: maximum 150.
type bound struct{ keyword, value string }

// nullable is an intercomapi.Nullable of any type.
type nullable interface{ Type() any }

// nodeOf returns the node of a type. updates says that a field may be cleared. It
// panics on a type that no argument has.
func nodeOf(t reflect.Type, updates bool) *node {
	if t.Kind() == reflect.Pointer {
		return nodeOf(t.Elem(), updates)
	}
	switch v := reflect.New(t).Elem().Interface().(type) {
	case nullable:
		n := nodeOf(reflect.TypeOf(v.Type()), updates)
		n.nullable = updates
		return n
	case intercomapi.ID:
		return &node{form: idForm, jsonType: "string"}
	case intercomapi.IntID:
		return &node{form: numericIDForm, jsonType: "string"}
	case intercomapi.Time, intercomapi.DateTime:
		return &node{form: timeForm, jsonType: "string"}
	case intercomapi.Whole:
		return &node{form: numberForm, jsonType: "number"}
	case intercomapi.Object:
		return &node{form: objectForm, jsonType: "object"}
	}
	return plainNode(t, updates)
}

// plainNode is nodeOf for types that are not of package intercomapi.
func plainNode(t reflect.Type, updates bool) *node {
	switch t.Kind() {
	case reflect.String:
		return &node{form: textForm, jsonType: "string"}
	case reflect.Bool:
		return &node{form: booleanForm, jsonType: "boolean"}
	case reflect.Int:
		return &node{form: integerForm, jsonType: "integer"}
	case reflect.Float64:
		return &node{form: numberForm, jsonType: "number"}
	case reflect.Map:
		return &node{form: objectForm, jsonType: "object"}
	case reflect.Interface:
		return &node{}
	case reflect.Slice:
		return &node{form: listForm, jsonType: "array", items: nodeOf(t.Elem(), updates)}
	case reflect.Struct:
		n := &node{form: objectForm, jsonType: "object", fields: map[string]*node{}}
		n.addFields(t, updates)
		return n
	}
	panic(fmt.Sprintf("args: no schema for %v", t))
}

// addFields adds the fields of a struct; those of an embedded one stand beside its own.
func (n *node) addFields(t reflect.Type, updates bool) {
	for field := range t.Fields() {
		if field.Anonymous {
			n.addFields(field.Type, updates)
			n.overrideRules(field.Tag.Get("rule"))
			continue
		}
		name, options, _ := strings.Cut(field.Tag.Get("json"), ",")
		if name == "-" {
			continue
		}
		f := nodeOf(field.Type, updates)
		f.inferKinds(name)
		f.isFreeText = f.form == textForm && slices.Contains(freeTexts, name)
		f.applyTags(field.Tag)
		n.addField(name, f)
		if f.required = !strings.Contains(options, "omit"); f.required {
			n.requires = append(n.requires, name)
		} else if updates {
			f.applyUpdate(field.Type, options)
		}
		if name == "id" || f.isMain && n.main != "id" {
			n.main = name
		}
	}
}

// applyUpdate sets what an empty value of an optional field means in an update,
// which follows from what its Go type can send.
func (n *node) applyUpdate(t reflect.Type, options string) {
	n.empties = n.form == textForm && n.enum == nil && t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice && strings.Contains(options, "omitzero")
}

// addField adds a field to an object. It panics on a name that is empty or taken.
func (n *node) addField(name string, f *node) {
	if name == "" || n.fields[name] != nil {
		panic(fmt.Sprintf("args: a field %q has no name of its own", name))
	}
	n.fields[name] = f
	n.order = append(n.order, name)
}

// close refuses unknown fields, all the way down.
func (n *node) close() {
	if n.items != nil {
		n.items.close()
	}
	if n.fields == nil {
		return
	}
	n.closed = true
	for _, f := range n.fields {
		f.close()
	}
}

// isGivenByID reports whether an object may be given as its id alone.
func (n *node) isGivenByID() bool {
	id := n.fields["id"]
	return n.form == objectForm && id != nil && id.kinds != nil
}

// isGivenByCommas reports whether a list of such items may be given as a text
// with commas between them.
func (n *node) isGivenByCommas() bool {
	return slices.Contains([]form{textForm, idForm, numericIDForm, integerForm}, n.form) || n.isGivenByID()
}

// sortedNames returns the names of an object's fields, as an error lists them.
func (n *node) sortedNames() string {
	return strings.Join(slices.Sorted(slices.Values(n.order)), ", ")
}
