package server

import (
	"context"
	"errors"

	"github.com/mark3labs/mcp-go/mcp"

	"intercom-mcp/intercomapi"
	"intercom-mcp/server/mcpfix"
	"intercom-mcp/tools/args"
	"intercom-mcp/tools/lookup"
)

// errorCode returns the protocol's code for what kept a resource from being
// read: there is no such thing, the address holds no id, or else something is in
// the way.
func errorCode(ctx context.Context, err error) int {
	switch {
	case errors.As(err, new(args.Error)):
		return mcp.INVALID_PARAMS
	case intercomapi.IsNotFound(err) && !lookup.IsPreconditionFailed(err):
		return mcpfix.ResourceNotFoundCode(ctx)
	}
	return mcp.INTERNAL_ERROR
}
