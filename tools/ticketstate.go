package tools

import (
	"context"
	"fmt"
	"reflect"
	"strings"
	"sync"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/args"
	"intercom-mcp/tools/lookup"
	"intercom-mcp/tools/registry"
	"intercom-mcp/tools/thread"
)

type updateTicketArgs struct {
	ticketID
	State string `json:"state,omitempty" jsonschema:"Name or id"`
	intercomapi.TicketFields
	AdminID intercomapi.IntID `json:"admin_id,omitempty" jsonschema:"Acting admin"`
}

// updateTicket takes a state by its id or a name. The ticket's type, on
// which states and attributes depend, is looked up once and only if needed.
func updateTicket(ctx context.Context, c registry.Caller, in updateTicketArgs) (ticketResult, error) {
	typeOf := sync.OnceValues(func() (intercomapi.ID, error) { return ticketTypeOf(ctx, c, in.ID) })
	if in.SnoozedUntil != nil {
		if err := checkSnooze(*in.SnoozedUntil, c.Now()); err != nil {
			return ticketResult{}, err
		}
	}
	if err := c.FitTicketValues(ctx, "ticket_attributes", in.TicketAttributes, typeOf); err != nil {
		return ticketResult{}, err
	}
	state, err := findState(ctx, c, in.State, typeOf)
	if err != nil {
		return ticketResult{}, err
	}
	admin := in.AdminID
	if in.AssigneeID != "" { // Intercom requires the admin who assigns
		id, err := c.Author(ctx, intercomapi.ID(admin))
		if err != nil {
			return ticketResult{}, err
		}
		admin = intercomapi.IntID(id)
	}
	change := intercomapi.TicketChange{TicketFields: in.TicketFields, TicketStateID: state, AdminID: admin}
	if in.AssigneeID == "0" {
		return unassignTicket(ctx, c, in.ID, change)
	}
	ticket, err := c.UpdateTicket(ctx, in.ID, change)
	return ticketAfter(ticket, in.TicketAttributes, err)
}

// unassignTicket takes a ticket off its admin, and then changes what else the call
// changes. An update of the ticket would take it off its team too, so it is done to the
// conversation that the ticket is, which has the same id.
func unassignTicket(ctx context.Context, c registry.Caller, id intercomapi.ID, change intercomapi.TicketChange) (ticketResult, error) {
	a := intercomapi.Act{MessageType: "assignment", Type: "admin", AdminID: intercomapi.ID(change.AdminID), AssigneeID: "0"}
	o, err := c.ManageConversation(ctx, id, a)
	change.AssigneeID = ""
	rest := change
	rest.AdminID, rest.SkipNotifications = "", false
	if err != nil || reflect.ValueOf(rest).IsZero() {
		return ticketResult{Ticket: thread.Confirm(o, thread.Echo{MadePart: true})}, err
	}
	ticket, err := c.UpdateTicket(ctx, id, change)
	if err != nil {
		is := "is not done"
		if registry.MayHaveHappened(err) {
			is = "may be done or not"
		}
		warning := fmt.Sprintf("The ticket is taken off its admin, but what else the call asked for %s: %v", is, err)
		return ticketResult{Ticket: thread.Confirm(o, thread.Echo{MadePart: true}), Warnings: []string{warning}}, nil
	}
	return ticketAfter(ticket, change.TicketAttributes, nil)
}

// ticketState is a state of tickets, as far as names and types go.
type ticketState struct {
	ID            intercomapi.ID
	Category      string
	InternalLabel string `json:"internal_label"`
	ExternalLabel string `json:"external_label"`
	Archived      bool
	TicketTypes   struct {
		Data []struct{ ID intercomapi.ID }
	} `json:"ticket_types"`
}

// matchRank returns how well a name fits the state: 3 for what admins see, 2 for
// what customers see, 1 for the category, since other states may share these; 0
// for none.
func (s ticketState) matchRank(name string) int {
	for i, own := range []string{s.InternalLabel, s.ExternalLabel, s.Category} {
		if own != "" && lookup.SameName(own, name) {
			return 3 - i
		}
	}
	return 0
}

// appliesTo reports whether tickets of a type can be in the state. A state without
// types is for all.
func (s ticketState) appliesTo(ticketType intercomapi.ID) bool {
	for _, t := range s.TicketTypes.Data {
		if t.ID == ticketType {
			return true
		}
	}
	return len(s.TicketTypes.Data) == 0
}

// ticketTypeOf returns the id of a ticket's type.
func ticketTypeOf(ctx context.Context, c registry.Caller, id intercomapi.ID) (intercomapi.ID, error) {
	ticket, err := c.Ticket(ctx, id)
	var v struct {
		Type struct{ ID intercomapi.ID } `json:"ticket_type"`
	}
	err = decodePrecondition("find the ticket's type", ticket, err, &v)
	return v.Type.ID, err
}

// findState returns the id of a state that is given by its id, or by a name that a
// state of the ticket's own type has; "" for "".
func findState(ctx context.Context, c registry.Caller, name string, typeOf func() (intercomapi.ID, error)) (intercomapi.ID, error) {
	if name == "" || args.IsDigits(name) {
		return intercomapi.ID(name), nil
	}
	ticketType, err := typeOf()
	if err != nil {
		return "", err
	}
	page, err := c.TicketStates(ctx)
	if err != nil {
		return "", preconditionFailed("find the ticket's state", err)
	}
	return pickState(page.Items, ticketType, name)
}

// pickState returns the one state of a type that fits a name best; an error of the
// argument state where there are none or several.
func pickState(items []intercomapi.Object, ticketType intercomapi.ID, name string) (intercomapi.ID, error) {
	var matches []ticketState // those of the best rank
	var names []string
	best := 1
	for _, item := range items {
		var s ticketState
		if item.Decode(&s) != nil || s.Archived || !s.appliesTo(ticketType) {
			continue
		}
		names = append(names, fmt.Sprintf("%s (%s)", s.InternalLabel, s.ID))
		switch rank := s.matchRank(name); {
		case rank > best:
			best, matches = rank, []ticketState{s}
		case rank == best:
			matches = append(matches, s)
		}
	}
	if len(matches) == 1 {
		return matches[0].ID, nil
	}
	fault := "is no state of this ticket's type"
	if len(matches) > 1 {
		fault = "is ambiguous"
	}
	return "", args.Errorf("state", "%q %s: %s", name, fault, strings.Join(names, ", "))
}
