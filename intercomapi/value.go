package intercomapi

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"
)

// ID is an Intercom id: letters, digits, "_" and "-". It is sent as a string
// and read from a string, a number or null (as "").
type ID string

// UnmarshalJSON reads an id in any of the encodings that API versions use.
func (id *ID) UnmarshalJSON(b []byte) error {
	switch b = bytes.TrimSpace(b); {
	case string(b) == "null":
		*id = ""
		return nil
	case len(b) > 0 && b[0] == '"':
		return json.Unmarshal(b, (*string)(id))
	}
	var n json.Number
	if err := json.Unmarshal(b, &n); err != nil {
		return fmt.Errorf("an id is a string or a number, not %.20s", b)
	}
	*id = ID(n)
	return nil
}

// IntID is an id that version 2.16 of the API takes as a JSON integer, such as the
// author of a message. It is read as an ID is.
type IntID string

// UnmarshalJSON reads an id in any of the encodings that API versions use.
func (id *IntID) UnmarshalJSON(b []byte) error { return (*ID)(id).UnmarshalJSON(b) }

// MarshalJSON writes the id as an integer; an id that is not one is an error.
func (id IntID) MarshalJSON() ([]byte, error) {
	n, err := strconv.ParseInt(string(id), 10, 64)
	if err != nil {
		return nil, fmt.Errorf("id %q is not a number, and Intercom takes only a number here", string(id))
	}
	return strconv.AppendInt(nil, n, 10), nil
}

// siblings are the words that stand in an id's place in some route: taken for
// an id, they would turn the call into another one.
var siblings = []string{
	"activity_log_event_types", "activity_logs", "attributes", "count", "deleted", "enqueue", "find_by_external_id", "get_datasets",
	"last", "list", "me", "merge", "redact", "run", "scroll", "search", "summaries",
}

// longestID is longer than any id that Intercom gives: what is longer makes an
// address that no server reads.
const longestID = 255

// Check returns an error that says why id can't be an Intercom id; nil if it can.
func (id ID) Check() error {
	if id == "" {
		return errors.New("is empty: an Intercom id is letters, digits, _ and -")
	}
	if len(id) > longestID {
		return fmt.Errorf("%.60q… is not an Intercom id: it has %d characters", string(id), len(id))
	}
	for _, c := range []byte(id) {
		if c != '_' && c != '-' && (c < '0' || c > '9') && (c|0x20 < 'a' || c|0x20 > 'z') {
			return fmt.Errorf("%.60q is not an Intercom id: only letters, digits, _ and - are", string(id))
		}
	}
	if slices.Contains(siblings, string(id)) {
		return fmt.Errorf("%q is not an Intercom id but a word of the API", string(id))
	}
	return nil
}

// Time is a moment in Unix seconds (UTC), which is how it is sent. It is read
// from Unix seconds (a number or its digits) or RFC 3339, as webhooks and some
// versions send it; null is 0.
type Time int64

// UnmarshalJSON reads a time in any of the encodings that API versions use.
func (t *Time) UnmarshalJSON(b []byte) error {
	text := strings.Trim(string(bytes.TrimSpace(b)), `"`)
	if text == "null" {
		*t = 0
		return nil
	}
	if n, err := strconv.ParseInt(text, 10, 64); err == nil {
		*t = Time(n)
		return nil
	}
	at, err := time.Parse(time.RFC3339, text)
	if err != nil {
		return fmt.Errorf("time %.40s is neither Unix seconds nor RFC 3339", b)
	}
	*t = Time(at.Unix())
	return nil
}

// Nullable is a field of an update that can be left alone (the zero value),
// cleared (null) or set. It wants the tag option omitzero.
type Nullable[T any] struct {
	Value T
	Null  bool
	set   bool
}

// Set returns a Nullable that sets v.
func Set[T any](v T) Nullable[T] { return Nullable[T]{Value: v, set: true} }

// IsZero reports whether the field is left alone.
func (n Nullable[T]) IsZero() bool { return !n.set && !n.Null }

// Type returns a T, for code that reflects on a request struct.
func (n Nullable[T]) Type() any { return n.Value }

// MarshalJSON writes null or the value.
func (n Nullable[T]) MarshalJSON() ([]byte, error) {
	if n.Null {
		return []byte("null"), nil
	}
	return json.Marshal(n.Value)
}

// UnmarshalJSON reads null or a value.
func (n *Nullable[T]) UnmarshalJSON(b []byte) error {
	n.set = true
	if n.Null = string(bytes.TrimSpace(b)) == "null"; n.Null {
		return nil
	}
	return json.Unmarshal(b, &n.Value)
}

// Attributes are custom attributes by name: strings, numbers, booleans, or null
// to clear one.
type Attributes map[string]any

// Whole is a whole number: the decimals of what it is read from are cut off.
type Whole int64

// UnmarshalJSON reads any number that an int64 can hold.
func (w *Whole) UnmarshalJSON(b []byte) error {
	var f float64
	if err := json.Unmarshal(b, &f); err != nil {
		return err
	}
	if math.Abs(f) > 1<<53 {
		return fmt.Errorf("%.40s is too large", b)
	}
	*w = Whole(math.Trunc(f))
	return nil
}
