package server

import (
	"context"
	"time"

	"github.com/mark3labs/mcp-go/mcp"
	mcpserver "github.com/mark3labs/mcp-go/server"

	"intercom-mcp/intercomapi"
)

const (
	// gracePeriod is how long running calls may go on after a signal to stop.
	gracePeriod = 10 * time.Second
	// answerPeriod is how long calls that are ended then have to be answered.
	answerPeriod = 2 * time.Second
	// drainPeriod is how long calls may go on after the end of standard input.
	drainPeriod = 5 * time.Minute
)

// gracefully returns the middleware of a server that stops in two steps: once
// stopping is done, no call begins any more and none repeats a request; once
// aborted is done, those that still run are ended. Every call is answered: done,
// not done, or uncertain.
func gracefully(stopping, aborted context.Context) mcpserver.ToolHandlerMiddleware {
	return func(next mcpserver.ToolHandlerFunc) mcpserver.ToolHandlerFunc {
		return func(ctx context.Context, req mcp.CallToolRequest) (*mcp.CallToolResult, error) {
			if stopping.Err() != nil {
				return mcp.NewToolResultError(req.Params.Name + ": not done: " + intercomapi.ErrStopping.Error() +
					". Nothing was sent; call again when it runs again"), nil
			}
			ctx, cancel := context.WithCancel(ctx)
			defer cancel()
			defer context.AfterFunc(aborted, cancel)()
			return next(intercomapi.WithRetriesUntil(ctx, stopping), req)
		}
	}
}
