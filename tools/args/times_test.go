package args

import (
	"encoding/json"
	"fmt"
	"testing"
	"time"

	"intercom-mcp/intercomapi"
)

type timeArgs struct {
	At    *intercomapi.Time `json:"at,omitempty"`
	Until *intercomapi.Time `json:"until,omitempty" rule:"day=end"`
}

// timed returns a call with a time in it.
func timed(t *testing.T, value any) string {
	t.Helper()
	raw, err := json.Marshal(map[string]any{"at": value})
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

func TestTimes(t *testing.T) {
	const day, hour = 24 * 60 * 60, 60 * 60
	start := fixedNow.Unix()
	for _, c := range []struct {
		value any
		want  int64
	}{
		{"2026-01-31T09:00:00Z", start}, {"2026-01-31T10:00:00+01:00", start}, {"2026-01-31T09:00:00.999Z", start}, {"2026-01-31t09:00:00z", start},
		{"2026-01-31T09:00:00", start}, {"2026-01-31T09:00", start}, {"2026-01-31 09:00:00", start}, {"2026-01-31 09:00", start}, {" 2026-01-31T09:00Z ", start},
		{"2026-01-31", start - 9*hour}, {"1970-01-01", 0}, {"today", start - 9*hour}, {"yesterday", start - 33*hour}, {" Tomorrow", start + 15*hour},
		{"now", start}, {"-7d", start - 7*day}, {"-12h", start - 12*hour}, {"+1d", start + day}, {"-30m", start - 1800}, {"+2w", start + 14*day},
		{"-5s", start - 5}, {"-0d", start},
		{1700000000, 1700000000}, {"1700000000", 1700000000}, {0, 0}, {"0", 0}, {json.Number("1700000000.9"), 1700000000}, {json.Number("1.7e9"), 1700000000},
	} {
		checkDecoded[timeArgs](t, false, timed(t, c.value), fmt.Sprintf(`{"at":"%d"}`, c.want))
	}
}

func TestBadTimes(t *testing.T) {
	for _, value := range []any{
		" ", "next week", "Monday", "7d", "-7", "-7y", "--7d", "-7 d", "NOW", "31.01.2026", "2026-02-30", "2026-13-01", "2026-01-31T25:00:00Z", "1969-12-31",
		"-1", -1, -7.5, "NaN", "Inf", "-Inf", "0x10", "0x1p4", "1_000", "1e400", "٣", "-999999d", "+999999w", "-999999w", true, []any{1}, map[string]any{"a": 1},
	} {
		checkRefused[timeArgs](t, false, timed(t, value), "at")
	}
	for _, value := range []any{1700000000000, "1700000000000", 1e18} {
		checkRefused[timeArgs](t, false, timed(t, value), "at", "milliseconds")
	}
	checkRefused[timeArgs](t, false, `{"at":"2d"}`, "at", "not a time", "+2h")
}

// TestDayEnd takes a day without an hour for its last second, where an argument
// is the end of a span.
func TestDayEnd(t *testing.T) {
	const endOfDay = `{"until":"1769903999"}`
	checkDecoded[timeArgs](t, false, `{"until":"2026-01-31"}`, endOfDay)
	checkDecoded[timeArgs](t, false, `{"until":"today"}`, endOfDay)
	checkDecoded[timeArgs](t, false, `{"until":"2026-01-31T09:00"}`, `{"until":"1769850000"}`)
	checkDecoded[timeArgs](t, false, `{"until":"-0d"}`, `{"until":"1769850000"}`)
}

func TestIsDate(t *testing.T) {
	for s, want := range map[string]bool{
		"2026-01-31": true, " 2026-01-31 ": true, "today": true, "Yesterday": true,
		"2026-01-31T00:00": false, "2026-02-30": false, "-1d": false, "now": false, "": false,
	} {
		if got := IsDate(s); got != want {
			t.Errorf("%q: %v", s, got)
		}
	}
}

func FuzzTimes(f *testing.F) {
	for _, s := range []string{
		"now", "-7d", "+999999w", "2026-01-31", "2026-01-31T09:00:00Z", "1700000000", "1e9", "NaN", "0x10", "-0", "", "  ",
		"9999-12-31T23:59:59Z", "10000-01-01", "\xff",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		seconds, err := ParseTime(s, fixedNow)
		if err == nil && (seconds < 0 || seconds > LatestTime) {
			t.Errorf("%q became %d", s, seconds)
		}
		if IsDate(s) && err == nil {
			if day := time.Unix(seconds, 0).UTC(); day.Hour() != 0 || day.Minute() != 0 || day.Second() != 0 {
				t.Errorf("the day %q became %v", s, day)
			}
		}
	})
}
