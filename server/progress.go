package server

import (
	"context"
	"fmt"
	"sync/atomic"
	"time"

	"github.com/mark3labs/mcp-go/mcp"
	mcpserver "github.com/mark3labs/mcp-go/server"

	"intercom-mcp/intercomapi"
)

// tellWaiting returns a context whose call tells a client that asked for
// progress when it waits for Intercom's rate limit.
func tellWaiting(ctx context.Context, req mcp.CallToolRequest) context.Context {
	if req.Params.Meta == nil || req.Params.Meta.ProgressToken == nil {
		return ctx
	}
	var waits atomic.Int64 // requests of one call may wait side by side
	return intercomapi.WithWaitNotice(ctx, func(d time.Duration) {
		m := mcpserver.ServerFromContext(ctx)
		if m == nil || ctx.Err() != nil { // a look-up goes on for those after the call
			return
		}
		_ = m.SendNotificationToClient(ctx, string(mcp.MethodNotificationProgress), map[string]any{ // lost progress is no failure
			"progressToken": req.Params.Meta.ProgressToken,
			"progress":      waits.Add(1),
			"message":       fmt.Sprintf("waiting %d s for Intercom's rate limit", int(max(d.Round(time.Second), time.Second).Seconds())),
		})
	})
}
