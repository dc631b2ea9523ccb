package jsontree

import (
	"encoding/json"
	"testing"
)

// TestLenient reads fields of any type, and none of them spoils the next.
func TestLenient(t *testing.T) {
	for raw, want := range map[string]Lenient{
		`"a"`: "a", `""`: "", `1.50`: "1.50", `-1`: "-1", `true`: "true", `false`: "false", `null`: "", `{"a":1}`: "", `[1]`: "", `"\u00e9"`: "é",
	} {
		var v struct{ Field, Next Lenient }
		if err := json.Unmarshal([]byte(`{"field":`+raw+`,"next":"x"}`), &v); err != nil || v.Field != want || v.Next != "x" {
			t.Errorf("%s: %+v, %v", raw, v, err)
		}
	}
}

func TestLenientTimes(t *testing.T) {
	for _, c := range []struct {
		text Lenient
		unix int64
		want string
	}{
		{"1769850000", 1769850000, "2026-01-31T09:00:00Z"},
		{"1769850000.9", 1769850000, "2026-01-31T09:00:00Z"},
		{"2026-01-31T10:00:00+01:00", 1769850000, "2026-01-31T09:00:00Z"},
		{"", 0, ""}, {"0", 0, ""}, {"soon", 0, ""}, {"-5", -5, ""},
		{"1769850000000", 1769850000000, ""}, // milliseconds
	} {
		if got := c.text.Unix(); got != c.unix {
			t.Errorf("%q: %d", c.text, got)
		}
		if got := c.text.RFC3339(); got != c.want {
			t.Errorf("%q: %s", c.text, got)
		}
	}
}
