package search

import (
	"errors"
	"net/http"
	"slices"
	"strings"
	"unicode"

	"intercom-mcp/intercomapi"
)

// anyOfUnsure wants one of some filters to hold, of which Intercom may not know some
// fields: a search that it refuses is sent again without these.
func (f *filterSet) anyOfUnsure(unsure []string, filters ...intercomapi.Query) {
	f.unsure = append(f.unsure, unsure...)
	f.anyOf(filters...)
}

// dropRefused drops the filters on fields that Intercom may not know and that err, the
// answer to a search with them, refuses; it reports whether there were any. A refusal that
// names none of them may mean all of them.
func (f *filterSet) dropRefused(err error) bool {
	if len(f.unsure) == 0 || intercomapi.StatusOf(err) != http.StatusBadRequest {
		return false
	}
	named := fieldsNamed(err)
	refused := slices.DeleteFunc(slices.Clone(f.unsure), func(field string) bool { return !slices.Contains(named, field) })
	if len(refused) == 0 {
		refused = f.unsure
	}
	isRefused := func(q intercomapi.Query) bool { return slices.Contains(refused, q.Field) }
	for i, group := range f.filters {
		if alternatives, ok := group.Value.([]intercomapi.Query); ok {
			f.filters[i].Value = slices.DeleteFunc(slices.Clone(alternatives), isRefused)
		}
	}
	f.note("Intercom refused to search by %s: left out", strings.Join(refused, " and "))
	f.unsure = slices.DeleteFunc(slices.Clone(f.unsure), func(field string) bool { return slices.Contains(refused, field) })
	return true
}

// fieldsNamed returns the words of a refusal that may be names of fields.
func fieldsNamed(err error) (words []string) {
	e, ok := errors.AsType[*intercomapi.Error](err)
	if !ok {
		return nil
	}
	for _, d := range e.Details {
		for word := range strings.FieldsFuncSeq(d.Field+" "+d.Message, func(r rune) bool {
			return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '_' && r != '.'
		}) {
			words = append(words, strings.TrimRight(word, "."))
		}
	}
	return words
}
