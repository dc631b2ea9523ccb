package jsontree

import (
	"encoding/json"
	"strconv"
	"time"
)

// Lenient is a value that may come as text, as a number or not at all: one field
// of another type must not cost a reader the rest.
type Lenient string

// UnmarshalJSON takes strings, numbers and booleans; anything else is "".
func (l *Lenient) UnmarshalJSON(b []byte) error {
	var s string
	switch {
	case json.Unmarshal(b, &s) == nil:
		*l = Lenient(s)
	case len(b) > 0 && (b[0] == '-' || b[0] >= '0' && b[0] <= '9' || b[0] == 't' || b[0] == 'f'):
		*l = Lenient(b)
	}
	return nil
}

// Unix is a moment that came as Unix seconds or RFC 3339; 0 where it is none.
func (l Lenient) Unix() int64 {
	if n, err := strconv.ParseFloat(string(l), 64); err == nil {
		return int64(n)
	}
	if at, err := time.Parse(time.RFC3339, string(l)); err == nil {
		return at.Unix()
	}
	return 0
}

// Moment is it in RFC 3339.
func (l Lenient) Moment() string { return RFC3339(l.Unix()) }

func RFC3339(unix int64) string {
	if unix <= 0 || unix >= 1<<37 {
		return ""
	}
	return time.Unix(unix, 0).UTC().Format(time.RFC3339)
}
