package args

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"intercom-mcp/intercomapi"
)

// form is how a value may come besides its canonical form, which the schema shows.
type form int

const (
	asIsForm      form = iota
	textForm           // a string; a number stands for its digits
	cursorForm         // a string that an answer gave
	idForm             // a string that is an Intercom id; a number stands for its digits
	numericIDForm      // an id that is a number
	timeForm           // a string that is a time: RFC 3339, Unix seconds, relative
	integerForm        // an integer; "5", 5.0 and 5e0 stand for 5
	NumberForm         // a number, or a string that holds one
	booleanForm        // a boolean, or "true" or "false"
	listForm           // an array; JSON text of one, a comma-separated list, a lone item
	objectForm         // an object; JSON text of one
)

// node is one argument, or a part of one: what its schema says, and the forms
// that it may come in.
type node struct {
	form     form
	kind     string            // the schema's type; "" for any
	about    string            // its description
	rules    []bound           // its bounds, in the schema's words
	enum     []string          // its values, where only these are valid
	nullable bool              // null clears the field; anywhere else it is as if absent
	fields   map[string]*node  // of an object with known fields; nil: any fields
	order    []string          // the names of those fields, as they are declared
	required []string          // those that must be there
	closed   bool              // unknown fields are refused
	items    *node             // of a list
	also     map[string]string // other spellings of a value, and what each stands for
	of       []string          // of an id: what it is the id of, where that is known
	dayEnd   bool              // of a time: a day alone stands for its end
	some     bool              // a number of them, at least one: the schema need not say so in every list
	filled   bool              // of a text: an update would leave "" out, and do less than it says
	brief    bool              // its fields are checked, but the schema leaves them to its description
}

// bound is a bound in a schema: maximum 150.
type bound struct{ keyword, value string }

// nullable is an intercomapi.Nullable of any type.
type nullable interface{ Type() any }

// nodeOf returns the node of a type. updates says that null may clear a field.
func nodeOf(t reflect.Type, updates bool) *node {
	if t.Kind() == reflect.Pointer {
		return nodeOf(t.Elem(), updates)
	}
	switch v := reflect.New(t).Elem().Interface().(type) {
	case nullable: // intercomapi.Nullable
		n := nodeOf(reflect.TypeOf(v.Type()), updates)
		n.nullable = updates
		return n
	case intercomapi.ID:
		return &node{form: idForm, kind: "string"}
	case intercomapi.IntID:
		return &node{form: numericIDForm, kind: "string"}
	case intercomapi.Time, intercomapi.DateTime:
		return &node{form: timeForm, kind: "string"}
	case intercomapi.Whole:
		return &node{form: NumberForm, kind: "number"}
	case intercomapi.Object:
		return &node{form: objectForm, kind: "object"}
	}
	return plainNode(t, updates)
}

func plainNode(t reflect.Type, updates bool) *node {
	switch t.Kind() {
	case reflect.String:
		return &node{form: textForm, kind: "string"}
	case reflect.Bool:
		return &node{form: booleanForm, kind: "boolean"}
	case reflect.Int:
		return &node{form: integerForm, kind: "integer"}
	case reflect.Float64:
		return &node{form: NumberForm, kind: "number"}
	case reflect.Map:
		return &node{form: objectForm, kind: "object"}
	case reflect.Interface:
		return &node{}
	case reflect.Slice:
		return &node{form: listForm, kind: "array", items: nodeOf(t.Elem(), updates)}
	case reflect.Struct:
		n := &node{form: objectForm, kind: "object", fields: map[string]*node{}}
		n.addFields(t, updates)
		return n
	}
	panic(fmt.Sprintf("tools: no schema for %v", t))
}

// addFields adds the fields of a struct; those of an embedded one stand beside its own.
func (n *node) addFields(t reflect.Type, updates bool) {
	for f := range t.Fields() {
		if f.Anonymous {
			n.addFields(f.Type, updates)
			n.overrule(f.Tag.Get("rule"))
			continue
		}
		name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		if name == "-" {
			continue
		}
		p := nodeOf(f.Type, updates)
		p.idOf(name)
		p.describe(f.Tag)
		n.add(name, p)
		if !strings.Contains(options, "omit") {
			n.required = append(n.required, name)
		} else {
			p.filled = updates && p.form == textForm && f.Type.Kind() == reflect.String
		}
	}
}

// overrule applies the rules of a tag of an embedded struct to the struct's
// fields: "per_page.max=50".
func (n *node) overrule(rules string) {
	for r := range strings.FieldsSeq(rules) {
		name, rule, _ := strings.Cut(r, ".")
		key, value, _ := strings.Cut(rule, "=")
		f := n.fields[name]
		if f == nil {
			panic("tools: a rule for a field that is not embedded: " + r)
		}
		f.rules = slices.DeleteFunc(f.rules, func(b bound) bool { return b.keyword == boundKeywords[key] })
		f.apply(key, value)
	}
}

func (n *node) add(name string, p *node) {
	if name == "" || n.fields[name] != nil {
		panic(fmt.Sprintf("tools: a field %q has no name of its own", name))
	}
	n.fields[name] = p
	n.order = append(n.order, name)
}

// describe takes what a field's tags say of it.
func (n *node) describe(tag reflect.StructTag) {
	n.about = tag.Get("jsonschema")
	if n.nullable && n.about != "" {
		n.about += "; null clears"
	}
	for r := range strings.FieldsSeq(tag.Get("rule")) {
		key, value, _ := strings.Cut(r, "=")
		n.apply(key, value)
	}
}

// boundKeywords are the schema's words for the bounds of a rule tag.
var boundKeywords = map[string]string{
	"min": "minimum", "max": "maximum", "minlen": "minLength", "maxlen": "maxLength", "minitems": "minItems", "maxitems": "maxItems",
}

func (n *node) apply(key, value string) {
	switch keyword := boundKeywords[key]; {
	case keyword != "":
		n.rules = append(n.rules, bound{keyword, value})
	case key == "enum" && n.items != nil:
		n.items.enum = strings.Split(value, "|")
	case key == "of":
		n.setOf(strings.Split(value, "|")...)
	case key == "day" && value == "end":
		n.dayEnd = true
	case key == "some":
		n.some = true
	case key == "cursor": // not empty: the schema need not say so in every list
		n.form = cursorForm
	case key == "brief":
		n.brief = true
	case key == "enum":
		n.enum = strings.Split(value, "|")
	case key == "also":
		n.also = map[string]string{}
		for pair := range strings.SplitSeq(value, "|") {
			other, canonical, _ := strings.Cut(pair, ":")
			n.also[other] = canonical
		}
		if n.items != nil {
			n.items.also = n.also
		}
	default:
		panic("tools: unknown rule " + key)
	}
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

// sortedNames are the names of an object's fields, for an error.
func (n *node) sortedNames() string {
	return strings.Join(slices.Sorted(slices.Values(n.order)), ", ")
}
