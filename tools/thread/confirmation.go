package thread

import (
	"encoding/json"
	"slices"

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
	PartID       jsontree.Lenient `json:"part_id,omitempty"` // the newest part: what a reply made
}

// Confirm returns the state of a conversation or a ticket that a write answered with,
// and the id of the part that a reply made: madePart, or the newest where that is "".
// An empty object stays empty.
func Confirm(o intercomapi.Object, madePart intercomapi.ID) intercomapi.Object {
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
		SnoozedUntil: v.SnoozedUntil.RFC3339(), UpdatedAt: v.UpdatedAt.RFC3339(), PartID: jsontree.Lenient(madePart),
		State: untrusted.FirstOf(string(v.State), v.ticketState()),
	}
	if given := slices.Concat(v.Conversation.Conversation, v.Ticket.Ticket); madePart == "" && len(given) > 0 {
		var last struct{ ID jsontree.Lenient }
		_ = json.Unmarshal(given[len(given)-1], &last)
		c.PartID = last.ID
	}
	return intercomapi.Object(jsontree.Quote(c))
}
