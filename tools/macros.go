package tools

import (
	"context"

	"intercom-mcp/intercomapi"
)

func macros() []Tool {
	const set = "content"
	return []Tool{
		Define(set, Read, "list_macros", "List macros", "List macros (saved replies) that you may see, last updated first.", listMacros),
		Define(set, Read, "get_macro", "Get macro", "Fetch one macro (saved reply).", getMacro),
	}
}

type macroResult struct {
	Macro intercomapi.Object `json:"macro"`
}

type macrosPage struct {
	Macros Items[Plain] `json:"macros"`
	Page
}

type listMacrosArgs struct {
	UpdatedSince *intercomapi.Time `json:"updated_since,omitempty" jsonschema:"Updated after"`
	Args2
}

func listMacros(ctx context.Context, c Caller, in listMacrosArgs) (macrosPage, error) {
	items, page, err := in.List(ByCursor(), c.first(), func(at Cursor) (intercomapi.Page, error) {
		return c.Macros(ctx, intercomapi.MacroListing{Listing: at.Listing(), UpdatedSince: in.UpdatedSince})
	})
	return macrosPage{items, page}, err
}

type macroID struct {
	ID intercomapi.ID `json:"id" jsonschema:"Macro"`
}

func getMacro(ctx context.Context, c Caller, in macroID) (macroResult, error) {
	macro, err := c.Macro(ctx, in.ID)
	return macroResult{macro}, err
}
