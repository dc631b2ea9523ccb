package sandbox

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// Limits of Intercom's search language.
const (
	maxNesting = 2
	maxFilters = 15
)

// A fieldKind says how a search field compares.
type fieldKind int

const (
	textField   fieldKind = iota
	wordField             // text that ~ searches by whole words
	numberField           // numbers, and ids that are numbers
	flagField
	dateField // to the second
	dayField  // to the day, as contact dates are
	idField   // the ids of things attached, of which there may be many
	tagField  // the same for the tags of contacts, which take less operators
	anyField  // custom attributes: whatever they hold
)

var (
	textOps = []string{"=", "!=", "IN", "NIN", "~", "!~", "^", "$"}
	numOps  = []string{"=", "!=", "IN", "NIN", ">", "<", ">=", "<="}
	allOps  = []string{"=", "!=", "IN", "NIN", ">", "<", ">=", "<=", "~", "!~", "^", "$"}
)

// operators are those that a kind of field takes.
var operators = map[fieldKind][]string{
	textField: textOps, wordField: textOps, numberField: numOps, dateField: numOps, anyField: allOps,
	flagField: {"=", "!=", "IN", "NIN"},
	dayField:  {"=", ">", "<"},
	idField:   {"=", "!=", "IN", "NIN"},
	tagField:  {"=", "!="},
}

// fieldKinds are the fields that a kind of thing can be searched by; a name that ends in "." stands for all below it.
type fieldKinds map[string]fieldKind

// kind returns the kind of a field, and reports whether there is such a field.
func (fs fieldKinds) kind(name string) (fieldKind, bool) {
	k, ok := fs[name]
	if i := strings.LastIndex(name, "."); !ok && i < len(name)-1 {
		k, ok = fs[name[:i+1]]
	}
	return k, ok && !strings.HasSuffix(name, ".")
}

// A predicate reports whether a row with these values is found.
type predicate func(value func(field string) any) bool

// search returns the rows that the query of a search request finds.
func search[T listable](rows []T, body object, fs fieldKinds) ([]T, error) {
	query, ok := body["query"].(object)
	if !ok {
		return nil, missingParam("query not specified")
	}
	fits, err := fs.compile(query, 0)
	if err != nil {
		return nil, err
	}
	var found []T
	for _, r := range rows {
		if fits(r.value) {
			found = append(found, r)
		}
	}
	return found, nil
}

// compile returns the predicate of a filter or of a group of them.
func (fs fieldKinds) compile(query object, depth int) (predicate, error) {
	operator := query.str("operator")
	if query.has("field") || operator != "AND" && operator != "OR" {
		return fs.compileFilter(query)
	}
	parts, ok := query["value"].([]any)
	switch {
	case !ok:
		return nil, invalid("value of an %s group must be a list of filters", operator)
	case depth == maxNesting:
		return nil, invalid("a query can be nested at most %d levels deep", maxNesting)
	case len(parts) > maxFilters:
		return nil, invalid("a group can have at most %d filters", maxFilters)
	}
	var all []predicate
	for _, filter := range parts {
		o, ok := filter.(object)
		if !ok {
			return nil, invalid("value of an %s group must be a list of filters", operator)
		}
		p, err := fs.compile(o, depth+1)
		if err != nil {
			return nil, err
		}
		all = append(all, p)
	}
	return combine(all, operator == "OR"), nil
}

// combine returns a predicate that holds where all do, or with or where one does.
func combine(all []predicate, or bool) predicate {
	return func(value func(string) any) bool {
		for _, p := range all {
			if p(value) == or {
				return or
			}
		}
		return !or
	}
}

func (fs fieldKinds) compileFilter(query object) (predicate, error) {
	field, operator := query.str("field"), query.str("operator")
	kind, known := fs.kind(field)
	switch {
	case field == "":
		return nil, invalid("a filter needs field, operator and value")
	case !known:
		return nil, invalid("Invalid search field '%s'", field)
	case !query.has("value"):
		return nil, invalid("value not specified for field '%s'", field)
	case !slices.Contains(operators[kind], operator):
		return nil, invalid("Invalid operator '%s' for field '%s'", operator, field)
	}
	wanted, err := operands(field, operator, kind, query["value"])
	if err != nil {
		return nil, err
	}
	test := matcher(operator, kind, wanted)
	return func(value func(string) any) bool { return test(value(field)) }, nil
}

// operands returns the values that a filter compares with, in the type of its field.
func operands(field, operator string, kind fieldKind, value any) ([]any, error) {
	list, isList := value.([]any)
	many := operator == "IN" || operator == "NIN"
	switch {
	case many && !isList:
		return nil, invalid("value must be a list for operator %s on field '%s'", operator, field)
	case !many && isList:
		return nil, invalid("value must not be a list for operator %s on field '%s'", operator, field)
	case !many:
		list = []any{value}
	}
	wanted := make([]any, len(list))
	for i, v := range list {
		w, ok := coerce(kind, v)
		if !ok {
			return nil, invalid("Invalid value '%v' for field '%s'", v, field)
		}
		wanted[i] = w
	}
	return wanted, nil
}

// coerce returns a value in the type of its field, and reports whether it fits. null fits every field: it asks for what has
// none.
func coerce(kind fieldKind, v any) (any, bool) {
	switch v.(type) {
	case object, []any:
		return nil, false
	case nil:
		return nil, true
	}
	switch kind {
	case textField, wordField, idField, tagField:
		return asText(v), true
	case numberField, dateField, dayField:
		if s, ok := v.(string); ok {
			n, err := strconv.ParseFloat(s, 64)
			return n, err == nil
		}
		_, isBool := v.(bool)
		return v, !isBool
	case flagField:
		if s, ok := v.(string); ok {
			b, err := strconv.ParseBool(s)
			return b, err == nil
		}
		_, isBool := v.(bool)
		return v, isBool
	}
	return v, true
}

// asText returns a scalar as text.
func asText(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case int:
		return strconv.Itoa(v)
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	case bool:
		return strconv.FormatBool(v)
	}
	return ""
}

// matcher returns the test of a filter. Of many values of a row one that matches is enough; a negation must hold for all.
func matcher(operator string, kind fieldKind, wanted []any) func(any) bool {
	positive := map[string]string{"!=": "=", "NIN": "IN", "!~": "~"}
	if p, negated := positive[operator]; negated {
		test := matcher(p, kind, wanted)
		return func(v any) bool { return !test(v) }
	}
	if kind == dateField && (operator == ">" || operator == "<") {
		operator += "=" // on dates to the second Intercom's ">" means "from then on"; contacts' days are later ones only
	}
	return func(v any) bool {
		many, isList := v.([]any)
		if !isList {
			many = []any{v}
		}
		if len(many) == 0 {
			many = []any{nil}
		}
		return slices.ContainsFunc(many, func(has any) bool {
			return slices.ContainsFunc(wanted, func(want any) bool { return matches(operator, kind, has, want) })
		})
	}
}

// matches reports whether a row's value compares with the filter's as the operator says.
func matches(operator string, kind fieldKind, has, want any) bool {
	if has == nil || want == nil {
		return has == nil && want == nil && (operator == "=" || operator == "IN")
	}
	if kind == dayField {
		has, want = dayOf(has), dayOf(want)
	}
	if typeRank(has) != typeRank(want) {
		has, want = asText(has), asText(want)
	}
	order := compareValues(has, want)
	switch operator {
	case "=", "IN":
		return order == 0
	case ">":
		return order > 0
	case "<":
		return order < 0
	case ">=":
		return order >= 0
	case "<=":
		return order <= 0
	}
	return matchesText(operator, kind, strings.ToLower(asText(has)), strings.ToLower(asText(want)))
}

// dayOf returns the day of a time in the workspace's time zone, which is UTC.
func dayOf(v any) any {
	const day = 24 * 60 * 60
	return int(asFloat(v)) / day
}

func matchesText(operator string, kind fieldKind, has, want string) bool {
	switch {
	case operator == "^":
		return strings.HasPrefix(has, want)
	case operator == "$":
		return strings.HasSuffix(has, want)
	case kind == wordField:
		return slices.Contains(splitWords(has), want)
	}
	return strings.Contains(has, want)
}

func splitWords(s string) []string {
	return strings.FieldsFunc(toText(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) && r != '\'' && r != '-' })
}
