package thread

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/jsontree"
	"intercom-mcp/tools/untrusted"
)

// A person is the author of a part.
type person struct {
	Type, ID, Name, Email jsontree.Lenient
	FromAI                jsontree.Lenient `json:"from_ai_agent"`
	IsAI                  jsontree.Lenient `json:"is_ai_answer"`
}

// An actor is an admin, a team, a contact or a bot, without a name.
type actor struct{ Type, ID jsontree.Lenient }

// An attachment is a file that came with a part.
type attachment struct {
	Name        jsontree.Lenient
	ContentType jsontree.Lenient `json:"content_type"`
	Size        jsontree.Lenient `json:"filesize"`
	URL         jsontree.Lenient
}

// A part is one message, note or event of a thread.
type part struct {
	ID          jsontree.Lenient
	Type        jsontree.Lenient `json:"part_type"`
	Body        jsontree.Lenient
	CreatedAt   jsontree.Lenient `json:"created_at"`
	Author      person
	AssignedTo  actor `json:"assigned_to"`
	Attachments []attachment
	Redacted    jsontree.Lenient
	State       jsontree.Lenient
	Tags        []struct{ Name jsontree.Lenient }
	Details     eventDetails     `json:"event_details"`
	TicketState jsontree.Lenient `json:"ticket_state"`
	StateBefore jsontree.Lenient `json:"previous_ticket_state"`
	Attribute   struct {
		Attribute struct{ Label jsontree.Lenient }
		Value     struct{ ID, Label textOrList }
	} `json:"updated_attribute_data"`
	SnoozedUntil jsontree.Lenient `json:"snoozed_until"`
	Metadata     struct {
		Options []struct{ Text jsontree.Lenient } `json:"quick_reply_options"`
	}
	Email      emailData   `json:"email_message_metadata"`
	Recipients []recipient // of the first message

	raw    json.RawMessage
	at     int64 // when, in Unix seconds: its own time, or that of the part before it
	class  class
	until  int64  // of one that snoozes: until when, in Unix seconds; 0: not known
	change string // of an e-mail: what of its subject and addresses is new
}

// A class is a set of what a part is. One that is an event and has a text is a message
// as well.
type class int

const (
	messageClass class = 1 << iota
	noteClass
	eventClass
)

// classByName are the values of include.
var classByName = map[string]class{"messages": messageClass, "notes": noteClass, "events": eventClass}

// classify sets the part's class, by its text more than by its type: types are many,
// and a text must not be lost over one that is new.
func (e *part) classify() {
	kind := string(e.Type)
	hasText := untrusted.HasText(string(e.Body)) || len(e.Attachments) > 0 || len(e.Metadata.Options) > 0 || e.Email.History != ""
	switch {
	case strings.Contains(kind, "note") && (hasText || kind == "note"):
		e.class = noteClass
	case messageTypes[kind]:
		e.class = messageClass
	case hasText:
		e.class = messageClass | eventClass
	default:
		e.class = eventClass
	}
}

// messageTypes are the types of messages, which may be empty.
var messageTypes = map[string]bool{"comment": true, "quick_reply": true, firstMessage: true, ticketText: true}

// Types and ids of what Intercom gives beside the list of parts.
const (
	firstMessage = "source"
	ticketText   = "description"
)

// A partList is the list of parts in a conversation or a ticket.
type partList struct {
	Conversation []json.RawMessage `json:"conversation_parts"`
	Ticket       []json.RawMessage `json:"ticket_parts"`
	Total        jsontree.Lenient  `json:"total_count"`
}

// parseParts returns the parts of a conversation or a ticket, oldest first, how many of
// them stand beside Intercom's list of parts, and how many older ones of that list
// Intercom does not give.
func parseParts(o intercomapi.Object, description string) (all []*part, beside, hidden int) {
	var v struct {
		CreatedAt    jsontree.Lenient `json:"created_at"`
		Source       json.RawMessage
		Conversation partList `json:"conversation_parts"`
		Ticket       partList `json:"ticket_parts"`
	}
	_ = o.Decode(&v)
	given := slices.Concat(v.Conversation.Conversation, v.Ticket.Ticket)
	for _, raw := range given {
		e := &part{raw: raw}
		_ = json.Unmarshal(raw, e) // a field of another type leaves the rest
		if string(raw) != "null" {
			all = append(all, e)
		}
	}
	sortByTime(all)
	first := firstParts(v.Source, description, v.CreatedAt)
	all = slices.Concat(first, all)
	assignIDs(all)
	for _, e := range all {
		e.classify()
	}
	total := max(v.Conversation.Total.Unix(), v.Ticket.Total.Unix())
	return all, len(first), max(0, int(min(total, 1<<31))-len(given))
}

// firstParts returns what a thread begins with, which Intercom gives beside the list of
// parts: a ticket's description, and a conversation's first message. A description that
// the first message repeats is left out, and so is a first message that says nothing
// where there is a description.
func firstParts(first json.RawMessage, description string, at jsontree.Lenient) []*part {
	var all []*part
	e := &part{raw: first}
	_ = json.Unmarshal(first, e)
	e.Type, e.CreatedAt, e.at = firstMessage, at, at.Unix()
	described := untrusted.HasMixedText(description)
	says := untrusted.HasText(string(e.Body)) || len(e.Attachments) > 0
	if described && (!says || untrusted.MixedLine(description) != untrusted.Line(string(e.Body))) {
		all = append(all, &part{ID: ticketText, Type: ticketText, Body: jsontree.Lenient(description), CreatedAt: at, at: at.Unix()})
	}
	if says || !described && (e.Body != "" || e.ID != "" || e.Author.Type != "") {
		all = append(all, e)
	}
	return all
}

// sortByTime sorts parts by time; one without a time stays behind its predecessor.
func sortByTime(all []*part) {
	last := int64(0)
	for _, e := range all {
		if e.at = e.CreatedAt.Unix(); e.at <= 0 {
			e.at = last
		}
		last = e.at
	}
	slices.SortStableFunc(all, func(a, b *part) int { return cmp.Compare(a.at, b.at) })
}

// assignIDs gives every part an id of its own that calls can name.
func assignIDs(all []*part) {
	seen := map[jsontree.Lenient]bool{}
	for i, e := range all {
		if intercomapi.ID(e.ID).Check() != nil || len(e.ID) > 64 {
			e.ID = jsontree.Lenient(fmt.Sprintf("part-%d", i))
			if e.Type == firstMessage {
				e.ID = firstMessage
			}
		}
		for id, n := e.ID, 2; seen[e.ID]; n++ {
			e.ID = jsontree.Lenient(fmt.Sprintf("%s-%d", id, n))
		}
		seen[e.ID] = true
	}
}
