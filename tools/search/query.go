package search

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/args"
)

// What Intercom allows of a search.
const (
	MaxFilters = 15 // in a group
	maxNesting = 2  // levels of groups
)

// fieldKind is the type of a searchable field, which says what may be done with it.
type fieldKind string

const (
	stringKind  fieldKind = "text"
	integerKind fieldKind = "number"
	booleanKind fieldKind = "boolean"
	dateKind    fieldKind = "date"
	createdKind fieldKind = "creation date" // of tickets, which takes more operators
	tagKind     fieldKind = "tag"
	anyKind     fieldKind = "" // not known here: Intercom judges
)

// fieldTable is what Intercom says of one resource's search: the kinds of its
// fields that are no text, and the operators that each kind takes.
type fieldTable struct {
	kinds     map[string]fieldKind
	operators map[fieldKind]string
	days      bool   // dates are cut down to days; before a query is read, in older versions
	example   string // of a plain filter
}

const (
	equality = "= != IN NIN"
	textual  = equality + " ~ !~ ^ $"
)

// kindOf is a field's kind; a field that is not listed may be new.
func (s fieldTable) kindOf(field string) fieldKind { return s.kinds[field] }

// fieldKinds makes a table of fields by kind.
func fieldKinds(byKind map[fieldKind]string) map[string]fieldKind {
	out := map[string]fieldKind{}
	for k, fields := range byKind {
		for f := range strings.FieldsSeq(fields) {
			out[f] = k
		}
	}
	return out
}

// check says what Intercom would refuse in q, and gives q with its JSON text
// read and the times of date fields in Unix seconds.
func (s fieldTable) check(q intercomapi.Query, now time.Time) (intercomapi.Query, error) {
	out, err := s.level(q, 1, "query", now)
	if err != nil {
		return q, args.NewError("", err)
	}
	return out, nil
}

func (s fieldTable) level(q intercomapi.Query, depth int, path string, now time.Time) (intercomapi.Query, error) {
	word := strings.ToUpper(q.Operator) // models write "and", too
	if word != "AND" && word != "OR" {
		return s.filter(q, path, now)
	}
	q.Operator = word
	if q.Field != "" {
		return q, fmt.Errorf("%s: a group (%s) has no field", path, q.Operator)
	}
	if depth > maxNesting {
		return q, fmt.Errorf("%s: groups are nested deeper than %d levels, Intercom's limit", path, maxNesting)
	}
	members, err := group(q.Value)
	if err != nil {
		return q, fmt.Errorf("%s: %w", path, err)
	}
	for i, m := range members {
		if members[i], err = s.level(m, depth+1, fmt.Sprintf("%s.value[%d]", path, i), now); err != nil {
			return q, err
		}
	}
	q.Value = members
	return q, nil
}

// group reads the members of a group from a list, or JSON text of one.
func group(v any) ([]intercomapi.Query, error) {
	raw, err := json.Marshal(v)
	if s, ok := v.(string); ok {
		raw, err = []byte(s), nil
	}
	if err != nil {
		return nil, err
	}
	var members []intercomapi.Query
	d := json.NewDecoder(strings.NewReader(string(raw)))
	d.UseNumber()
	d.DisallowUnknownFields()
	if err := d.Decode(&members); err != nil {
		return nil, fmt.Errorf("the value of a group is a list of filters {field, operator, value}: %w", err)
	}
	switch n := len(members); {
	case n == 0:
		return nil, errors.New("the group is empty")
	case n > MaxFilters:
		return nil, fmt.Errorf("%d filters in a group; Intercom's limit is %d", n, MaxFilters)
	}
	return members, nil
}

func (s fieldTable) filter(q intercomapi.Query, path string, now time.Time) (intercomapi.Query, error) {
	if q.Field == "" {
		return q, fmt.Errorf("%s: a filter needs a field", path)
	}
	k := s.kindOf(q.Field)
	allowed := s.operators[k]
	if k == anyKind {
		allowed = textual + " > < >= <="
	}
	if !slices.Contains(strings.Fields(allowed), q.Operator) {
		return q, fmt.Errorf("%s: %s takes the operators %s, not %q", path, describe(q.Field, k), allowed, q.Operator)
	}
	values, isList := q.Value.([]any)
	if wants := q.Operator == "IN" || q.Operator == "NIN"; wants != isList {
		return q, fmt.Errorf("%s: the value of %s must be a list only with IN and NIN", path, q.Field)
	}
	if name := aName(q.Field, k, q.Value); name != "" {
		return q, fmt.Errorf("%s: %s takes ids, not names such as %.60q: filters of their own take those", path, q.Field, name)
	}
	if k != dateKind && k != createdKind {
		return q, nil
	}
	var err error
	if isList {
		q.Value, err = s.unixList(values, now)
	} else {
		q.Value, err = s.unix(q.Value, now)
	}
	if err != nil {
		return q, fmt.Errorf("%s: %s: %w", path, q.Field, err)
	}
	return q, nil
}

// aName is a name among the values of a field of ids: an id has digits. Intercom
// finds nothing by a name, and everything without it.
func aName(field string, k fieldKind, value any) string {
	isIDs := strings.HasSuffix(field, "_id") || strings.HasSuffix(field, "_ids")
	if !isIDs || k == anyKind || field == "external_id" {
		return ""
	}
	values, isList := value.([]any)
	if !isList {
		values = []any{value}
	}
	for _, v := range values {
		if s, ok := v.(string); ok && !strings.ContainsAny(s, "0123456789") {
			return s
		}
	}
	return ""
}

func (s fieldTable) unixList(values []any, now time.Time) (any, error) {
	out := make([]any, len(values))
	for i, v := range values {
		var err error
		if out[i], err = s.unix(v, now); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// unix gives a time in any form as Unix seconds; null asks for fields without one.
// Where times are cut down to days, a bare one must stay that day.
func (s fieldTable) unix(v any, now time.Time) (any, error) {
	if v == nil {
		return nil, nil
	}
	text, ok := args.ToText(v).(string)
	if !ok {
		return nil, fmt.Errorf("%v is not a time", v)
	}
	at, err := args.ParseTime(text, now)
	if s.days && args.IsDate(text) {
		at += middayUTC
	}
	return at, err
}

func describe(field string, k fieldKind) string {
	if k == anyKind {
		return field
	}
	return fmt.Sprintf("%s (a %s field)", field, k)
}
