package server

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"fmt"

	"github.com/mark3labs/mcp-go/mcp"
	mcpserver "github.com/mark3labs/mcp-go/server"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/panics"
	"intercom-mcp/tools/registry"
)

// handler returns the handler that runs a tool. Every failure is a tool result, which the model can read.
func (s *Server) handler(t registry.Tool) mcpserver.ToolHandlerFunc {
	return func(ctx context.Context, req mcp.CallToolRequest) (res *mcp.CallToolResult, err error) {
		defer func() {
			if r := recover(); r != nil {
				res, err = mcp.NewToolResultError(s.bug(ctx, t.Name, r)), nil
			}
		}()
		ctx, cancel := context.WithCancel(ctx)
		defer cancel()
		token := s.token(ctx)
		if token == "" {
			return mcp.NewToolResultError(registry.ErrNoToken.Error()), nil
		}
		raw, err := arguments(req)
		if err != nil {
			return mcp.NewToolResultError(t.Name + ": " + err.Error()), nil
		}
		caller := s.caller(token)
		out, err := t.Call(intercomapi.WithSharedBudget(tellWaiting(ctx, req)), caller, raw)
		if err != nil {
			return mcp.NewToolResultError(caller.View.Text(t.Explain(err), raw)), nil
		}
		answer, err := t.Result(caller.View, out)
		if err != nil {
			return nil, err
		}
		return mcp.NewToolResultStructured(answer.Structured, answer.Text), nil
	}
}

// bug logs a panic and returns what the model is told: a reference to the log.
func (s *Server) bug(ctx context.Context, tool string, r any) string {
	ref, b := rand.Text()[:8], panics.Recovered(r)
	s.cfg.Log.ErrorContext(ctx, "bug", "tool", tool, "ref", ref, "type", b.Type, "stack", b.Stack)
	return fmt.Sprintf("%s: a bug in this server stopped the call (reference %s in its log); "+
		"what it wrote before, if anything, stays: look before you call again", tool, ref)
}

// arguments returns a call's arguments as they were written, so that no number
// loses a digit; nil if there are none.
func arguments(req mcp.CallToolRequest) (json.RawMessage, error) {
	if raw, ok := req.GetRawArguments().(json.RawMessage); ok {
		return raw, nil
	}
	if req.Params.Arguments == nil {
		return nil, nil
	}
	return json.Marshal(req.Params.Arguments)
}
