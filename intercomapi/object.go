package intercomapi

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
)

// Object is one JSON object, byte for byte as the API sent it but for names, which
// it escapes (see withPlainNames), so that no field of any version is lost and no
// number loses a digit.
type Object json.RawMessage

// UnmarshalJSON keeps b; anything but an object is an error.
func (o *Object) UnmarshalJSON(b []byte) error {
	if b = bytes.TrimSpace(b); len(b) == 0 || b[0] != '{' {
		return fmt.Errorf("want a JSON object, got %.20q", b)
	}
	*o = bytes.Clone(b)
	return nil
}

// MarshalJSON writes the object as it came.
func (o Object) MarshalJSON() ([]byte, error) {
	if len(o) == 0 {
		return nil, errors.New("no object")
	}
	return o, nil
}

// Decode reads the object into v, as json.Unmarshal does.
func (o Object) Decode(v any) error { return json.Unmarshal(o, v) }

// ID returns the object's own id; "" if it has none.
func (o Object) ID() ID {
	var v struct{ ID ID }
	if o.Decode(&v) != nil {
		return ""
	}
	return v.ID
}

// Deleted is the answer to a deletion.
type Deleted struct {
	ID        ID     `json:"id"`
	Deleted   bool   `json:"deleted"`
	RequestID string `json:"-"` // from the answer's headers
}

func (d *Deleted) answeredBy(id string) { d.RequestID = id }

// Empty is the answer of an operation that returns nothing.
type Empty struct{}
