package args

import (
	"encoding/json"
	"slices"
	"strings"
)

// validate checks canonical arguments against the schema.
func (d Decoder) validate(canonical []byte) error {
	var values map[string]any
	if err := json.Unmarshal(canonical, &values); err != nil { // a number that is too large
		return NewError("", err)
	}
	if err := d.validator().Validate(values); err != nil {
		return Errorf("", "%s", plainMessage(err.Error()))
	}
	return nil
}

// CheckChange returns an Error for an update that changes nothing, which Intercom
// would answer as if it were done: one with nothing but ids and who does it.
func (d Decoder) CheckChange(call Decoded) error {
	var values map[string]json.RawMessage
	if err := json.Unmarshal(call.JSON, &values); err != nil {
		return NewError("", err)
	}
	var changes []string
	for name, f := range d.root.fields {
		isID := f.form == idForm && (name == "id" || slices.Contains(d.root.requires, name))
		if isID || slices.Contains([]string{idsArgument, "admin_id", "skip_notifications", "draft"}, name) {
			continue
		}
		if values[name] != nil {
			return nil
		}
		changes = append(changes, name)
	}
	if len(changes) == 0 {
		return nil
	}
	slices.Sort(changes)
	return Errorf("", "nothing to change is given (null and \"\" are as if left out): give at least one of %s", strings.Join(changes, ", "))
}

// idsArgument is the argument of a tool that takes many ids as well as one.
const idsArgument = "ids"

// checkTargets returns an Error for a call that gives none or both of id and ids,
// where a tool has both.
func (n *node) checkTargets(object any) error {
	given, _ := object.(map[string]any)
	if n.fields["id"] == nil || n.fields[idsArgument] == nil {
		return nil
	}
	many, isList := given[idsArgument].([]any)
	return ExactlyOne(Choices{{"id", given["id"] != nil}, {idsArgument, len(many) > 0 || given[idsArgument] != nil && !isList}})
}

// Choices are arguments that stand for the same thing: the name of each, and
// whether a call gives it.
type Choices []struct {
	Name  string
	Given bool
}

// ExactlyOne returns an Error for a call that gives none or several of the choices.
func ExactlyOne(choices Choices) error {
	var names []string
	given := 0
	for _, c := range choices {
		names = append(names, c.Name)
		if c.Given {
			given++
		}
	}
	if given == 1 {
		return nil
	}
	return Errorf("", "give exactly one of %s", strings.Join(names, ", "))
}
