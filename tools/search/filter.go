package search

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/args"
	"intercom-mcp/tools/lookup"
)

// filterSet collects what the plain filters of a search stand for. The first
// fault stays; whatever is collected after it does not count.
type filterSet struct {
	book lookup.Resolver

	all   []intercomapi.Query
	notes []string
	none  bool // nothing can be found, whatever Intercom holds
	err   error
}

func (f *filterSet) add(field, operator string, value any) {
	f.all = append(f.all, intercomapi.Query{Field: field, Operator: operator, Value: value})
}

// equal wants a field to have a value, where one is given.
func (f *filterSet) equal(field, value string) {
	if value != "" {
		f.add(field, "=", value)
	}
}

// oneOf wants a field to have one of some values, where any are given.
func (f *filterSet) oneOf(field string, values []string) {
	switch list := anyValues(values); len(list) {
	case 0:
	case 1:
		f.add(field, "=", list[0])
	default:
		f.add(field, "IN", list)
	}
}

func anyValues(values []string) []any {
	out := []any{}
	for _, v := range values {
		out = append(out, v)
	}
	return out
}

// flag wants a field to be so, where that is said.
func (f *filterSet) flag(field string, value *bool) {
	if value != nil {
		f.add(field, "=", *value)
	}
}

// anyOf wants one of some filters.
func (f *filterSet) anyOf(some ...intercomapi.Query) {
	f.all = append(f.all, intercomapi.Query{Operator: "OR", Value: some})
}

// note says something about the answer, once.
func (f *filterSet) note(format string, values ...any) {
	if text := fmt.Sprintf(format, values...); !slices.Contains(f.notes, text) {
		f.notes = append(f.notes, text)
	}
}

// between wants a time that is not before one and not after another. Intercom
// takes the ends in where a search is to the second.
func (f *filterSet) between(field string, since, until *intercomapi.Time) {
	if since != nil {
		f.add(field, ">", unixText(*since))
	}
	if until != nil {
		f.add(field, "<", unixText(*until))
	}
}

// unixText is a time as people write one in a query.
func unixText(t intercomapi.Time) string { return strconv.FormatInt(int64(t), 10) }

// id is the id of the one thing that a filter names; false if none is given or
// nothing can be said of it.
func (f *filterSet) id(ctx context.Context, argument, name string, kinds ...string) (lookup.Entry, bool) {
	if name == "" || f.err != nil {
		return lookup.Entry{}, false
	}
	if args.IsID(name) && !f.book.IsName(ctx, name, kinds...) {
		return lookup.Entry{Named: lookup.Named{ID: intercomapi.ID(name)}, Kind: kinds[0]}, true
	}
	found, err := f.book.Find(ctx, name, kinds...)
	if err != nil {
		f.fail(argument, err)
		return lookup.Entry{}, false
	}
	if !found.IsCalled(lookup.Fold(name)) {
		f.note("%s %q is %s", argument, name, found)
	}
	return found, true
}

// fail keeps what went wrong with an argument.
func (f *filterSet) fail(argument string, err error) {
	if f.err == nil {
		f.err = lookup.ArgumentFailed(argument, err)
	}
}

// ids are the ids of several things of a kind.
func (f *filterSet) ids(ctx context.Context, argument string, names []string, kind string) []string {
	var out []string
	for _, name := range names {
		if found, ok := f.id(ctx, argument, name, kind); ok {
			out = append(out, string(found.ID))
		}
	}
	return out
}

// hasAll wants all of some tags or segments.
func (f *filterSet) hasAll(ctx context.Context, field, argument string, names []string, kind string) {
	for _, id := range f.ids(ctx, argument, names, kind) {
		f.add(field, "=", id)
	}
}

// assigned wants an admin, a team, or nobody. Where no admin is called so, a
// team may be: people assign to both. as is the form in which an id is sought.
func (f *filterSet) assigned(ctx context.Context, admin, team string, as func(intercomapi.ID) any) {
	if found, ok := f.assignee(ctx, "assignee", admin, "admin"); ok {
		f.add(found.Kind+"_assignee_id", "=", as(found.ID))
	}
	if found, ok := f.assignee(ctx, "team", team, "team"); ok {
		f.add("team_assignee_id", "=", as(found.ID))
	}
	if lookup.IsNobody(admin) && team == "" {
		f.note(`assignee %s: no admin; with team "unassigned" as well, no team either`, admin)
	}
}

// asNumber and asText are the forms in which searches take the id of an assignee.
func asNumber(id intercomapi.ID) any { return json.Number(id) }
func asText(id intercomapi.ID) any   { return string(id) }

func (f *filterSet) assignee(ctx context.Context, argument, name, kind string) (lookup.Entry, bool) {
	if lookup.IsNobody(name) {
		return lookup.Entry{Named: lookup.Named{ID: "0"}, Kind: kind}, true
	}
	if kind == "admin" {
		return f.id(ctx, argument, name, "admin", "team")
	}
	return f.id(ctx, argument, name, kind)
}

// words wants each word of a text, since Intercom looks for single ones.
func (f *filterSet) words(field, text string) []string {
	words := strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(" \t\n\r.,;:!?\"“”„«»()[]{}", r) })
	for _, w := range words {
		f.add(field, "~", w)
	}
	return words
}
