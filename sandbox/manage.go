package sandbox

import "strconv"

// assign assigns a conversation to an admin or a team and returns the new part; "" leaves the assignee as it is, "0" removes
// it.
func (w *Workspace) assign(cv *conversation, by object, admin, team string, at int) object {
	to := object{"type": "nobody_admin", "id": nil}
	for typ, id := range map[string]string{"admin": admin, "team": team} {
		if id == "" {
			continue
		}
		cv.object[typ+"_assignee_id"], _ = strconv.Atoi(id)
		if id != "0" {
			to = object{"type": typ, "id": id}
		}
	}
	stats := cv.obj("statistics")
	stats["count_assignments"] = stats.num("count_assignments") + 1
	stats["last_assignment_at"] = at
	if stats["first_assignment_at"] == nil {
		stats["first_assignment_at"], stats["time_to_assignment"] = at, at-cv.num("created_at")
	}
	if admin != "0" {
		cv.addTeammate(admin)
	}
	return w.addPart(cv, part{kind: "assignment", author: by, assignedTo: to}, at)
}

// checkNewAssignee refuses an assignment to whom the conversation has already.
func (cv *conversation) checkNewAssignee(id string) error {
	if !unassigned(id) && (id == cv.id("admin_assignee_id") || id == cv.id("team_assignee_id")) {
		return unprocessable("The conversation is already assigned to this assignee")
	}
	return nil
}

func (w *Workspace) close(cv *conversation, by object, body string, at int) {
	cv.setState("closed", nil)
	cv.object["waiting_since"] = nil
	stats := cv.obj("statistics")
	stats["last_close_at"], stats["time_to_last_close"] = at, at-cv.num("created_at")
	stats["last_closed_by_id"], _ = strconv.Atoi(by.str("id"))
	if stats["first_close_at"] == nil {
		stats["first_close_at"], stats["time_to_first_close"] = at, at-cv.num("created_at")
	}
	w.addPart(cv, part{kind: "close", author: by, body: body}, at)
}

func (w *Workspace) snooze(cv *conversation, by object, at, until int) {
	cv.setState("snoozed", until)
	w.addPart(cv, part{kind: "snoozed", author: by}, at)
}

// open opens a closed or snoozed conversation by hand.
func (w *Workspace) open(cv *conversation, by object, at int) {
	w.reopen(cv)
	w.addPart(cv, part{kind: "open", author: by}, at)
}

// manageConversation closes, snoozes, opens or assigns: message_type says which.
func (w *Workspace) manageConversation(c *call, cv *conversation) (any, error) {
	if err := c.body.require("message_type"); err != nil {
		return nil, err
	}
	by, err := w.adminAuthor(c.body)
	if err != nil {
		return nil, err
	}
	switch c.body.str("message_type") {
	case "close":
		w.close(cv, by, c.body.str("body"), c.now)
	case "open":
		w.open(cv, by, c.now)
	case "snoozed":
		err = w.handleSnooze(cv, by, c)
	case "assignment":
		err = w.handleAssign(cv, by, c)
	default:
		err = invalid("message_type must be one of: close, snoozed, open, assignment")
	}
	if err != nil {
		return nil, err
	}
	return w.showWithParts(cv), nil
}

func (w *Workspace) handleSnooze(cv *conversation, by object, c *call) error {
	until, isNumber := c.body["snoozed_until"].(int)
	switch {
	case !isNumber:
		return missingParam("snoozed_until not specified")
	case until <= c.now:
		return invalid("snoozed_until must be in the future")
	}
	w.snooze(cv, by, c.now, until)
	return nil
}

func (w *Workspace) handleAssign(cv *conversation, by object, c *call) error {
	typ, id := c.body.str("type"), c.body.id("assignee_id")
	if id == "" {
		return missingParam("assignee_id not specified")
	}
	var admin, team string
	switch typ {
	case "admin":
		admin = id
	case "team":
		team = id
	default:
		return invalid("type must be admin or team")
	}
	if err := w.checkAssignees(admin, team); err != nil {
		return err
	}
	if err := cv.checkNewAssignee(id); err != nil {
		return err
	}
	p := w.assign(cv, by, admin, team, c.now)
	p["body"] = nullIfZero(paragraph(c.body.str("body")))
	return nil
}
