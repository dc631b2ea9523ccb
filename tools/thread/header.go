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

// An apiThread holds the fields of a conversation or a ticket that the header shows.
type apiThread struct {
	ID, Title, State, Open, Priority, Read jsontree.Lenient
	titles                                 []string         // from lookup.Titles
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
	Channel   struct{ Current jsontree.Lenient }
	Company   struct{ ID, Name jsontree.Lenient }
	CompanyID jsontree.Lenient `json:"company_id"` // of a ticket, which has no company
	Contacts  struct {
		Contacts []struct {
			ID         jsontree.Lenient
			ExternalID jsontree.Lenient `json:"external_id"`
		}
	}
	Tags struct {
		Tags []struct{ Name jsontree.Lenient }
	}
	Rating rating `json:"conversation_rating"`
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
		Remark     jsontree.Lenient `json:"rating_remark"`
		Sources    struct {
			Sources []struct{ Title, URL jsontree.Lenient } `json:"content_sources"`
		} `json:"content_sources"`
	} `json:"ai_agent"`
	Category         jsontree.Lenient
	TicketType       named                      `json:"ticket_type"`
	TicketState      named                      `json:"ticket_state"`
	StateLabel       jsontree.Lenient           `json:"ticket_state_internal_label"` // before 2.12
	Ticket           conversationTicket         // of a conversation that is one
	Attributes       map[string]json.RawMessage `json:"custom_attributes"`
	TicketAttributes map[string]json.RawMessage `json:"ticket_attributes"`
}

// A field is one line of a header.
type field struct {
	name  string
	value any // a string, or a list of them, or strings by name
}

// A Header is what there is to know of a conversation or a ticket besides its parts.
// Its last fields are the first to go where there is no room.
type Header struct{ fields []field }

// Add adds a field, unless its value is empty.
func (h *Header) Add(name, value string) {
	if value != "" {
		h.fields = append(h.fields, field{name, value})
	}
}

// AddMap adds a field of values by name, unless there are none.
func (h *Header) AddMap(name string, values map[string]string) {
	if len(values) > 0 {
		h.fields = append(h.fields, field{name, values})
	}
}

// maxValues is how many values a field has at most.
const maxValues = 20

// addList adds a field of the first 20 values, unless there are none.
func (h *Header) addList(name string, values []string) {
	if n := len(values); n > maxValues {
		values = append(values[:maxValues:maxValues], fmt.Sprintf("and %d more", n-maxValues))
	}
	if len(values) > 0 {
		h.fields = append(h.fields, field{name, values})
	}
}

// newHeader returns the header of a conversation or a ticket.
func newHeader(v apiThread, known names) *Header {
	h := &Header{}
	h.Add("id", line(v.ID, 64))
	h.Add("ticket_number", line(jsontree.Lenient(untrusted.FirstOf(string(v.Number), string(v.Ticket.Number))), 64))
	h.Add("ticket_type", untrusted.FirstOf(v.TicketType.label(), v.Ticket.Type.label()))
	h.addTitles(v)
	h.Add("state", untrusted.FirstOf(line(v.State, 20), v.ticketState()))
	if v.State == "" {
		h.Add("open", line(v.Open, 20))
	}
	h.Add("ticket_state", v.Ticket.state())
	h.Add("assignee", v.assignee(known, "admin", v.Admin))
	h.Add("team", v.assignee(known, "team", v.Team))
	h.addList("customers", v.customers(known))
	h.Add("company", v.company(known))
	h.Add("waiting_since", v.WaitingSince.RFC3339())
	h.Add("snoozed_until", v.SnoozedUntil.RFC3339())
	h.Add("created_at", v.CreatedAt.RFC3339())
	h.Add("updated_at", v.UpdatedAt.RFC3339())
	if v.Priority != "none" && v.Priority != "not_priority" {
		h.Add("priority", line(v.Priority, 20))
	}
	h.addList("tags", v.tags())
	h.Add("rating", v.Rating.String())
	h.Add("sla", joinColon(v.SLA.Name, v.SLA.Status))
	h.addList("linked", v.linked())
	h.Add("channel", untrusted.OneLine(untrusted.FirstOf(string(v.Channel.Current), string(v.Source.Type)), 40))
	h.Add("started_as", line(withSpaces(v.Source.DeliveredAs), 40))
	h.Add("category", untrusted.FirstOf(line(v.Category, 40), line(v.TicketType.Category, 40)))
	h.Add("ai_agent", joinColon(withSpaces(v.AI.Resolution), v.AI.Rating))
	h.Add("ai_agent_remark", line(v.AI.Remark, 300))
	h.addList("ai_sources", v.sources())
	h.AddMap("attributes", v.attributes())
	return h
}

// addTitles adds what the thread is called: the title, and the subject of its e-mail and
// the conversation's own title where they say something else.
func (h *Header) addTitles(v apiThread) {
	const maxLength = 200
	if len(v.titles) == 0 {
		return
	}
	title := untrusted.Name(v.titles[0], maxLength)
	h.Add("title", title)
	for _, other := range []struct{ name, text string }{{"conversation_title", string(v.Title)}, {"subject", string(v.Source.Subject)}} {
		if text := untrusted.Name(untrusted.MixedLine(other.text), maxLength); text != title {
			h.Add(other.name, text)
		}
	}
}

// Within returns as many of the first fields as take no more than maxTokens, as text
// and as JSON; at least one.
func (h *Header) Within(maxTokens int) *Header {
	short := &Header{h.fields}
	for len(short.fields) > 1 && max(tokens.Estimate(string(short.Object())), tokens.Estimate(short.Markdown())) > maxTokens {
		short.fields = short.fields[:len(short.fields)-1]
	}
	return short
}

// Object returns the header as JSON, in its order.
func (h *Header) Object() intercomapi.Object {
	var b bytes.Buffer
	for i, f := range h.fields {
		b.WriteByte("{,"[min(i, 1)])
		b.WriteString(jsontree.Quote(f.name) + ":" + jsontree.Quote(f.value))
	}
	if len(h.fields) == 0 {
		b.WriteByte('{')
	}
	return append(b.Bytes(), '}')
}

// Markdown returns the header as lines.
func (h *Header) Markdown() string {
	var b strings.Builder
	for _, f := range h.fields {
		b.WriteString(f.name + ": ")
		switch v := f.value.(type) {
		case string:
			b.WriteString(untrusted.InMarkdown(v))
		case []string:
			b.WriteString(untrusted.InMarkdown(strings.Join(v, ", ")))
		case map[string]string:
			for i, name := range slices.Sorted(maps.Keys(v)) {
				b.WriteString(strings.Repeat("; ", min(i, 1)) + untrusted.InMarkdown(name+" = "+v[name]))
			}
		}
		b.WriteByte('\n')
	}
	return b.String()
}
