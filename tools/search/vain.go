package search

import (
	"strings"

	"intercom-mcp/intercomapi"
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
	text, _ := q.Value.(string)
	isAssignee := q.Field == "admin_assignee_id" || q.Field == "team_assignee_id"
	switch {
	case q.Field == "source.body" && len(strings.Fields(text)) > 1:
		f.note("query: %s is compared word by word, so %.60q finds nothing: use the argument text, or a filter for each word", q.Field, text)
	case isAssignee && q.Value == nil && !isOlder(f.resolver.Version(), nobodyIsZero):
		f.note("query: %s is 0 where there is none, since version %s of the API, so null finds nothing: use 0", q.Field, nobodyIsZero)
	}
}

// nobodyIsZero is the first API version in which an assignee that is nobody is 0 and
// not null.
const nobodyIsZero = "2.16"
