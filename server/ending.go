package server

import (
	"context"
	"time"

	"github.com/mark3labs/mcp-go/mcp"
	"github.com/mark3labs/mcp-go/server"

	"intercom-mcp/intercomapi"
)

const (
	// grace is how long running calls may go on after a signal to stop.
	grace = 10 * time.Second
	// lastWords is how long calls that are ended then have to be answered.
	lastWords = 2 * time.Second
)

// ending is how a server stops: when asked is done, no call begins any more and
// none repeats a request; when over is done, those that still run are ended.
// Every call is answered: done, not done, or uncertain.
type ending struct{ asked, over context.Context }

type endingKey struct{}

// withEnding returns a context whose calls end so.
func withEnding(ctx context.Context, e ending) context.Context {
	return context.WithValue(ctx, endingKey{}, e)
}

// endable has a tool's calls end as their context says.
func endable(next server.ToolHandlerFunc) server.ToolHandlerFunc {
	return func(ctx context.Context, req mcp.CallToolRequest) (*mcp.CallToolResult, error) {
		e, ok := ctx.Value(endingKey{}).(ending)
		if !ok {
			return next(ctx, req)
		}
		if e.asked.Err() != nil {
			return mcp.NewToolResultError(req.Params.Name + ": not done: " + intercomapi.ErrStopping.Error() + ". Nothing was sent; call again when it runs again"), nil
		}
		ctx, cancel := context.WithCancel(ctx)
		defer cancel()
		defer context.AfterFunc(e.over, cancel)()
		return next(intercomapi.WithRetriesUntil(ctx, e.asked), req)
	}
}

// turn is who waits for Intercom's rate limit: a client's calls of one tool, so
// that its bulk job does not hold up what else it does.
type turn struct{ client, tool string }

type clientKey struct{}

// inTurn has calls take turns by client and tool.
func inTurn(next server.ToolHandlerFunc) server.ToolHandlerFunc {
	return func(ctx context.Context, req mcp.CallToolRequest) (*mcp.CallToolResult, error) {
		client, _ := ctx.Value(clientKey{}).(string)
		return next(intercomapi.WithCaller(ctx, turn{client, req.Params.Name}), req)
	}
}
