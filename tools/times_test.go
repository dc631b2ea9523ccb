package tools_test

import (
	"encoding/json"
	"fmt"
	"testing"
)

// timed is a call with a time in it.
func timed(t *testing.T, value any) string {
	t.Helper()
	raw, err := json.Marshal(map[string]any{"email": "a@b.c", "signed_up_at": value})
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

func TestTimes(t *testing.T) {
	const day, hour = 24 * 60 * 60, 60 * 60
	start := now.Unix()
	for _, c := range []struct {
		value any
		want  int64
	}{
		{"2026-01-31T09:00:00Z", start}, {"2026-01-31T10:00:00+01:00", start}, {"2026-01-31T09:00:00.999Z", start}, {"2026-01-31t09:00:00z", start},
		{"2026-01-31T09:00:00", start}, {"2026-01-31T09:00", start}, {"2026-01-31 09:00:00", start}, {"2026-01-31 09:00", start}, {" 2026-01-31T09:00Z ", start},
		{"2026-01-31", start - 9*hour}, {"1970-01-01", 0}, {"today", start - 9*hour}, {"yesterday", start - 33*hour}, {" Tomorrow", start + 15*hour},
		{"now", start}, {"-7d", start - 7*day}, {"-12h", start - 12*hour}, {"+1d", start + day}, {"-30m", start - 1800}, {"+2w", start + 14*day}, {"-5s", start - 5}, {"-0d", start},
		{1700000000, 1700000000}, {"1700000000", 1700000000}, {0, 0}, {"0", 0}, {json.Number("1700000000.9"), 1700000000}, {json.Number("1.7e9"), 1700000000},
	} {
		sends(t, "create_contact", timed(t, c.value), fmt.Sprintf(`POST /contacts {"email":"a@b.c","signed_up_at":%d}`, c.want))
	}
}

func TestTimesThatAreNone(t *testing.T) {
	for _, value := range []any{
		"", " ", "next week", "Monday", "7d", "-7", "-7y", "--7d", "-7 d", "NOW", "31.01.2026", "2026-02-30", "2026-13-01", "2026-01-31T25:00:00Z", "1969-12-31",
		"-1", -1, -7.5, "NaN", "Inf", "-Inf", "0x10", "0x1p4", "1_000", "1e400", "٣", "-999999d", "+999999w", "-999999w", true, []any{}, map[string]any{},
	} {
		refuses(t, "create_contact", timed(t, value), "signed_up_at")
	}
	for _, value := range []any{1700000000000, "1700000000000", 1e18} {
		refuses(t, "create_contact", timed(t, value), "signed_up_at", "milliseconds")
	}
}

func TestSnoozesLieAhead(t *testing.T) {
	refuses(t, "snooze_conversation", `{"id":"1","snoozed_until":"-1d"}`, "snoozed_until", "past")
	refuses(t, "snooze_conversation", `{"id":"1","snoozed_until":"now"}`, "snoozed_until", "past")
	refuses(t, "update_ticket", `{"id":"1","snoozed_until":"2026-01-31T09:00:00Z"}`, "snoozed_until", "past")
	sends(t, "snooze_conversation", `{"id":"1","snoozed_until":"+1d"}`, `POST /conversations/1/parts {"message_type":"snoozed","admin_id":"7","snoozed_until":1769936400}`)
}
