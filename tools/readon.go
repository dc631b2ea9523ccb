package tools

import (
	"context"
	"encoding/json"
	"hash/crc32"
	"reflect"
	"slices"

	"intercom-mcp/intercomapi"
)

// startingAfter is the argument that goes on where an answer left off: in a
// list after its last item, in anything else after what of it was shown.
const startingAfter = "starting_after"

// readsOn reports whether a tool shows what one call gives over several
// answers, by a cursor that its arguments do not have themselves: it changes
// nothing, and answers an object or a list of Intercom's as it is.
func (s spec) readsOn(e Effect) bool {
	if e != Read || s.out.Kind() != reflect.Struct || s.out.NumField() == 0 {
		return false
	}
	first := s.out.Field(0).Type
	for f := range s.out.Fields() {
		if k := f.Type.Kind(); k == reflect.Struct || k == reflect.Pointer { // made here, with members that must not be left out
			return false
		}
	}
	return (first == reflect.TypeFor[intercomapi.Object]() || first == reflect.TypeFor[[]intercomapi.Object]()) &&
		!slices.ContainsFunc(reflect.VisibleFields(s.in), func(f reflect.StructField) bool { return f.Name == "StartingAfter" })
}

// going is where a call of such a tool goes on.
func (t Tool) going(canonical []byte) (position, error) {
	var in struct {
		StartingAfter string `json:"starting_after"`
	}
	if err := json.Unmarshal(canonical, &in); err != nil || in.StartingAfter == "" {
		return position{Tool: t.Name}, err
	}
	at, err := resume(position{Tool: t.Name}, in.StartingAfter)
	if err == nil && at.After != "" {
		err = newError(startingAfter, errNumbered)
	}
	return at, err
}

// read calls a tool that changes nothing, from where the call goes on.
func (t Tool) read(ctx context.Context, c Caller, in any, canonical []byte, asked uint32) (any, error) {
	if !t.readsOn {
		if err := t.sameList(canonical, asked); err != nil {
			return nil, err
		}
		return showing(ctx, c, t.Name, in, asked, t.spec.run)
	}
	at, err := t.going(canonical)
	if err != nil {
		return nil, err
	}
	out, err := showing(ctx, c, t.Name, in, asked, t.spec.run)
	if err != nil || at.From == 0 {
		return out, err
	}
	return goingOn{out, at}, nil
}

// goingOn is a result of which an earlier answer has shown the beginning.
type goingOn struct {
	out any
	at  position
}

// MarshalJSON writes the whole result.
func (g goingOn) MarshalJSON() ([]byte, error) { return json.Marshal(g.out) }

// within is the cursor that goes on at a place within what is at p.
func (p position) within(from int, sum uint32) string {
	p.From, p.Sum = from, sum
	return p.String()
}

// sumOf tells whether a thing is still what it was.
func sumOf(t *tree) uint32 {
	if t == nil {
		return 0
	}
	return crc32.ChecksumIEEE(t.append(nil))
}
