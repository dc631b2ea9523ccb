package lookup

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strings"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/args"
)

// A TicketAttribute is an attribute of a ticket type, with the options of a list.
type TicketAttribute struct {
	ID       intercomapi.ID
	Name     string
	Type     string `json:"data_type"`
	Required bool   `json:"required_to_create"`
	Input    struct {
		Options []struct {
			ID    intercomapi.ID
			Label string
		} `json:"list_options"`
	} `json:"input_options"`
}

// String returns the attribute's name, with the labels of a list.
func (a TicketAttribute) String() string {
	if len(a.Input.Options) > 0 {
		return a.Name + " (" + a.labels() + ")"
	}
	return a.Name
}

// labels returns the labels of a list, with commas between them.
func (a TicketAttribute) labels() string {
	var labels []string
	for _, o := range a.Input.Options {
		labels = append(labels, o.Label)
	}
	return strings.Join(labels, ", ")
}

// writeValue returns a value as tickets take it: of a list, the ids of options; of
// a number or a boolean that came as text, the number or the boolean.
func (a TicketAttribute) writeValue(v any) (any, error) {
	if items, ok := v.([]any); ok && len(a.Input.Options) > 0 {
		ids := make([]any, len(items))
		for i, item := range items {
			var err error
			if ids[i], err = a.searchValue(item); err != nil {
				return nil, err
			}
		}
		return ids, nil
	}
	if s, ok := v.(string); !ok || s == "" {
		return v, nil
	}
	switch a.Type {
	case "integer", "decimal":
		return args.ToNumber(v), nil
	case "boolean":
		return args.ToBoolean(v), nil
	}
	return a.searchValue(v)
}

// searchValue returns a value as searches take it: of a list, the id of the option.
func (a TicketAttribute) searchValue(v any) (any, error) {
	switch v.(type) {
	case string, bool, json.Number, nil:
	default:
		return nil, newNameError(a.Name, "takes a text, a number or a boolean, or in a search a list of them")
	}
	label, isText := v.(string)
	if len(a.Input.Options) == 0 || !isText {
		return v, nil
	}
	for _, o := range a.Input.Options {
		if string(o.ID) == label || SameName(o.Label, label) {
			return string(o.ID), nil
		}
	}
	return nil, newNameError(label, "is no value of %s. There are: %s", a.Name, a.labels())
}

// attributeByName returns the attribute of a name, written exactly so or in another case.
func attributeByName(name string, attributes []TicketAttribute) (TicketAttribute, error) {
	for _, a := range attributes {
		if a.Name == name {
			return a, nil
		}
	}
	var names []string
	for _, a := range attributes {
		if SameName(a.Name, name) {
			return a, nil
		}
		names = append(names, a.Name)
	}
	return TicketAttribute{}, newNameError(name, "is no attribute of this ticket type. There are: %s", strings.Join(names, ", "))
}

// defaultAttributes are other spellings of the attributes that every ticket type has.
var defaultAttributes = map[string]string{
	"default_title":       "_default_title_",
	"default_description": "_default_description_",
}

// defaultName returns an attribute's name as Intercom spells it.
func defaultName(name string) string {
	if own, ok := defaultAttributes[name]; ok {
		return own
	}
	return name
}

// renameDefaults gives values of those attributes Intercom's spelling of the name.
func renameDefaults(values intercomapi.Attributes) error {
	for alias, name := range defaultAttributes {
		v, given := values[alias]
		if !given {
			continue
		}
		if other, both := values[name]; both && !reflect.DeepEqual(other, v) {
			return fmt.Errorf("has both %s and %s, with different values", alias, name)
		}
		values[name] = v
		delete(values, alias)
	}
	return nil
}
