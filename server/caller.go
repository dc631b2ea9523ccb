package server

import (
	"context"

	"github.com/mark3labs/mcp-go/mcp"
	mcpserver "github.com/mark3labs/mcp-go/server"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/lookup"
	"intercom-mcp/tools/registry"
	"intercom-mcp/tools/result"
)

// httpCaller is who sent an HTTP request. Its context carries it to the tools,
// past mcp-go.
type httpCaller struct {
	token   string // "": none
	address string // without the port
	client  string // what it called itself when the session began that the request names; "": unknown
}

type httpCallerKey struct{}

// token returns the token of a call: the HTTP caller's own, or the configured one.
func (s *Server) token(ctx context.Context) string {
	if c, ok := ctx.Value(httpCallerKey{}).(httpCaller); ok {
		return c.token
	}
	return s.cfg.Token
}

// caller returns what calls tools with a token, and shows what they answer.
func (s *Server) caller(token string) registry.Caller {
	api := s.cfg.API.WithToken(token)
	return registry.Caller{
		Resolver: lookup.Resolver{Client: api, AdminID: s.cfg.AdminID, Names: s.cfg.Names},
		Guard:    s.cfg.Guard,
		View:     result.View{MaxTokens: s.cfg.Max, Redact: s.cfg.Redact.For(api.Fingerprint())},
	}
}

// turn is who waits for Intercom's rate limit: a client's calls of one tool, so
// that its bulk job does not hold up what else it does.
type turn struct{ address, tool string }

// inTurn has calls take turns by client and tool.
func inTurn(next mcpserver.ToolHandlerFunc) mcpserver.ToolHandlerFunc {
	return func(ctx context.Context, req mcp.CallToolRequest) (*mcp.CallToolResult, error) {
		c, _ := ctx.Value(httpCallerKey{}).(httpCaller)
		return next(intercomapi.WithCaller(ctx, turn{c.address, req.Params.Name}), req)
	}
}
