package args

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"time"

	"github.com/google/jsonschema-go/jsonschema"
)

// StartingAfter is the argument that goes on where an answer left off: in a list
// after its last item, in anything else after what of it was shown.
const StartingAfter = "starting_after"

// aliases are other spellings of arguments: each is taken for the first of
// these that a tool has, one of an id only where it is the id of such a thing.
var aliases = map[string][]string{
	"contactId":             {"contact_id", "id"},
	"companyId":             {"company_id", "id"},
	"conversationId":        {"conversation_id", "id"},
	"ticketId":              {"ticket_id", "id"},
	"tagId":                 {"tag_id"},
	"disable_notifications": {"skip_notifications"},
}

// Arguments reads the arguments of one tool.
type Arguments struct {
	in    reflect.Type
	root  *node
	Raw   json.RawMessage // the schema that clients see
	check func() *jsonschema.Resolved
}

// An extraArgument is one that a tool's argument struct does not have.
type Extra struct {
	name string
	node node
}

// ExtraCursor returns an extra starting_after.
func ExtraCursor(about string) Extra {
	return Extra{StartingAfter, node{form: cursorForm, kind: "string", about: about}}
}

// ExtraFlag returns an extra boolean.
func ExtraFlag(name, about string) Extra {
	return Extra{name, node{form: booleanForm, kind: "boolean", about: about}}
}

// New returns what reads calls into structs of a type. updates says
// that null may clear a field.
func New(in reflect.Type, updates bool, extra ...Extra) Arguments {
	root := nodeOf(in, updates)
	for _, e := range extra {
		root.add(e.name, &e.node)
	}
	root.close()
	raw := root.schema()
	return Arguments{in: in, root: root, Raw: raw, check: checker(raw)}
}

// Environment is what the arguments of a call depend on besides themselves.
type Environment struct {
	Now     func(startingAfter string) time.Time    // the clock of relative times, in a call with this cursor
	Resolve func(context.Context, *Reference) error // sets the id of what is given by name
}

// Given are the arguments that a call gives.
type Given struct {
	Struct        any    // the tool's own struct
	JSON          []byte // as JSON in the one form that the schema shows, names sorted
	StartingAfter string // the cursor; "" if there is none
}

// Decode makes raw canonical, checks it against the schema, looks up what is
// given by name, and reads it into a struct of the tool's own type.
func (a Arguments) Decode(ctx context.Context, raw json.RawMessage, by Environment) (Given, error) {
	canonical, err := a.canonical(ctx, raw, by)
	if err != nil {
		return Given{}, err
	}
	into := reflect.New(a.in)
	d := json.NewDecoder(bytes.NewReader(canonical))
	d.UseNumber() // attributes keep every digit
	if err := d.Decode(into.Interface()); err != nil {
		return Given{}, NewError("", err)
	}
	var at struct {
		StartingAfter string `json:"starting_after"`
	}
	_ = json.Unmarshal(canonical, &at) // an object, made here
	return Given{into.Elem().Interface(), canonical, at.StartingAfter}, nil
}

// canonical returns arguments in the one form that the schema shows, names
// sorted. Nothing is looked up before all the rest is right.
func (a Arguments) canonical(ctx context.Context, raw json.RawMessage, by Environment) ([]byte, error) {
	args, err := Parse(raw)
	if err != nil {
		return nil, Errorf("", "the arguments are not a JSON object: %w", err)
	}
	if args == nil {
		args = map[string]any{}
	}
	top, ok := args.(map[string]any)
	if !ok {
		return nil, Errorf("", "the arguments are not a JSON object")
	}
	if err := a.root.resolveAliases(top); err != nil {
		return nil, err
	}
	var names []*Reference
	goesOn, _ := top[StartingAfter].(string)
	canonical, err := coercion{by.Now(goesOn), &names}.value(a.root, "", top)
	if err != nil {
		return nil, err
	}
	b, err := json.Marshal(canonical)
	if err != nil {
		return nil, err
	}
	if err := a.validate(b); err != nil || len(names) == 0 {
		return b, err
	}
	for _, r := range names {
		if err := by.Resolve(ctx, r); err != nil {
			return nil, err
		}
	}
	return json.Marshal(canonical)
}

// validate checks canonical arguments, nulls that clear a field left out.
func (a Arguments) validate(b []byte) error {
	var plain map[string]any
	if err := json.Unmarshal(b, &plain); err != nil { // a number that is too large
		return NewError("", err)
	}
	for name, v := range plain {
		if v == nil {
			delete(plain, name)
		}
	}
	if err := a.check().Validate(plain); err != nil {
		return Errorf("", "%s", plainMessage(err.Error()))
	}
	return nil
}

// CheckChange refuses a change of nothing, which Intercom would answer as if it were
// done: ids, who does it, and null where that clears nothing.
func (a Arguments) CheckChange(g Given) error {
	var values map[string]json.RawMessage
	if err := json.Unmarshal(g.JSON, &values); err != nil {
		return NewError("", err)
	}
	var others []string
	for name, f := range a.root.fields {
		if f.form == idForm && slices.Contains(a.root.required, name) || name == "admin_id" || name == "skip_notifications" {
			continue
		}
		if values[name] != nil {
			return nil
		}
		others = append(others, name)
	}
	if len(others) == 0 {
		return nil
	}
	slices.Sort(others)
	return Errorf("", "nothing to change is given (null clears only where an argument says so): give at least one of %s", strings.Join(others, ", "))
}

// resolveAliases renames arguments that came under another spelling.
func (n *node) resolveAliases(args map[string]any) error {
	for alias, meanings := range aliases {
		v, given := args[alias]
		i := slices.IndexFunc(meanings, func(name string) bool { return n.means(alias, name) })
		if !given || i < 0 || n.fields[alias] != nil {
			continue
		}
		name := meanings[i]
		if v == nil { // as if absent
			delete(args, alias)
			continue
		}
		if other := args[name]; other != nil && fmt.Sprint(other) != fmt.Sprint(v) {
			return Errorf(name, "is given twice, as %s and %s, with different values", name, alias)
		}
		args[name] = v
		delete(args, alias)
	}
	return nil
}

// means reports whether an alias stands for the argument of a name.
func (n *node) means(alias, name string) bool {
	f := n.fields[name]
	kind, isID := strings.CutSuffix(alias, "Id")
	return f != nil && (!isID || slices.Contains(f.of, kind))
}

// Parse reads JSON and keeps numbers as they are written.
func Parse(raw []byte) (any, error) {
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

// An argumentError is a fault in a call's arguments, found before any request.
type Error struct {
	argument string // its path, such as contacts[0].id; "" where the message names it
	err      error
}

// NewError returns an argumentError: argument is a path, "" where err names it.
func NewError(argument string, err error) error { return Error{argument, err} }

// Errorf returns an argumentError whose message follows the argument's name, as
// in "body is blank".
func Errorf(argument, format string, values ...any) error {
	return Error{argument, fmt.Errorf(format, values...)}
}

// Error names the argument and says what is wrong with it.
func (e Error) Error() string {
	if e.argument == "" {
		return e.err.Error()
	}
	return e.argument + " " + e.err.Error()
}

// Unwrap returns the fault without the argument's name.
func (e Error) Unwrap() error { return e.err }

// ExactlyOne refuses a call that gives none or several of arguments that stand
// for the same thing: a name and whether it is given, in turn.
func ExactlyOne(pairs ...any) error {
	var all, given []string
	for i := 0; i+1 < len(pairs); i += 2 {
		name := pairs[i].(string)
		all = append(all, name)
		if pairs[i+1].(bool) {
			given = append(given, name)
		}
	}
	if len(given) == 1 {
		return nil
	}
	return Errorf("", "give exactly one of %s", strings.Join(all, ", "))
}

// Takes reports whether one of the arguments is of a type.
func (a Arguments) Takes(t reflect.Type) bool {
	return slices.ContainsFunc(reflect.VisibleFields(a.in), func(f reflect.StructField) bool { return f.Type == t })
}
