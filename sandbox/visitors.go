package sandbox

import "slices"

// visitors names the table of people who have not written yet; the sample has two, and nothing but the Messenger makes more.
const visitors = "visitor"

func (w *Workspace) addVisitor(userID, name string, at int) {
	id := w.hexID(visitors, "66f0babe")
	w.records(visitors).put(id, object{
		"type": "visitor", "id": id, "user_id": userID, "anonymous": true, "email": "", "phone": nil, "name": nullIfZero(name), "pseudonym": "Violet Lamp",
		"avatar": nil, "app_id": workspaceID, "companies": object{"type": "company.list", "companies": []any{}}, "last_request_at": at, "created_at": at,
		"signed_up_at": at, "updated_at": at, "session_count": 1, "owner_id": nil, "unsubscribed_from_emails": false, "marked_email_as_spam": false,
		"has_hard_bounced": false, "tags": object{"type": "tag.list", "tags": []any{}}, "segments": object{"type": "segment.list", "segments": []any{}},
		"custom_attributes": object{}, "do_not_track": nil,
	})
}

func (w *Workspace) visitor(id, userID, email string) (object, error) {
	for _, v := range w.records(visitors).all() {
		if id != "" && v.str("id") == id || userID != "" && v.str("user_id") == userID || email != "" && v.str("email") == email {
			return v, nil
		}
	}
	return nil, notFound("Visitor Not Found")
}

func (w *Workspace) getVisitor(c *call) (any, error) {
	return escaped(w.visitor("", c.query.Get("user_id"), ""))
}

func (w *Workspace) updateVisitor(c *call) (any, error) {
	v, err := w.visitor(c.body.str("id"), c.body.str("user_id"), "")
	if err != nil {
		return nil, err
	}
	v.copyFields(c.body, "name")
	setAttributes(v.obj("custom_attributes"), c.body)
	v["updated_at"] = c.now
	return escapeName(v), nil
}

// convertVisitor makes a lead or a user of a visitor, or merges the visitor into a user who exists.
func (w *Workspace) convertVisitor(c *call) (any, error) {
	if role := c.body.str("type"); role != "user" && role != "lead" {
		return nil, invalid("type must be user or lead")
	}
	from, into := c.body.obj("visitor").orEmpty(), c.body.obj("user").orEmpty()
	v, err := w.visitor(from.str("id"), from.str("user_id"), from.str("email"))
	if err != nil {
		return nil, err
	}
	ct, known := w.contacts.get(into.str("id"))
	if !known {
		all := w.visibleContacts()
		i := slices.IndexFunc(all, func(ct *contact) bool {
			return into.str("user_id") != "" && ct.object["external_id"] == into["user_id"] || into.str("email") != "" && ct.object["email"] == into["email"]
		})
		if i >= 0 {
			ct, known = all[i], true
		}
	}
	if !known {
		ct = w.addContact(object{"role": c.body["type"], "email": into["email"], "external_id": into["user_id"], "name": v["name"]}, c.now)
	}
	w.records(visitors).remove(v.str("id"))
	return w.showContact(ct), nil
}
