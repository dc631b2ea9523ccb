package search

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/args"
	"intercom-mcp/tools/untrusted"
)

// What Intercom allows of a search.
const (
	MaxFilters = 15 // in a group
	maxNesting = 2  // levels of groups
)

// A checker finds what Intercom would refuse in a query.
type checker struct {
	resource
	comparesDays bool
	days         *args.Calendar // how times are read
}

// check returns q with its JSON text read and the times of its date fields in Unix
// seconds, or an error that says where in it Intercom would refuse what. depth is
// the level of nesting, from 1.
func (c checker) check(q intercomapi.Query, depth int, path string) (intercomapi.Query, error) {
	operator := strings.ToUpper(q.Operator) // models write "and", too
	if operator != "AND" && operator != "OR" {
		return c.checkFilter(q, path)
	}
	q.Operator = operator
	if q.Field != "" {
		return q, fmt.Errorf("%s: a group (%s) has no field", path, q.Operator)
	}
	if depth > maxNesting {
		return q, fmt.Errorf("%s: groups are nested deeper than %d levels, Intercom's limit", path, maxNesting)
	}
	group, err := decodeGroup(q.Value)
	if err != nil {
		return q, fmt.Errorf("%s: %w", path, err)
	}
	for i, m := range group {
		if group[i], err = c.check(m, depth+1, fmt.Sprintf("%s.value[%d]", path, i)); err != nil {
			return q, err
		}
	}
	q.Value = group
	return q, nil
}

// decodeGroup reads the members of a group from a list, or from JSON text of one.
func decodeGroup(v any) ([]intercomapi.Query, error) {
	raw, err := json.Marshal(v)
	if s, ok := v.(string); ok {
		raw, err = []byte(s), nil
	}
	if err != nil {
		return nil, err
	}
	var group []intercomapi.Query
	d := json.NewDecoder(strings.NewReader(string(raw)))
	d.UseNumber()
	d.DisallowUnknownFields()
	if err := d.Decode(&group); err != nil {
		return nil, fmt.Errorf("the value of a group is a list of filters {field, operator, value}: %w", err)
	}
	switch n := len(group); {
	case n == 0:
		return nil, errors.New("the group is empty")
	case n > MaxFilters:
		return nil, fmt.Errorf("%d filters in a group; Intercom's limit is %d", n, MaxFilters)
	}
	return group, nil
}

// checkFilter is check for a single filter.
func (c checker) checkFilter(q intercomapi.Query, path string) (intercomapi.Query, error) {
	if q.Field == "" {
		return q, fmt.Errorf("%s: a filter needs a field", path)
	}
	kind := c.kinds[q.Field]
	allowed := c.operators[kind]
	if kind == anyKind {
		allowed = textual + " > < >= <="
	}
	if !slices.Contains(strings.Fields(allowed), q.Operator) {
		return q, fmt.Errorf("%s: %s takes the operators %s, not %q", path, describe(q.Field, kind), allowed, q.Operator)
	}
	values, isList := q.Value.([]any)
	if wants := q.Operator == "IN" || q.Operator == "NIN"; wants != isList {
		return q, fmt.Errorf("%s: the value of %s must be a list only with IN and NIN", path, q.Field)
	}
	if !isList {
		values = []any{q.Value}
	}
	if err := checkValues(values); err != nil {
		return q, fmt.Errorf("%s: %s: %w", path, q.Field, err)
	}
	if name := nameAmongIDs(q.Field, kind, values); name != "" {
		return q, fmt.Errorf("%s: %s takes ids, not names such as %.60q: filters of their own take those", path, q.Field, name)
	}
	if kind != dateKind && kind != createdKind {
		return q, nil
	}
	times := make([]any, len(values))
	for i, v := range values {
		var err error
		if times[i], err = c.unixTime(v); err != nil {
			return q, fmt.Errorf("%s: %s: %w", path, q.Field, err)
		}
	}
	q.Value = times
	if !isList {
		q.Value = times[0]
	}
	return q, nil
}

// checkValues returns an error for values that would find everything, or nothing.
func checkValues(values []any) error {
	if len(values) == 0 {
		return errors.New("the list of values is empty")
	}
	for _, v := range values {
		if s, ok := v.(string); ok && untrusted.IsUnseen(s) {
			return errors.New("the value is blank: give one, or null for those without")
		}
	}
	return nil
}

// nameAmongIDs returns the first of the values of a field of ids that is a name; ""
// if none is. An id has digits, and neither a space nor an @. Intercom finds nothing by a name, and everything
// without it.
func nameAmongIDs(field string, kind fieldKind, values []any) string {
	takesIDs := strings.HasSuffix(field, "_id") || strings.HasSuffix(field, "_ids")
	if !takesIDs || kind == anyKind || field == "external_id" {
		return ""
	}
	for _, v := range values {
		if s, ok := v.(string); ok && (!strings.ContainsAny(s, "0123456789") || strings.ContainsAny(s, " @")) {
			return s
		}
	}
	return ""
}

// unixTime returns a time in any form as Unix seconds; null asks for fields without
// one. Where times are compared by days, a bare day must stay that day.
func (c checker) unixTime(v any) (any, error) {
	if v == nil {
		return nil, nil
	}
	text, ok := args.ToText(v).(string)
	if !ok {
		return nil, fmt.Errorf("%v is not a time", v)
	}
	at, err := c.days.Parse(text)
	if err == nil && c.comparesDays && args.IsDate(text) {
		at = c.days.Midday(at, 0)
	}
	return at, err
}

// describe returns a field with its kind, if that is known.
func describe(field string, kind fieldKind) string {
	if kind == anyKind {
		return field
	}
	return fmt.Sprintf("%s (a %s field)", field, kind)
}
