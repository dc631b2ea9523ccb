package args

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"slices"

	"github.com/google/jsonschema-go/jsonschema"
)

// StartingAfter is the argument that continues an earlier answer: a list after
// its last item, anything else after the part that was shown.
const StartingAfter = "starting_after"

// A Decoder reads the arguments of calls to one tool.
type Decoder struct {
	structType reflect.Type
	root       *node
	Schema     json.RawMessage // the JSON schema that clients see
	validator  func() *jsonschema.Resolved
}

// An Argument is one that a tool has besides the fields of its struct.
type Argument struct {
	name string
	node node
}

// NewCursor returns an argument starting_after with a description.
func NewCursor(description string) Argument {
	return Argument{StartingAfter, node{form: cursorForm, jsonType: "string", description: description}}
}

// NewFlag returns a boolean argument with a description.
func NewFlag(name, description string) Argument {
	return Argument{name, node{form: booleanForm, jsonType: "boolean", description: description}}
}

// NewDecoder returns the Decoder of a tool with these arguments: the fields of a
// struct type, and more. updates says that the tool updates something, so that
// it may clear a field. It panics on a struct that no schema can describe.
func NewDecoder(structType reflect.Type, updates bool, more ...Argument) Decoder {
	root := nodeOf(structType, updates)
	root.addClear()
	root.keepKnownWords()
	for _, a := range more {
		root.addField(a.name, &a.node)
	}
	root.close()
	raw := root.jsonSchema()
	return Decoder{structType: structType, root: root, Schema: raw, validator: newValidator(raw)}
}

// Of returns the Decoder of a tool that works on things of a kind, such as
// news_item, where its main id does not say of what it is.
func (d Decoder) Of(noun string) Decoder {
	d.root.noun = noun
	return d
}

// A Resolver gives what arguments depend on besides themselves.
type Resolver struct {
	Calendar func(startingAfter string) *Calendar    // how times are read in a call with this cursor
	Resolve  func(context.Context, *Reference) error // sets the id of what is given by name
}

// Decoded are the arguments of one call.
type Decoded struct {
	Struct        any    // the tool's own struct, by value
	JSON          []byte // an object in the one form that the schema shows, names sorted
	StartingAfter string // the cursor; "" if there is none
}

// Decode reads the arguments of a call, a JSON object or nothing. A fault in them
// is an Error; those of the resolver are returned as they are. Nothing is looked
// up before all the rest is right.
func (d Decoder) Decode(ctx context.Context, raw json.RawMessage, r Resolver) (Decoded, error) {
	canonical, err := d.canonical(ctx, raw, r)
	if err != nil {
		return Decoded{}, err
	}
	into := reflect.New(d.structType)
	decoder := json.NewDecoder(bytes.NewReader(canonical))
	decoder.UseNumber() // attributes keep every digit
	if err := decoder.Decode(into.Interface()); err != nil {
		return Decoded{}, NewError("", err)
	}
	var page struct {
		StartingAfter string `json:"starting_after"`
	}
	_ = json.Unmarshal(canonical, &page) // an object, made here
	return Decoded{into.Elem().Interface(), canonical, page.StartingAfter}, nil
}

// canonical returns arguments in the one form that the schema shows, names sorted.
func (d Decoder) canonical(ctx context.Context, raw json.RawMessage, r Resolver) ([]byte, error) {
	given, err := parseObject(raw)
	if err != nil {
		return nil, err
	}
	if err := d.root.resolveAliases(given); err != nil {
		return nil, err
	}
	startingAfter, _ := given[StartingAfter].(string)
	calendar := r.Calendar(startingAfter)
	inUTC := NewCalendar(calendar.Now)
	value, references, err := d.coerce(given, inUTC)
	if err != nil {
		return nil, err
	}
	if err := d.root.checkTargets(value); err != nil {
		return nil, err
	}
	canonical, err := json.Marshal(value)
	if err != nil {
		return nil, err
	}
	if err := d.validate(canonical); err != nil {
		return nil, err
	}
	if err := d.root.applyClear(value); err != nil {
		return nil, err
	}
	if inUTC.isZoned { // now that all else is right, the time zone may be asked for
		if value, references, err = d.coerce(given, calendar); err == nil {
			err = d.root.applyClear(value)
		}
		if err != nil {
			return nil, err
		}
	}
	fields, _ := value.(map[string]any)
	create := fields[Create] == true
	slices.SortStableFunc(references, func(a, b *Reference) int { // nothing is made before all else is found
		return cmp.Compare(slices.Index(a.Kinds(), "tag"), slices.Index(b.Kinds(), "tag"))
	})
	for _, ref := range references {
		ref.Create = create
		if err := r.Resolve(ctx, ref); err != nil {
			return nil, d.orCreate(ref, err)
		}
	}
	return json.Marshal(value) // without clear, and with ids for references
}

// coerce returns arguments in their canonical form, and what among them must be looked up.
func (d Decoder) coerce(given map[string]any, calendar *Calendar) (value any, references []*Reference, err error) {
	value, err = coercer{calendar, &references}.value(d.root, "", given)
	return value, references, err
}

// orCreate returns the error of a reference, with how to make the tag that it names
// where the call can.
func (d Decoder) orCreate(ref *Reference, err error) error {
	if _, ok := errors.AsType[Error](err); !ok || ref.Create || d.root.fields[Create] == nil || !slices.Contains(ref.Kinds(), "tag") {
		return err
	}
	return fmt.Errorf("%w. With %s: true it is made", err, Create)
}

// parseObject returns the arguments of a call; none where raw is empty or null.
func parseObject(raw json.RawMessage) (map[string]any, error) {
	v, err := ParseJSON(raw)
	if err != nil {
		return nil, Errorf("", "the arguments are not a JSON object: %w", err)
	}
	if v == nil {
		return map[string]any{}, nil
	}
	object, ok := v.(map[string]any)
	if !ok {
		return nil, Errorf("", "the arguments are not a JSON object")
	}
	return object, nil
}

// FromText returns the arguments that raw, a JSON text, holds as JSON; anything
// else as it is. It reads one text, not one within another.
func FromText(raw json.RawMessage) json.RawMessage {
	var text string
	if trimmed := bytes.TrimSpace(raw); len(trimmed) == 0 || trimmed[0] != '"' || json.Unmarshal(trimmed, &text) != nil {
		return raw
	}
	return json.RawMessage(text)
}

// ParseJSON returns one JSON value with its numbers as they are written, each a
// json.Number; nil where raw is empty.
func ParseJSON(raw []byte) (any, error) {
	if len(bytes.TrimSpace(raw)) == 0 {
		return nil, nil
	}
	d := json.NewDecoder(bytes.NewReader(raw))
	d.UseNumber()
	var v any
	if err := d.Decode(&v); err != nil {
		return nil, err
	}
	if d.More() {
		return nil, errors.New("more than one JSON value")
	}
	return v, nil
}

// ReadsDays reports whether one of the arguments is a time that depends on the
// workspace's time zone.
func (d Decoder) ReadsDays() bool { return d.root.readsDays() }

func (n *node) readsDays() bool {
	if n.items != nil && n.items.readsDays() || n.form == timeForm && !n.inUTC {
		return true
	}
	return slices.ContainsFunc(n.order, func(name string) bool { return n.fields[name].readsDays() })
}

// Takes reports whether one of the arguments is of a type.
func (d Decoder) Takes(t reflect.Type) bool {
	return slices.ContainsFunc(reflect.VisibleFields(d.structType), func(f reflect.StructField) bool { return f.Type == t })
}
