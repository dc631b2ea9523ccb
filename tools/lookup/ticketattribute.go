package lookup

import (
	"encoding/json"
	"fmt"
	"strings"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/args"
)

// TicketAttribute is an attribute of a ticket type, and the options of a list.
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

// fit is what a ticket wants for a value: of a list, the ids of options; of
// a number or a boolean that came as text, itself.
func (a TicketAttribute) fit(v any) (any, error) {
	if items, ok := v.([]any); ok && len(a.Input.Options) > 0 {
		ids := make([]any, len(items))
		for i, item := range items {
			var err error
			if ids[i], err = a.SearchValue(item); err != nil {
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
	return a.SearchValue(v)
}

// String is an attribute's name, with the labels of a list.
func (a TicketAttribute) String() string {
	if labels := a.labels(); len(labels) > 0 {
		return a.Name + " (" + strings.Join(labels, ", ") + ")"
	}
	return a.Name
}

func (a TicketAttribute) labels() []string {
	var labels []string
	for _, o := range a.Input.Options {
		labels = append(labels, o.Label)
	}
	return labels
}

// SearchValue is what a search wants for a value: of a list, the id of the option.
func (a TicketAttribute) SearchValue(v any) (any, error) {
	switch v.(type) {
	case string, bool, json.Number, nil:
	default:
		return nil, NewNameError(a.Name, "takes a text, a number or a boolean")
	}
	label, isText := v.(string)
	if len(a.Input.Options) == 0 || !isText {
		return v, nil
	}
	for _, o := range a.Input.Options {
		if string(o.ID) == label || Fold(o.Label) == Fold(label) {
			return string(o.ID), nil
		}
	}
	return nil, NewNameError(label, fmt.Sprintf("is no value of %s. There are: %s", a.Name, strings.Join(a.labels(), ", ")))
}
