package server

import (
	"context"
	"time"

	"github.com/mark3labs/mcp-go/mcp"
	mcpserver "github.com/mark3labs/mcp-go/server"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/registry"
)

// logged returns next with one line in the log a call: which tool, how it ended, how long it took,
// and what the API said last. Never arguments, bodies or tokens.
func (s *Server) logged(t registry.Tool, next mcpserver.ToolHandlerFunc) mcpserver.ToolHandlerFunc {
	return func(ctx context.Context, req mcp.CallToolRequest) (*mcp.CallToolResult, error) {
		ctx, record := intercomapi.WithRecord(ctx)
		start := time.Now()
		res, err := next(ctx, req)
		attrs := []any{"tool", t.Name, "outcome", outcome(ctx, res, err), "duration", time.Since(start).Round(time.Microsecond)}
		if last, n := record.Last(); n > 0 {
			attrs = append(attrs, "requests", n, "status", last.Status, "request_id", last.RequestID)
		}
		s.cfg.Log.InfoContext(ctx, "call", attrs...)
		return res, err
	}
}

// outcome returns how a call ended: ok, error or cancelled.
func outcome(ctx context.Context, res *mcp.CallToolResult, err error) string {
	switch {
	case ctx.Err() != nil:
		return "cancelled"
	case err != nil || res == nil || res.IsError:
		return "error"
	}
	return "ok"
}
