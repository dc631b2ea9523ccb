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

// person is who wrote or did something.
type person struct {
	Type, ID, Name, Email jsontree.Lenient
	FromAI                jsontree.Lenient `json:"from_ai_agent"`
	IsAI                  jsontree.Lenient `json:"is_ai_answer"`
}

type actor struct{ Type, ID jsontree.Lenient }

// attachment is a file that came with a part.
type attachment struct {
	Name        jsontree.Lenient
	ContentType jsontree.Lenient `json:"content_type"`
	Size        jsontree.Lenient `json:"filesize"`
	URL         jsontree.Lenient
}

// threadPart is one part of a thread: what was said or what happened.
type threadPart struct {
	ID          jsontree.Lenient
	Kind        jsontree.Lenient `json:"part_type"`
	Body        jsontree.Lenient
	CreatedAt   jsontree.Lenient `json:"created_at"`
	Author      person
	AssignedTo  actor `json:"assigned_to"`
	Attachments []attachment
	Redacted    jsontree.Lenient
	State       jsontree.Lenient
	Tags        []struct{ Name jsontree.Lenient }
	Details     details          `json:"event_details"`
	TicketState jsontree.Lenient `json:"ticket_state"`
	StateBefore jsontree.Lenient `json:"previous_ticket_state"`
	Attribute   struct {
		Attribute struct{ Label jsontree.Lenient }
		Value     struct{ ID, Label jsontree.Lenient }
	} `json:"updated_attribute_data"`
	Metadata struct {
		Options []struct{ Text jsontree.Lenient } `json:"quick_reply_options"`
	}
	Email struct {
		History jsontree.Lenient
		Headers []struct {
			Type    jsontree.Lenient
			Address jsontree.Lenient `json:"email_address"`
		} `json:"email_address_headers"`
	} `json:"email_message_metadata"`

	raw  json.RawMessage
	at   int64 // its place in time: its own moment, or that of the part before it
	says partClass
}

// partClass is what of a thread a part belongs to. One that is an event and carries
// text is both.
type partClass int

const (
	messagePart partClass = 1 << iota
	notePart
	eventPart
)

// classes are the values of include.
var classes = map[string]partClass{"messages": messagePart, "notes": notePart, "events": eventPart}

// classify tells what a part is, by its text more than by its type: types are
// many, and a text must not be lost over one that is new.
func (e *threadPart) classify() {
	kind := string(e.Kind)
	full := untrusted.HasText(string(e.Body)) || len(e.Attachments) > 0 || len(e.Metadata.Options) > 0 || e.Email.History != ""
	switch {
	case strings.Contains(kind, "note") && (full || kind == "note"):
		e.says = notePart
	case messageTypes[kind]:
		e.says = messagePart
	case full:
		e.says = messagePart | eventPart
	default:
		e.says = eventPart
	}
}

// messageTypes are the types that are a message, be it an empty one.
var messageTypes = map[string]bool{"comment": true, "quick_reply": true, firstMessage: true, ticketText: true}

// Types and ids of what Intercom keeps beside the parts.
const (
	firstMessage = "source"
	ticketText   = "description"
)

// parts is a list of parts in a conversation or a ticket.
type parts struct {
	Conversation []json.RawMessage `json:"conversation_parts"`
	Ticket       []json.RawMessage `json:"ticket_parts"`
	Total        jsontree.Lenient  `json:"total_count"`
}

// entriesOf takes a thread's parts out of a conversation or a ticket, oldest
// first, and tells how many older ones Intercom keeps to itself.
func entriesOf(o intercomapi.Object) (all []*threadPart, hidden int) {
	var v struct {
		CreatedAt    jsontree.Lenient `json:"created_at"`
		Source       json.RawMessage
		Conversation parts `json:"conversation_parts"`
		Ticket       parts `json:"ticket_parts"`
		Attributes   struct {
			Description jsontree.Lenient `json:"_default_description_"`
		} `json:"ticket_attributes"`
	}
	_ = o.Decode(&v)
	given := slices.Concat(v.Conversation.Conversation, v.Ticket.Ticket)
	for _, raw := range given {
		e := &threadPart{raw: raw}
		_ = json.Unmarshal(raw, e) // a field of another type leaves the rest
		if string(raw) != "null" {
			all = append(all, e)
		}
	}
	inOrder(all)
	all = slices.Concat(opening(v.Source, v.Attributes.Description, v.CreatedAt), all)
	identify(all)
	for _, e := range all {
		e.classify()
	}
	total := max(v.Conversation.Total.Unix(), v.Ticket.Total.Unix())
	return all, max(0, int(min(total, 1<<31))-len(given))
}

// opening is what a thread begins with, which Intercom keeps beside the parts:
// a conversation's first message, a ticket's description.
func opening(first json.RawMessage, text, at jsontree.Lenient) []*threadPart {
	e := &threadPart{raw: first}
	_ = json.Unmarshal(first, e)
	e.Kind, e.CreatedAt, e.at = firstMessage, at, at.Unix()
	switch {
	case e.Body != "" || e.ID != "" || e.Author.Type != "" || len(e.Attachments) > 0:
		return []*threadPart{e}
	case untrusted.HasText(string(text)):
		return []*threadPart{{ID: ticketText, Kind: ticketText, Body: text, CreatedAt: at, at: at.Unix()}}
	}
	return nil
}

// inOrder sorts parts by time; one without a time stays behind its predecessor.
func inOrder(all []*threadPart) {
	last := int64(0)
	for _, e := range all {
		if e.at = e.CreatedAt.Unix(); e.at <= 0 {
			e.at = last
		}
		last = e.at
	}
	slices.SortStableFunc(all, func(a, b *threadPart) int { return cmp.Compare(a.at, b.at) })
}

// identify gives every part an id of its own that can be asked for.
func identify(all []*threadPart) {
	seen := map[jsontree.Lenient]bool{}
	for i, e := range all {
		if intercomapi.ID(e.ID).Check() != nil || len(e.ID) > 64 {
			e.ID = jsontree.Lenient(fmt.Sprintf("part-%d", i))
			if e.Kind == firstMessage {
				e.ID = firstMessage
			}
		}
		for id, n := e.ID, 2; seen[e.ID]; n++ {
			e.ID = jsontree.Lenient(fmt.Sprintf("%s-%d", id, n))
		}
		seen[e.ID] = true
	}
}
