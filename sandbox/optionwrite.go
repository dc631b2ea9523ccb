package sandbox

import (
	"net/http"
	"slices"
)

// A listAttribute is a conversation attribute of type list, with one of its options if the path names one.
type listAttribute struct {
	attribute, option object
}

// listAttributeOf returns the list attribute that the path names.
func (w *Workspace) listAttributeOf(c *call) (listAttribute, error) {
	a, err := w.conversationAttributeOf(c)
	if err != nil {
		return listAttribute{}, err
	}
	if a.str("data_type") != "list" {
		return listAttribute{}, unprocessable("Options can only be managed on list attributes")
	}
	id := c.param(1)
	for _, o := range a.list("options") {
		if o.(object).str("id") == id {
			return listAttribute{a, o.(object)}, nil
		}
	}
	if id != "" {
		return listAttribute{}, fail(http.StatusNotFound, "conversation_attribute_not_found", "List option not found")
	}
	return listAttribute{attribute: a}, nil
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

func (w *Workspace) createOption(c *call, in listAttribute) (any, error) {
	if err := checkLabel(c.body); err != nil {
		return nil, err
	}
	in.attribute["options"] = append(slices.Clone(in.attribute.list("options")), w.newOption(c.body.str("label")))
	return in.attribute, nil
}

func (w *Workspace) updateOption(c *call, in listAttribute) (any, error) {
	if err := checkLabel(c.body); err != nil {
		return nil, err
	}
	in.option["label"] = c.body.str("label")
	return in.attribute, nil
}

// deleteOption archives the option; two active ones must stay.
func (w *Workspace) deleteOption(_ *call, in listAttribute) (any, error) {
	active := 0
	for _, o := range in.attribute.list("options") {
		if !o.(object).flag("archived") {
			active++
		}
	}
	if active <= 2 && !in.option.flag("archived") {
		return nil, unprocessable("A list attribute must have at least 2 active options")
	}
	in.option["archived"] = true
	return in.attribute, nil
}
