package tools

import (
	"encoding/json"
	"strconv"
	"time"
)

// loose is a value that may come as text, as a number or not at all: one field
// of another type must not cost a reader the rest.
type loose string

// UnmarshalJSON takes strings, numbers and booleans; anything else is "".
func (l *loose) UnmarshalJSON(b []byte) error {
	var s string
	switch {
	case json.Unmarshal(b, &s) == nil:
		*l = loose(s)
	case len(b) > 0 && (b[0] == '-' || b[0] >= '0' && b[0] <= '9' || b[0] == 't' || b[0] == 'f'):
		*l = loose(b)
	}
	return nil
}

// unix is a moment that came as Unix seconds or RFC 3339; 0 where it is none.
func (l loose) unix() int64 {
	if n, err := strconv.ParseFloat(string(l), 64); err == nil {
		return int64(n)
	}
	if at, err := time.Parse(time.RFC3339, string(l)); err == nil {
		return at.Unix()
	}
	return 0
}

// moment is it in RFC 3339.
func (l loose) moment() string { return rfc3339(l.unix()) }

func rfc3339(unix int64) string {
	if unix <= 0 || unix >= 1<<37 {
		return ""
	}
	return time.Unix(unix, 0).UTC().Format(time.RFC3339)
}
