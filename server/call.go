package server

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"time"

	"github.com/mark3labs/mcp-go/mcp"
	mcpserver "github.com/mark3labs/mcp-go/server"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/args"
	"intercom-mcp/tools/panics"
	"intercom-mcp/tools/registry"
	"intercom-mcp/tools/result"
)

// handler returns the handler that runs a tool for tools/call. Every failure is
// a tool result, which the model can read.
func (s *Server) handler(t registry.Tool) mcpserver.ToolHandlerFunc {
	return func(ctx context.Context, req mcp.CallToolRequest) (*mcp.CallToolResult, error) {
		raw, err := arguments(req)
		if err != nil {
			return mcp.NewToolResultError(t.Explain(err)), nil
		}
		answer, err := s.call(withProgress(ctx, req), t, raw, s.structured(ctx, t))
		if err != nil {
			return mcp.NewToolResultError(s.explain(ctx, t, err, raw)), nil
		}
		if answer.Structured == nil {
			return mcp.NewToolResultText(answer.Text), nil
		}
		return mcp.NewToolResultStructured(answer.Structured, answer.Text), nil
	}
}

// call runs a tool with the token of whoever sent the request, and logs it. A
// panic is an error like any other. structured says whether the answer carries
// structured content.
func (s *Server) call(ctx context.Context, t registry.Tool, raw json.RawMessage, structured bool) (answer result.Answer, err error) {
	ctx, record := intercomapi.WithRecord(ctx)
	start := time.Now()
	defer func() { s.logCall(ctx, t, err, time.Since(start), record) }()
	defer func() {
		if r := recover(); r != nil {
			err = s.bug(ctx, t.Name, r)
		}
	}()
	token := s.token(ctx)
	if token == "" {
		return result.Answer{}, registry.ErrNoToken
	}
	running, cancel := intercomapi.WithTimeLimit(ctx, s.cfg.CallLimit)
	defer cancel()
	caller := s.caller(token)
	caller.View.TextAlone = !structured
	if structured && readsBoth(ctx) { // the bound is of what a model reads
		caller.View.MaxTokens = max(caller.View.Max()/2, result.LeastMaxTokens)
	}
	caller.Progress = progressOf(ctx)
	caller.Bug = func(p panics.Panic) error { return s.bug(ctx, t.Name, p) }
	out, err := t.Call(intercomapi.WithSharedBudget(running), caller, raw)
	if err != nil {
		return result.Answer{}, err
	}
	return t.Result(caller.View, out)
}

// explain returns what a model or a person is told of a failed call.
func (s *Server) explain(ctx context.Context, t registry.Tool, err error, raw json.RawMessage) string {
	return s.caller(s.token(ctx)).View.Text(t.Explain(err), raw)
}

// A bugError is a panic of ours. It refers to the log, which has the stack.
type bugError struct{ ref string }

func (e bugError) Error() string {
	return fmt.Sprintf("a bug in this server stopped the call (reference %s in its log); "+
		"what it wrote before, if anything, stays: look before you call again", e.ref)
}

// bug logs a panic of a tool, or of a completion.
func (s *Server) bug(ctx context.Context, what string, r any) error {
	ref, b := rand.Text()[:8], panics.Recovered(r)
	s.cfg.Log.ErrorContext(ctx, "bug", "tool", what, "ref", ref, "type", b.Type, "stack", b.Stack)
	return bugError{ref}
}

// arguments returns a call's arguments as they were written, so that no number
// loses a digit; nil if there are none. Some clients give them as JSON text.
func arguments(req mcp.CallToolRequest) (json.RawMessage, error) {
	if raw, ok := req.GetRawArguments().(json.RawMessage); ok {
		return args.FromText(raw), nil
	}
	if req.Params.Arguments == nil {
		return nil, nil
	}
	raw, err := json.Marshal(req.Params.Arguments)
	return args.FromText(raw), err
}
