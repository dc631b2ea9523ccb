package sandbox

import (
	"net/http"
	"regexp"
	"slices"
)

// attributeTypes are the types as requests name them, with the names that answers have for them.
var attributeTypes = map[string]string{"string": "string", "integer": "integer", "float": "float", "boolean": "boolean", "date": "date",
	"datetime": "date", "options": "string"}

var attributeName = regexp.MustCompile(`^[\pL\pN\p{Sc} _-]+$`)

func (w *Workspace) createAttribute(c *call) (any, error) {
	if err := c.body.require("name", "model", "data_type"); err != nil {
		return nil, err
	}
	name, model := c.body.str("name"), c.body.str("model")
	dataType, known := attributeTypes[c.body.str("data_type")]
	switch {
	case model != "contact" && model != "company":
		return nil, invalid("The Data Attribute model field must be either contact or company")
	case !known:
		return nil, invalid("Data Type isn't an option")
	case !attributeName.MatchString(name):
		return nil, invalid("Your name for this attribute must only contain alphanumeric characters, currency symbols, and hyphens")
	case w.attribute(model, name) != nil:
		return nil, invalid("You already have '%s' in your %s data. To save this as new %[2]s data, use a different name.", name, model)
	}
	options, err := optionValues(c.body)
	if err != nil {
		return nil, err
	}
	if c.body.str("data_type") == "options" && len(options) < 2 {
		return nil, invalid("The Data Attribute must have at least 2 options")
	}
	a := w.addAttribute(model, name, dataType, c.body.str("description"), c.now)
	a.copyFields(c.body, "messenger_writable")
	if options != nil {
		a["options"] = options
	}
	return a, nil
}

// optionValues returns the values of the options that a request names; nil if it names none.
func optionValues(in object) ([]any, error) {
	if in["options"] == nil {
		return nil, nil
	}
	list, ok := in["options"].([]any)
	if !ok {
		return nil, invalid("Options isn't an array")
	}
	values := []any{}
	for _, o := range list {
		option, _ := o.(object)
		if option.str("value") == "" {
			return nil, invalid("Every option needs a value")
		}
		values = append(values, option.str("value"))
	}
	return values, nil
}

// updateAttribute changes or archives an attribute; name, model and type stay.
func (w *Workspace) updateAttribute(c *call) (any, error) {
	a, err := w.attributes.find(c.param(0), fail(http.StatusNotFound, "field_not_found", "We couldn't find that data attribute to update"))
	if err != nil {
		return nil, err
	}
	options, err := optionValues(c.body)
	if err != nil {
		return nil, err
	}
	if err := c.body.checkType(isFlag, "archived", "messenger_writable"); err != nil {
		return nil, err
	}
	a.copyFields(c.body, "archived", "description", "messenger_writable")
	if options != nil {
		a["options"] = options
	}
	a["updated_at"] = c.now
	return a, nil
}

// conversationAttributes names the table of conversation attributes, whose shape depends on their type.
const conversationAttributes = "conversation_attribute"

func (w *Workspace) listConversationAttributes(c *call) (any, error) {
	all := slices.DeleteFunc(w.records(conversationAttributes).all(), func(a object) bool {
		return a.flag("archived") && c.query.Get("include_archived") != "true"
	})
	return object{"type": "list", "data": toList(all, identity)}, nil
}

func (w *Workspace) conversationAttributeOf(c *call) (object, error) {
	return w.records(conversationAttributes).find(c.param(0), fail(http.StatusNotFound, "conversation_attribute_not_found", "Conversation attribute not found"))
}

func (w *Workspace) getConversationAttribute(_ *call, a object) (any, error) { return a, nil }

var conversationTypes = []string{"string", "integer", "list", "decimal", "boolean", "datetime", "relationship", "files"}

// unprocessable returns the error of a request that is understood and yet refused: 422.
func unprocessable(format string, args ...any) error {
	return fail(http.StatusUnprocessableEntity, "parameter_invalid", format, args...)
}

func (w *Workspace) createConversationAttribute(c *call) (any, error) {
	dataType := c.body.str("data_type")
	switch {
	case c.body.str("name") == "":
		return nil, unprocessable("name is required")
	case !slices.Contains(conversationTypes, dataType):
		return nil, unprocessable("data_type '%s' is not valid. Allowed types: string, integer, list, decimal, boolean, datetime, relationship, files", dataType)
	case dataType == "list" && len(c.body.list("options")) < 2:
		return nil, unprocessable("A list attribute must have at least 2 active options")
	}
	return w.addConversationAttribute(c.body, c.now), nil
}

func (w *Workspace) addConversationAttribute(in object, now int) object {
	n := 640000 + w.next(conversationAttributes)
	a := object{
		"type": "conversation_attribute", "id": n, "name": in.str("name"), "description": in.str("description"), "data_type": in.str("data_type"),
		"required": in.flag("required"), "visible_to_team_ids": emptyIfNil(in.list("visible_to_team_ids")), "archived": false,
		"created_at": now, "updated_at": now, "admin_id": AdminAnn,
	}
	switch in.str("data_type") {
	case "string":
		a["multiline"] = in.flag("multiline")
	case "relationship":
		a["reference"] = in["reference"]
	case "list":
		var options []any
		for _, o := range in.list("options") {
			option, _ := o.(object)
			options = append(options, w.newOption(option.str("label")))
		}
		a["options"] = options
	}
	w.records(conversationAttributes).put(asID(n), a)
	return a
}

func (w *Workspace) newOption(label string) object {
	return object{"id": w.numericID("option", 650000), "label": label, "archived": false}
}

func (w *Workspace) updateConversationAttribute(c *call, a object) (any, error) {
	if c.body.checkType(isText, "name", "description") != nil || c.body.checkType(isFlag, "required", "archived", "multiline") != nil ||
		c.body.checkType(listOf(isText), "visible_to_team_ids") != nil {
		return nil, unprocessable("name and description must be text, required, archived and multiline boolean, visible_to_team_ids a list of ids")
	}
	a.copyFields(c.body, "name", "description", "required", "visible_to_team_ids", "archived")
	if a.str("data_type") == "string" {
		a.copyFields(c.body, "multiline")
	}
	a["updated_at"] = c.now
	return a, nil
}

// deleteConversationAttribute archives the attribute: Intercom deletes none.
func (w *Workspace) deleteConversationAttribute(c *call, a object) (any, error) {
	a["archived"], a["updated_at"] = true, c.now
	return a, nil
}
