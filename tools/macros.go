package tools

import (
	"context"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/cursor"
	"intercom-mcp/tools/registry"
	"intercom-mcp/tools/result"
)

func macroTools() []registry.Tool {
	const set = "content"
	return []registry.Tool{
		registry.Define(set, registry.Read, "list_macros", "List macros", "List macros (saved replies) that you may see.", listMacros),
		registry.Define(set, registry.Read, "get_macro", "Get macro", "Fetch one macro (saved reply). The API can't change macros.", getMacro),
	}
}

type macroResult struct {
	Macro intercomapi.Object `json:"macro"`
}

type macrosPage struct {
	Macros result.Items[result.Plain] `json:"macros"`
	cursor.Page
}

type listMacrosArgs struct {
	UpdatedSince *intercomapi.Time `json:"updated_since,omitempty" jsonschema:"Updated after"`
	cursor.Args
}

func listMacros(ctx context.Context, c registry.Caller, in listMacrosArgs) (macrosPage, error) {
	items, page, err := in.List(cursor.ByCursor(), c.First(), func(at cursor.Cursor) (intercomapi.Page, error) {
		return c.Macros(ctx, intercomapi.MacroListing{Listing: at.Listing(), UpdatedSince: in.UpdatedSince})
	})
	return macrosPage{items, page}, err
}

type macroID struct {
	ID intercomapi.ID `json:"id" jsonschema:"Macro"`
}

func getMacro(ctx context.Context, c registry.Caller, in macroID) (macroResult, error) {
	macro, err := c.Macro(ctx, in.ID)
	return macroResult{macro}, err
}
