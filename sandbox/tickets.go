package sandbox

import (
	"net/http"
	"strconv"
	"strings"
)

// A ticket is what a conversation has more if it is a ticket too. Both have one id; assignees, state, people, tags and parts are
// the conversation's.
type ticket struct {
	object
	kind         *ticketType
	state        string
	conversation *conversation
}

// sharedFields are the fields that a ticket has from its conversation.
var sharedFields = []string{"admin_assignee_id", "team_assignee_id", "updated_at", "open", "snoozed_until"}

func (tk *ticket) key() string { return tk.str("id") }

// searchCategories are the names that ticket search has for categories.
var searchCategories = map[string]string{"Customer": "request", "Back-office": "task", "Tracker": "tracker"}

// ticketFields are the fields that tickets can be searched by; the state is called state here, not ticket_state.
var ticketFields = fieldKinds{
	"id": textField, "created_at": dateField, "updated_at": dateField, "title": textField, "description": textField, "category": textField,
	"ticket_type_id": textField, "contact_ids": idField, "teammate_ids": idField, "admin_assignee_id": textField, "team_assignee_id": textField,
	"open": flagField, "state": textField, "snoozed_until": dateField, "ticket_attribute.": anyField, "tag_ids": idField,
}

func (tk *ticket) value(field string) any {
	switch field {
	case "title":
		return tk.at("ticket_attributes._default_title_")
	case "description":
		return tk.at("ticket_attributes._default_description_")
	case "category":
		return searchCategories[tk.str("category")]
	case "ticket_type_id":
		return tk.kind.key()
	case "state":
		return tk.object["state_category"]
	case "id", "created_at":
		return tk.object[field]
	}
	if id, ok := strings.CutPrefix(field, "ticket_attribute."); ok {
		return tk.obj("ticket_attributes")[tk.kind.attributeName(id)]
	}
	return tk.conversation.value(field)
}

// addTicket adds a ticket that did not begin as a conversation, as a form makes it: its description is all that the customer wrote.
func (w *Workspace) addTicket(kind *ticketType, ct *contact, attributes object, at int) *ticket {
	cv := w.addConversation(conversationStart{author: botAuthor(), contacts: []string{ct.key()}, deliveredAs: "automated"}, at)
	return w.makeTicket(cv, kind, attributes, at)
}

// makeTicket makes a ticket of a conversation, which keeps its id.
func (w *Workspace) makeTicket(cv *conversation, kind *ticketType, attributes object, at int) *ticket {
	tk := &ticket{kind: kind, state: kind.states[0], conversation: cv, object: object{
		"type": "ticket", "id": cv.key(), "ticket_id": strconv.Itoa(w.next("ticket")), "category": kind.str("category"), "ticket_attributes": attributes,
		"created_at": at, "is_shared": kind.str("category") == "Customer", "previous_ticket_state_id": nil,
	}}
	for _, a := range kind.attributes {
		if _, set := attributes[a.str("name")]; !set {
			attributes[a.str("name")] = nil
		}
	}
	cv.object["updated_at"] = at
	w.tickets.put(cv.key(), tk)
	w.setTicketState(tk, tk.state)
	tk.repeatDefaults()
	return tk
}

// repeatDefaults repeats title and description among the conversation's own attributes, as Intercom does.
func (tk *ticket) repeatDefaults() {
	for _, name := range []string{"_default_title_", "_default_description_"} {
		if v := tk.obj("ticket_attributes")[name]; v != nil {
			tk.conversation.obj("custom_attributes")[name] = v
		}
	}
}

func (w *Workspace) setTicketState(tk *ticket, state string) {
	s := w.states.row(state)
	tk.state = state
	tk.object["state_category"] = s.str("category") // for searches; not shown
}

func (w *Workspace) showTicket(tk *ticket) object {
	cv := tk.conversation
	newest := cv.parts[max(0, len(cv.parts)-maxParts):]
	shown := tk.with(object{
		"ticket_state":   w.states.row(tk.state),
		"ticket_type":    w.showTicketType(tk.kind),
		"contacts":       object{"type": "contact.list", "contacts": toList(cv.contacts, w.contactReference)},
		"ticket_parts":   object{"type": "ticket_part.list", "ticket_parts": toList(newest, ticketPart), "total_count": len(cv.parts)},
		"linked_objects": linkedList(cv.linked, w.linkedObject),
	})
	shown.copyFields(cv.object, sharedFields...)
	delete(shown, "state_category")
	return shown
}

func (w *Workspace) ticketOf(c *call) (*ticket, error) {
	return w.tickets.find(c.param(0), errTicket)
}

func (w *Workspace) getTicket(c *call, tk *ticket) (any, error) {
	return w.showTicket(tk), nil
}

func (w *Workspace) createTicket(c *call) (any, error) {
	tk, err := w.newTicket(c)
	if err != nil {
		return nil, err
	}
	return w.showTicket(tk), nil
}

// newTicket checks a whole request before it changes anything: an unknown e-mail address adds a contact, and that comes last.
func (w *Workspace) newTicket(c *call) (*ticket, error) {
	if err := c.body.require("ticket_type_id", "contacts"); err != nil {
		return nil, err
	}
	kind, ok := w.ticketTypes.get(c.body.id("ticket_type_id"))
	if !ok || kind.flag("archived") {
		return nil, fail(http.StatusNotFound, "ticket_type_not_found", "Ticket type not found")
	}
	attributes, err := kind.checkNew(c.body)
	if err != nil {
		return nil, err
	}
	links, err := w.readLinks(c.body, kind)
	if err != nil {
		return nil, err
	}
	ct, err := w.ticketContact(c)
	if err != nil {
		return nil, err
	}
	tk := w.addTicket(kind, ct, attributes, c.writeTime())
	w.link(tk, links)
	return tk, nil
}

// ticketLinks are what a new ticket is connected with.
type ticketLinks struct {
	conversation *conversation
	company      string
	admin, team  string
}

func (w *Workspace) readLinks(in object, kind *ticketType) (l ticketLinks, err error) {
	if id := in.id("conversation_to_link_id"); id != "" {
		cv, ok := w.conversations.get(id)
		if !ok {
			return l, fail(http.StatusNotFound, "conversation_not_found", "Conversation not found")
		}
		if kind.str("category") == "Customer" {
			return l, invalid("A conversation cannot be linked to a customer ticket")
		}
		l.conversation = cv
	}
	if id := in.id("company_id"); id != "" {
		co, err := w.company(id)
		if err != nil {
			if co, err = w.companyByExternalID(id); err != nil {
				return l, err
			}
		}
		l.company = co.key()
	}
	a := in.obj("assignment")
	l.admin, l.team = a.id("admin_assignee_id"), a.id("team_assignee_id")
	return l, w.checkAssignees(l.admin, l.team)
}

func (w *Workspace) checkAssignees(admin, team string) error {
	_, isTeam := w.teams.get(team)
	if unassigned(admin) || w.isAdmin(admin) {
		if unassigned(team) || isTeam {
			return nil
		}
	}
	return errAssignee
}

// unassigned reports whether an assignee's id stands for nobody.
func unassigned(id string) bool { return id == "" || id == "0" }

func (w *Workspace) link(tk *ticket, l ticketLinks) {
	cv := tk.conversation
	cv.company = l.company
	if l.conversation != nil {
		cv.linkWith(l.conversation)
	}
	if l.admin != "" {
		cv.object["admin_assignee_id"], _ = strconv.Atoi(l.admin)
		cv.addTeammate(l.admin)
	}
	if l.team != "" {
		cv.object["team_assignee_id"], _ = strconv.Atoi(l.team)
	}
}

// ticketContact returns the one contact that a ticket is for.
func (w *Workspace) ticketContact(c *call) (*contact, error) {
	all := c.body.list("contacts")
	if len(all) != 1 {
		return nil, invalid("contacts must hold exactly one contact")
	}
	who, _ := all[0].(object)
	if len(who) != 1 {
		return nil, invalid("a contact is named by exactly one of id, external_id and email")
	}
	if id := who.str("id"); id != "" {
		return w.contact(id)
	}
	for _, key := range []string{"external_id", "email"} {
		if v := who.str(key); v != "" {
			if ct := w.contactByField(key, v); ct != nil {
				return ct, nil
			}
		}
	}
	if email := who.str("email"); strings.Contains(email, "@") {
		return w.addContact(object{"email": email, "role": "user"}, c.now), nil
	}
	return nil, errUser
}

func (w *Workspace) searchTickets(c *call) (any, error) {
	in, err := c.bodyPage(20, "updated_at", descending)
	if err != nil {
		return nil, err
	}
	rows, err := search(w.tickets.all(), c.body, ticketFields)
	if err != nil {
		return nil, err
	}
	page, pages, err := pageByCursor(rows, in)
	if err != nil {
		return nil, err
	}
	return object{"type": "ticket.list", "tickets": toList(page, w.showTicket), "total_count": len(rows), "pages": pages}, nil
}
