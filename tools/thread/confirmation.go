package thread

import (
	"encoding/json"
	"slices"
	"strings"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/jsontree"
	"intercom-mcp/tools/untrusted"
)

// A confirmation is the state of a conversation or a ticket after a write, without
// its parts.
type confirmation struct {
	ID           jsontree.Lenient `json:"id"`
	Number       jsontree.Lenient `json:"ticket_id,omitempty"`
	State        string           `json:"state,omitempty"`
	Open         *bool            `json:"open,omitempty"`
	Read         *bool            `json:"read,omitempty"`
	Admin        jsontree.Lenient `json:"admin_assignee_id,omitempty"` // 0: nobody
	Team         jsontree.Lenient `json:"team_assignee_id,omitempty"`
	Priority     jsontree.Lenient `json:"priority,omitempty"`
	SnoozedUntil string           `json:"snoozed_until,omitempty"`
	UpdatedAt    string           `json:"updated_at,omitempty"`
	PartID       jsontree.Lenient `json:"part_id,omitempty"` // the part that the call made
	Title        string           `json:"title,omitempty"`
	Company      string           `json:"company,omitempty"`
	Attributes   map[string]any   `json:"attributes,omitempty"`
	URL          string           `json:"url,omitempty"`
	ContactTold  *bool            `json:"contact_told,omitempty"`
}

// An Echo says what a write's answer tells besides how the conversation or the ticket
// stands: what the call made or changed.
type Echo struct {
	MadePart    bool                   // the call made a part: the newest, where PartID does not say which
	PartID      intercomapi.ID         // the part that the call made; "": not known
	Title       bool                   // the call gave a title
	Company     bool                   // the call gave a company
	Attributes  intercomapi.Attributes // those that the call gave, by name
	URL         string                 // where people see it; "": not told
	ContactTold *bool                  // whether Intercom tells the contact of it; nil: it does not say
}

// Confirm returns the state of a conversation or a ticket that a write answered with,
// and what the call made or changed, as the answer has it. An empty object stays empty.
func Confirm(o intercomapi.Object, e Echo) intercomapi.Object {
	if len(o) == 0 {
		return o
	}
	var v struct {
		apiThread
		Open, Read   *bool
		Conversation partList `json:"conversation_parts"`
		Ticket       partList `json:"ticket_parts"`
	}
	_ = o.Decode(&v) // a field of another type leaves the rest
	c := confirmation{
		ID: v.ID, Number: v.Number, Open: v.Open, Read: v.Read, Admin: v.Admin, Team: v.Team, Priority: v.Priority,
		SnoozedUntil: v.SnoozedUntil.RFC3339(), UpdatedAt: v.UpdatedAt.RFC3339(), PartID: jsontree.Lenient(e.PartID),
		State: untrusted.FirstOf(string(v.State), v.ticketState()), URL: e.URL, ContactTold: e.ContactTold,
		Attributes: v.given(e.Attributes),
	}
	if e.Title {
		c.Title = untrusted.OneLine(untrusted.FirstOf(string(v.Title), valueText(v.TicketAttributes["_default_title_"])), 200)
	}
	if e.Company {
		c.Company = nameAndID(v.Company.Name, v.Company.ID)
	}
	if given := slices.Concat(v.Conversation.Conversation, v.Ticket.Ticket); e.MadePart && e.PartID == "" && len(given) > 0 {
		var last struct{ ID jsontree.Lenient }
		_ = json.Unmarshal(given[len(given)-1], &last)
		c.PartID = last.ID
	}
	return intercomapi.Object(jsontree.Quote(c))
}

// given returns the values that the attributes of a call have now, but for a title and
// a description: null for one that is empty.
func (v apiThread) given(attributes intercomapi.Attributes) map[string]any {
	of := func(from map[string]json.RawMessage) map[string]json.RawMessage {
		some := map[string]json.RawMessage{}
		for name := range attributes {
			if value, ok := from[name]; ok {
				some[name] = value
			}
		}
		return some
	}
	v.Attributes, v.TicketAttributes = of(v.Attributes), of(v.TicketAttributes)
	values := v.attributes()
	echo := map[string]any{}
	for name := range attributes {
		if value, ok := values[untrusted.OneLine(name, 60)]; ok {
			echo[name] = value
		} else if !strings.HasPrefix(name, "_default_") {
			echo[name] = nil
		}
	}
	return echo
}
