package search

import (
	"fmt"
	"slices"
	"strings"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/lazy"
)

// noteVainFilters notes the filters of a checked query by which Intercom finds nothing
// for a reason that is known.
func (f *filterSet) noteVainFilters(q intercomapi.Query) {
	if group, ok := q.Value.([]intercomapi.Query); ok {
		for _, m := range group {
			f.noteVainFilters(m)
		}
		return
	}
	values, isList := q.Value.([]any)
	if !isList {
		values = []any{q.Value}
	}
	for _, v := range values {
		if reason := f.vain(q, v); reason != "" {
			f.note("query: no %s is %.60q: %s", q.Field, valueText(v), reason)
		}
	}
}

// valueText returns a value as it stands in a query: null, not <nil>.
func valueText(v any) string {
	if v == nil {
		return "null"
	}
	return fmt.Sprint(v)
}

// vain returns why no field is like a value of a filter, and what to do; "" where it may be.
func (f *filterSet) vain(q intercomapi.Query, v any) string {
	text := valueText(v)
	words := f.words(q.Field)
	switch {
	case slices.Contains([]string{"=", "!=", "IN", "NIN"}, q.Operator) && words != "" && v != nil && !slices.Contains(strings.Fields(words), text):
		return "it is one of " + words
	case q.Field == "source.body" && len(strings.Fields(text)) > 1:
		return "it is compared word by word; use the argument text, or a filter for each word"
	case strings.HasSuffix(q.Field, "_assignee_id") && v == nil && !isOlder(f.resolver.Version(), nobodyIsZero):
		return "nobody is 0 since version " + nobodyIsZero + " of the API; use 0"
	case q.Field == "contact_ids" && v != nil && !hexID().MatchString(text):
		return "it has Intercom's own ids, of 24 digits and letters; the argument contact takes others, and e-mail addresses"
	case q.Field == "email_domain" && strings.Contains(text, "@"):
		return "it is what stands behind the @"
	}
	return ""
}

// hexID matches an id of a contact.
var hexID = lazy.Regexp(`^[0-9a-f]{24}$`)

// words returns the words that a field of the resource can be; "" where they are not known.
func (f *filterSet) words(field string) string {
	switch {
	case field == "priority" && isOlder(f.resolver.Version(), priorityHasLevels):
		return "priority not_priority"
	case field == "ai_agent.resolution_state" && isOlder(f.resolver.Version(), resolutionsRenamed):
		return "" // its words before are not all known
	}
	return f.resource.words[field]
}

// Versions of the API that changed the values of fields.
const (
	nobodyIsZero       = "2.16" // an assignee that is nobody was null before
	priorityHasLevels  = "2.16"
	resolutionsRenamed = "2.15" // of Fin
)
