package args

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"intercom-mcp/tools/lazy"
)

// DaySeconds is the length of a day, in seconds.
const DaySeconds = 24 * 60 * 60

// LatestTime is the end of the year 9999, in Unix seconds. A larger number is
// taken for milliseconds.
const LatestTime = 253402300799

// relativeTime matches a span before or after now: -7d, +12h, -30m.
var relativeTime = lazy.Regexp(`^([+-])(\d{1,6})([smhdw])$`)

// spanSeconds are the units of such a span, in seconds: a time.Duration would
// overflow at 292 years.
var spanSeconds = map[string]int64{"s": 1, "m": 60, "h": 60 * 60, "d": DaySeconds, "w": 7 * DaySeconds}

// plainNumber matches a number as JSON writes it: not 0x10, 1_000 or Inf.
var plainNumber = lazy.Regexp(`^-?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?$`)

// layouts are the ISO 8601 forms that RFC 3339 and common clients write; one
// without a zone is UTC.
var layouts = []string{
	time.RFC3339, "2006-01-02T15:04:05", "2006-01-02T15:04", "2006-01-02T15:04Z07:00",
	"2006-01-02 15:04:05Z07:00", "2006-01-02 15:04:05", "2006-01-02 15:04", time.DateOnly,
}

// dayOffsets are the words for days, and how many days after today each is.
var dayOffsets = map[string]int{"yesterday": -1, "today": 0, "tomorrow": 1}

// resolveDayWord returns a word for a day as its date, and any other time as it is.
func resolveDayWord(s string, now time.Time) string {
	s = strings.TrimSpace(s)
	if offset, ok := dayOffsets[strings.ToLower(s)]; ok {
		return now.UTC().AddDate(0, 0, offset).Format(time.DateOnly)
	}
	return s
}

// ParseTime returns a time as people and models write it, in Unix seconds: in ISO
// 8601, as a number, or relative to now. It is an error outside the years 1970 to
// 9999.
func ParseTime(s string, now time.Time) (int64, error) {
	s = resolveDayWord(s, now)
	if s == "now" {
		return now.Unix(), nil
	}
	if m := relativeTime().FindStringSubmatch(s); m != nil {
		units, _ := strconv.ParseInt(m[1]+m[2], 10, 64) // six digits at most
		if seconds := now.Unix() + units*spanSeconds[m[3]]; seconds >= 0 && seconds <= LatestTime {
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
	for _, layout := range layouts {
		if t, err := time.Parse(layout, strings.ToUpper(s)); err == nil && t.Unix() >= 0 {
			return t.Unix(), nil
		}
	}
	const forms = "RFC 3339 (2026-01-31 or 2026-01-31T09:00:00Z), Unix seconds, or relative to now (-7d, +2h, now, yesterday, tomorrow)"
	return 0, fmt.Errorf("%.40q is not a time: give "+forms, s)
}

// IsDate reports whether a time is given as a day without an hour.
func IsDate(s string) bool {
	_, err := time.Parse(time.DateOnly, resolveDayWord(s, time.Time{}))
	return err == nil
}
