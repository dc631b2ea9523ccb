package tools

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/strangers"
)

// person is who wrote or did something.
type person struct {
	Type, ID, Name, Email Lenient
	FromAI                Lenient `json:"from_ai_agent"`
	IsAI                  Lenient `json:"is_ai_answer"`
}

type actor struct{ Type, ID Lenient }

// attachment is a file that came with a part.
type attachment struct {
	Name        Lenient
	ContentType Lenient `json:"content_type"`
	Size        Lenient `json:"filesize"`
	URL         Lenient
}

// threadPart is one part of a thread: what was said or what happened.
type threadPart struct {
	ID          Lenient
	Kind        Lenient `json:"part_type"`
	Body        Lenient
	CreatedAt   Lenient `json:"created_at"`
	Author      person
	AssignedTo  actor `json:"assigned_to"`
	Attachments []attachment
	Redacted    Lenient
	State       Lenient
	Tags        []struct{ Name Lenient }
	Details     details `json:"event_details"`
	TicketState Lenient `json:"ticket_state"`
	StateBefore Lenient `json:"previous_ticket_state"`
	Attribute   struct {
		Attribute struct{ Label Lenient }
		Value     struct{ ID, Label Lenient }
	} `json:"updated_attribute_data"`
	Metadata struct {
		Options []struct{ Text Lenient } `json:"quick_reply_options"`
	}
	Email struct {
		History Lenient
		Headers []struct {
			Type    Lenient
			Address Lenient `json:"email_address"`
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
	full := strangers.HasText(string(e.Body)) || len(e.Attachments) > 0 || len(e.Metadata.Options) > 0 || e.Email.History != ""
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
	Total        Lenient           `json:"total_count"`
}

// entriesOf takes a thread's parts out of a conversation or a ticket, oldest
// first, and tells how many older ones Intercom keeps to itself.
func entriesOf(o intercomapi.Object) (all []*threadPart, hidden int) {
	var v struct {
		CreatedAt    Lenient `json:"created_at"`
		Source       json.RawMessage
		Conversation parts `json:"conversation_parts"`
		Ticket       parts `json:"ticket_parts"`
		Attributes   struct {
			Description Lenient `json:"_default_description_"`
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
func opening(first json.RawMessage, text, at Lenient) []*threadPart {
	e := &threadPart{raw: first}
	_ = json.Unmarshal(first, e)
	e.Kind, e.CreatedAt, e.at = firstMessage, at, at.Unix()
	switch {
	case e.Body != "" || e.ID != "" || e.Author.Type != "" || len(e.Attachments) > 0:
		return []*threadPart{e}
	case strangers.HasText(string(text)):
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
	seen := map[Lenient]bool{}
	for i, e := range all {
		if intercomapi.ID(e.ID).Check() != nil || len(e.ID) > 64 {
			e.ID = Lenient(fmt.Sprintf("part-%d", i))
			if e.Kind == firstMessage {
				e.ID = firstMessage
			}
		}
		for id, n := e.ID, 2; seen[e.ID]; n++ {
			e.ID = Lenient(fmt.Sprintf("%s-%d", id, n))
		}
		seen[e.ID] = true
	}
}
