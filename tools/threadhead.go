package tools

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/strangers"
	"intercom-mcp/tools/tokens"
)

// apiHead is what the head of a thread is made of, in Intercom's words.
type apiHead struct {
	ID, Title, State, Open, Priority, Read loose
	Number                                 loose `json:"ticket_id"`
	Admin                                  loose `json:"admin_assignee_id"`
	Team                                   loose `json:"team_assignee_id"`
	CreatedAt                              loose `json:"created_at"`
	UpdatedAt                              loose `json:"updated_at"`
	WaitingSince                           loose `json:"waiting_since"`
	SnoozedUntil                           loose `json:"snoozed_until"`
	Source                                 struct {
		Type, Subject loose
		DeliveredAs   loose `json:"delivered_as"`
		Author        person
	}
	Channel  struct{ Current loose }
	Company  struct{ ID, Name loose }
	Contacts struct {
		Contacts []struct {
			ID         loose
			ExternalID loose `json:"external_id"`
		}
	}
	Tags   struct{ Tags []struct{ Name loose } }
	Rating struct{ Rating, Remark loose } `json:"conversation_rating"`
	SLA    struct {
		Name   loose `json:"sla_name"`
		Status loose `json:"sla_status"`
	} `json:"sla_applied"`
	Linked struct {
		Data []struct{ Type, ID, Category loose }
	} `json:"linked_objects"`
	AI struct {
		Resolution loose `json:"resolution_state"`
		Rating     loose
	} `json:"ai_agent"`
	Category   loose
	TicketType struct {
		ID, Name   loose
		Attributes json.RawMessage `json:"ticket_type_attributes"`
	} `json:"ticket_type"`
	TicketWord struct {
		ID       loose
		Label    loose `json:"internal_label"`
		Category loose
	} `json:"ticket_state"`
	Attributes       map[string]json.RawMessage `json:"custom_attributes"`
	TicketAttributes map[string]json.RawMessage `json:"ticket_attributes"`
}

// field is one line of a head.
type field struct {
	name  string
	value any // a string, or a list of them, or strings by name
}

// head is what to know of a conversation or a ticket before its thread. What
// comes last is given up first where there is no room.
type head []field

func (h *head) add(name, value string) {
	if value != "" {
		*h = append(*h, field{name, value})
	}
}

func (h *head) addAll(name string, values map[string]string) {
	if len(values) > 0 {
		*h = append(*h, field{name, values})
	}
}

func (h *head) addList(name string, values []string) {
	const most = 20
	if n := len(values); n > most {
		values = append(values[:most:most], fmt.Sprintf("and %d more", n-most))
	}
	if len(values) > 0 {
		*h = append(*h, field{name, values})
	}
}

// headOf puts a head together.
func headOf(v apiHead, called nameBook) head {
	var h head
	h.add("id", strangers.OneLine(string(v.ID), 64))
	h.add("ticket_number", strangers.OneLine(string(v.Number), 64))
	h.add("ticket_type", withID(v.TicketType.Name, v.TicketType.ID))
	h.add("title", strangers.OneLine(strangers.FirstOf(string(v.Title), textOf(v.TicketAttributes["_default_title_"])), 200))
	if subject := strangers.OneLine(strangers.Markdown(string(v.Source.Subject), false), 200); subject != strangers.OneLine(string(v.Title), 200) {
		h.add("subject", subject)
	}
	h.add("state", strangers.FirstOf(strangers.OneLine(string(v.State), 20), v.ticketState()))
	if v.State == "" {
		h.add("open", strangers.OneLine(string(v.Open), 20))
	}
	h.add("assignee", v.somebody(called, "admin", v.Admin))
	h.add("team", v.somebody(called, "team", v.Team))
	h.addList("customers", v.customers(called))
	h.add("company", withID(v.Company.Name, v.Company.ID))
	h.add("waiting_since", v.WaitingSince.moment())
	h.add("snoozed_until", v.SnoozedUntil.moment())
	h.add("created_at", v.CreatedAt.moment())
	h.add("updated_at", v.UpdatedAt.moment())
	if v.Priority != "none" && v.Priority != "not_priority" {
		h.add("priority", strangers.OneLine(string(v.Priority), 20))
	}
	h.addList("tags", v.tags())
	h.add("rating", v.rating())
	h.add("sla", colon(v.SLA.Name, v.SLA.Status))
	h.addList("linked", v.linked())
	h.add("channel", strangers.OneLine(strangers.FirstOf(string(v.Channel.Current), string(v.Source.Type)), 40))
	h.add("started_as", lineOf(spaced(v.Source.DeliveredAs), 40))
	h.add("category", lineOf(v.Category, 40))
	h.add("ai_agent", colon(spaced(v.AI.Resolution), v.AI.Rating))
	h.addAll("attributes", v.attributes())
	return h
}

// within is the head without its last fields where it is more than a bound.
func (h head) within(bound int) head {
	for len(h) > 1 && max(tokens.Estimate(string(h.object())), tokens.Estimate(h.markdown())) > bound {
		h = h[:len(h)-1]
	}
	return h
}

// object is the head as JSON, in its order.
func (h head) object() intercomapi.Object {
	var b bytes.Buffer
	for i, f := range h {
		b.WriteByte("{,"[min(i, 1)])
		b.WriteString(quoted(f.name) + ":" + quoted(f.value))
	}
	if len(h) == 0 {
		b.WriteByte('{')
	}
	return append(b.Bytes(), '}')
}

// markdown is the head as lines.
func (h head) markdown() string {
	var b strings.Builder
	for _, f := range h {
		b.WriteString(f.name + ": ")
		switch v := f.value.(type) {
		case string:
			b.WriteString(v)
		case []string:
			b.WriteString(strings.Join(v, ", "))
		case map[string]string:
			for i, name := range slices.Sorted(maps.Keys(v)) {
				b.WriteString(strings.Repeat("; ", min(i, 1)) + name + " = " + v[name])
			}
		}
		b.WriteByte('\n')
	}
	return b.String()
}
