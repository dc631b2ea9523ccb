package tools

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"intercom-mcp/intercomapi"
)

// query is all of the filters and a query of the call's own, as one.
func (f *filters) query(own intercomapi.Query, s searchable, now time.Time) (intercomapi.Query, error) {
	if f.err != nil {
		return own, f.err
	}
	s.days = f.cutsTimes(s)
	all := f.all
	if own.Operator != "" || own.Field != "" {
		checked, err := s.check(own, now)
		if err != nil {
			return own, err
		}
		f.wholeDays(checked, s)
		if len(all) == 0 {
			return checked, nil
		}
		all = append(flat(checked), all...)
	}
	if f.none {
		return own, nil
	}
	if len(all) == 0 {
		return own, errorf("", "give query or a filter, such as %s", s.example)
	}
	q, err := s.level(join15(all), 1, "the compiled query", now)
	if err != nil {
		return own, newError("", queryError{err, join15(all)})
	}
	return q, nil
}

// flat are the members of an AND group, or the query itself: what stands beside
// the plain filters must not cost a level of nesting.
func flat(q intercomapi.Query) []intercomapi.Query {
	if q.Operator == "AND" {
		if members, err := group(q.Value); err == nil {
			return members
		}
	}
	return []intercomapi.Query{q}
}

// join15 wants all of some filters. Those that are too many for a group are put
// into groups of their own.
func join15(all []intercomapi.Query) intercomapi.Query {
	if len(all) == 1 {
		return all[0]
	}
	if len(all) > maxFilters { // groups, which can't go into others, come last
		all = slices.SortedStableFunc(slices.Values(all), func(a, b intercomapi.Query) int { return groups(a) - groups(b) })
	}
	isGroup := func(q intercomapi.Query) bool { return groups(q) > 0 }
	for len(all) > maxFilters {
		leaves := slices.IndexFunc(all, isGroup)
		if leaves < 0 {
			leaves = len(all)
		}
		n := min(leaves, maxFilters, len(all)-maxFilters+1)
		if n < 2 { // groups alone: the check tells that they are too many
			break
		}
		all = append(slices.Clone(all[n:]), intercomapi.Query{Operator: "AND", Value: all[:n:n]})
	}
	return intercomapi.Query{Operator: "AND", Value: all}
}

// groups is 1 for a group and 0 for a filter.
func groups(q intercomapi.Query) int {
	if q.Operator == "AND" || q.Operator == "OR" {
		return 1
	}
	return 0
}

// queryError is a search that failed, with what was asked for.
type queryError struct {
	error
	query intercomapi.Query
}

func (e queryError) Unwrap() error { return e.error }

func (e queryError) Error() string {
	raw, err := json.Marshal(e.query)
	if err != nil {
		return e.error.Error()
	}
	return fmt.Sprintf("%v (compiled query: %s)", e.error, raw)
}

// daysOnly is the first version whose search for contacts does not cut times
// down to days.
const daysOnly = "2.17"

// cutsTimes reports whether a search is by whole days.
func (f *filters) cutsTimes(s searchable) bool {
	return s.days && before(f.book.Version(), daysOnly)
}

// before reports whether a version is older; one without a number is the newest.
func before(version, than string) bool {
	a, errA := strconv.Atoi(strings.ReplaceAll(version, ".", ""))
	b, errB := strconv.Atoi(strings.ReplaceAll(than, ".", ""))
	return errA == nil && errB == nil && a < b
}

// wholeDays tells of the times in a query that are cut down to days.
func (f *filters) wholeDays(q intercomapi.Query, s searchable) {
	if members, ok := q.Value.([]intercomapi.Query); ok {
		for _, m := range members {
			f.wholeDays(m, s)
		}
		return
	}
	at, isTime := q.Value.(int64)
	if isTime && s.kindOf(q.Field) == dateKind && s.days && at%daySeconds != daytime {
		f.note("%s", cutNote(f.book.Version()))
	}
}

func cutNote(version string) string {
	return "Contacts' times are compared by whole days of the workspace's time zone (API version " + version + "): the hour of a time does not count"
}

// days wants a day that is not before one and not after another: Intercom's >
// and < leave the day itself out. A bare day, which came as its midnight or its
// last second in UTC, must stay that day in the workspace's time zone.
func (f *filters) days(field string, s searchable, since, until *intercomapi.Time) {
	if !f.cutsTimes(s) {
		f.seconds(field, since, until)
		return
	}
	if since != nil {
		f.add(field, ">", unixText(f.inDay(*since)-daySeconds))
	}
	if until != nil {
		f.add(field, "<", unixText(f.inDay(*until)+daySeconds))
	}
}

// daytime is when it is the same day from Honolulu to Auckland, in seconds after
// midnight UTC.
const daytime = 10 * 60 * 60

// inDay is a moment of a bare day that is that day nearly everywhere.
func (f *filters) inDay(t intercomapi.Time) intercomapi.Time {
	switch t % daySeconds {
	case 0, daySeconds - 1:
		return t - t%daySeconds + daytime
	}
	f.note("%s", cutNote(f.book.Version()))
	return t
}

// seconds is between where the ends are left out.
func (f *filters) seconds(field string, since, until *intercomapi.Time) {
	if since != nil {
		f.add(field, ">", unixText(*since-1))
	}
	if until != nil {
		f.add(field, "<", unixText(*until+1))
	}
}
