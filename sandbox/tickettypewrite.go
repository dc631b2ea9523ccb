package sandbox

import (
	"slices"
	"strings"
)

func (w *Workspace) createTicketType(c *call) (any, error) {
	if err := c.body.require("name"); err != nil {
		return nil, err
	}
	if err := checkTicketType(c.body); err != nil {
		return nil, err
	}
	return w.showTicketType(w.addTicketType(c.body, c.now)), nil
}

func checkTicketType(in object) error {
	if err := in.checkType(isText, "name", "description", "icon"); err != nil {
		return err
	}
	if err := in.checkType(isFlag, "archived", "is_internal"); err != nil {
		return err
	}
	if v := in["category"]; v != nil && !slices.Contains([]any{"Customer", "Back-office", "Tracker"}, v) {
		return invalid("category must be one of: Customer, Back-office, Tracker")
	}
	return nil
}

func (w *Workspace) updateTicketType(c *call, tt *ticketType) (any, error) {
	if err := checkTicketType(c.body); err != nil {
		return nil, err
	}
	tt.copyFields(c.body, "name", "description", "category", "icon", "archived", "is_internal")
	tt.object["updated_at"] = c.now
	return w.showTicketType(tt), nil
}

func (w *Workspace) createTypeAttribute(c *call, tt *ticketType) (any, error) {
	if err := c.body.require("name", "data_type"); err != nil {
		return nil, err
	}
	if err := checkTypeAttribute(c.body); err != nil {
		return nil, err
	}
	if !slices.Contains([]string{"string", "list", "integer", "decimal", "boolean", "datetime", "files"}, c.body.str("data_type")) {
		return nil, invalid("data_type '%s' is not valid", c.body.str("data_type"))
	}
	if tt.attribute(c.body.str("name")) != nil {
		return nil, invalid("The ticket type already has an attribute of this name")
	}
	return w.addTypeAttribute(tt, withOptions(c.body), c.now), nil
}

func checkTypeAttribute(in object) error {
	if err := in.checkType(isText, "name", "description", "list_items"); err != nil {
		return err
	}
	return in.checkType(isFlag, "required_to_create", "required_to_create_for_contacts", "visible_on_create", "visible_to_contacts", "multiline",
		"allow_multiple_values", "archived", "default")
}

// withOptions returns a request with its options, which differ by type, in the form that answers have.
func withOptions(in object) object {
	in = in.with(nil)
	delete(in, "input_options") // made here, never sent
	options := object{}
	if list := in.str("list_items"); list != "" {
		options = listOptions(strings.Split(list, ",")...)
	}
	options.copyFields(in, "multiline", "allow_multiple_values")
	if len(options) == 0 {
		return in
	}
	return in.with(object{"input_options": options})
}

func (w *Workspace) updateTypeAttribute(c *call, tt *ticketType) (any, error) {
	if err := checkTypeAttribute(c.body); err != nil {
		return nil, err
	}
	for _, a := range tt.attributes {
		if a.str("id") == c.param(1) {
			delete(c.body, "data_type") // cannot be changed
			w.setTypeAttribute(a, withOptions(c.body))
			a["updated_at"] = c.now
			return a, nil
		}
	}
	return nil, errResource
}
