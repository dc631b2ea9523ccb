package search

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/args"
	"intercom-mcp/tools/lookup"
	"intercom-mcp/tools/untrusted"
)

// A filterSet collects what the plain filters of a search want, all of which must
// hold. The first fault stays; whatever is collected after it does not count.
type filterSet struct {
	resolver lookup.Resolver
	resource resource
	days     *args.Calendar // how times are read

	filters      []intercomapi.Query
	unsure       []string // fields of filters that Intercom may refuse to search by
	notes        []string
	findsNothing bool // whatever Intercom holds
	err          error
}

// newFilterSet returns a filterSet without filters.
func newFilterSet(ctx context.Context, resolver lookup.Resolver, of resource) *filterSet {
	return &filterSet{resolver: resolver, resource: of, days: resolver.Days(ctx)}
}

// add wants a field to compare with a value.
func (f *filterSet) add(field, operator string, value any) {
	f.filters = append(f.filters, intercomapi.Where(field, operator, value))
}

// equal wants a field to have a value, where one is given.
func (f *filterSet) equal(field, value string) {
	if value != "" {
		f.add(field, "=", value)
	}
}

// equalBool wants a field to have a value, where one is given.
func (f *filterSet) equalBool(field string, value *bool) {
	if value != nil {
		f.add(field, "=", *value)
	}
}

// contains wants a field to hold a text, where one is given.
func (f *filterSet) contains(field, text string) {
	if text != "" {
		f.add(field, "~", text)
	}
}

// name wants a field to hold a name, where one is given.
func (f *filterSet) name(field, name string) {
	if name != "" {
		f.filters = append(f.filters, intercomapi.WhereName(field, "~", name))
	}
}

// containsWords wants a field to hold each word of a text, since Intercom looks for
// single ones. It returns the words.
func (f *filterSet) containsWords(field, text string) []string {
	words := strings.FieldsFunc(untrusted.Visible(text), func(r rune) bool { return strings.ContainsRune(" \u00a0\t\n\r.,;:!?\"“”„«»()[]{}", r) })
	for _, w := range words {
		f.add(field, "~", w)
	}
	return words
}

// oneOf wants a field to have one of some values, where any are given.
func oneOf[T any](f *filterSet, field string, values []T) {
	switch len(values) {
	case 0:
	case 1:
		f.add(field, "=", values[0])
	default:
		f.add(field, "IN", list(values))
	}
}

// equalOrIn returns a filter for a value, or for any of a list of them.
func equalOrIn(field string, value any) intercomapi.Query {
	if _, several := value.([]any); several {
		return intercomapi.Where(field, "IN", value)
	}
	return intercomapi.Where(field, "=", value)
}

// list returns values in the form of a list that came with a call.
func list[T any](values []T) []any {
	all := make([]any, len(values))
	for i, v := range values {
		all[i] = v
	}
	return all
}

// anyOf wants one of some filters to hold.
func (f *filterSet) anyOf(filters ...intercomapi.Query) {
	f.filters = append(f.filters, intercomapi.Any(filters...))
}

// hasAll wants all of some tags or segments.
func (f *filterSet) hasAll(ctx context.Context, field, argument string, names []string, kind string) {
	for _, id := range f.ids(ctx, argument, names, kind) {
		f.add(field, "=", id)
	}
}

// find returns the one thing that an argument names; false if none is given or it
// can't be found.
func (f *filterSet) find(ctx context.Context, argument, name string, kinds ...string) (lookup.Entry, bool) {
	if name == "" || f.err != nil {
		return lookup.Entry{}, false
	}
	found, err := f.resolver.Find(ctx, name, kinds...)
	if err != nil {
		f.fail(argument, err)
		return lookup.Entry{}, false
	}
	if !found.HasName(name) {
		f.note("%s %q is %s", argument, name, found)
	}
	return found, true
}

// ids returns the ids of several things of a kind that an argument names.
func (f *filterSet) ids(ctx context.Context, argument string, names []string, kind string) []string {
	var ids []string
	for _, name := range names {
		if found, ok := f.find(ctx, argument, name, kind); ok {
			ids = append(ids, string(found.ID))
		}
	}
	return ids
}

// note says something about the answer, once.
func (f *filterSet) note(format string, values ...any) {
	if text := fmt.Sprintf(format, values...); !slices.Contains(f.notes, text) {
		f.notes = append(f.notes, text)
	}
}

// fail keeps the error of a look-up that an argument needed.
func (f *filterSet) fail(argument string, err error) {
	if f.err == nil {
		f.err = lookup.ArgumentError(argument, err)
	}
}

// refuse keeps what is wrong with an argument: the fault follows its text.
func (f *filterSet) refuse(argument, text, fault string) {
	if f.err == nil {
		f.err = args.Errorf(argument, "%.100q %s", text, fault)
	}
}
