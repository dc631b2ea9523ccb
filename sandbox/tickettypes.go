package sandbox

import (
	"slices"
	"strconv"
)

// A ticketType is a type of ticket with its own attributes and states.
type ticketType struct {
	object
	attributes []object
	states     []string
}

func (tt *ticketType) key() string { return tt.str("id") }

func (w *Workspace) addTicketType(in object, now int) *ticketType {
	tt := &ticketType{object: object{
		"type": "ticket_type", "id": w.numericID("ticket type", 400000), "category": "Customer", "description": "", "icon": "🎟️", "is_internal": false,
		"workspace_id": workspaceID, "archived": false, "created_at": now, "updated_at": now,
	}}
	tt.copyFields(in, "name", "description", "category", "icon", "is_internal")
	tt.states = slices.Clone(w.states.ids[:4])
	w.addTypeAttribute(tt, object{"name": "_default_title_", "data_type": "string", "default": true}, now)
	w.addTypeAttribute(tt, object{"name": "_default_description_", "data_type": "string", "default": true}, now)
	w.ticketTypes.put(tt.key(), tt)
	return tt
}

func (w *Workspace) addTypeAttribute(tt *ticketType, in object, now int) object {
	typeID, _ := strconv.Atoi(tt.key())
	a := object{
		"type": "ticket_type_attribute", "id": w.numericID("type attribute", 410000), "workspace_id": workspaceID, "description": "", "input_options": nil,
		"order": len(tt.attributes), "required_to_create": false, "required_to_create_for_contacts": false, "visible_on_create": true,
		"visible_to_contacts": true, "default": false, "ticket_type_id": typeID, "archived": false, "created_at": now, "updated_at": now,
	}
	w.setTypeAttribute(a, in)
	tt.attributes = append(tt.attributes, a)
	return a
}

func (w *Workspace) setTypeAttribute(a, in object) {
	a.copyFields(in, "name", "description", "data_type", "required_to_create", "required_to_create_for_contacts", "visible_on_create",
		"visible_to_contacts", "default", "archived", "input_options")
}

func (w *Workspace) showTicketType(tt *ticketType) object {
	return tt.with(object{
		"ticket_type_attributes": object{"type": "list", "data": toList(tt.attributes, identity)},
		"ticket_states":          object{"type": "list", "data": toList(tt.states, w.states.row)},
	})
}

func (tt *ticketType) attributeName(id string) string {
	for _, a := range tt.attributes {
		if a.str("id") == id {
			return a.str("name")
		}
	}
	return ""
}

// attribute returns the attribute of a name that is not archived, nil if there is none.
func (tt *ticketType) attribute(name string) object {
	for _, a := range tt.attributes {
		if a.str("name") == name && !a.flag("archived") {
			return a
		}
	}
	return nil
}

// checkNew returns the attributes of a new ticket, or an error if a required one is absent or the type lacks one.
func (tt *ticketType) checkNew(in object) (object, error) {
	if v := in["ticket_attributes"]; v != nil && in.obj("ticket_attributes") == nil {
		return nil, invalid("ticket_attributes must be an object")
	}
	given := in.obj("ticket_attributes")
	for _, a := range tt.attributes {
		if v := given[a.str("name")]; a.flag("required_to_create") && !a.flag("archived") && (v == nil || v == "") {
			return nil, invalid("Missing required ticket attributes")
		}
	}
	return given.with(nil).orEmpty(), tt.check(given)
}

// orEmpty returns an object that can be written to.
func (o object) orEmpty() object {
	if o == nil {
		return object{}
	}
	return o
}

func (tt *ticketType) check(given object) error {
	for name, v := range given {
		a := tt.attribute(name)
		if a == nil {
			return invalid("Extra attributes provided that are not found on ticket type: %s", name)
		}
		if !fitsAttribute(a, v) {
			return invalid("Invalid value for ticket attribute '%s'", name)
		}
	}
	return nil
}

func fitsAttribute(a object, v any) bool {
	switch a.str("data_type") {
	case "list":
		return v == nil || slices.ContainsFunc(a.obj("input_options").list("list_options"), func(o any) bool {
			return o.(object)["id"] == v
		})
	case "integer":
		return v == nil || isWhole(v)
	case "decimal":
		return v == nil || typeRank(v) == typeRank(0)
	case "boolean":
		return v == nil || isFlag(v)
	case "string":
		return v == nil || isText(v)
	}
	return true
}

func (w *Workspace) ticketTypeOf(c *call) (*ticketType, error) {
	return w.ticketTypes.find(c.param(0), errResource)
}

func (w *Workspace) getTicketType(c *call, tt *ticketType) (any, error) {
	return w.showTicketType(tt), nil
}

func (w *Workspace) listTicketTypes(*call) (any, error) {
	return object{"type": "list", "data": toList(w.ticketTypes.all(), w.showTicketType)}, nil
}

func (w *Workspace) listTicketStates(*call) (any, error) {
	return object{"type": "list", "data": toList(w.states.all(), w.detailedState)}, nil
}

// detailedState returns a state with the ticket types that use it.
func (w *Workspace) detailedState(s object) object {
	users := slices.DeleteFunc(w.ticketTypes.all(), func(tt *ticketType) bool { return !slices.Contains(tt.states, s.str("id")) })
	return s.with(object{"archived": false, "ticket_types": object{"type": "list", "data": toList(users, w.showTicketType)}})
}
