package tools

import (
	"context"
	"strings"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/args"
	"intercom-mcp/tools/registry"
)

// ticketTypeTools returns the tools that define types of tickets and their attributes.
func ticketTypeTools(set string) []registry.Tool {
	return []registry.Tool{
		registry.Define(set, registry.Create, "create_ticket_type", "Create ticket type",
			"Add a ticket type, which starts with title and description.", createTicketType),
		registry.Define(set, registry.Update, "update_ticket_type", "Update ticket type", "Change a ticket type.", updateTicketType),
		registry.Define(set, registry.Create, "create_ticket_type_attribute", "Create ticket type attribute",
			"Add an attribute to a ticket type.", createTicketTypeAttribute),
		registry.Define(set, registry.Update, "update_ticket_type_attribute", "Update ticket type attribute",
			"Change an attribute of a ticket type.", updateTicketTypeAttribute),
	}
}

type ticketTypeResult struct {
	TicketType intercomapi.Object `json:"ticket_type"`
}

func createTicketType(ctx context.Context, c registry.Caller, in intercomapi.NewTicketType) (ticketTypeResult, error) {
	ticketType, err := c.CreateTicketType(ctx, in)
	return ticketTypeResult{ticketType}, err
}

type updateTicketTypeArgs struct {
	idArgs
	intercomapi.TicketTypeChange
}

func updateTicketType(ctx context.Context, c registry.Caller, in updateTicketTypeArgs) (ticketTypeResult, error) {
	ticketType, err := c.UpdateTicketType(ctx, in.ID, in.TicketTypeChange)
	return ticketTypeResult{ticketType}, err
}

// ticketTypeID is the argument that names the ticket type of an attribute.
type ticketTypeID struct {
	TicketTypeID intercomapi.ID `json:"ticket_type_id" jsonschema:"Ticket type id" rule:"main"`
}

type ticketTypeAttributeResult struct {
	TicketTypeAttribute intercomapi.Object `json:"ticket_type_attribute"`
}

type createTicketTypeAttributeArgs struct {
	ticketTypeID
	intercomapi.NewTicketTypeAttribute
}

func createTicketTypeAttribute(ctx context.Context, c registry.Caller, in createTicketTypeAttributeArgs) (ticketTypeAttributeResult, error) {
	if err := checkListItems(in.ListItems); err != nil {
		return ticketTypeAttributeResult{}, err
	}
	attribute, err := c.CreateTicketTypeAttribute(ctx, in.TicketTypeID, in.NewTicketTypeAttribute)
	return ticketTypeAttributeResult{attribute}, err
}

type updateTicketTypeAttributeArgs struct {
	ticketTypeID
	ID intercomapi.ID `json:"id" jsonschema:"Attribute id"`
	intercomapi.TicketTypeAttributeChange
}

func updateTicketTypeAttribute(ctx context.Context, c registry.Caller, in updateTicketTypeAttributeArgs) (ticketTypeAttributeResult, error) {
	if err := checkListItems(in.ListItems); err != nil {
		return ticketTypeAttributeResult{}, err
	}
	attribute, err := c.UpdateTicketTypeAttribute(ctx, in.TicketTypeID, in.ID, in.TicketTypeAttributeChange)
	return ticketTypeAttributeResult{attribute}, err
}

// checkListItems returns an error for items that Intercom would take apart: in a
// request commas part them.
func checkListItems(items intercomapi.ListItems) error {
	for _, item := range items {
		if strings.Contains(item, ",") {
			return args.Errorf("list_items", "has %.60q: an item has no comma, which Intercom takes for the end of one", item)
		}
	}
	return nil
}
