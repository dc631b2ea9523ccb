package sandbox

import (
	"slices"
	"strings"
)

// A conversation is a conversation with all of its parts.
type conversation struct {
	object
	contacts   []string
	teammates  []string
	tags       []tagging
	company    string
	linked     []string // tickets, or the conversations of a ticket
	parts      []object
	mergedInto string // the conversation that it was merged into
}

func (cv *conversation) key() string { return cv.str("id") }

func (cv *conversation) value(field string) any {
	switch field {
	case "source.author.name":
		return unescapedName(cv.at(field))
	case "contact_ids", "contact_id":
		return anyList(cv.contacts)
	case "teammate_ids":
		return anyList(cv.teammates)
	case "tag_ids":
		return tagIDValues(cv.tags)
	case "channel_initiated":
		return cv.at("channel.initial")
	case "conversation_rating.score":
		return cv.at("conversation_rating.rating")
	case "conversation_rating.replied_at":
		return cv.at("conversation_rating.created_at")
	case "conversation_rating.contact_id":
		return cv.at("conversation_rating.contact.id")
	case "conversation_rating.admin_id":
		return cv.at("conversation_rating.teammate.id")
	}
	return cv.at(field)
}

// conversationFields are the fields that conversations can be searched by.
var conversationFields = fieldKinds{
	"id": textField, "created_at": dateField, "updated_at": dateField, "source.type": textField, "source.id": textField, "source.delivered_as": textField,
	"source.subject": textField, "source.body": wordField, "source.author.": textField, "source.url": textField, "contact_ids": idField,
	"teammate_ids": idField, "admin_assignee_id": numberField, "team_assignee_id": numberField, "channel_initiated": textField, "open": flagField,
	"read": flagField, "state": textField, "waiting_since": dateField, "snoozed_until": dateField, "tag_ids": idField, "priority": textField,
	"title": textField, "statistics.": numberField, "conversation_rating.requested_at": dateField, "conversation_rating.replied_at": dateField,
	"conversation_rating.score": numberField, "conversation_rating.remark": textField, "conversation_rating.contact_id": textField,
	"conversation_rating.admin_id": textField, "ai_agent_participated": flagField, "ai_agent.": anyField, "custom_attributes.": anyField,
}

// unsetStatistics are the statistics that are null before anything happens in a conversation.
var unsetStatistics = []string{
	"time_to_assignment", "time_to_admin_reply", "time_to_first_close", "time_to_last_close", "median_time_to_reply", "first_contact_reply_at",
	"first_assignment_at", "first_admin_reply_at", "first_close_at", "last_assignment_at", "last_assignment_admin_reply_at", "last_contact_reply_at",
	"last_admin_reply_at", "last_close_at", "last_closed_by_id", "handling_time", "adjusted_handling_time",
}

// A conversationStart is what a new conversation begins with.
type conversationStart struct {
	id          string // "": the next one
	author      object
	contacts    []string
	subject     string
	body        string
	channel     string // conversation (the Messenger) or email
	deliveredAs string
	attachments []any
}

func (w *Workspace) addConversation(in conversationStart, now int) *conversation {
	id := in.id
	if id == "" {
		id = w.numericID("conversation", conversationBase)
	}
	stats := object{"type": "conversation_statistics", "count_reopens": 0, "count_assignments": 0, "count_conversation_parts": 1,
		"assigned_team_first_response_time": []any{}, "assigned_team_first_response_time_in_office_hours": []any{}}
	for _, k := range unsetStatistics {
		stats[k] = nil
	}
	cv := &conversation{contacts: in.contacts, object: object{
		"type": "conversation", "id": id, "title": nil, "created_at": now, "updated_at": now, "waiting_since": nil, "snoozed_until": nil,
		"open": true, "state": "open", "read": false, "priority": "none", "admin_assignee_id": 0, "team_assignee_id": 0, "conversation_rating": nil,
		"source": object{
			"type": nullIfZero(in.channel), "id": w.numericID("message", 403900000), "delivered_as": in.deliveredAs, "subject": paragraph(in.subject),
			"body":   nullIfZero(paragraph(in.body)),
			"author": in.author, "attachments": emptyIfNil(in.attachments), "url": nil, "redacted": false,
		},
		"first_contact_reply": nil, "sla_applied": nil, "statistics": stats, "custom_attributes": object{},
		"topics":   object{"type": "topic.list", "topics": []any{}, "total_count": 0},
		"ai_agent": nil, "ai_agent_participated": false, "channel": object{"initial": channelOf(in.channel),
			"current": channelOf(in.channel)}, "external_references": []any{},
	}}
	if in.deliveredAs == "customer_initiated" {
		cv.recordContactReply(now, in.channel)
	}
	w.conversations.put(id, cv)
	return cv
}

func channelOf(source string) string {
	if source == "conversation" || source == "" {
		return "messenger"
	}
	return source
}

// paragraph returns plain text as HTML, in which Intercom stores every body.
func paragraph(s string) string {
	if s == "" || strings.HasPrefix(strings.TrimSpace(s), "<") {
		return s
	}
	return "<p>" + strings.ReplaceAll(strings.TrimSpace(s), "\n", "<br>") + "</p>"
}

// emptyIfNil returns a list that JSON shows as [] and not as null.
func emptyIfNil(l []any) []any {
	if l == nil {
		return []any{}
	}
	return l
}

// recordContactReply keeps what a message from the customer changes: the customer waits from now on.
func (cv *conversation) recordContactReply(now int, channel string) {
	stats := cv.obj("statistics")
	stats["last_contact_reply_at"] = now
	if stats["first_contact_reply_at"] == nil {
		stats["first_contact_reply_at"] = now
		cv.object["first_contact_reply"] = object{"created_at": now, "type": channel, "url": nil}
	}
	if cv.object["waiting_since"] == nil {
		cv.object["waiting_since"] = now
	}
}

// showConversation returns a conversation as lists show it: without its parts.
func (w *Workspace) showConversation(cv *conversation) object {
	shown := cv.with(object{
		"contacts":       object{"type": "contact.list", "contacts": toList(cv.contacts, w.contactReference)},
		"teammates":      object{"type": "admin.list", "admins": toList(cv.teammates, func(id string) object { return object{"type": "admin", "id": id} })},
		"tags":           tagList(cv.tags, w.showTag),
		"company":        nil,
		"linked_objects": linkedList(cv.linked, w.linkedObject),
		"ticket":         w.ticketOfConversation(cv),
	})
	if co, ok := w.companies.get(cv.company); ok {
		shown["company"] = w.showCompany(co)
	}
	return shown
}

func (w *Workspace) contactReference(id string) object {
	if ct, ok := w.contacts.get(id); ok {
		return ct.reference()
	}
	return object{"type": "contact", "id": id, "external_id": nil}
}

// linkedObject returns a reference to a ticket, or to a conversation that is none.
func (w *Workspace) linkedObject(id string) object {
	if tk, ok := w.tickets.get(id); ok {
		return object{"type": "ticket", "id": id, "category": tk.object["category"]}
	}
	return object{"type": "conversation", "id": id, "category": nil}
}

// linkWith links two conversations of which one is a ticket.
func (cv *conversation) linkWith(other *conversation) {
	cv.linked, other.linked = append(cv.linked, other.key()), append(other.linked, cv.key())
}

func linkedList(ids []string, show func(string) object) object {
	return object{"type": "list", "data": toList(ids, show), "total_count": len(ids), "has_more": false}
}

// maxParts is how many parts a conversation or a ticket shows, the newest ones.
const maxParts = 500

// showWithParts returns a conversation with its newest parts.
func (w *Workspace) showWithParts(cv *conversation) object {
	newest := cv.parts[max(0, len(cv.parts)-maxParts):]
	return w.showConversation(cv).with(object{
		"conversation_parts": object{"type": "conversation_part.list", "conversation_parts": toList(newest, conversationPart), "total_count": len(cv.parts)},
	})
}

// conversationOf returns the conversation that the path names.
func (w *Workspace) conversationOf(c *call) (*conversation, error) {
	return w.conversations.find(c.param(0), errResource)
}

func (w *Workspace) getConversation(c *call, cv *conversation) (any, error) {
	shown := w.showWithParts(cv)
	if c.query.Get("display_as") == "plaintext" {
		shown["source"] = plainBody(shown.obj("source"))
		parts := shown.obj("conversation_parts")
		parts["conversation_parts"] = toList(parts.list("conversation_parts"), func(p any) object { return plainBody(p.(object)) })
	}
	return shown, nil
}

// plainBody returns a message with its body and subject as plain text.
func plainBody(message object) object {
	plain := message.with(nil)
	for _, k := range []string{"body", "subject"} {
		if s, ok := message[k].(string); ok {
			plain[k] = toText(s)
		}
	}
	return plain
}

func (w *Workspace) listConversations(c *call) (any, error) {
	in, err := c.queryPage(20, 150, "updated_at", descending)
	if err != nil {
		return nil, err
	}
	return w.conversationPage(w.conversations.all(), in)
}

func (w *Workspace) searchConversations(c *call) (any, error) {
	in, err := c.bodyPage(20, "updated_at", descending)
	if err != nil {
		return nil, err
	}
	found, err := search(w.conversations.all(), c.body, conversationFields)
	if err != nil {
		return nil, err
	}
	return w.conversationPage(found, in)
}

func (w *Workspace) conversationPage(rows []*conversation, in pageRequest) (any, error) {
	page, pages, err := pageByCursor(rows, in)
	if err != nil {
		return nil, err
	}
	return object{"type": "conversation.list", "conversations": toList(page, w.showConversation), "total_count": len(rows), "pages": pages}, nil
}

// addTeammate remembers an admin who took part.
func (cv *conversation) addTeammate(admin string) {
	if admin != "" && !slices.Contains(cv.teammates, admin) {
		cv.teammates = append(cv.teammates, admin)
	}
}
