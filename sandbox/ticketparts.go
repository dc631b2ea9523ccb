package sandbox

import "strconv"

// ticketPart returns a part of a conversation as the ticket that the conversation is shows it.
func ticketPart(p object) object {
	shown := object{"type": "ticket_part"}
	shown.copyFields(p, "id", "part_type", "created_at", "updated_at", "author", "attachments", "redacted", "assigned_to", "external_id",
		"app_package_code", "previous_ticket_state", "ticket_state")
	if p["body"] != nil {
		shown["body"] = p["body"]
	}
	if author := p.obj("author"); author["type"] == "lead" {
		shown["author"] = author.with(object{"type": "user"}) // tickets know users only
	}
	return shown
}

// conversationPart returns a part as conversations show it: without the states that only tickets tell.
func conversationPart(p object) object {
	if !p.has("ticket_state") {
		return p
	}
	shown := p.with(nil)
	delete(shown, "previous_ticket_state")
	delete(shown, "ticket_state")
	return shown
}

// ticketOfConversation returns what a conversation shows of the ticket that it is, in words and labels; nil if it is none.
func (w *Workspace) ticketOfConversation(cv *conversation) any {
	tk, ok := w.tickets.get(cv.key())
	if !ok {
		return nil
	}
	id, _ := strconv.Atoi(cv.key())
	state := w.states.row(tk.state)
	values := object{}
	for _, a := range tk.kind.attributes {
		values[a.str("name")] = object{"type": a["data_type"], "value": labelled(a, tk.obj("ticket_attributes")[a.str("name")])}
	}
	return object{
		"type": "ticket", "id": id, "url": "https://app.intercom.com/a/apps/" + workspaceID + "/conversations/" + cv.key(), "custom_attributes": values,
		"state": state["category"], "ticket_type": tk.kind.str("name"), "ticket_type_description": tk.kind.str("description"),
		"ticket_type_emoji": tk.kind.str("icon"), "ticket_custom_state_admin_label": state["internal_label"],
		"ticket_custom_state_user_label": state["external_label"],
	}
}

// labelled returns the value of a ticket's attribute, with its label if it is the id of an option.
func labelled(field object, v any) any {
	for _, o := range field.obj("input_options").list("list_options") {
		if option := o.(object); option["id"] == v {
			return object{"id": v, "label": option["label"]}
		}
	}
	return v
}

// moveTicket sets the state; the last one closes the conversation, and another one opens it again.
func (w *Workspace) moveTicket(tk *ticket, by object, state string, at int) {
	before, cv := tk.object["state_category"], tk.conversation
	tk.object["previous_ticket_state_id"] = tk.state
	w.setTicketState(tk, state)
	switch after := tk.object["state_category"]; {
	case after == "resolved":
		cv.setState("closed", nil)
	case cv.str("state") == "closed":
		cv.setState("open", nil)
	}
	cv.addTeammate(adminID(by))
	p := w.addPart(cv, part{kind: "ticket_state_updated_by_admin", author: by}, at)
	p["previous_ticket_state"], p["ticket_state"] = before, tk.object["state_category"]
}

// assignTicket assigns the ticket to an admin or a team; "0" removes both assignees.
func (w *Workspace) assignTicket(tk *ticket, by object, assignee string, at int) {
	tk.conversation.addTeammate(adminID(by))
	switch _, isTeam := w.teams.get(assignee); {
	case isTeam:
		w.assign(tk.conversation, by, "", assignee, at)
	case unassigned(assignee):
		w.assign(tk.conversation, by, "0", "0", at)
	default:
		w.assign(tk.conversation, by, assignee, "", at)
	}
}
