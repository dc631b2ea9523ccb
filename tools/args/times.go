package args

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"intercom-mcp/tools/lazy"
)

// LatestTime is the end of the year 9999, in Unix seconds. A larger number is
// taken for milliseconds.
const LatestTime = 253402300799

// relativeTime matches a span before or after now: -7d, +12h, -30m.
var relativeTime = lazy.Regexp(`^([+-])(\d{1,6})([smhdw])$`)

// spanSeconds are the units of such a span that are shorter than a day, in seconds: a
// time.Duration would overflow at 292 years.
var spanSeconds = map[string]int64{"s": 1, "m": 60, "h": 60 * 60}

// spanDays are the longer units, in days, which are 23 or 25 hours long where clocks
// are changed.
var spanDays = map[string]int{"d": 1, "w": 7}

// plainNumber matches a number as JSON writes it: not 0x10, 1_000 or Inf.
var plainNumber = lazy.Regexp(`^-?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?$`)

// zonedLayouts and localLayouts are the ISO 8601 forms that RFC 3339 and common
// clients write, with a zone and without.
var (
	zonedLayouts = []string{time.RFC3339, "2006-01-02T15:04Z07:00", "2006-01-02 15:04:05Z07:00"}
	localLayouts = []string{"2006-01-02T15:04:05", "2006-01-02T15:04", "2006-01-02 15:04:05", "2006-01-02 15:04"}
)

// dayOffsets are the words for days, and how many days after today each is.
var dayOffsets = map[string]int{"yesterday": -1, "today": 0, "tomorrow": 1}

// resolveDayWord returns a word for a day as its date, and any other time as it is.
func resolveDayWord(s string, now time.Time) string {
	s = strings.TrimSpace(s)
	if offset, ok := dayOffsets[strings.ToLower(s)]; ok {
		return now.AddDate(0, 0, offset).Format(time.DateOnly)
	}
	return s
}

// ParseTime returns a time as people and models write it, in Unix seconds: in ISO
// 8601, as a number, or relative to now. Days, and times without a zone, are those of
// now's location. It is an error outside the years 1970 to 9999.
func ParseTime(s string, now time.Time) (int64, error) {
	s = resolveDayWord(s, now)
	if s == "now" {
		return now.Unix(), nil
	}
	if m := relativeTime().FindStringSubmatch(s); m != nil {
		if seconds := addSpan(now, m[1]+m[2], m[3]); seconds >= 0 && seconds <= LatestTime {
			return seconds, nil
		}
		return 0, fmt.Errorf("%q lies outside the years 1970 to 9999", s)
	}
	if f, err := strconv.ParseFloat(s, 64); err == nil && plainNumber().MatchString(s) {
		if f >= 0 && f <= LatestTime {
			return int64(f), nil
		}
		return 0, fmt.Errorf("%.40q is not a time in Unix seconds (milliseconds are not taken)", s)
	}
	if at, ok := parseISO(s, now.Location()); ok {
		return at, nil
	}
	const forms = "RFC 3339 (2026-01-31 or 2026-01-31T09:00:00Z), Unix seconds, or relative to now (-7d, +2h, now, yesterday, tomorrow)"
	return 0, fmt.Errorf("%.40q is not a time: give "+forms, s)
}

// addSpan returns the time that lies a span of up to six digits after now, in Unix
// seconds.
func addSpan(now time.Time, digits, unit string) int64 {
	n, _ := strconv.Atoi(digits)
	if days := spanDays[unit]; days != 0 {
		return now.AddDate(0, 0, n*days).Unix()
	}
	return now.Unix() + int64(n)*spanSeconds[unit]
}

// parseISO reads a time in ISO 8601; one without a zone is in loc. The first and the
// last day that are taken may begin before the year 1970 and end after 9999 there.
func parseISO(s string, loc *time.Location) (int64, bool) {
	s = strings.ToUpper(s)
	for _, layout := range zonedLayouts {
		if t, err := time.Parse(layout, s); err == nil {
			return t.Unix(), t.Unix() >= 0
		}
	}
	if day, err := time.Parse(time.DateOnly, s); err == nil {
		return max(startOfDay(day, loc).Unix(), 0), day.Unix() >= 0
	}
	for _, layout := range localLayouts {
		if t, err := time.ParseInLocation(layout, s, loc); err == nil {
			return min(max(t.Unix(), 0), LatestTime), t.Year() >= 1970
		}
	}
	return 0, false
}

// startOfDay returns the first moment of the day of a date in a location. Where clocks
// are changed at midnight, the day begins at one o'clock or has two midnights.
func startOfDay(date time.Time, loc *time.Location) time.Time {
	y, m, d := date.Date()
	t := time.Date(y, m, d, 0, 0, 0, 0, loc)
	if t.Day() != d {
		_, t = t.ZoneBounds()
	}
	if before := t.Add(-time.Hour); before.Day() == d {
		return before
	}
	return t
}

// IsDate reports whether a time is given as a day without an hour.
func IsDate(s string) bool {
	_, err := time.Parse(time.DateOnly, resolveDayWord(s, time.Time{}))
	return err == nil
}

// dependsOnZone reports whether a time is another one in another time zone: a day, a
// span of days, and a time without a zone.
func dependsOnZone(s string) bool {
	if IsDate(s) {
		return true
	}
	s = strings.TrimSpace(s)
	if m := relativeTime().FindStringSubmatch(s); m != nil {
		return spanDays[m[3]] != 0
	}
	for _, layout := range localLayouts {
		if _, err := time.Parse(layout, strings.ToUpper(s)); err == nil {
			return true
		}
	}
	return false
}
