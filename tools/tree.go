package tools

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"slices"
	"strings"
	"unicode/utf8"
)

// tree is a JSON value that keeps the order of its members and every digit of
// its numbers, which a map would not.
type tree struct {
	kind  treeKind
	text  string   // of a string its value, of a number or literal how it is written
	names []string // of an object's members
	kids  []*tree  // an object's members, an array's items
}

type treeKind byte

const (
	literal treeKind = iota // null, true, false
	numeral
	letters
	array
	record
)

// parseTree reads one JSON value.
func parseTree(raw []byte) (*tree, error) {
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

func readTree(d *json.Decoder) (*tree, error) {
	token, err := d.Token()
	if err != nil {
		return nil, err
	}
	switch v := token.(type) {
	case string:
		return &tree{kind: letters, text: v}, nil
	case json.Number:
		return &tree{kind: numeral, text: v.String()}, nil
	case bool:
		return &tree{text: map[bool]string{true: "true", false: "false"}[v]}, nil
	case json.Delim:
		return readNested(d, v)
	}
	return &tree{text: "null"}, nil
}

func readNested(d *json.Decoder, open json.Delim) (*tree, error) {
	t := &tree{kind: array}
	if open == '{' {
		t.kind = record
	}
	for d.More() {
		if t.kind == record {
			name, err := d.Token()
			if err != nil {
				return nil, err
			}
			t.names = append(t.names, name.(string)) // the decoder takes no other
		}
		kid, err := readTree(d)
		if err != nil {
			return nil, err
		}
		t.kids = append(t.kids, kid)
	}
	_, err := d.Token() // the closing bracket
	return t, err
}

// append writes the value, without HTML escapes: <p> as <p> costs fewer tokens.
func (t *tree) append(b []byte) []byte {
	switch t.kind {
	case letters:
		return appendJSONText(b, t.text)
	case array, record:
		return t.appendNested(b)
	}
	return append(b, t.text...)
}

func (t *tree) appendNested(b []byte) []byte {
	open, end := byte('['), byte(']')
	if t.kind == record {
		open, end = '{', '}'
	}
	b = append(b, open)
	for i, kid := range t.kids {
		if i > 0 {
			b = append(b, ',')
		}
		if t.kind == record {
			b = append(appendJSONText(b, t.names[i]), ':')
		}
		b = kid.append(b)
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

// get is an object's member, or nil.
func (t *tree) get(name string) *tree {
	if t == nil || t.kind != record {
		return nil
	}
	if i := slices.Index(t.names, name); i >= 0 {
		return t.kids[i]
	}
	return nil
}

// set gives an object a member, in the place of one of that name.
func (t *tree) set(name string, v *tree) {
	if i := slices.Index(t.names, name); i >= 0 {
		t.kids[i] = v
		return
	}
	t.names, t.kids = append(t.names, name), append(t.kids, v)
}

// remove takes a member out of an object.
func (t *tree) remove(name string) {
	if i := slices.Index(t.names, name); i >= 0 {
		t.names, t.kids = slices.Delete(t.names, i, i+1), slices.Delete(t.kids, i, i+1)
	}
}

func textTree(s string) *tree { return &tree{kind: letters, text: s} }

// isNull reports whether there is nothing: no value, or null.
func (t *tree) isNull() bool { return t == nil || t.kind == literal && t.text == "null" }

// scalar returns a string's value, or a number's digits; "" for anything else.
func (t *tree) scalar() string {
	if t == nil || t.kind != letters && t.kind != numeral {
		return ""
	}
	return t.text
}

// pick returns an object with these of its members alone.
func (t *tree) pick(names ...string) *tree {
	out := &tree{kind: record}
	for _, name := range names {
		if v := t.get(name); v != nil {
			out.set(name, v)
		}
	}
	return out
}

// quoted returns a value as JSON that keeps < and > as they are; null where it has no JSON.
func quoted(v any) string {
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return "null"
	}
	return strings.TrimSpace(b.String())
}

// join returns the path of a member: "contact.name".
func join(path, name string) string {
	if path == "" {
		return name
	}
	return path + "." + name
}
