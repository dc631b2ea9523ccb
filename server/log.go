package server

import (
	"context"
	"time"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/registry"
)

// logCall writes one line for a call: which tool, how it ended, how long it took,
// and what the API said last. Never arguments, bodies or tokens.
func (s *Server) logCall(ctx context.Context, t registry.Tool, err error, took time.Duration, record *intercomapi.Record) {
	attrs := []any{"tool", t.Name, "outcome", outcome(ctx, err), "duration", took.Round(time.Microsecond)}
	if last, n := record.Last(); n > 0 {
		attrs = append(attrs, "requests", n, "status", last.Status, "request_id", last.RequestID)
	}
	s.cfg.Log.InfoContext(ctx, "call", attrs...)
}

// outcome returns one word for how a call ended: ok, error or cancelled.
func outcome(ctx context.Context, err error) string {
	switch {
	case ctx.Err() != nil:
		return "cancelled"
	case err != nil:
		return "error"
	}
	return "ok"
}
