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

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/jsontree"
)

// A coercer turns values into their canonical form: the forms that models and
// other products send become the one that the schema shows.
type coercer struct {
	calendar   *Calendar     // how times are read
	references *[]*Reference // what must be looked up; value adds to them
}

// value returns v, the argument at a path, in the form that n wants. A form that
// it does not know is left for the schema to refuse.
func (c coercer) value(n *node, path string, v any) (any, error) {
	switch n.form {
	case textForm:
		if s, ok := v.(string); ok && n.isBlank(s) {
			return nil, Errorf(path, "is blank: there is nothing in it to read")
		}
		return n.canonicalSpelling(ToText(v)), nil
	case cursorForm:
		if s, ok := v.(string); ok && n.isBlank(s) {
			return nil, Errorf(path, "is blank: leave it out for the first page")
		}
		return ToText(v), nil
	case idForm, numericIDForm:
		return c.id(n, path, v)
	case timeForm:
		return c.time(n, path, v)
	case integerForm:
		return n.integer(path, v)
	case numberForm:
		return ToNumber(v), nil
	case booleanForm:
		return ToBoolean(v), nil
	case listForm:
		return c.list(n, path, v)
	case objectForm:
		return c.object(n, path, v)
	}
	return v, nil
}

// canonicalSpelling returns the canonical spelling of a value that has others.
func (n *node) canonicalSpelling(v any) any {
	if s, ok := v.(string); ok && n.synonyms[s] != "" {
		return n.synonyms[s]
	}
	return v
}

// id returns the id that v is or that stands in a pasted address, or a Reference
// to what v names.
func (c coercer) id(n *node, path string, v any) (any, error) {
	s, ok := ToText(v).(string)
	if !ok {
		return v, nil
	}
	if number, ok := v.(json.Number); ok && strings.ContainsAny(number.String(), ".eE") {
		return nil, Errorf(path, "%s is not an Intercom id: write all its digits", number)
	}
	s = TrimPasted(s)
	if IsAddress(s) {
		address, err := ParseAddress(s)
		if err != nil {
			return nil, NewError(path, err)
		}
		if !address.IsOf(n.kinds) {
			return nil, NewError(path, address.MismatchError(n.kinds))
		}
		s = string(address.ID)
	}
	if r := n.reference(path, s); r != nil {
		*c.references = append(*c.references, r)
		return r, nil
	}
	return s, n.checkID(path, s)
}

// checkID returns an Error if s is no id that n takes.
func (n *node) checkID(path, s string) error {
	if err := intercomapi.ID(s).Check(); err != nil {
		return NewError(path, err)
	}
	if _, err := strconv.ParseInt(s, 10, 64); err != nil && n.form == numericIDForm {
		return Errorf(path, "%q is not a number, and this id must be one", s)
	}
	return nil
}

// time returns a time in any form as the text of Unix seconds.
func (c coercer) time(n *node, path string, v any) (any, error) {
	s, ok := ToText(v).(string)
	if !ok {
		return v, nil
	}
	parse := c.calendar.Parse
	switch {
	case n.inUTC:
		parse = NewCalendar(c.calendar.Now).Parse
	case n.dayEnd:
		parse = c.calendar.ParseEnd
	}
	seconds, err := parse(s)
	if err != nil {
		return nil, NewError(path, err)
	}
	return strconv.FormatInt(seconds, 10), nil
}

func (n *node) integer(path string, v any) (any, error) {
	v = toInteger(v)
	if digits, ok := v.(json.Number); ok && n.positive && (digits == "0" || strings.HasPrefix(string(digits), "-")) {
		return nil, Errorf(path, "is %s: it must be at least 1", digits)
	}
	return v, nil
}

// list takes JSON text of an array, a text with commas between plain values, and
// a lone item.
func (c coercer) list(n *node, path string, v any) (any, error) {
	if s, ok := v.(string); ok {
		s = strings.TrimSpace(s)
		if strings.HasPrefix(s, "[") || strings.HasPrefix(s, "{") || !n.items.isGivenByCommas() {
			parsed, err := ParseJSON([]byte(s))
			if err != nil {
				return nil, Errorf(path, "is text that is not valid JSON: %w", err)
			}
			v = parsed
		} else if v = splitCommas(s); isEmpty(v) {
			return nil, Errorf(path, "is blank: there is nothing in it")
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
	out := make([]any, 0, len(items))
	for i, item := range items {
		if n.items.form != textForm && n.items.isNull(item) || item == nil {
			continue
		}
		item, err := c.value(n.items, fmt.Sprintf("%s[%d]", path, i), item)
		if err != nil {
			return nil, err
		}
		out = append(out, item)
	}
	return out, nil
}

// splitCommas returns the texts between commas, without spaces and empty ones.
func splitCommas(s string) []any {
	items := []any{}
	for item := range strings.SplitSeq(s, ",") {
		if item = strings.TrimSpace(item); item != "" {
			items = append(items, item)
		}
	}
	return items
}

// placesForWords returns where words to look for go in a list that has no argument
// of a name that clients give them by: ": give words as name". It is "" for others.
func (n *node) placesForWords(name string) string {
	if n.fields["per_page"] == nil || !slices.Contains([]string{"query", "q", "search", "text", "phrase", "name", "keyword", "keywords"}, name) {
		return ""
	}
	var places []string
	for _, place := range []string{"text", "subject", "phrase", "name", "email"} {
		if n.fields[place] != nil {
			places = append(places, place)
		}
	}
	if places == nil {
		return ""
	}
	return ": give words as " + strings.Join(places, " or ")
}

// object takes JSON text of an object, and an id alone where that tells the
// object. Unknown fields are refused here, with the known ones listed.
func (c coercer) object(n *node, path string, v any) (any, error) {
	v, err := n.parseObjectText(path, v)
	if err != nil {
		return nil, err
	}
	given, ok := v.(map[string]any)
	if !ok || n.fields == nil {
		return v, nil
	}
	out := map[string]any{}
	for _, name := range slices.Sorted(maps.Keys(given)) {
		f, fieldPath := n.fields[name], jsontree.JoinPath(path, name)
		if f == nil {
			return nil, Errorf("", "unknown argument %q%s (valid arguments: %s)", fieldPath, n.placesForWords(name), n.sortedNames())
		}
		v, err := c.field(f, fieldPath, given[name])
		if err != nil {
			return nil, err
		}
		if v != nil || f.form == asIsForm {
			out[name] = v
		}
	}
	return out, n.checkRequired(path, given, out)
}

// field returns the value of an object's field in the form that n wants; nil where
// it is as if not given.
func (c coercer) field(n *node, path string, v any) (any, error) {
	if n.form == asIsForm {
		return v, nil
	}
	if n.isNull(v) {
		return nil, nil
	}
	if isEmpty(v) {
		return n.ofEmpty(v), nil
	}
	v, err := c.value(n, path, v)
	if err == nil && isEmpty(v) { // JSON text of what is empty
		return n.ofEmpty(v), nil
	}
	return v, err
}

// parseObjectText returns the object that a text or an id stands for; any other
// value as it is.
func (n *node) parseObjectText(path string, v any) (any, error) {
	if s, ok := ToText(v).(string); ok && n.isGivenByID() && !strings.HasPrefix(strings.TrimSpace(s), "{") {
		return map[string]any{"id": v}, nil
	}
	s, ok := v.(string)
	if !ok {
		return v, nil
	}
	if isWords := !strings.HasPrefix(strings.TrimSpace(s), "{"); isWords && n.forWords != nil {
		return nil, Errorf(path, "is an object (%s), not words: give those as %s", strings.Join(n.order, ", "), strings.Join(n.forWords, " or "))
	}
	parsed, err := ParseJSON([]byte(s))
	if err == nil && parsed == nil {
		err = errors.New("it is empty")
	}
	if err != nil {
		return nil, Errorf(path, "is text that is not valid JSON: %w", err)
	}
	return parsed, nil
}

// checkRequired returns an Error that describes the first required field that is
// not among the values which were read from those given.
func (n *node) checkRequired(path string, given, values map[string]any) error {
	for _, name := range n.requires {
		if _, ok := values[name]; ok {
			continue
		}
		f, choice, path := n.fields[name], "", jsontree.JoinPath(path, name)
		if f.enum != nil {
			choice = " (" + strings.Join(f.enum, ", ") + ")"
		}
		if given[name] == "" {
			return Errorf(path, "is empty, and must be given%s: %s", choice, f.description)
		}
		return Errorf("", "missing argument %q%s: %s", path, choice, f.description)
	}
	return nil
}

// ToText returns a json.Number as the string of its digits, and any other value
// as it is.
func ToText(v any) any {
	if n, ok := v.(json.Number); ok {
		return n.String()
	}
	return v
}

// ToNumber returns a string that holds a JSON number as a json.Number, and any
// other value as it is.
func ToNumber(v any) any {
	s, ok := v.(string)
	if !ok {
		return v
	}
	s = strings.TrimSpace(s)
	if s == "" || !strings.Contains("-0123456789", s[:1]) || !json.Valid([]byte(s)) {
		return v
	}
	return json.Number(s)
}

// toInteger is ToNumber that writes a whole number, such as 5.0 or 5e0, as an
// integer.
func toInteger(v any) any {
	n, ok := ToNumber(v).(json.Number)
	if !ok {
		return v
	}
	if x, err := n.Float64(); err == nil && x == math.Trunc(x) && math.Abs(x) < 1<<53 {
		return json.Number(strconv.FormatFloat(x, 'f', 0, 64))
	}
	return n
}

// ToBoolean returns "true" and "false" as booleans, and any other value as it is.
func ToBoolean(v any) any {
	switch v {
	case "true":
		return true
	case "false":
		return false
	}
	return v
}
