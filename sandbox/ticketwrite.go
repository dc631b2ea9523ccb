package sandbox

import (
	"maps"
	"net/http"
	"slices"
	"strconv"
)

var errState = fail(http.StatusBadRequest, "ticket_state_id_invalid", "Ticket state id is not valid or is not associated with the ticket type")

// updateTicket changes a ticket. All is checked before anything is changed.
func (w *Workspace) updateTicket(c *call, tk *ticket) (any, error) {
	by, err := w.ticketActor(c.body)
	if err != nil {
		return nil, err
	}
	if err := w.checkTicketUpdate(tk, c.body); err != nil {
		return nil, err
	}
	w.applyTicketUpdate(tk, c.body, by, c.now)
	return w.showTicket(tk), nil
}

// ticketActor returns the admin who updates: the token's own unless admin_id names another.
func (w *Workspace) ticketActor(in object) (object, error) {
	id := AdminAnn
	if in["admin_id"] != nil {
		id = in.id("admin_id")
	}
	a, err := w.admins.find(id, errAssignee)
	if err != nil {
		return nil, err
	}
	return authorOf(a), nil
}

func (w *Workspace) checkTicketUpdate(tk *ticket, in object) error {
	if err := in.checkType(isFlag, "open", "is_shared"); err != nil {
		return err
	}
	if err := in.checkType(isWhole, "snoozed_until"); err != nil {
		return err
	}
	switch state := in.id("ticket_state_id"); {
	case state == "":
	case !slices.Contains(tk.kind.states, state):
		return errState
	case state == tk.state:
		return invalid("Cannot transition ticket to the same state")
	}
	if id := in.id("company_id"); id != "" {
		if _, err := w.company(id); err != nil {
			return err
		}
	}
	if id := in.id("assignee_id"); !unassigned(id) && !w.isAdmin(id) {
		if _, isTeam := w.teams.get(id); !isTeam {
			return errAssignee
		}
	}
	if err := tk.conversation.checkNewAssignee(in.id("assignee_id")); err != nil {
		return err
	}
	return tk.kind.check(in.obj("ticket_attributes"))
}

func (w *Workspace) applyTicketUpdate(tk *ticket, in, by object, at int) {
	maps.Copy(tk.obj("ticket_attributes"), in.obj("ticket_attributes"))
	if state := in.id("ticket_state_id"); state != "" {
		w.moveTicket(tk, by, state, at)
	}
	if id := in.id("assignee_id"); id != "" {
		w.assignTicket(tk, by, id, at)
	}
	if in.has("company_id") {
		tk.conversation.company = in.id("company_id")
	}
	tk.copyFields(in, "is_shared")
	tk.repeatDefaults()
	tk.conversation.openOrSnooze(in)
	tk.conversation.object["updated_at"] = at
	tk.conversation.addTeammate(adminID(by))
}

// openOrSnooze does what an update of a ticket says of open and snoozed_until.
func (cv *conversation) openOrSnooze(in object) {
	switch {
	case in["open"] == false:
		cv.setState("closed", nil) // closing wakes it
	case in.num("snoozed_until") > 0:
		cv.setState("snoozed", in["snoozed_until"])
	case in["open"] == true || in.has("snoozed_until"):
		cv.setState("open", nil)
	}
}

// replyTicket answers with the new part alone, where a reply to a conversation answers with all of it.
func (w *Workspace) replyTicket(c *call) (any, error) {
	tk, err := w.tickets.find(c.param(0), errResource)
	if err != nil {
		return nil, err
	}
	in, _, err := w.readReply(c)
	if err != nil {
		return nil, err
	}
	if in.author.str("type") != "admin" && tk.str("category") != "Customer" {
		return nil, fail(http.StatusBadRequest, "parameter_mismatch", "User replies are not allowed on Backoffice tickets")
	}
	p := ticketPart(w.addMessage(tk.conversation, in, c.writeTime()))
	if c.body.flag("cross_post") && in.kind == "note" && tk.str("category") == "Back-office" {
		w.crossPost(tk, in, c.writeTime())
	}
	shown := object{"body": p["body"]}
	shown.copyFields(p, "type", "id", "part_type", "created_at", "updated_at", "author", "attachments", "redacted", "app_package_code")
	return shown, nil
}

// crossPost adds a note to the conversations that are linked to a ticket.
func (w *Workspace) crossPost(tk *ticket, in part, at int) {
	for _, id := range tk.conversation.linked {
		if cv, ok := w.conversations.get(id); ok {
			w.addMessage(cv, in, at)
		}
	}
}

func (w *Workspace) deleteTicket(c *call, tk *ticket) (any, error) {
	w.removeConversation(tk.conversation, true, c.now)
	return object{"id": tk.key(), "object": "ticket", "deleted": true}, nil
}

// changeTicketType gives a ticket another type; attributes that both have by name stay.
func (w *Workspace) changeTicketType(c *call) (any, error) {
	tk, err := w.ticketOf(c)
	if err != nil {
		return nil, errResource
	}
	for _, k := range []string{"ticket_type_id", "ticket_state_id"} {
		if c.body.id(k) == "" {
			return nil, missingParam("%s is a required parameter", k)
		}
	}
	kind, ok := w.ticketTypes.get(c.body.id("ticket_type_id"))
	switch {
	case !ok:
		return nil, errResource
	case kind == tk.kind:
		return nil, invalid("Cannot change to the same ticket type")
	case !slices.Contains(kind.states, c.body.id("ticket_state_id")):
		return nil, invalid("Ticket custom state doesn't belong to the new ticket type")
	}
	given := c.body.obj("ticket_attributes")
	if err := kind.check(given); err != nil {
		return nil, err
	}
	attributes := object{}
	for _, a := range kind.attributes {
		attributes[a.str("name")] = tk.obj("ticket_attributes")[a.str("name")]
	}
	tk.kind, tk.object["category"], tk.object["ticket_attributes"] = kind, kind.str("category"), attributes.with(given)
	tk.repeatDefaults()
	me := w.admins.row(AdminAnn)
	w.moveTicket(tk, authorOf(me), c.body.id("ticket_state_id"), c.now)
	return w.showTicket(tk), nil
}

const maxLinked = 100

// linkConversation links a conversation to a tracker ticket; a conversation has one tracker at most.
func (w *Workspace) linkConversation(c *call) (any, error) {
	tk, err := w.trackerOf(c, "linking")
	if err != nil {
		return nil, err
	}
	if c.body.id("conversation_id") == "" {
		return nil, missingParam("conversation_id not specified")
	}
	cv, ok := w.conversations.get(c.body.id("conversation_id"))
	switch {
	case !ok:
		return nil, fail(http.StatusNotFound, "conversation_not_found", "Conversation not found")
	case slices.ContainsFunc(cv.linked, w.isTracker):
		return nil, fail(http.StatusBadRequest, "already_linked_to_tracker", "A conversation can only have one tracker ticket")
	case len(tk.conversation.linked) >= maxLinked:
		return nil, fail(http.StatusBadRequest, "linked_conversation_limit_exceeded", "Ticket has reached the maximum number of conversations that can be linked")
	}
	tk.conversation.linkWith(cv)
	return w.showWithParts(cv), nil
}

func (w *Workspace) unlinkConversation(c *call) (any, error) {
	tk, err := w.trackerOf(c, "unlinking")
	if err != nil {
		return nil, err
	}
	cv, ok := w.conversations.get(c.param(1))
	if !ok || !slices.Contains(tk.conversation.linked, cv.key()) {
		return nil, fail(http.StatusNotFound, "conversation_not_found", "Conversation is not linked to this ticket")
	}
	tk.conversation.linked, cv.linked = without(tk.conversation.linked, cv.key()), without(cv.linked, tk.key())
	return w.showWithParts(cv), nil
}

// trackerOf returns the ticket that the path names if it is a tracker.
func (w *Workspace) trackerOf(c *call, what string) (*ticket, error) {
	tk, err := w.ticketOf(c)
	if err != nil {
		return nil, err
	}
	if !w.isTracker(tk.key()) {
		return nil, fail(http.StatusBadRequest, "invalid_ticket_type", "Only tracker tickets support %s conversations", what)
	}
	return tk, nil
}

func (w *Workspace) isTracker(id string) bool {
	tk, ok := w.tickets.get(id)
	return ok && tk.str("category") == "Tracker"
}

// enqueueTicket creates the ticket at once but says so only when asked again, as a queue would.
func (w *Workspace) enqueueTicket(c *call) (any, error) {
	tk, err := w.newTicket(c)
	if err != nil {
		return nil, err
	}
	id := "job_" + strconv.Itoa(w.next("job"))
	job := object{"type": "job", "id": id, "url": "https://api.intercom.io/jobs/status/" + id, "status": "pending", "resource_type": "ticket",
		"resource_id": nil, "resource_url": nil}
	w.jobs.put(id, job.with(object{"status": "success", "resource_id": tk.key(), "resource_url": "https://api.intercom.io/tickets/" + tk.key()}))
	return job, nil
}

func (w *Workspace) getJob(c *call) (any, error) {
	return w.jobs.find(c.param(0), fail(http.StatusNotFound, "job_not_found", "Job Not Found"))
}
