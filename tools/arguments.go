package tools

import (
	"context"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/cursor"
	"intercom-mcp/tools/result"
)

// The argument structs that tools of several resources share.

// noArguments are the arguments of a tool that takes none.
type noArguments struct{}

// idArgs name the thing that a tool is about, where no other word describes it.
type idArgs struct {
	ID intercomapi.ID `json:"id" jsonschema:"Id"`
}

// optionalID narrows a list without pages to one of its items.
type optionalID struct {
	ID intercomapi.ID `json:"id,omitempty" jsonschema:"Only this one"`
}

// fetch returns the one item that a call names, else the whole list.
func (in optionalID) fetch(ctx context.Context, one func(context.Context, intercomapi.ID) (intercomapi.Object, error),
	all func(context.Context) (intercomapi.Page, error),
) ([]intercomapi.Object, error) {
	if in.ID == "" {
		page, err := all(ctx)
		return page.Items, err
	}
	item, err := one(ctx, in.ID)
	return []intercomapi.Object{item}, err
}

// summaryPaging are the arguments of a list of summaries that takes no others.
type summaryPaging struct {
	cursor.Args
	result.FieldOptions
}

// fiftyPerPage are the arguments of a list of 50 items a page at most that takes
// no others.
type fiftyPerPage struct {
	cursor.Args `rule:"per_page.max=50"`
}
