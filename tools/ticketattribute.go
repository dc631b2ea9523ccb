package tools

import (
	"encoding/json"
	"fmt"
	"intercom-mcp/intercomapi"
	"strings"
)

// attribute is an attribute of a ticket type, and the options of a list.
type attribute struct {
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

// written is what a ticket wants for a value: of a list, the ids of options; of
// a number or a boolean that came as text, itself.
func (a attribute) written(v any) (any, error) {
	if items, ok := v.([]any); ok && len(a.Input.Options) > 0 {
		ids := make([]any, len(items))
		for i, item := range items {
			var err error
			if ids[i], err = a.value(item); err != nil {
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
		return numeric(number, v), nil
	case "boolean":
		return truth(v), nil
	}
	return a.value(v)
}

// String is an attribute's name, with the labels of a list.
func (a attribute) String() string {
	if labels := a.labels(); len(labels) > 0 {
		return a.Name + " (" + strings.Join(labels, ", ") + ")"
	}
	return a.Name
}

func (a attribute) labels() []string {
	var labels []string
	for _, o := range a.Input.Options {
		labels = append(labels, o.Label)
	}
	return labels
}

// value is what a search wants for a value: of a list, the id of the option.
func (a attribute) value(v any) (any, error) {
	switch v.(type) {
	case string, bool, json.Number, nil:
	default:
		return nil, nameError{a.Name, "takes a text, a number or a boolean"}
	}
	label, isText := v.(string)
	if len(a.Input.Options) == 0 || !isText {
		return v, nil
	}
	for _, o := range a.Input.Options {
		if string(o.ID) == label || fold(o.Label) == fold(label) {
			return string(o.ID), nil
		}
	}
	return nil, nameError{label, fmt.Sprintf("is no value of %s. There are: %s", a.Name, strings.Join(a.labels(), ", "))}
}
