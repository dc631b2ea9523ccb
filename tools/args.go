package tools

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

// startingAfter is the argument that goes on where an answer left off: in a list
// after its last item, in anything else after what of it was shown.
const startingAfter = "starting_after"

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

// arguments reads the arguments of one tool.
type arguments struct {
	in    reflect.Type
	root  *node
	raw   json.RawMessage // the schema that clients see
	check func() *jsonschema.Resolved
}

// An extraArgument is one that a tool's argument struct does not have.
type extraArgument struct {
	name string
	node node
}

// cursorArgument returns an extra starting_after.
func cursorArgument(about string) extraArgument {
	return extraArgument{startingAfter, node{form: cursor, kind: "string", about: about}}
}

// flagArgument returns an extra boolean.
func flagArgument(name, about string) extraArgument {
	return extraArgument{name, node{form: boolean, kind: "boolean", about: about}}
}

// newArguments returns what reads calls into structs of a type. updates says
// that null may clear a field.
func newArguments(in reflect.Type, updates bool, extra ...extraArgument) arguments {
	root := nodeOf(in, updates)
	for _, e := range extra {
		root.add(e.name, &e.node)
	}
	root.close()
	raw := root.schema()
	return arguments{in: in, root: root, raw: raw, check: checker(raw)}
}

// reading is what the arguments of a call depend on besides themselves.
type reading struct {
	Now     func(startingAfter string) time.Time    // the clock of relative times, in a call with this cursor
	Resolve func(context.Context, *reference) error // sets the id of what is given by name
}

// given are the arguments that a call gives.
type given struct {
	in            any    // the tool's own struct
	canonical     []byte // as JSON in the one form that the schema shows, names sorted
	startingAfter string // the cursor; "" if there is none
}

// decode makes raw canonical, checks it against the schema, looks up what is
// given by name, and reads it into a struct of the tool's own type.
func (a arguments) decode(ctx context.Context, raw json.RawMessage, by reading) (given, error) {
	canonical, err := a.canonical(ctx, raw, by)
	if err != nil {
		return given{}, err
	}
	into := reflect.New(a.in)
	d := json.NewDecoder(bytes.NewReader(canonical))
	d.UseNumber() // attributes keep every digit
	if err := d.Decode(into.Interface()); err != nil {
		return given{}, newError("", err)
	}
	var at struct {
		StartingAfter string `json:"starting_after"`
	}
	_ = json.Unmarshal(canonical, &at) // an object, made here
	return given{into.Elem().Interface(), canonical, at.StartingAfter}, nil
}

// canonical returns arguments in the one form that the schema shows, names
// sorted. Nothing is looked up before all the rest is right.
func (a arguments) canonical(ctx context.Context, raw json.RawMessage, by reading) ([]byte, error) {
	args, err := parse(raw)
	if err != nil {
		return nil, errorf("", "the arguments are not a JSON object: %w", err)
	}
	if args == nil {
		args = map[string]any{}
	}
	top, ok := args.(map[string]any)
	if !ok {
		return nil, errorf("", "the arguments are not a JSON object")
	}
	if err := a.root.resolveAliases(top); err != nil {
		return nil, err
	}
	var names []*reference
	goesOn, _ := top[startingAfter].(string)
	canonical, err := canon{by.Now(goesOn), &names}.value(a.root, "", top)
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
func (a arguments) validate(b []byte) error {
	var plain map[string]any
	if err := json.Unmarshal(b, &plain); err != nil { // a number that is too large
		return newError("", err)
	}
	for name, v := range plain {
		if v == nil {
			delete(plain, name)
		}
	}
	if err := a.check().Validate(plain); err != nil {
		return errorf("", "%s", readable(err.Error()))
	}
	return nil
}

// changes refuses a change of nothing, which Intercom would answer as if it were
// done: ids, who does it, and null where that clears nothing.
func (a arguments) changes(g given) error {
	var values map[string]json.RawMessage
	if err := json.Unmarshal(g.canonical, &values); err != nil {
		return newError("", err)
	}
	var others []string
	for name, f := range a.root.fields {
		if f.form == id && slices.Contains(a.root.required, name) || name == "admin_id" || name == "skip_notifications" {
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
	return errorf("", "nothing to change is given (null clears only where an argument says so): give at least one of %s", strings.Join(others, ", "))
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
			return errorf(name, "is given twice, as %s and %s, with different values", name, alias)
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

// parse reads JSON and keeps numbers as they are written.
func parse(raw []byte) (any, error) {
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
type argumentError struct {
	argument string // its path, such as contacts[0].id; "" where the message names it
	err      error
}

// newError returns an argumentError: argument is a path, "" where err names it.
func newError(argument string, err error) error { return argumentError{argument, err} }

// errorf returns an argumentError whose message follows the argument's name, as
// in "body is blank".
func errorf(argument, format string, values ...any) error {
	return argumentError{argument, fmt.Errorf(format, values...)}
}

// Error names the argument and says what is wrong with it.
func (e argumentError) Error() string {
	if e.argument == "" {
		return e.err.Error()
	}
	return e.argument + " " + e.err.Error()
}

// Unwrap returns the fault without the argument's name.
func (e argumentError) Unwrap() error { return e.err }

// exactlyOne refuses a call that gives none or several of arguments that stand
// for the same thing: a name and whether it is given, in turn.
func exactlyOne(pairs ...any) error {
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
	return errorf("", "give exactly one of %s", strings.Join(all, ", "))
}
