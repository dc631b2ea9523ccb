package args

import (
	"fmt"
	"time"
)

// A Calendar is how one call reads times: when it began, and in which time zone its
// days are. All parts of a call share one, so that they agree.
type Calendar struct {
	Now  time.Time                     // what relative times count from
	Zone func() (*time.Location, bool) // the workspace's time zone, and whether it is known; nil: it is not. It is asked once, if at all

	location  *time.Location // what Zone said; nil: it was not asked
	isKnown   bool
	isZoned   bool // a time was read that depends on the time zone
	isDecided bool // one that is another one in UTC, or may be
}

// NewCalendar returns the calendar of a call in UTC.
func NewCalendar(now time.Time) *Calendar { return &Calendar{Now: now} }

// zone returns the time zone that days are read in: UTC where that of the workspace
// is not known.
func (c *Calendar) zone() (zone *time.Location, isKnown bool) {
	if c.location == nil && c.Zone != nil {
		c.location, c.isKnown = c.Zone()
	}
	if c.location == nil || !c.isKnown {
		c.location = time.UTC
	}
	return c.location, c.isKnown
}

// Parse returns a time in any form in Unix seconds, as ParseTime does: in the
// workspace's time zone where it depends on one.
func (c *Calendar) Parse(s string) (int64, error) {
	return c.read(s, func(now time.Time) (int64, error) { return ParseTime(s, now) })
}

// ParseEnd is Parse for the end of a span: a day without an hour is its last second.
func (c *Calendar) ParseEnd(s string) (int64, error) {
	if !IsDate(s) {
		return c.Parse(s)
	}
	return c.read(s, func(now time.Time) (int64, error) {
		date, err := time.Parse(time.DateOnly, resolveDayWord(s, now))
		if err == nil && date.Unix() < 0 {
			return ParseTime(s, now) // the error
		}
		return min(startOfDay(date.AddDate(0, 0, 1), now.Location()).Unix()-1, LatestTime), err
	})
}

// read reads a time by parse, and notes whether the time zone decided what it is.
func (c *Calendar) read(s string, parse func(now time.Time) (int64, error)) (int64, error) {
	inUTC, err := parse(c.Now.UTC())
	if err != nil || !dependsOnZone(s) {
		return inUTC, err
	}
	c.isZoned = true
	zone, isKnown := c.zone()
	at, err := parse(c.Now.In(zone))
	isSpan := relativeTime().MatchString(s) // without a change of clocks it is the same in all zones
	c.isDecided = c.isDecided || at != inUTC || !isKnown && !isSpan
	return at, err
}

// Midday returns a time of the day that lies so many days after that of a time in
// Unix seconds: noon in the workspace's time zone. Where that is not known it is
// 10:00 UTC, when it is the same day from Honolulu to Auckland.
func (c *Calendar) Midday(at int64, days int) int64 {
	const middayUTC = 10
	zone, isKnown := c.zone()
	hour := 12
	if !isKnown {
		hour = middayUTC
	}
	y, m, d := time.Unix(at, 0).In(zone).Date()
	return time.Date(y, m, d+days, hour, 0, 0, 0, zone).Unix()
}

// IsDayBound reports whether a time in Unix seconds is the first or the last second of
// a day, as a day without an hour is read.
func (c *Calendar) IsDayBound(at int64) bool {
	zone, _ := c.zone()
	t := time.Unix(at, 0).In(zone)
	return t.Unix() == startOfDay(t, zone).Unix() || t.Unix()+1 == startOfDay(t.AddDate(0, 0, 1), zone).Unix()
}

// ZoneName returns the name of the time zone that the call has used; "" where no time
// depended on one.
func (c *Calendar) ZoneName() string {
	if c.location == nil {
		return ""
	}
	return c.location.String()
}

// Note says which time zone decided how times were read; "" where none did.
func (c *Calendar) Note() string {
	switch {
	case !c.isDecided:
		return ""
	case c.isKnown:
		return fmt.Sprintf("Days and times without a zone were read in the workspace's time zone, %s", c.location)
	}
	return "Days and times without a zone were read in UTC: the workspace's time zone is not known"
}
