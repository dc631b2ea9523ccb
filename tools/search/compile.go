package search

import (
	"slices"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/args"
)

// compile returns one query of all the filters and of a query of the call's own.
func (f *filterSet) compile(own intercomapi.Query) (intercomapi.Query, error) {
	if f.err != nil {
		return own, f.err
	}
	c := checker{f.resource, f.comparesDays(), f.days}
	filters := f.filters
	if own.Operator != "" || own.Field != "" {
		checked, err := c.check(own, 1, "query")
		if err != nil {
			return own, args.NewError("", err)
		}
		f.noteTimesOfDay(checked)
		f.noteVainFilters(checked)
		if len(filters) == 0 {
			return checked, nil
		}
		filters = append(members(checked), filters...)
	}
	if f.findsNothing {
		return own, nil
	}
	if len(filters) == 0 {
		return own, args.Errorf("", "give query or a filter, such as %s", f.resource.example)
	}
	combined := allOf(filters)
	query, err := c.check(combined, 1, "the compiled query")
	if err != nil {
		return own, args.NewError("", queryError{err, combined})
	}
	return query, nil
}

// members returns the members of an AND group, or else the query itself: what stands
// beside the plain filters must not cost a level of nesting.
func members(q intercomapi.Query) []intercomapi.Query {
	if q.Operator == "AND" {
		if all, err := decodeGroup(q.Value); err == nil {
			return all
		}
	}
	return []intercomapi.Query{q}
}

// allOf returns a query that wants all of some filters. Those that are too many for
// a group are put into groups of their own.
func allOf(filters []intercomapi.Query) intercomapi.Query {
	if len(filters) > MaxFilters { // groups, which can't go into others, come last
		filters = slices.SortedStableFunc(slices.Values(filters), func(a, b intercomapi.Query) int { return nesting(a) - nesting(b) })
	}
	isGroup := func(q intercomapi.Query) bool { return nesting(q) > 0 }
	for len(filters) > MaxFilters {
		single := slices.IndexFunc(filters, isGroup)
		if single < 0 {
			single = len(filters)
		}
		n := min(single, MaxFilters, len(filters)-MaxFilters+1)
		if n < 2 { // groups alone: the check says that they are too many
			break
		}
		filters = append(slices.Clone(filters[n:]), intercomapi.All(filters[:n:n]...))
	}
	return intercomapi.All(filters...)
}

// nesting returns 1 for a group and 0 for a filter.
func nesting(q intercomapi.Query) int {
	if q.Operator == "AND" || q.Operator == "OR" {
		return 1
	}
	return 0
}
