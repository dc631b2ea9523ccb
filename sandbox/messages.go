package sandbox

import "net/http"

// createMessage sends a message that an admin starts. It becomes a conversation when the contact replies, or at once if asked.
func (w *Workspace) createMessage(c *call) (any, error) {
	kind, err := messageKind(c.body)
	if err != nil {
		return nil, err
	}
	admin, err := w.sender(c.body)
	if err != nil {
		return nil, err
	}
	to, err := w.recipients(c.body)
	if err != nil {
		return nil, err
	}
	at, subject, body := c.writeTime(), c.body.str("subject"), paragraph(c.body.str("body"))
	if kind == "inapp" {
		subject, body = c.body.str("body"), c.body.str("body") // bare, and twice
	}
	sent := object{
		"type": "admin_message", "id": w.numericID("message", 403900000), "created_at": at, "subject": subject, "body": body, "message_type": kind,
		"owner": authorOf(admin),
	}
	for _, ct := range to {
		ct.object["last_contacted_at"] = at
	}
	if c.body.flag("create_conversation_without_contact_reply") {
		sent["conversation_id"] = w.addSent(sent, to[0], admin, at).key()
	}
	return sent, nil
}

func (w *Workspace) addSent(sent object, to *contact, admin object, at int) *conversation {
	channel := "conversation"
	if sent["message_type"] == "email" {
		channel = "email"
	}
	return w.addConversation(conversationStart{
		author: authorOf(admin), contacts: []string{to.key()}, subject: subjectOf(sent), body: sent.str("body"), channel: channel, deliveredAs: "admin_initiated",
	}, at)
}

// subjectOf returns the subject that a sent message was given, which only an e-mail has.
func subjectOf(sent object) string {
	if sent["message_type"] == "email" {
		return sent.str("subject")
	}
	return ""
}

// messageKind returns the kind as answers name it; requests may write in-app in two ways.
func messageKind(in object) (string, error) {
	kind := in.str("message_type")
	switch kind {
	case "inapp", "in_app":
		kind = "inapp"
	case "email":
		if in.str("subject") == "" {
			return "", fail(http.StatusUnprocessableEntity, "parameter_not_found", "No subject supplied for email message")
		}
		if t := in.str("template"); t != "plain" && t != "personal" {
			return "", invalid("Template must be plain or personal")
		}
	case "":
		return "", missingParam("message_type not specified")
	default:
		return "", invalid("The sandbox sends inapp and email messages, not '%s'", kind)
	}
	if in.str("body") == "" {
		return "", invalid("Body is required")
	}
	return kind, nil
}

func (w *Workspace) sender(in object) (object, error) {
	from := in.obj("from")
	switch {
	case from == nil:
		return nil, missingParam("from not specified")
	case from.str("type") != "admin":
		return nil, invalid("from.type must be admin")
	}
	admin, ok := w.admins.get(from.id("id"))
	if !ok {
		return nil, fail(http.StatusNotFound, "admin_not_found", "Admin not found")
	}
	return admin, nil
}

// recipients returns the contacts of the field to: one or a list, each with its role or as a contact of either role.
func (w *Workspace) recipients(in object) ([]*contact, error) {
	list, isList := in["to"].([]any)
	if !isList {
		list = []any{in["to"]}
	}
	var all []*contact
	for _, r := range list {
		who, _ := r.(object)
		role := who.str("type")
		if role != "user" && role != "lead" && role != "contact" {
			return nil, invalid("to.type must be user, lead or contact")
		}
		ct, err := w.contact(who.str("id"))
		if err != nil {
			return nil, err
		}
		if role != "contact" && role != ct.str("role") {
			return nil, errUser
		}
		all = append(all, ct)
	}
	if len(all) == 0 {
		return nil, missingParam("to not specified")
	}
	return all, nil
}

// getWhatsAppStatus finds nothing, since the sandbox sends no WhatsApp messages.
func (w *Workspace) getWhatsAppStatus(c *call) (any, error) {
	if c.query.Get("message_id") == "" {
		return nil, missingParam("message_id is required")
	}
	return nil, fail(http.StatusNotFound, "whatsapp_message_not_found", "Whatsapp message not found")
}

func (w *Workspace) listWhatsAppStatuses(c *call) (any, error) {
	ruleset := c.query.Get("ruleset_id")
	if ruleset == "" {
		return nil, missingParam("ruleset_id is required")
	}
	perPage, err := c.queryInt("per_page", 20, 1, 100)
	if err != nil {
		return nil, err
	}
	pages := object{"type": "pages", "per_page": perPage, "total_pages": 0, "next": nil}
	return object{"type": "list", "ruleset_id": ruleset, "pages": pages, "total_count": 0, "events": []any{}}, nil
}
