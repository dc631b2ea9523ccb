package jsontree

import (
	"encoding/json"
	"strconv"
	"time"
)

// A Lenient is the text of a JSON value whose type Intercom does not keep to: a
// string, a number, a boolean or nothing. It takes any JSON, so that one field of
// another type does not cost a reader the rest of the object.
type Lenient string

// UnmarshalJSON sets l to the value of a string, and to a number or boolean as it
// is written. Of null it makes "", and anything else leaves l as it is. It returns
// no error.
func (l *Lenient) UnmarshalJSON(raw []byte) error {
	var s string
	switch {
	case json.Unmarshal(raw, &s) == nil:
		*l = Lenient(s)
	case len(raw) > 0 && (raw[0] == '-' || raw[0] >= '0' && raw[0] <= '9' || raw[0] == 't' || raw[0] == 'f'):
		*l = Lenient(raw)
	}
	return nil
}

// Unix returns a time that is written as Unix seconds or in RFC 3339, in Unix
// seconds; 0 for anything else.
func (l Lenient) Unix() int64 {
	if n, err := strconv.ParseFloat(string(l), 64); err == nil {
		return int64(n)
	}
	if t, err := time.Parse(time.RFC3339, string(l)); err == nil {
		return t.Unix()
	}
	return 0
}

// RFC3339 returns the time of Unix in RFC 3339; "" where there is none.
func (l Lenient) RFC3339() string { return RFC3339(l.Unix()) }

// RFC3339 returns Unix seconds in RFC 3339, as UTC; "" for seconds before 1970 and
// for those that are far ahead, such as milliseconds.
func RFC3339(seconds int64) string {
	if seconds <= 0 || seconds >= 1<<37 {
		return ""
	}
	return time.Unix(seconds, 0).UTC().Format(time.RFC3339)
}
