package args

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/jsontree"
)

// coercion makes values canonical: the forms that models and other products send
// become the one form that the schema shows.
type coercion struct {
	now   time.Time
	names *[]*Reference // what must be looked up
}

// value makes v, an argument named path, what n wants. A form that it does not
// know is left for the schema to refuse.
func (c coercion) value(n *node, path string, v any) (any, error) {
	switch n.form {
	case textForm:
		if v == "" && n.filled {
			return nil, Errorf(path, "is empty, which changes nothing: leave it out")
		}
		return n.spelling(Digits(v)), nil
	case cursorForm:
		if v == "" {
			return nil, Errorf(path, "is empty: leave it out for the first page")
		}
		return Digits(v), nil
	case idForm, numericIDForm:
		return c.id(n, path, v)
	case timeForm:
		return c.moment(n, path, v)
	case integerForm, NumberForm:
		v = ToNumber(n.form, v)
		if digits, ok := v.(json.Number); ok && n.some && (digits == "0" || strings.HasPrefix(string(digits), "-")) {
			return nil, Errorf(path, "is %s: it must be at least 1", digits)
		}
		return v, nil
	case booleanForm:
		return ToBoolean(v), nil
	case listForm:
		return c.list(n, path, v)
	case objectForm:
		return c.object(n, path, v)
	}
	return v, nil
}

// Digits gives a number as the string of its digits.
func Digits(v any) any {
	if n, ok := v.(json.Number); ok {
		return n.String()
	}
	return v
}

// spelling gives the canonical spelling of a value that has others.
func (n *node) spelling(v any) any {
	if s, ok := v.(string); ok && n.also[s] != "" {
		return n.also[s]
	}
	return v
}

func (c coercion) id(n *node, path string, v any) (any, error) {
	s, ok := Digits(v).(string)
	if !ok {
		return v, nil
	}
	if n, ok := v.(json.Number); ok && strings.ContainsAny(n.String(), ".eE") {
		return nil, Errorf(path, "%s is not an Intercom id: write all its digits", n)
	}
	s = TrimPasted(s)
	if IsAddress(s) {
		a, err := ParseAddress(s)
		if err != nil {
			return nil, NewError(path, err)
		}
		if !a.IsOf(n.of) {
			return nil, NewError(path, a.Mismatch(n.of))
		}
		s = string(a.ID)
	}
	if r := n.reference(path, s); r != nil {
		*c.names = append(*c.names, r)
		return r, nil
	}
	return s, n.checkID(path, s)
}

// checkID says what keeps s from being an id that n takes.
func (n *node) checkID(path, s string) error {
	if err := intercomapi.ID(s).Check(); err != nil {
		return NewError(path, err)
	}
	if _, err := strconv.ParseInt(s, 10, 64); err != nil && n.form == numericIDForm {
		return Errorf(path, "%q is not a number, and this id must be one", s)
	}
	return nil
}

func (c coercion) moment(n *node, path string, v any) (any, error) {
	s, ok := Digits(v).(string)
	if !ok {
		return v, nil
	}
	at, err := ParseTime(s, c.now)
	if err != nil {
		return nil, NewError(path, err)
	}
	if n.dayEnd && IsBareDay(s) {
		at += DaySeconds - 1
	}
	return strconv.FormatInt(at, 10), nil
}

// ToNumber takes "5" for 5, and for an integer 5.0 and 5e0.
func ToNumber(f form, v any) any {
	if s, ok := v.(string); ok {
		if n := json.Number(strings.TrimSpace(s)); json.Valid([]byte(n)) && n != "" && strings.Contains("-0123456789", string(n[:1])) {
			v = n
		}
	}
	n, ok := v.(json.Number)
	if !ok || f == NumberForm {
		return v
	}
	if x, err := n.Float64(); err == nil && x == math.Trunc(x) && math.Abs(x) < 1<<53 {
		return json.Number(strconv.FormatFloat(x, 'f', 0, 64))
	}
	return v
}

func ToBoolean(v any) any {
	switch v {
	case "true":
		return true
	case "false":
		return false
	}
	return v
}

// list takes JSON text of an array, a comma-separated list of plain strings,
// and a lone item.
func (c coercion) list(n *node, path string, v any) (any, error) {
	if s, ok := v.(string); ok {
		plain := n.items.form == textForm || n.items.form == idForm || n.items.form == numericIDForm || n.items.form == integerForm || n.items.byID()
		switch s = strings.TrimSpace(s); {
		case strings.HasPrefix(s, "["), strings.HasPrefix(s, "{"), !plain:
			parsed, err := Parse([]byte(s))
			if err != nil {
				return nil, Errorf(path, "is text that is not valid JSON: %w", err)
			}
			v = parsed
		default:
			v = splitList(s)
		}
	}
	switch v.(type) {
	case map[string]any, json.Number:
		v = []any{v}
	}
	items, ok := v.([]any)
	if !ok {
		return v, nil
	}
	out := make([]any, len(items))
	for i, item := range items {
		var err error
		if out[i], err = c.value(n.items, fmt.Sprintf("%s[%d]", path, i), item); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func splitList(s string) any {
	items := []any{}
	for item := range strings.SplitSeq(s, ",") {
		if item = strings.TrimSpace(item); item != "" {
			items = append(items, item)
		}
	}
	return items
}

// byID reports whether an object may be given as its id alone.
func (n *node) byID() bool {
	f := n.fields["id"]
	return n.form == objectForm && f != nil && f.of != nil
}

// object takes JSON text of an object. Unknown fields are refused here, with
// the known ones listed; null is as if absent, but where it clears a field.
func (c coercion) object(n *node, path string, v any) (any, error) {
	if s, ok := Digits(v).(string); ok && n.byID() && !strings.HasPrefix(strings.TrimSpace(s), "{") {
		return c.object(n, path, map[string]any{"id": v})
	}
	if s, ok := v.(string); ok {
		parsed, err := Parse([]byte(s))
		if err != nil || parsed == nil {
			return nil, Errorf(path, "is text that is not valid JSON: %w", or(err, errors.New("it is empty")))
		}
		v = parsed
	}
	fields, ok := v.(map[string]any)
	if !ok || n.fields == nil {
		return v, nil
	}
	out := map[string]any{}
	for _, name := range slices.Sorted(maps.Keys(fields)) {
		f := n.fields[name]
		if f == nil {
			return nil, Errorf("", "unknown argument %q (valid arguments: %s)", jsontree.JoinPath(path, name), n.sortedNames())
		}
		value, err := c.field(f, jsontree.JoinPath(path, name), fields[name])
		if err != nil {
			return nil, err
		}
		if value != nil || f.nullable || f.form == asIsForm {
			out[name] = value
		}
	}
	return out, n.missing(path, out)
}

func (c coercion) field(n *node, path string, v any) (any, error) {
	if v == nil {
		return nil, nil
	}
	return c.value(n, path, v)
}

// missing says which required field is not there, in words that name it.
func (n *node) missing(path string, fields map[string]any) error {
	for _, name := range n.required {
		if _, ok := fields[name]; !ok {
			f, values := n.fields[name], ""
			if f.enum != nil {
				values = " (" + strings.Join(f.enum, ", ") + ")"
			}
			return Errorf("", "missing argument %q%s: %s", jsontree.JoinPath(path, name), values, f.about)
		}
	}
	return nil
}

func or(err, fallback error) error {
	if err != nil {
		return err
	}
	return fallback
}
