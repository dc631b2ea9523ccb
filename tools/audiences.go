package tools

import (
	"context"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/cursor"
	"intercom-mcp/tools/registry"
	"intercom-mcp/tools/result"
)

// audienceTools returns the tools that define audiences: groups of contacts that
// content is for.
func audienceTools(set string) []registry.Tool {
	return []registry.Tool{
		registry.Define(set, registry.Read, "list_audiences", "List audiences", "List audiences.", listAudiences),
		registry.Define(set, registry.Read, "get_audience", "Get audience", "Fetch one audience.", getAudience),
		registry.Define(set, registry.Create, "create_audience", "Create audience", "Add an audience of contacts.", createAudience),
		registry.Define(set, registry.Update, "update_audience", "Update audience", "Change an audience.", updateAudience),
		registry.Define(set, registry.Delete, "delete_audience", "Delete audience", "Delete an audience.", deleteAudience),
	}
}

type audienceResult struct {
	Audience intercomapi.Object `json:"audience"`
}

type audiencesPage struct {
	Audiences result.Items[result.Plain] `json:"audiences"`
	cursor.Page
}

func listAudiences(ctx context.Context, c registry.Caller, in fiftyPerPage) (audiencesPage, error) {
	items, page, err := in.List(cursor.ByNumber(), c.First(), func(at cursor.Cursor) (intercomapi.Page, error) {
		return c.Audiences(ctx, at.Numbered())
	})
	return audiencesPage{items, page}, err
}

func getAudience(ctx context.Context, c registry.Caller, in idArgs) (audienceResult, error) {
	audience, err := c.Audience(ctx, in.ID)
	return audienceResult{audience}, err
}

func createAudience(ctx context.Context, c registry.Caller, in intercomapi.NewAudience) (audienceResult, error) {
	audience, err := c.CreateAudience(ctx, in)
	return audienceResult{audience}, err
}

type updateAudienceArgs struct {
	idArgs
	intercomapi.AudienceChange
}

func updateAudience(ctx context.Context, c registry.Caller, in updateAudienceArgs) (audienceResult, error) {
	audience, err := c.UpdateAudience(ctx, in.ID, in.AudienceChange)
	return audienceResult{audience}, err
}

func deleteAudience(ctx context.Context, c registry.Caller, in idArgs) (deletedResult, error) {
	_, err := c.DeleteAudience(ctx, in.ID)
	return deletionOf(c, in.ID), err
}
