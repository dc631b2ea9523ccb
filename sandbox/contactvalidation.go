package sandbox

import (
	"math"
	"net/http"
	"strings"
)

// checkContact returns an error if a create or an update must be refused; self is the contact's own id, "" for a new one.
func (w *Workspace) checkContact(in object, role, self string) error {
	if err := in.checkType(isText, "email", "external_id", "phone", "name", "role"); err != nil {
		return err
	}
	if err := in.checkType(isWhole, "signed_up_at", "last_seen_at"); err != nil {
		return err
	}
	if err := in.checkType(isFlag, "unsubscribed_from_emails", "email_verified"); err != nil {
		return err
	}
	email := in.str("email")
	switch {
	case email != "" && !strings.Contains(strings.Trim(email, "@"), "@"):
		return invalid("Email is invalid")
	case in["email_verified"] != nil && email == "":
		return invalid("email_verified can be set only together with email")
	case in["owner_id"] != nil && !w.isAdmin(in.id("owner_id")):
		return invalid("Owner does not exist in this workspace")
	}
	if err := w.checkAttributes("contact", in); err != nil {
		return err
	}
	return w.checkDuplicate(in, role, self)
}

// checkDuplicate returns an error if another contact has the e-mail or external id. Archived contacts cannot be found, and yet
// they collide.
func (w *Workspace) checkDuplicate(in object, role, self string) error {
	if in.str("email") == "" && in.str("external_id") == "" {
		return nil // nothing to compare
	}
	for _, ct := range w.contacts.all() {
		if ct.key() == self || ct.mergedInto != "" || !ct.sameAs(in, role) {
			continue
		}
		kind := "A"
		if ct.archived {
			kind = "An archived"
		}
		return fail(http.StatusConflict, "conflict", "%s contact matching those details already exists with id=%s", kind, ct.key())
	}
	return nil
}

// sameAs reports whether a request names the contact's external id, or its e-mail in the same role.
func (ct *contact) sameAs(in object, role string) bool {
	email, external := in.str("email"), in.str("external_id")
	return external != "" && external == ct.str("external_id") || email != "" && role == ct.str("role") && strings.EqualFold(email, ct.str("email"))
}

// checkAttributes refuses custom attributes that the workspace does not know: the contacts API never creates them.
func (w *Workspace) checkAttributes(model string, in object) error {
	if v, given := in["custom_attributes"]; given && v != nil && in.obj("custom_attributes") == nil {
		return invalid("custom_attributes must be an object")
	}
	for name, v := range in.obj("custom_attributes") {
		a := w.attribute(model, name)
		if a == nil {
			return invalid("Custom attribute '%s' does not exist", name)
		}
		if !fitsType(a.str("data_type"), v) {
			return invalid("Custom attribute '%s' must be of type %s", name, a.str("data_type"))
		}
	}
	return nil
}

// attribute returns the custom attribute of a name that is not archived, nil if there is none.
func (w *Workspace) attribute(model, name string) object {
	for _, a := range w.attributes.all() {
		if a.str("model") == model && a.str("name") == name && a.flag("custom") && !a.flag("archived") {
			return a
		}
	}
	return nil
}

// fitsType reports whether an attribute of that type can have the value; null fits all.
func fitsType(dataType string, v any) bool {
	switch v.(type) {
	case nil:
		return true
	case object, []any:
		return false
	}
	switch dataType {
	case "string":
		return isText(v)
	case "boolean":
		return isFlag(v)
	case "integer", "date":
		return isWhole(v)
	case "float":
		return typeRank(v) == typeRank(0)
	}
	return true
}

// checkType returns an error if one of the fields has a value that does not fit; null and absence always fit.
func (o object) checkType(fits func(any) bool, keys ...string) error {
	for _, k := range keys {
		if v := o[k]; v != nil && !fits(v) {
			return &apiError{status: http.StatusBadRequest, code: "parameter_invalid", message: k + " has the wrong type", field: k}
		}
	}
	return nil
}

// require returns an error if one of the fields is absent, null or "".
func (o object) require(keys ...string) error {
	for _, k := range keys {
		if v := o[k]; v == nil || v == "" {
			return missingParam("%s not specified", k)
		}
	}
	return nil
}

func isText(v any) bool { _, ok := v.(string); return ok }

func isFlag(v any) bool { _, ok := v.(bool); return ok }

// isWhole reports whether v is a whole number, which JSON may write with a fraction of zero.
func isWhole(v any) bool {
	f, isFloat := v.(float64)
	_, isInt := v.(int)
	return isInt || isFloat && f == math.Trunc(f)
}
