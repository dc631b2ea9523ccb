package search

import (
	"context"
	"maps"
	"slices"
	"strings"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/lookup"
)

// TicketSearch are the arguments of search_tickets.
type TicketSearch struct {
	Text         string                 `json:"text,omitempty" jsonschema:"In title or description"`
	Type         []string               `json:"type,omitempty" jsonschema:"Any of"`
	State        []string               `json:"state,omitempty" jsonschema:"Any of, by name"`
	Category     string                 `json:"category,omitempty" jsonschema:"Of type" rule:"enum=request|task|tracker also=customer:request|Customer:request|back-office:task|Back-office:task|Tracker:tracker"`
	Open         *bool                  `json:"open,omitempty" jsonschema:"Open"`
	Contact      string                 `json:"contact,omitempty" jsonschema:"Id, e-mail, external_id or name"`
	Company      string                 `json:"company,omitempty" jsonschema:"Name or id"`
	Assignee     string                 `json:"assignee,omitempty" jsonschema:"Admin, me or unassigned"`
	Team         string                 `json:"team,omitempty" jsonschema:"Team or unassigned"`
	Attributes   intercomapi.Attributes `json:"attributes,omitempty" jsonschema:"Values by name"`
	CreatedSince *intercomapi.Time      `json:"created_since,omitempty" jsonschema:"From"`
	CreatedUntil *intercomapi.Time      `json:"created_until,omitempty" jsonschema:"To" rule:"day=end"`
	UpdatedSince *intercomapi.Time      `json:"updated_since,omitempty" jsonschema:"From"`
	UpdatedUntil *intercomapi.Time      `json:"updated_until,omitempty" jsonschema:"To" rule:"day=end"`
	Args
}

// Find searches for what the filters want, as a call of the tool named.
func (in TicketSearch) Find(ctx context.Context, book lookup.Resolver, tool string) (Found, error) {
	f := &filterSet{book: book}
	if in.Text != "" {
		f.anyOf(intercomapi.Query{Field: "title", Operator: "~", Value: in.Text}, intercomapi.Query{Field: "description", Operator: "~", Value: in.Text})
	}
	types := f.ids(ctx, "type", in.Type, "ticket_type")
	f.oneOf("ticket_type_id", types)
	f.states(ctx, in.State)
	f.equal("category", in.Category)
	f.flag("open", in.Open)
	f.contact(ctx, "contact_ids", in.Contact)
	f.company(ctx, "contact_ids", in.Company)
	f.assigned(ctx, in.Assignee, in.Team, asText)
	f.attributes(ctx, in.Attributes, types)
	f.between("created_at", in.CreatedSince, in.CreatedUntil)
	f.between("updated_at", in.UpdatedSince, in.UpdatedUntil)
	return in.send(ctx, f, tool, ticketSearch, book.SearchTickets)
}

// states wants one of some states. Intercom searches by their categories, of
// which a workspace may have several states each.
func (f *filterSet) states(ctx context.Context, names []string) {
	var wanted []string
	for _, name := range names {
		category, err := f.state(ctx, name)
		if err != nil {
			f.fail("state", err)
			return
		}
		if !slices.Contains(wanted, category) {
			wanted = append(wanted, category)
		}
	}
	f.oneOf("state", wanted)
}

// categories are those that every workspace's states are of.
var categories = []string{"submitted", "in_progress", "waiting_on_customer", "resolved"}

// state is the category of the states that a name stands for.
func (f *filterSet) state(ctx context.Context, name string) (string, error) {
	if category := strings.ReplaceAll(lookup.Fold(name), " ", "_"); slices.Contains(categories, category) {
		return category, nil
	}
	all, err := f.book.Directory(ctx, "ticket_state")
	if err != nil {
		return "", err
	}
	states := lookup.Entries("ticket_state", all)
	found := lookup.Match(states, name)
	if len(found) == 0 {
		return "", lookup.NewNameError(name, "is no ticket state here. There are: "+lookup.Names20(states))
	}
	category := found[0].Category
	for _, s := range found {
		if s.Category != category {
			_, err := lookup.Single(name, found)
			return "", err
		}
	}
	f.tellStates(name, category, states)
	return category, nil
}

// tellStates says which other states a search for one of them finds.
func (f *filterSet) tellStates(name, category string, states []lookup.Entry) {
	var same []string
	for _, s := range states {
		if s.Category == category {
			same = append(same, s.Name)
		}
	}
	if len(same) > 1 {
		f.note("state %q: Intercom searches by category, so these states are found as well: %s", name, strings.Join(same, ", "))
	}
}

// attributes wants values of a type's own attributes, which are searched by id.
// Several types may have one of the same name; of is those that are meant.
func (f *filterSet) attributes(ctx context.Context, wanted intercomapi.Attributes, of []string) {
	if len(wanted) == 0 || f.err != nil {
		return
	}
	types, err := f.book.Directory(ctx, "ticket_type")
	if err != nil {
		f.fail("attributes", err)
		return
	}
	for _, name := range slices.Sorted(maps.Keys(wanted)) {
		if err := f.attribute(name, wanted[name], types, of); err != nil {
			f.fail("attributes", err)
			return
		}
	}
}

func (f *filterSet) attribute(name string, value any, types []lookup.Named, of []string) error {
	var same []intercomapi.Query
	known := map[string]bool{}
	var fault error
	for _, t := range types {
		if len(of) > 0 && !slices.Contains(of, string(t.ID)) {
			continue
		}
		for _, a := range t.Attributes {
			known[a.Name] = true
			if lookup.Fold(a.Name) != lookup.Fold(lookup.AttributeName(name)) {
				continue
			}
			v, err := a.SearchValue(value)
			if err != nil {
				fault = err
				continue
			}
			same = append(same, intercomapi.Query{Field: "ticket_attribute." + string(a.ID), Operator: "=", Value: v})
		}
	}
	switch {
	case len(same) == 1:
		f.all = append(f.all, same[0])
	case len(same) > 0:
		f.anyOf(same...)
	case fault != nil:
		return fault
	default:
		return lookup.NewNameError(name, "is no attribute of these tickets. There are: "+strings.Join(slices.Sorted(maps.Keys(known)), ", "))
	}
	return nil
}

// ticketSearch is what Intercom says of POST /tickets/search.
var ticketSearch = fieldTable{
	kinds: fieldKinds(map[fieldKind]string{
		stringKind:  "id title description category ticket_type_id contact_ids teammate_ids admin_assignee_id team_assignee_id state",
		booleanKind: "open",
		dateKind:    "updated_at snoozed_until",
		createdKind: "created_at",
	}),
	operators: map[fieldKind]string{
		stringKind: textual, booleanKind: equality, dateKind: equality + " > <", createdKind: equality + " > < >= <=",
	},
	example: "type: Bug",
}
