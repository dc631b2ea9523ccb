package sandbox

import (
	"net/http"
	"slices"
	"strconv"
)

// createConversation opens a conversation in a contact's name.
func (w *Workspace) createConversation(c *call) (any, error) {
	from := c.body.obj("from")
	if role := from.str("type"); role != "user" && role != "lead" && role != "contact" {
		return nil, invalid("from.type must be user, lead or contact")
	}
	if c.body.str("body") == "" {
		return nil, invalid("Body is required")
	}
	ct, err := w.contact(from.str("id"))
	if err != nil {
		return nil, err
	}
	if role := from.str("type"); role != "contact" && role != ct.str("role") {
		return nil, errUser
	}
	files, err := readAttachments(c.body)
	if err != nil {
		return nil, err
	}
	cv := w.addConversation(conversationStart{
		author: ct.author(), contacts: []string{ct.key()}, subject: c.body.str("subject"), body: c.body.str("body"), channel: "conversation",
		deliveredAs: "customer_initiated", attachments: files,
	}, c.writeTime())
	return object{
		"type": "user_message", "id": cv.obj("source").str("id"), "created_at": c.writeTime(), "body": c.body.str("body"),
		"message_type": "inapp", "conversation_id": cv.key(),
	}, nil
}

// updateConversation changes what is not a part: read, title, attributes, company.
func (w *Workspace) updateConversation(c *call, cv *conversation) (any, error) {
	if err := c.body.checkType(isFlag, "read"); err != nil {
		return nil, err
	}
	if err := c.body.checkType(isText, "title"); err != nil {
		return nil, err
	}
	if err := w.checkConversationAttributes(c.body.obj("custom_attributes")); err != nil {
		return nil, err
	}
	if id := c.body.id("company_id"); id != "" {
		if _, err := w.company(id); err != nil {
			return nil, err
		}
	}
	if c.body.has("company_id") { // null takes it off
		cv.company = c.body.id("company_id")
	}
	cv.copyFields(c.body, "read", "title")
	setAttributes(cv.obj("custom_attributes"), c.body)
	cv.object["updated_at"] = c.now
	return w.showWithParts(cv), nil
}

func (w *Workspace) checkConversationAttributes(in object) error {
	for name := range in {
		if !slices.ContainsFunc(w.records("conversation_attribute").all(), func(a object) bool { return a.str("name") == name && !a.flag("archived") }) {
			return invalid("Custom attribute '%s' does not exist", name)
		}
	}
	return nil
}

func (w *Workspace) deleteConversation(c *call, cv *conversation) (any, error) {
	w.removeConversation(cv, c.query.Get("retain_metrics") != "false", c.now)
	return object{"id": cv.key(), "object": "conversation", "deleted": true}, nil
}

// removeConversation removes a conversation, and the ticket that it is.
func (w *Workspace) removeConversation(cv *conversation, retained bool, now int) {
	w.conversations.remove(cv.key())
	w.tickets.remove(cv.key())
	for _, other := range w.conversations.all() {
		other.linked = without(other.linked, cv.key())
	}
	w.deleted = append(w.deleted, object{"type": "conversation", "id": cv.key(), "metrics_retained": retained, "deleted_at": now})
}

// listDeleted returns the ids of deleted conversations, the latest first unless asked otherwise.
func (w *Workspace) listDeleted(c *call) (any, error) {
	rows := slices.Clone(w.deleted)
	if c.query.Get("order") != "asc" {
		slices.Reverse(rows)
	}
	shown, pages, err := pageByURL(c, rows, 20, 60)
	if err != nil {
		return nil, err
	}
	return object{"type": "conversation.list", "conversations": toList(shown, identity), "total_count": len(rows), "pages": pages}, nil
}

// redactConversation blanks a part, or the message that the conversation began with.
func (w *Workspace) redactConversation(c *call) (any, error) {
	cv, ok := w.conversations.get(c.body.id("conversation_id"))
	nothing := fail(http.StatusNotFound, "conversation_part_or_message_not_found", "Conversation part or message not found")
	if !ok {
		return nil, nothing
	}
	var message object
	switch c.body.str("type") {
	case "conversation_part":
		message = cv.part(c.body.id("conversation_part_id"))
	case "source":
		if cv.obj("source").str("id") == c.body.id("source_id") {
			message = cv.obj("source")
		}
	default:
		return nil, invalid("type must be conversation_part or source")
	}
	if message == nil {
		return nil, nothing
	}
	message["body"], message["attachments"], message["redacted"] = "<p><i>This message was deleted</i></p>", []any{}, true
	cv.object["updated_at"] = c.now
	return w.showWithParts(cv), nil
}

// part returns the part of an id, nil if there is none.
func (cv *conversation) part(id string) object {
	for _, p := range cv.parts {
		if p.str("id") == id {
			return p
		}
	}
	return nil
}

// convertConversation makes a customer ticket of a conversation, which keeps its id.
func (w *Workspace) convertConversation(c *call, cv *conversation) (any, error) {
	if err := c.body.require("ticket_type_id"); err != nil {
		return nil, err
	}
	kind, ok := w.ticketTypes.get(c.body.id("ticket_type_id"))
	switch {
	case !ok:
		return nil, fail(http.StatusNotFound, "ticket_type_not_found", "Ticket type not found")
	case kind.str("category") != "Customer":
		return nil, invalid("Ticket type is not a customer ticket type")
	case w.ticketOfConversation(cv) != nil:
		return nil, invalid("Conversation is already a ticket")
	}
	state := c.body.id("ticket_state_id")
	if state != "" && !slices.Contains(kind.states, state) {
		return nil, errState
	}
	attributes, err := kind.checkNew(object{"ticket_attributes": c.body["attributes"]})
	if err != nil {
		return nil, err
	}
	tk := w.makeTicket(cv, kind, attributes, c.now)
	if state != "" {
		w.setTicketState(tk, state)
	}
	return w.showTicket(tk), nil
}

// attachCustomer adds a contact to a conversation.
func (w *Workspace) attachCustomer(c *call, cv *conversation) (any, error) {
	who, err := w.contactAuthor(c.body.obj("customer").orEmpty())
	if err != nil {
		return nil, err
	}
	if !slices.Contains(cv.contacts, who.str("id")) {
		cv.contacts = append(cv.contacts, who.str("id"))
		by, err := w.adminAuthor(c.body)
		if err != nil {
			by = who
		}
		w.addPart(cv, part{kind: "participant_added", author: by}, c.now)
	}
	return w.showWithParts(cv), nil
}

// detachCustomer removes a contact from a conversation, but not the last one.
func (w *Workspace) detachCustomer(c *call, cv *conversation) (any, error) {
	by, err := w.adminAuthor(c.body)
	if err != nil {
		return nil, err
	}
	switch id := c.param(1); {
	case !slices.Contains(cv.contacts, id):
		return nil, errUser
	case len(cv.contacts) == 1:
		return nil, fail(http.StatusUnprocessableEntity, "parameter_invalid", "Removing the last customer is not allowed")
	default:
		cv.contacts = without(cv.contacts, id)
	}
	w.addPart(cv, part{kind: "participant_removed", author: by}, c.now)
	return w.showWithParts(cv), nil
}

// mergeConversation merges a conversation into another: its parts stay where they are, and it is closed.
func (w *Workspace) mergeConversation(c *call) (any, error) {
	id, isNumber := c.body["merge_into_conversation_id"].(int)
	if !isNumber {
		return nil, invalid("merge_into_conversation_id must be a valid integer conversation ID")
	}
	from, err := w.conversationOf(c)
	if err != nil {
		return nil, err
	}
	unmergeable := func(why string) error { return fail(http.StatusUnprocessableEntity, "merge_failed", "%s", why) }
	into, ok := w.conversations.get(strconv.Itoa(id))
	switch {
	case !ok:
		return nil, unmergeable("Primary conversation not found")
	case from == into:
		return nil, unmergeable("Cannot merge a conversation into itself")
	case from.mergedInto != "":
		return nil, unmergeable("Secondary conversation has already been merged")
	}
	from.mergedInto = into.key()
	for _, ct := range from.contacts {
		if !slices.Contains(into.contacts, ct) {
			into.contacts = append(into.contacts, ct)
		}
	}
	me := w.admins.row(AdminAnn)
	w.close(from, authorOf(me), "", c.now)
	w.addPart(into, part{kind: "merged_primary_conversation", author: authorOf(me)}, c.now)
	return w.showWithParts(into), nil
}

// listHandlingEvents returns no events, since nobody pauses here.
func (w *Workspace) listHandlingEvents(c *call, _ *conversation) (any, error) {
	return object{"handling_events": []any{}}, nil
}

// listSideConversations returns none, since the sandbox has no side conversations.
func (w *Workspace) listSideConversations(c *call, _ *conversation) (any, error) {
	_, pages := pageByNumber([]object{}, 1, 20, func(int) any { return nil })
	delete(pages, "next")
	return object{"type": "side_conversation.list", "side_conversations": []any{}, "total_count": 0, "pages": pages}, nil
}
