// Package jsontree holds JSON as a tree. In goes any JSON value; out come its
// members by name or path, a copy without what is empty, and JSON that keeps the
// order of members and every digit of numbers, as a map would not. It must not
// know what the JSON is about, save that Intercom's list objects have a type that
// ends in "list".
package jsontree

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"slices"
	"strings"
	"unicode/utf8"
)

// A Node is a JSON value. A nil Node is one that is not there: Get, IsNull, Scalar,
// Pick, FindPath and Prune take it.
type Node struct {
	Kind  Kind
	Text  string   // of a string its value, of a number or literal how it is written
	Names []string // of an object's members
	Items []*Node  // the values of an object's members, or an array's items
}

// A Kind is the kind of a JSON value.
type Kind byte

// The kinds of JSON values.
const (
	Literal Kind = iota // null, true, false
	Number
	String
	Array
	Object
)

// Parse returns the tree of a JSON value; anything behind it is an error.
func Parse(raw []byte) (*Node, error) {
	d := json.NewDecoder(bytes.NewReader(raw))
	d.UseNumber()
	root, err := readValue(d)
	if err != nil {
		return nil, err
	}
	if _, err := d.Token(); err != io.EOF {
		return nil, errors.New("more than one JSON value")
	}
	return root, nil
}

func readValue(d *json.Decoder) (*Node, error) {
	token, err := d.Token()
	if err != nil {
		return nil, err
	}
	switch v := token.(type) {
	case string:
		return &Node{Kind: String, Text: v}, nil
	case json.Number:
		return &Node{Kind: Number, Text: v.String()}, nil
	case bool:
		return &Node{Text: map[bool]string{true: "true", false: "false"}[v]}, nil
	case json.Delim:
		return readNested(d, v)
	}
	return &Node{Text: "null"}, nil
}

func readNested(d *json.Decoder, open json.Delim) (*Node, error) {
	t := &Node{Kind: Array}
	if open == '{' {
		t.Kind = Object
	}
	for d.More() {
		if t.Kind == Object {
			name, err := d.Token()
			if err != nil {
				return nil, err
			}
			t.Names = append(t.Names, name.(string)) // the decoder takes no other
		}
		item, err := readValue(d)
		if err != nil {
			return nil, err
		}
		t.Items = append(t.Items, item)
	}
	_, err := d.Token() // the closing bracket
	return t, err
}

// Append appends the value as JSON, without spaces and without escapes of <, > and
// &, which cost tokens.
func (t *Node) Append(b []byte) []byte {
	switch t.Kind {
	case String:
		return appendString(b, t.Text)
	case Array, Object:
		return t.appendNested(b)
	}
	return append(b, t.Text...)
}

func (t *Node) appendNested(b []byte) []byte {
	left, right := byte('['), byte(']')
	if t.Kind == Object {
		left, right = '{', '}'
	}
	b = append(b, left)
	for i, item := range t.Items {
		if i > 0 {
			b = append(b, ',')
		}
		if t.Kind == Object {
			b = append(appendString(b, t.Names[i]), ':')
		}
		b = item.Append(b)
	}
	return append(b, right)
}

const hexDigits = "0123456789abcdef"

// shortEscapes are the characters whose escape is a letter or themselves.
var shortEscapes = map[byte]byte{'\n': 'n', '\r': 'r', '\t': 't', '"': '"', '\\': '\\'}

// appendString appends s as a JSON string; bytes that are no UTF-8 become U+FFFD.
func appendString(b []byte, s string) []byte {
	b = append(b, '"')
	for i := 0; i < len(s); {
		c := s[i]
		switch short := shortEscapes[c]; {
		case short != 0:
			b = append(b, '\\', short)
		case c < 0x20 || c == 0x7f:
			b = append(b, '\\', 'u', '0', '0', hexDigits[c>>4], hexDigits[c&15])
		case c >= utf8.RuneSelf:
			r, size := utf8.DecodeRuneInString(s[i:])
			b = utf8.AppendRune(b, r)
			i += size
			continue
		default:
			b = append(b, c)
		}
		i++
	}
	return append(b, '"')
}

// Get returns the value of an object's member; nil if there is none or t is no
// object. Of members with the same name it is the first.
func (t *Node) Get(name string) *Node {
	if t == nil || t.Kind != Object {
		return nil
	}
	if i := slices.Index(t.Names, name); i >= 0 {
		return t.Items[i]
	}
	return nil
}

// Set sets the value of an object's member, which it adds at the end if there is
// none.
func (t *Node) Set(name string, value *Node) {
	if i := slices.Index(t.Names, name); i >= 0 {
		t.Items[i] = value
		return
	}
	t.Names, t.Items = append(t.Names, name), append(t.Items, value)
}

// Remove removes a member from an object, if it is there.
func (t *Node) Remove(name string) {
	if i := slices.Index(t.Names, name); i >= 0 {
		t.Names, t.Items = slices.Delete(t.Names, i, i+1), slices.Delete(t.Items, i, i+1)
	}
}

// NewText returns a string.
func NewText(s string) *Node { return &Node{Kind: String, Text: s} }

// IsNull reports whether t is null or not there.
func (t *Node) IsNull() bool { return t == nil || t.Kind == Literal && t.Text == "null" }

// Scalar returns a string's value, or a number's digits; "" for anything else.
func (t *Node) Scalar() string {
	if t == nil || t.Kind != String && t.Kind != Number {
		return ""
	}
	return t.Text
}

// Pick returns a new object with those of these members that t has, in this order.
func (t *Node) Pick(names ...string) *Node {
	out := &Node{Kind: Object}
	for _, name := range names {
		if v := t.Get(name); v != nil {
			out.Set(name, v)
		}
	}
	return out
}

// Quote returns a Go value as JSON that keeps <, > and & as they are; null for one
// that has no JSON.
func Quote(v any) string {
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return "null"
	}
	return strings.TrimSpace(b.String())
}

// JoinPath returns the dotted path of the member of what is at path: "contact.name".
func JoinPath(path, name string) string {
	if path == "" {
		return name
	}
	return path + "." + name
}
