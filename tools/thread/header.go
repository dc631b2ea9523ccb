package thread

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/jsontree"
	"intercom-mcp/tools/tokens"
	"intercom-mcp/tools/untrusted"
)

// apiThread is what the head of a thread is made of, in Intercom's words.
type apiThread struct {
	ID, Title, State, Open, Priority, Read jsontree.Lenient
	Number                                 jsontree.Lenient `json:"ticket_id"`
	Admin                                  jsontree.Lenient `json:"admin_assignee_id"`
	Team                                   jsontree.Lenient `json:"team_assignee_id"`
	CreatedAt                              jsontree.Lenient `json:"created_at"`
	UpdatedAt                              jsontree.Lenient `json:"updated_at"`
	WaitingSince                           jsontree.Lenient `json:"waiting_since"`
	SnoozedUntil                           jsontree.Lenient `json:"snoozed_until"`
	Source                                 struct {
		Type, Subject jsontree.Lenient
		DeliveredAs   jsontree.Lenient `json:"delivered_as"`
		Author        person
	}
	Channel  struct{ Current jsontree.Lenient }
	Company  struct{ ID, Name jsontree.Lenient }
	Contacts struct {
		Contacts []struct {
			ID         jsontree.Lenient
			ExternalID jsontree.Lenient `json:"external_id"`
		}
	}
	Tags struct {
		Tags []struct{ Name jsontree.Lenient }
	}
	Rating struct{ Rating, Remark jsontree.Lenient } `json:"conversation_rating"`
	SLA    struct {
		Name   jsontree.Lenient `json:"sla_name"`
		Status jsontree.Lenient `json:"sla_status"`
	} `json:"sla_applied"`
	Linked struct {
		Data []struct{ Type, ID, Category jsontree.Lenient }
	} `json:"linked_objects"`
	AI struct {
		Resolution jsontree.Lenient `json:"resolution_state"`
		Rating     jsontree.Lenient
	} `json:"ai_agent"`
	Category   jsontree.Lenient
	TicketType struct {
		ID, Name   jsontree.Lenient
		Attributes json.RawMessage `json:"ticket_type_attributes"`
	} `json:"ticket_type"`
	TicketWord struct {
		ID       jsontree.Lenient
		Label    jsontree.Lenient `json:"internal_label"`
		Category jsontree.Lenient
	} `json:"ticket_state"`
	Attributes       map[string]json.RawMessage `json:"custom_attributes"`
	TicketAttributes map[string]json.RawMessage `json:"ticket_attributes"`
}

// field is one line of a head.
type field struct {
	name  string
	value any // a string, or a list of them, or strings by name
}

// Header is what to know of a conversation or a ticket before its thread. What
// comes last is given up first where there is no room.
type Header []field

func (h *Header) Add(name, value string) {
	if value != "" {
		*h = append(*h, field{name, value})
	}
}

func (h *Header) AddAll(name string, values map[string]string) {
	if len(values) > 0 {
		*h = append(*h, field{name, values})
	}
}

func (h *Header) addList(name string, values []string) {
	const most = 20
	if n := len(values); n > most {
		values = append(values[:most:most], fmt.Sprintf("and %d more", n-most))
	}
	if len(values) > 0 {
		*h = append(*h, field{name, values})
	}
}

// headerOf puts a head together.
func headerOf(v apiThread, called nameIndex) Header {
	var h Header
	h.Add("id", untrusted.OneLine(string(v.ID), 64))
	h.Add("ticket_number", untrusted.OneLine(string(v.Number), 64))
	h.Add("ticket_type", withID(v.TicketType.Name, v.TicketType.ID))
	h.Add("title", untrusted.OneLine(untrusted.FirstOf(string(v.Title), textOf(v.TicketAttributes["_default_title_"])), 200))
	if subject := untrusted.OneLine(untrusted.Markdown(string(v.Source.Subject), false), 200); subject != untrusted.OneLine(string(v.Title), 200) {
		h.Add("subject", subject)
	}
	h.Add("state", untrusted.FirstOf(untrusted.OneLine(string(v.State), 20), v.ticketState()))
	if v.State == "" {
		h.Add("open", untrusted.OneLine(string(v.Open), 20))
	}
	h.Add("assignee", v.somebody(called, "admin", v.Admin))
	h.Add("team", v.somebody(called, "team", v.Team))
	h.addList("customers", v.customers(called))
	h.Add("company", withID(v.Company.Name, v.Company.ID))
	h.Add("waiting_since", v.WaitingSince.RFC3339())
	h.Add("snoozed_until", v.SnoozedUntil.RFC3339())
	h.Add("created_at", v.CreatedAt.RFC3339())
	h.Add("updated_at", v.UpdatedAt.RFC3339())
	if v.Priority != "none" && v.Priority != "not_priority" {
		h.Add("priority", untrusted.OneLine(string(v.Priority), 20))
	}
	h.addList("tags", v.tags())
	h.Add("rating", v.rating())
	h.Add("sla", colon(v.SLA.Name, v.SLA.Status))
	h.addList("linked", v.linked())
	h.Add("channel", untrusted.OneLine(untrusted.FirstOf(string(v.Channel.Current), string(v.Source.Type)), 40))
	h.Add("started_as", lineOf(spaced(v.Source.DeliveredAs), 40))
	h.Add("category", lineOf(v.Category, 40))
	h.Add("ai_agent", colon(spaced(v.AI.Resolution), v.AI.Rating))
	h.AddAll("attributes", v.attributes())
	return h
}

// Within is the head without its last fields where it is more than a bound.
func (h Header) Within(bound int) Header {
	for len(h) > 1 && max(tokens.Estimate(string(h.Object())), tokens.Estimate(h.Markdown())) > bound {
		h = h[:len(h)-1]
	}
	return h
}

// Object is the head as JSON, in its order.
func (h Header) Object() intercomapi.Object {
	var b bytes.Buffer
	for i, f := range h {
		b.WriteByte("{,"[min(i, 1)])
		b.WriteString(jsontree.Quote(f.name) + ":" + jsontree.Quote(f.value))
	}
	if len(h) == 0 {
		b.WriteByte('{')
	}
	return append(b.Bytes(), '}')
}

// Markdown is the head as lines.
func (h Header) Markdown() string {
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
