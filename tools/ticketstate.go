package tools

import (
	"context"
	"fmt"
	"strings"
	"sync"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/args"
	"intercom-mcp/tools/lookup"
	"intercom-mcp/tools/registry"
)

type updateTicketArgs struct {
	ticketID
	State string `json:"state,omitempty" jsonschema:"Name or id"`
	intercomapi.TicketFields
	AdminID intercomapi.IntID `json:"admin_id,omitempty" jsonschema:"Acting admin"`
}

func updateTicket(ctx context.Context, c registry.Caller, in updateTicketArgs) (ticketResult, error) {
	typeOf := sync.OnceValues(func() (intercomapi.ID, error) { return ticketTypeOf(ctx, c, in.ID) })
	if in.SnoozedUntil != nil && int64(*in.SnoozedUntil) <= c.Now().Unix() {
		return ticketResult{}, args.NewError("snoozed_until", errSnoozed)
	}
	if err := c.FitTicketValues(ctx, "ticket_attributes", in.TicketAttributes, typeOf); err != nil {
		return ticketResult{}, err
	}
	state, err := findState(ctx, c, in.State, typeOf)
	if err != nil {
		return ticketResult{}, err
	}
	admin := in.AdminID
	if in.AssigneeID != "" { // Intercom wants to know who assigns
		id, err := c.Author(ctx, intercomapi.ID(admin))
		if err != nil {
			return ticketResult{}, err
		}
		admin = intercomapi.IntID(id)
	}
	return ticketAfter(c.UpdateTicket(ctx, in.ID, intercomapi.TicketChange{TicketFields: in.TicketFields, TicketStateID: state, AdminID: admin}))
}

// ticketState is what the workspace says of a ticket state.
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

// named says how nearly a name is the state's: what admins see comes before
// what customers see, and that before the category, since other states may
// share these. 0: not at all.
func (s ticketState) named(name string) int {
	for i, own := range []string{s.InternalLabel, s.ExternalLabel, s.Category} {
		if own != "" && lookup.SameName(own, name) {
			return 3 - i
		}
	}
	return 0
}

func (s ticketState) of(ticketType intercomapi.ID) bool {
	for _, t := range s.TicketTypes.Data {
		if t.ID == ticketType {
			return true
		}
	}
	return len(s.TicketTypes.Data) == 0
}

// ticketTypeOf is the id of a ticket's type.
func ticketTypeOf(ctx context.Context, c registry.Caller, ticket intercomapi.ID) (intercomapi.ID, error) {
	found, err := c.Ticket(ctx, ticket)
	if err != nil {
		return "", wrapBefore("find the ticket's type", err)
	}
	var t struct {
		Type struct{ ID intercomapi.ID } `json:"ticket_type"`
	}
	err = found.Decode(&t)
	return t.Type.ID, wrapBefore("find the ticket's type", err)
}

// findState is the id of a state that is given by id, or by a name that a
// state of the ticket's own type has. No name, no state.
func findState(ctx context.Context, c registry.Caller, name string, typeOf func() (intercomapi.ID, error)) (intercomapi.ID, error) {
	if name == "" || args.IsDigits(name) {
		return intercomapi.ID(name), nil
	}
	of, err := typeOf()
	if err != nil {
		return "", err
	}
	page, err := c.TicketStates(ctx)
	if err != nil {
		return "", wrapBefore("find the ticket's state", err)
	}
	return pickState(page.Items, of, name)
}

// pickState finds the one state of a type that has a name.
func pickState(items []intercomapi.Object, ticketType intercomapi.ID, name string) (intercomapi.ID, error) {
	var matches []ticketState // the nearest
	var names []string
	nearest := 1
	for _, item := range items {
		var s ticketState
		if item.Decode(&s) != nil || s.Archived || !s.of(ticketType) {
			continue
		}
		names = append(names, fmt.Sprintf("%s (%s)", s.InternalLabel, s.ID))
		switch near := s.named(name); {
		case near > nearest:
			nearest, matches = near, []ticketState{s}
		case near == nearest:
			matches = append(matches, s)
		}
	}
	if len(matches) == 1 {
		return matches[0].ID, nil
	}
	word := map[bool]string{true: "is ambiguous", false: "is no state of this ticket's type"}[len(matches) > 1]
	return "", args.Errorf("state", "%q %s: %s", name, word, strings.Join(names, ", "))
}
