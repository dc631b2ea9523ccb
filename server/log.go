package server

import (
	"context"
	"time"

	"github.com/mark3labs/mcp-go/mcp"
	"github.com/mark3labs/mcp-go/server"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools"
)

// logged writes one line a call: which tool, how it ended, how long it took,
// and what the API said last. Never arguments, bodies or tokens.
func (cfg Config) logged(t tools.Tool, next server.ToolHandlerFunc) server.ToolHandlerFunc {
	return func(ctx context.Context, req mcp.CallToolRequest) (*mcp.CallToolResult, error) {
		ctx, record := intercomapi.WithRecord(ctx)
		start := time.Now()
		res, err := next(ctx, req)
		attrs := []any{"tool", t.Name, "outcome", outcome(ctx, res, err), "duration", time.Since(start).Round(time.Microsecond)}
		if last, n := record.Last(); n > 0 {
			attrs = append(attrs, "requests", n, "status", last.Status, "request_id", last.RequestID)
		}
		cfg.Log.InfoContext(ctx, "call", attrs...)
		return res, err
	}
}

func outcome(ctx context.Context, res *mcp.CallToolResult, err error) string {
	switch {
	case ctx.Err() != nil:
		return "cancelled"
	case err != nil || res == nil || res.IsError:
		return "error"
	}
	return "ok"
}
