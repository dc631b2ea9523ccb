package sandbox

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"strings"
)

// An object is a JSON object in the shape in which the API shows it. The numbers in it are int or float64, never another type.
type object map[string]any

// str returns the text of a field, "" if it has none.
func (o object) str(key string) string {
	s, _ := o[key].(string)
	return s
}

// num returns the number of a field without its fraction, 0 if it has none.
func (o object) num(key string) int {
	switch n := o[key].(type) {
	case int:
		return n
	case float64:
		return int(n)
	}
	return 0
}

// flag returns the boolean of a field, false if it has none.
func (o object) flag(key string) bool {
	b, _ := o[key].(bool)
	return b
}

// obj returns the object of a field, nil if it has none.
func (o object) obj(key string) object {
	sub, _ := o[key].(object)
	return sub
}

// list returns the list of a field, nil if it has none.
func (o object) list(key string) []any {
	l, _ := o[key].([]any)
	return l
}

// has reports whether the field is there, be it null.
func (o object) has(key string) bool {
	_, ok := o[key]
	return ok
}

// id returns the id of a field, which may be a number or text, "" if it has none.
func (o object) id(key string) string { return asID(o[key]) }

func asID(v any) string {
	switch id := v.(type) {
	case string:
		return id
	case int:
		return fmt.Sprint(id)
	}
	return ""
}

// at returns the value at a dotted path, as search fields have it; nil if there is none.
func (o object) at(path string) any {
	head, rest, deeper := strings.Cut(path, ".")
	if !deeper {
		return o[head]
	}
	sub, ok := o[head].(object)
	if !ok {
		return nil
	}
	return sub.at(rest)
}

// with returns a copy that has the fields of more as well.
func (o object) with(more object) object {
	sum := maps.Clone(o)
	maps.Copy(sum, more)
	return sum
}

// copyFields takes over those of the named fields that from has.
func (o object) copyFields(from object, keys ...string) {
	for _, k := range keys {
		if v, ok := from[k]; ok {
			o[k] = v
		}
	}
}

// decode returns the one JSON value of a body, with the types that object promises.
func decode(body []byte) (any, error) {
	dec := json.NewDecoder(bytes.NewReader(body))
	dec.UseNumber()
	var v any
	if err := dec.Decode(&v); err != nil {
		return nil, err
	}
	if _, err := dec.Token(); err != io.EOF {
		return nil, errors.New("more than one JSON value")
	}
	return plainValue(v), nil
}

// plainValue returns decoded JSON with the types that object promises.
func plainValue(v any) any {
	switch v := v.(type) {
	case map[string]any:
		o := make(object, len(v))
		for k, sub := range v {
			o[k] = plainValue(sub)
		}
		return o
	case []any:
		for i, sub := range v {
			v[i] = plainValue(sub)
		}
		return v
	case json.Number:
		if n, err := v.Int64(); err == nil {
			return int(n)
		}
		f, _ := v.Float64()
		return f
	}
	return v
}

// encode returns JSON as Intercom writes it: the HTML of bodies is not escaped.
func encode(v any) []byte {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		// Everything here was built from JSON types, so this is a bug and not a condition.
		panic(err)
	}
	return bytes.TrimSpace(b.Bytes())
}

// toList returns objects as a JSON list, never null.
func toList[T any](rows []T, show func(T) object) []any {
	list := make([]any, 0, len(rows))
	for _, r := range rows {
		list = append(list, show(r))
	}
	return list
}

func identity(o object) object { return o }

// nullIfZero returns nil for a zero, since most of Intercom's optional fields are null then.
func nullIfZero[T comparable](v T) any {
	var zero T
	if v == zero {
		return nil
	}
	return v
}
