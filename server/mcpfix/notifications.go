package mcpfix

import (
	"context"
	"time"

	"github.com/mark3labs/mcp-go/mcp"
	"github.com/mark3labs/mcp-go/server"
)

// ServerOptions returns the workarounds that are a server's own: those that let
// notifications go out before what ends them.
func ServerOptions() []server.ServerOption {
	hooks := &server.Hooks{}
	hooks.AddAfterSubscriptionsListen(awaitAcknowledgement)
	return []server.ServerOption{server.WithHooks(hooks), server.WithToolHandlerMiddleware(flushNotifications)}
}

// flushNotifications lets a transport write the notifications of a call before
// its result.
//
// Works around mcp-go v1.2.1: it drops those that are still queued when the
// result comes.
// See https://github.com/mark3labs/mcp-go/pull/969
// Goes when that is merged.
func flushNotifications(next server.ToolHandlerFunc) server.ToolHandlerFunc {
	return func(ctx context.Context, req mcp.CallToolRequest) (*mcp.CallToolResult, error) {
		res, err := next(ctx, req)
		flush(ctx)
		return res, err
	}
}

// flush waits until the notifications that are queued are written.
func flush(ctx context.Context) {
	session := server.ClientSessionFromContext(ctx)
	if session == nil || len(session.NotificationChannel()) == 0 {
		return
	}
	tick := time.NewTicker(100 * time.Microsecond)
	defer tick.Stop()
	for i := 0; i < 200 && len(session.NotificationChannel()) > 0; i++ {
		<-tick.C
	}
	<-time.After(2 * time.Millisecond) // the last one is off the queue, but not yet written
}

// awaitAcknowledgement lets the acknowledgement of a subscription go out before
// its end, which comes at once where there is nothing to subscribe to.
//
// Works around mcp-go v1.2.1: it writes the end first.
// Goes with flushNotifications.
func awaitAcknowledgement(ctx context.Context, _ any, _ *mcp.SubscriptionsListenRequest, _ *mcp.SubscriptionsListenResult) {
	out, ok := ctx.Value(responseWriterKey{}).(*responseWriter)
	if !ok {
		flush(ctx)
		return
	}
	select {
	case <-out.wrote:
	case <-ctx.Done():
	case <-time.After(time.Second):
	}
}
