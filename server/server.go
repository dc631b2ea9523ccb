// Package server puts the tools on an MCP server, and the server on its
// transports: standard input and output, Streamable HTTP, legacy SSE.
package server

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"log/slog"

	"github.com/mark3labs/mcp-go/mcp"
	"github.com/mark3labs/mcp-go/server"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools"
	"intercom-mcp/tools/redact"
)

// Name is what the server calls itself.
const Name = "intercom-mcp"

// Config is what a server needs.
type Config struct {
	Version string
	API     *intercomapi.Client // without a token
	Token   string              // of standard input's caller, and with Lend of HTTP's; "" means that calls say how to set one
	Lend    bool                // HTTP callers need no token of their own: for the sandbox alone
	AdminID intercomapi.ID      // the admin that writes where a call names none
	Guard   *tools.Guard        // against sending the same twice; nil: none
	Names   *tools.Names        // who and what is called how; nil: looked up every time
	Tools   []tools.Tool        // the selected ones
	Readers []tools.Tool        // those that resources are read with besides
	Max     int                 // tokens of a result; 0: tools.DefaultMaxTokens
	Redact  redact.Rules        // what no result tells
	Log     *slog.Logger
	Trace   *Trace // nil: none
}

// New returns an MCP server that offers the configured tools, and the prompts
// and resources that they serve.
func New(cfg Config) *server.MCPServer {
	hooks := &server.Hooks{}
	hooks.AddAfterSubscriptionsListen(acknowledged)
	s := server.NewMCPServer(Name, cfg.Version,
		server.WithHooks(hooks),
		server.WithToolCapabilities(false),
		server.WithPromptCapabilities(false),
		server.WithResourceCapabilities(true, false), // a subscription is taken, though Intercom tells of no change
		server.WithLogging(),                         // levels are taken, though all logs go to standard error
		server.WithCompletions(),
		server.WithPromptCompletionProvider(completer{cfg}),
		server.WithResourceCompletionProvider(completer{cfg}),
		server.WithInstructions(Instructions(cfg.Tools)+redacted(cfg.Redact.Kinds)),
		server.WithToolHandlerMiddleware(flushNotifications),
		server.WithToolHandlerMiddleware(endable),
		server.WithToolHandlerMiddleware(inTurn),
	)
	for _, t := range cfg.Tools {
		s.AddTool(t.Tool, cfg.logged(t, cfg.handler(t)))
	}
	cfg.addPrompts(s)
	cfg.addResources(s)
	return s
}

// handler runs a tool. Every failure is a tool result, which the model can read.
func (cfg Config) handler(t tools.Tool) server.ToolHandlerFunc {
	return func(ctx context.Context, req mcp.CallToolRequest) (res *mcp.CallToolResult, err error) {
		defer func() {
			if r := recover(); r != nil {
				res, err = mcp.NewToolResultError(cfg.bug(ctx, t.Name, r)), nil
			}
		}()
		ctx, over := context.WithCancel(ctx)
		defer over()
		token := cfg.token(ctx)
		if token == "" {
			return mcp.NewToolResultError(tools.ErrNoToken.Error()), nil
		}
		raw, err := arguments(req)
		if err != nil {
			return mcp.NewToolResultError(t.Name + ": " + err.Error()), nil
		}
		caller := cfg.caller(token)
		out, err := t.Call(intercomapi.WithSharedBudget(tellWaiting(ctx, req)), caller, raw)
		if err != nil {
			return mcp.NewToolResultError(caller.View.Text(t.Explain(err), raw)), nil
		}
		answer, err := caller.View.Result(t, out)
		if err != nil {
			return nil, err
		}
		return mcp.NewToolResultStructured(answer.Structured, answer.Text), nil
	}
}

// caller calls tools with a token, and shows what they answer.
func (cfg Config) caller(token string) tools.Caller {
	api := cfg.API.WithToken(token)
	return tools.Caller{
		Client: api, AdminID: cfg.AdminID, Guard: cfg.Guard, Names: cfg.Names,
		View: tools.View{MaxTokens: cfg.Max, Redact: cfg.Redact.For(api.Fingerprint())},
	}
}

// bug logs a panic and gives what the model is told: a reference to the log.
func (cfg Config) bug(ctx context.Context, tool string, r any) string {
	ref, b := rand.Text()[:8], tools.NewBug(r)
	cfg.Log.ErrorContext(ctx, "bug", "tool", tool, "ref", ref, "type", b.Type, "stack", b.Stack)
	return fmt.Sprintf("%s: a bug in this server stopped the call (reference %s in its log); what it wrote before, if anything, stays: look before you call again", tool, ref)
}

// arguments are the call's arguments as they were written, so that no number loses a digit.
func arguments(req mcp.CallToolRequest) (json.RawMessage, error) {
	if raw, ok := req.GetRawArguments().(json.RawMessage); ok {
		return raw, nil
	}
	if req.Params.Arguments == nil {
		return nil, nil
	}
	return json.Marshal(req.Params.Arguments)
}

type tokenKey struct{}

// withToken puts an HTTP caller's token into the context of its request.
func withToken(ctx context.Context, token string) context.Context {
	return context.WithValue(ctx, tokenKey{}, token)
}

// token is the token of the call: the HTTP caller's own, or the configured one.
func (cfg Config) token(ctx context.Context) string {
	if token, ok := ctx.Value(tokenKey{}).(string); ok {
		return token
	}
	return cfg.Token
}
