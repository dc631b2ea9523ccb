package search

import (
	"context"
	"slices"
	"strings"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/lookup"
)

// A TicketSearch is the arguments of search_tickets.
type TicketSearch struct {
	Text         string                 `json:"text,omitempty" jsonschema:"In title or description"`
	Type         []string               `json:"type,omitempty" jsonschema:"Any of"`
	State        []string               `json:"state,omitempty" jsonschema:"Any of, by name"`
	Category     []string               `json:"category,omitempty" jsonschema:"Any of, of type" rule:"enum=request|task|tracker also=customer:request|Customer:request|back-office:task|Back-office:task|Tracker:tracker"`
	Open         *bool                  `json:"open,omitempty" jsonschema:"Not closed"`
	Contact      string                 `json:"contact,omitempty" jsonschema:"Id, e-mail, external_id or name"`
	Company      string                 `json:"company,omitempty" jsonschema:"Name or id"`
	Assignee     string                 `json:"assignee,omitempty" jsonschema:"Admin, me or unassigned"`
	Team         string                 `json:"team,omitempty" jsonschema:"Team or unassigned"`
	Attributes   intercomapi.Attributes `json:"attributes,omitempty" jsonschema:"Value or values by name"`
	CreatedSince *intercomapi.Time      `json:"created_since,omitempty" jsonschema:"From"`
	CreatedUntil *intercomapi.Time      `json:"created_until,omitempty" jsonschema:"To" rule:"day=end"`
	UpdatedSince *intercomapi.Time      `json:"updated_since,omitempty" jsonschema:"From"`
	UpdatedUntil *intercomapi.Time      `json:"updated_until,omitempty" jsonschema:"To" rule:"day=end"`
	Args
}

// Find searches for what the filters want, as a call of the tool named.
func (in TicketSearch) Find(ctx context.Context, resolver lookup.Resolver, tool string) (Found, error) {
	f := newFilterSet(ctx, resolver, tickets)
	if in.Text != "" {
		f.anyOf(intercomapi.Where("title", "~", in.Text), intercomapi.Where("description", "~", in.Text))
	}
	types := f.ids(ctx, "type", in.Type, "ticket_type")
	oneOf(f, "ticket_type_id", types)
	f.states(ctx, in.State)
	oneOf(f, "category", in.Category)
	f.equalBool("open", in.Open)
	f.contact(ctx, "contact_ids", in.Contact)
	f.company(ctx, "contact_ids", in.Company)
	f.assigned(ctx, in.Assignee, in.Team, asText)
	f.ticketAttributes(ctx, in.Attributes, types)
	f.between("created_at", in.CreatedSince, in.CreatedUntil)
	f.between("updated_at", in.UpdatedSince, in.UpdatedUntil)
	return in.find(ctx, f, tool)
}

// states wants one of some states. Intercom searches by their categories, of which a
// workspace may have several states each.
func (f *filterSet) states(ctx context.Context, names []string) {
	var wanted []string
	for _, name := range names {
		category, same, err := f.resolver.StateCategory(ctx, name)
		if err != nil {
			f.fail("state", err)
			return
		}
		if len(same) > 1 {
			f.note("state %q: Intercom searches by category, so these states are found as well: %s", name, strings.Join(same, ", "))
		}
		if !slices.Contains(wanted, category) {
			wanted = append(wanted, category)
		}
	}
	oneOf(f, "state", wanted)
}

// ticketAttributes wants values of ticket types' own attributes, which are searched
// by id. Several types may have one of the same name; types are the ids of those
// that are meant.
func (f *filterSet) ticketAttributes(ctx context.Context, wanted intercomapi.Attributes, types []string) {
	if f.err != nil {
		return
	}
	found, err := f.resolver.SearchValues(ctx, wanted, types)
	if err != nil {
		f.fail("attributes", err)
		return
	}
	for _, same := range found {
		var filters []intercomapi.Query
		for _, v := range same {
			filters = append(filters, equalOrIn("ticket_attribute."+string(v.ID), v.Value))
		}
		if len(filters) == 1 {
			f.filters = append(f.filters, filters[0])
			continue
		}
		f.anyOf(filters...)
	}
}

// tickets is the search of POST /tickets/search, as Intercom's reference has it.
var tickets = resource{
	send: lookup.Resolver.SearchTickets,
	kinds: fieldKinds(map[fieldKind]string{
		stringKind:  "id title description category ticket_type_id contact_ids teammate_ids admin_assignee_id team_assignee_id state",
		booleanKind: "open",
		dateKind:    "updated_at snoozed_until",
		createdKind: "created_at",
	}),
	operators: map[fieldKind]string{
		stringKind: textual, booleanKind: equality, dateKind: equality + " > <", createdKind: equality + " > < >= <=",
	},
	words:   map[string]string{"category": "request task tracker", "state": "submitted in_progress waiting_on_customer resolved"},
	example: "type: Bug",
}
