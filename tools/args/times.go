package args

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"intercom-mcp/tools/lazy"
)

// relativeTime is a span before or after now: -7d, +12h, 30m.
var relativeTime = lazy.Regexp(`^([+-])(\d{1,6})([smhdw])$`)

// spanSeconds are the units of such a span, in seconds: a time.Duration would
// overflow at 292 years.
var spanSeconds = map[string]int64{"s": 1, "m": 60, "h": 60 * 60, "d": 24 * 60 * 60, "w": 7 * 24 * 60 * 60}

// plainNumber is a number as JSON writes it: not 0x10, 1_000 or Inf.
var plainNumber = lazy.Regexp(`^-?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?$`)

// layouts are the ISO 8601 forms that RFC 3339 and common clients write; one
// without a zone is UTC.
var layouts = []string{
	time.RFC3339, "2006-01-02T15:04:05", "2006-01-02T15:04", "2006-01-02T15:04Z07:00",
	"2006-01-02 15:04:05Z07:00", "2006-01-02 15:04:05", "2006-01-02 15:04", time.DateOnly,
}

// days are words for days, by how many lie between them and today.
var days = map[string]int{"yesterday": -1, "today": 0, "tomorrow": 1}

// dateOf gives a word for a day as its date, and any other time as it is.
func dateOf(s string, now time.Time) string {
	s = strings.TrimSpace(s)
	if n, ok := days[strings.ToLower(s)]; ok {
		return now.UTC().AddDate(0, 0, n).Format(time.DateOnly)
	}
	return s
}

// ParseTime reads a time as people and models write it, in Unix seconds.
func ParseTime(s string, now time.Time) (int64, error) {
	s = dateOf(s, now)
	if s == "now" {
		return now.Unix(), nil
	}
	if m := relativeTime().FindStringSubmatch(s); m != nil {
		n, _ := strconv.ParseInt(m[1]+m[2], 10, 64)
		if at := now.Unix() + n*spanSeconds[m[3]]; at >= 0 && at <= LatestTime {
			return at, nil
		}
		return 0, fmt.Errorf("%q lies outside the years 1970 to 9999", s)
	}
	if f, err := strconv.ParseFloat(s, 64); err == nil && plainNumber().MatchString(s) {
		return unixSeconds(s, f)
	}
	for _, layout := range layouts {
		if at, err := time.Parse(layout, strings.ToUpper(s)); err == nil && at.Unix() >= 0 {
			return at.Unix(), nil
		}
	}
	return 0, fmt.Errorf("%.40q is not a time: give RFC 3339 (2026-01-31 or 2026-01-31T09:00:00Z), Unix seconds, or relative to now (-7d, +2h, now, yesterday, tomorrow)", s)
}

// IsBareDay reports whether a time is a day without an hour.
func IsBareDay(s string) bool {
	_, err := time.Parse(time.DateOnly, dateOf(s, time.Time{}))
	return err == nil
}

// LatestTime is the end of the year 9999. A larger number is milliseconds.
const LatestTime = 253402300799

func unixSeconds(s string, f float64) (int64, error) {
	if f >= 0 && f <= LatestTime {
		return int64(f), nil
	}
	return 0, fmt.Errorf("%.40q is not a time in Unix seconds (milliseconds are not taken)", s)
}

// DaySeconds is a day.
const DaySeconds = 24 * 60 * 60
