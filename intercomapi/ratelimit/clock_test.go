package ratelimit

import (
	"net/http"
	"testing"
	"time"
)

// TestClock has a clock of Intercom's that is nearly an hour and a half behind
// ours, and a third of a second off the full one.
func TestClock(t *testing.T) {
	const behind = 5000*time.Second + 300*time.Millisecond
	base := time.Unix(1_800_000_000, 0)
	for name, c := range map[string]struct {
		answers []time.Duration // when they were got, a tenth of a second after they were asked for
		set     time.Duration   // Intercom's clock was set by so much before the last
		mute    bool            // the last tells no date
		late    time.Duration   // of what is known of Intercom's time after the last
	}{
		"one answer":                    {[]time.Duration{1200 * time.Millisecond}, 0, false, 900 * time.Millisecond},
		"a later one tells it better":   {[]time.Duration{1200 * time.Millisecond, 7400 * time.Millisecond}, 0, false, 100 * time.Millisecond},
		"an earlier one told it better": {[]time.Duration{1400 * time.Millisecond, 7200 * time.Millisecond}, 0, false, 100 * time.Millisecond},
		"set ahead":                     {[]time.Duration{1400 * time.Millisecond, 7200 * time.Millisecond}, time.Hour, false, 900 * time.Millisecond},
		"set back":                      {[]time.Duration{1400 * time.Millisecond, 7200 * time.Millisecond}, -time.Hour, false, 900 * time.Millisecond},
		"no date":                       {[]time.Duration{1400 * time.Millisecond, 7200 * time.Millisecond}, 0, true, -behind},
	} {
		t.Run(name, func(t *testing.T) {
			var k serverClock
			for i, at := range c.answers {
				now, h := base.Add(at), http.Header{}
				serverNow := now.Add(-behind)
				if i == len(c.answers)-1 {
					serverNow = serverNow.Add(c.set)
				}
				if i < len(c.answers)-1 || !c.mute {
					h.Set("Date", serverNow.UTC().Format(http.TimeFormat))
				}
				got := k.observe(h, now.Add(-100*time.Millisecond), now)
				if late := serverNow.Sub(got); i == len(c.answers)-1 && late != c.late {
					t.Errorf("late by %v, want %v", late, c.late)
				}
			}
		})
	}
}
