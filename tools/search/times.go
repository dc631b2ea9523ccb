package search

import (
	"strconv"

	"golang.org/x/mod/semver"

	"intercom-mcp/intercomapi"
)

// wholeDaysUntil is the first API version whose search for contacts does not compare
// times by whole days.
const wholeDaysUntil = "2.17"

// isOlder reports whether one version of the API is older than another. One without
// a number, such as Unstable, is the newest.
func isOlder(version, than string) bool {
	a, b := "v"+version, "v"+than
	return semver.IsValid(a) && (!semver.IsValid(b) || semver.Compare(a, b) < 0)
}

// comparesDays reports whether Intercom compares the resource's times by whole days.
func (f *filterSet) comparesDays() bool {
	return f.resource.excludesEnds && isOlder(f.resolver.Version(), wholeDaysUntil)
}

// between wants a time that is not before since and not after until; nil is no limit.
// What > and < do with the time itself depends on the resource: some searches take it
// in, that for contacts leaves it out, and in older versions its whole day.
func (f *filterSet) between(field string, since, until *intercomapi.Time) {
	lower := func(t intercomapi.Time) intercomapi.Time { return t }
	upper := lower
	switch {
	case f.comparesDays():
		lower = func(t intercomapi.Time) intercomapi.Time { return f.midday(t, -1) }
		upper = func(t intercomapi.Time) intercomapi.Time { return f.midday(t, 1) }
	case f.resource.excludesEnds:
		lower = func(t intercomapi.Time) intercomapi.Time { return t - 1 }
		upper = func(t intercomapi.Time) intercomapi.Time { return t + 1 }
	}
	if since != nil {
		f.add(field, ">", unixText(lower(*since)))
	}
	if until != nil {
		f.add(field, "<", unixText(upper(*until)))
	}
}

// unixText returns a time in Unix seconds as text, a form in which calls give one.
func unixText(t intercomapi.Time) string { return strconv.FormatInt(int64(t), 10) }

// midday returns a time in the middle of the day that lies so many days after that of
// t. A bare day comes as its first or its last second; of any other time the hour does
// not count, which is noted.
func (f *filterSet) midday(t intercomapi.Time, days int) intercomapi.Time {
	if !f.days.IsDayBound(int64(t)) {
		f.noteWholeDays()
	}
	return intercomapi.Time(f.days.Midday(int64(t), days))
}

// noteTimesOfDay notes that the hour of a time in a checked query does not count,
// where that is so.
func (f *filterSet) noteTimesOfDay(q intercomapi.Query) {
	if group, ok := q.Value.([]intercomapi.Query); ok {
		for _, m := range group {
			f.noteTimesOfDay(m)
		}
		return
	}
	at, isTime := q.Value.(int64)
	if isTime && f.resource.kinds[q.Field] == dateKind && f.comparesDays() && at != f.days.Midday(at, 0) {
		f.noteWholeDays()
	}
}

func (f *filterSet) noteWholeDays() {
	f.note("Contacts' times are compared by whole days of the workspace's time zone (API version %s): the hour of a time does not count", f.resolver.Version())
}
