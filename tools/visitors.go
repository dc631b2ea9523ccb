package tools

import (
	"context"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/args"
	"intercom-mcp/tools/lookup"
	"intercom-mcp/tools/registry"
)

func visitorTools() []registry.Tool {
	const set = "events"
	return []registry.Tool{
		registry.Define(set, registry.Read, "get_visitor", "Get visitor", "Fetch an anonymous visitor.", getVisitor),
		registry.Define(set, registry.Update, "update_visitor", "Update visitor", "Change a visitor, named by id or user_id.", updateVisitor),
		registry.Define(set, registry.Update, "convert_visitor", "Convert visitor",
			"Merge a visitor into a contact, or make it one, for good. Returns the contact.", convertVisitor),
	}
}

type visitorID struct {
	UserID string `json:"user_id" jsonschema:"Visitor's user_id" rule:"minlen=1"`
}

type visitorResult struct {
	Visitor intercomapi.Object `json:"visitor"`
}

func getVisitor(ctx context.Context, c registry.Caller, in visitorID) (visitorResult, error) {
	visitor, err := c.Visitor(ctx, in.UserID)
	return visitorResult{visitor}, err
}

func updateVisitor(ctx context.Context, c registry.Caller, in intercomapi.VisitorChange) (visitorResult, error) {
	if err := args.ExactlyOne(args.Choices{{"id", in.ID != ""}, {"user_id", in.UserID != ""}}); err != nil {
		return visitorResult{}, err
	}
	if _, err := c.FitCustomValues(ctx, lookup.ContactModel, in.CustomAttributes); err != nil {
		return visitorResult{}, err
	}
	visitor, err := c.UpdateVisitor(ctx, in)
	return visitorResult{visitor}, err
}

func convertVisitor(ctx context.Context, c registry.Caller, in intercomapi.VisitorConversion) (contactResult, error) {
	for _, who := range []struct {
		name     string
		identity intercomapi.Identity
	}{{"visitor", in.Visitor}, {"user", in.User}} {
		if who.identity == (intercomapi.Identity{}) {
			return contactResult{}, args.Errorf(who.name, "needs id, user_id or email")
		}
	}
	contact, err := c.ConvertVisitor(ctx, in)
	return contactResult{Contact: contact}, err
}
