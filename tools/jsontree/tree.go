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

// Node is a JSON value that keeps the order of its members and every digit of
// its numbers, which a map would not.
type Node struct {
	Kind  Kind
	Text  string   // of a string its value, of a number or literal how it is written
	Names []string // of an object's members
	Items []*Node  // an object's members, an array's items
}

type Kind byte

const (
	Literal Kind = iota // null, true, false
	Number
	String
	Array
	Object
)

// Parse reads one JSON value.
func Parse(raw []byte) (*Node, error) {
	d := json.NewDecoder(bytes.NewReader(raw))
	d.UseNumber()
	t, err := readTree(d)
	if err != nil {
		return nil, err
	}
	if _, err := d.Token(); err != io.EOF {
		return nil, errors.New("more than one JSON value")
	}
	return t, nil
}

func readTree(d *json.Decoder) (*Node, error) {
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
		kid, err := readTree(d)
		if err != nil {
			return nil, err
		}
		t.Items = append(t.Items, kid)
	}
	_, err := d.Token() // the closing bracket
	return t, err
}

// Append writes the value, without HTML escapes: <p> as <p> costs fewer tokens.
func (t *Node) Append(b []byte) []byte {
	switch t.Kind {
	case String:
		return appendJSONText(b, t.Text)
	case Array, Object:
		return t.appendNested(b)
	}
	return append(b, t.Text...)
}

func (t *Node) appendNested(b []byte) []byte {
	open, end := byte('['), byte(']')
	if t.Kind == Object {
		open, end = '{', '}'
	}
	b = append(b, open)
	for i, kid := range t.Items {
		if i > 0 {
			b = append(b, ',')
		}
		if t.Kind == Object {
			b = append(appendJSONText(b, t.Names[i]), ':')
		}
		b = kid.Append(b)
	}
	return append(b, end)
}

const hexDigits = "0123456789abcdef"

// escapes are the control characters that have a short form.
var escapes = map[byte]byte{'\n': 'n', '\r': 'r', '\t': 't', '"': '"', '\\': '\\'}

func appendJSONText(b []byte, s string) []byte {
	b = append(b, '"')
	for i := 0; i < len(s); {
		c := s[i]
		switch short := escapes[c]; {
		case short != 0:
			b = append(b, '\\', short)
		case c < 0x20 || c == 0x7f:
			b = append(b, '\\', 'u', '0', '0', hexDigits[c>>4], hexDigits[c&15])
		case c >= utf8.RuneSelf:
			r, size := utf8.DecodeRuneInString(s[i:])
			b = utf8.AppendRune(b, r) // what is no UTF-8 becomes U+FFFD
			i += size
			continue
		default:
			b = append(b, c)
		}
		i++
	}
	return append(b, '"')
}

// Get is an object's member, or nil.
func (t *Node) Get(name string) *Node {
	if t == nil || t.Kind != Object {
		return nil
	}
	if i := slices.Index(t.Names, name); i >= 0 {
		return t.Items[i]
	}
	return nil
}

// Set gives an object a member, in the place of one of that name.
func (t *Node) Set(name string, v *Node) {
	if i := slices.Index(t.Names, name); i >= 0 {
		t.Items[i] = v
		return
	}
	t.Names, t.Items = append(t.Names, name), append(t.Items, v)
}

// Remove takes a member out of an object.
func (t *Node) Remove(name string) {
	if i := slices.Index(t.Names, name); i >= 0 {
		t.Names, t.Items = slices.Delete(t.Names, i, i+1), slices.Delete(t.Items, i, i+1)
	}
}

func NewText(s string) *Node { return &Node{Kind: String, Text: s} }

// IsNull reports whether there is nothing: no value, or null.
func (t *Node) IsNull() bool { return t == nil || t.Kind == Literal && t.Text == "null" }

// Scalar returns a string's value, or a number's digits; "" for anything else.
func (t *Node) Scalar() string {
	if t == nil || t.Kind != String && t.Kind != Number {
		return ""
	}
	return t.Text
}

// Pick returns an object with these of its members alone.
func (t *Node) Pick(names ...string) *Node {
	out := &Node{Kind: Object}
	for _, name := range names {
		if v := t.Get(name); v != nil {
			out.Set(name, v)
		}
	}
	return out
}

// Quote returns a value as JSON that keeps < and > as they are; null where it has no JSON.
func Quote(v any) string {
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return "null"
	}
	return strings.TrimSpace(b.String())
}

// JoinPath returns the path of a member: "contact.name".
func JoinPath(path, name string) string {
	if path == "" {
		return name
	}
	return path + "." + name
}
