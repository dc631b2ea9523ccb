package search

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/args"
)

// query is all of the filters and a query of the call's own, as one.
func (f *filterSet) query(own intercomapi.Query, s fieldTable, now time.Time) (intercomapi.Query, error) {
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
		all = append(groupMembers(checked), all...)
	}
	if f.none {
		return own, nil
	}
	if len(all) == 0 {
		return own, args.Errorf("", "give query or a filter, such as %s", s.example)
	}
	q, err := s.level(all15(all), 1, "the compiled query", now)
	if err != nil {
		return own, args.NewError("", QueryError{err, all15(all)})
	}
	return q, nil
}

// groupMembers are the members of an AND group, or the query itself: what stands beside
// the plain filters must not cost a level of nesting.
func groupMembers(q intercomapi.Query) []intercomapi.Query {
	if q.Operator == "AND" {
		if members, err := group(q.Value); err == nil {
			return members
		}
	}
	return []intercomapi.Query{q}
}

// all15 wants all of some filters. Those that are too many for a group are put
// into groups of their own.
func all15(all []intercomapi.Query) intercomapi.Query {
	if len(all) == 1 {
		return all[0]
	}
	if len(all) > MaxFilters { // groups, which can't go into others, come last
		all = slices.SortedStableFunc(slices.Values(all), func(a, b intercomapi.Query) int { return groupRank(a) - groupRank(b) })
	}
	isGroup := func(q intercomapi.Query) bool { return groupRank(q) > 0 }
	for len(all) > MaxFilters {
		leaves := slices.IndexFunc(all, isGroup)
		if leaves < 0 {
			leaves = len(all)
		}
		n := min(leaves, MaxFilters, len(all)-MaxFilters+1)
		if n < 2 { // groups alone: the check tells that they are too many
			break
		}
		all = append(slices.Clone(all[n:]), intercomapi.Query{Operator: "AND", Value: all[:n:n]})
	}
	return intercomapi.Query{Operator: "AND", Value: all}
}

// groupRank is 1 for a group and 0 for a filter.
func groupRank(q intercomapi.Query) int {
	if q.Operator == "AND" || q.Operator == "OR" {
		return 1
	}
	return 0
}

// QueryError is a search that failed, with what was asked for.
type QueryError struct {
	error
	query intercomapi.Query
}

func (e QueryError) Unwrap() error { return e.error }

func (e QueryError) Error() string {
	raw, err := json.Marshal(e.query)
	if err != nil {
		return e.error.Error()
	}
	return fmt.Sprintf("%v (compiled query: %s)", e.error, raw)
}

// wholeDaysUntil is the first version whose search for contacts does not cut times
// down to days.
const wholeDaysUntil = "2.17"

// cutsTimes reports whether a search is by whole days.
func (f *filterSet) cutsTimes(s fieldTable) bool {
	return s.days && isOlder(f.book.Version(), wholeDaysUntil)
}

// isOlder reports whether a version is older; one without a number is the newest.
func isOlder(version, than string) bool {
	a, errA := strconv.Atoi(strings.ReplaceAll(version, ".", ""))
	b, errB := strconv.Atoi(strings.ReplaceAll(than, ".", ""))
	return errA == nil && errB == nil && a < b
}

// wholeDays tells of the times in a query that are cut down to days.
func (f *filterSet) wholeDays(q intercomapi.Query, s fieldTable) {
	if members, ok := q.Value.([]intercomapi.Query); ok {
		for _, m := range members {
			f.wholeDays(m, s)
		}
		return
	}
	at, isTime := q.Value.(int64)
	if isTime && s.kindOf(q.Field) == dateKind && s.days && at%args.DaySeconds != middayUTC {
		f.note("%s", cutNote(f.book.Version()))
	}
}

func cutNote(version string) string {
	return "Contacts' times are compared by whole days of the workspace's time zone (API version " + version + "): the hour of a time does not count"
}

// days wants a day that is not before one and not after another: Intercom's >
// and < leave the day itself out. A bare day, which came as its midnight or its
// last second in UTC, must stay that day in the workspace's time zone.
func (f *filterSet) days(field string, s fieldTable, since, until *intercomapi.Time) {
	if !f.cutsTimes(s) {
		f.seconds(field, since, until)
		return
	}
	if since != nil {
		f.add(field, ">", unixText(f.inDay(*since)-args.DaySeconds))
	}
	if until != nil {
		f.add(field, "<", unixText(f.inDay(*until)+args.DaySeconds))
	}
}

// middayUTC is when it is the same day from Honolulu to Auckland, in seconds after
// midnight UTC.
const middayUTC = 10 * 60 * 60

// inDay is a moment of a bare day that is that day nearly everywhere.
func (f *filterSet) inDay(t intercomapi.Time) intercomapi.Time {
	switch t % args.DaySeconds {
	case 0, args.DaySeconds - 1:
		return t - t%args.DaySeconds + middayUTC
	}
	f.note("%s", cutNote(f.book.Version()))
	return t
}

// seconds is between where the ends are left out.
func (f *filterSet) seconds(field string, since, until *intercomapi.Time) {
	if since != nil {
		f.add(field, ">", unixText(*since-1))
	}
	if until != nil {
		f.add(field, "<", unixText(*until+1))
	}
}
