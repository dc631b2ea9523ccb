package sandbox

import (
	"maps"
	"slices"
	"strings"
	"sync"
)

// containers returns the fields at the top of a body that hold an object or a list, whatever the operation; JSON as text is neither.
var containers = sync.OnceValue(func() map[string]container {
	all := map[string]container{}
	for _, kind := range []struct {
		container
		names string
	}{
		{container{"an object", isObject}, `assignment attributes custom_attributes customer event_summaries from metadata mock_response pagination query reference
			sort ticket_attributes translated_content user visitor`},
		{container{"an object or a list of objects", isObjectOrMore}, "to cc bcc"},
		{container{"a list of objects", listOf(isObject)}, `attachment_files companies components contacts data_inputs headers json_blocks newsfeed_assignments
			options predicates reply_options role_predicates time_intervals users`},
		{container{"a list", isAnyList}, "attachment_urls audiences event_types ip_allowlist labels locales reactions token_ids visible_to_team_ids"},
		{container{"an id or a list of ids", isIDOrMore}, "audience_ids"},
	} {
		for name := range strings.FieldsSeq(kind.names) {
			all[name] = kind.container
		}
	}
	return all
})

// A container is what a field must hold.
type container struct {
	words string
	fits  func(any) bool
}

func isAnyList(v any) bool { _, ok := v.([]any); return ok }

func isObjectOrMore(v any) bool { return isObject(v) || listOf(isObject)(v) }

func isIDOrMore(v any) bool { return isID(v) || listOf(isID)(v) }

// checkContainers returns an error if a field of a body should hold an object or a list and does not. Null stands for any of them.
func checkContainers(in object) error {
	for _, name := range slices.Sorted(maps.Keys(in)) {
		kind, known := containers()[name]
		if name == "from" && in.has("into") {
			continue // a merge of contacts, which names them by ids
		}
		if v := in[name]; known && v != nil && !kind.fits(v) {
			return &apiError{status: 400, code: "parameter_invalid", message: name + " must be " + kind.words, field: name}
		}
	}
	return nil
}
