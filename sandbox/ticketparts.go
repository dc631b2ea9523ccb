package sandbox

import "strconv"

// addTicketPart adds what was said or done to a ticket.
func (w *Workspace) addTicketPart(tk *ticket, in part, at int) object {
	author := in.author.with(nil)
	if author["type"] == "lead" {
		author["type"] = "user" // tickets know users only
	}
	p := object{
		"type": "ticket_part", "id": w.numericID("part", 8900000000), "part_type": in.kind, "created_at": at, "updated_at": at, "author": author,
		"attachments": emptyIfNil(in.attachments), "redacted": false, "assigned_to": nullIfNil(in.assignedTo), "external_id": nil, "app_package_code": nil,
	}
	if body := paragraph(in.body); body != "" {
		p["body"] = body
	}
	tk.parts = append(tk.parts, p)
	tk.object["updated_at"] = at
	tk.addTeammate(adminID(in.author))
	return p
}

// moveTicket sets the state, and closes the ticket if that is the last one.
func (w *Workspace) moveTicket(tk *ticket, by object, state string, at int) {
	before := tk.object["state_category"]
	tk.object["previous_ticket_state_id"] = tk.state
	w.setTicketState(tk, state)
	tk.object["open"] = tk.object["state_category"] != "resolved"
	p := w.addTicketPart(tk, part{kind: "ticket_state_updated_by_admin", author: by}, at)
	p["previous_ticket_state"], p["ticket_state"] = before, tk.object["state_category"]
}

// assignTicket assigns the ticket to an admin or a team; "0" removes both assignees.
func (w *Workspace) assignTicket(tk *ticket, by object, assignee string, at int) {
	id, _ := strconv.Atoi(assignee)
	to := object{"type": "nobody_admin", "id": nil}
	_, isTeam := w.teams.get(assignee)
	switch {
	case isTeam:
		tk.object["team_assignee_id"], to = id, object{"type": "team", "id": assignee}
	case id == 0:
		tk.object["admin_assignee_id"], tk.object["team_assignee_id"] = 0, 0
	default:
		tk.object["admin_assignee_id"], to = id, object{"type": "admin", "id": assignee}
		tk.addTeammate(assignee)
	}
	w.addTicketPart(tk, part{kind: "assignment", author: by, assignedTo: to}, at)
}
