package intercomapi

import (
	"encoding/json"
	"time"
)

// DateTime is a moment that the API takes as text, in RFC 3339. It is read as a
// Time is.
type DateTime Time

// UnmarshalJSON reads a time in any of the encodings that API versions use.
func (d *DateTime) UnmarshalJSON(b []byte) error { return (*Time)(d).UnmarshalJSON(b) }

// MarshalJSON writes the moment in RFC 3339, in UTC.
func (d DateTime) MarshalJSON() ([]byte, error) {
	return json.Marshal(time.Unix(int64(d), 0).UTC().Format(time.RFC3339))
}
