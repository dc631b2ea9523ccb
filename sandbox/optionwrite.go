package sandbox

import (
	"net/http"
	"slices"
)

// listAttribute finds the list attribute that a route's path names, and the option if it names one.
func (w *Workspace) listAttribute(c *call) (attribute, option object, err error) {
	attribute, err = w.conversationAttribute(c)
	if err != nil {
		return nil, nil, err
	}
	if attribute.str("data_type") != "list" {
		return nil, nil, unprocessable("Options can only be managed on list attributes")
	}
	id := c.path["option_id"]
	for _, o := range attribute.list("options") {
		if o.(object).str("id") == id {
			return attribute, o.(object), nil
		}
	}
	if id != "" {
		return nil, nil, fail(http.StatusNotFound, "conversation_attribute_not_found", "List option not found")
	}
	return attribute, nil, nil
}

func checkLabel(in object) error {
	label, given := in["label"]
	switch {
	case !given || label == "" || label == nil:
		return unprocessable("label is required")
	case !isText(label):
		return unprocessable("label must be a string")
	case len(in) > 1:
		return unprocessable("only 'label' is accepted")
	}
	return nil
}

func (w *Workspace) createOption(c *call) (any, error) {
	a, _, err := w.listAttribute(c)
	if err != nil {
		return nil, err
	}
	if err := checkLabel(c.body); err != nil {
		return nil, err
	}
	a["options"] = append(slices.Clone(a.list("options")), w.newOption(c.body.str("label")))
	return a, nil
}

func (w *Workspace) updateOption(c *call) (any, error) {
	a, option, err := w.listAttribute(c)
	if err != nil {
		return nil, err
	}
	if err := checkLabel(c.body); err != nil {
		return nil, err
	}
	option["label"] = c.body.str("label")
	return a, nil
}

// deleteOption archives the option; two must stay.
func (w *Workspace) deleteOption(c *call) (any, error) {
	a, option, err := w.listAttribute(c)
	if err != nil {
		return nil, err
	}
	active := 0
	for _, o := range a.list("options") {
		if !o.(object).yes("archived") {
			active++
		}
	}
	if active <= 2 && !option.yes("archived") {
		return nil, unprocessable("A list attribute must have at least 2 active options")
	}
	option["archived"] = true
	return a, nil
}
