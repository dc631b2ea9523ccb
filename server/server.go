// Package server puts the tools on an MCP server, and the server on its
// transports: standard input and output, Streamable HTTP, legacy SSE.
package server

import (
	"context"
	"log/slog"
	"time"

	mcpserver "github.com/mark3labs/mcp-go/server"

	"intercom-mcp/intercomapi"
	"intercom-mcp/server/mcpfix"
	"intercom-mcp/server/trace"
	"intercom-mcp/tools/lookup"
	"intercom-mcp/tools/redact"
	"intercom-mcp/tools/registry"
)

// Name is the name by which the server introduces itself.
const Name = "intercom-mcp"

// Config configures a Server.
type Config struct {
	Version     string
	API         *intercomapi.Client      // without a token
	Token       string                   // of standard input's caller, and with ShareToken of HTTP's; "" means that calls say how to set one
	ShareToken  bool                     // HTTP callers need no token of their own: for the sandbox alone
	AdminID     intercomapi.ID           // the admin that writes where a call names none
	Guard       *registry.DuplicateGuard // against sending the same twice; nil: none
	Names       *lookup.Cache            // who and what is called how; nil: looked up every time
	Tools       []registry.Tool          // the selected ones
	UnknownTool func(name string) string // what to say of a tool that is not offered; nil: that it is unknown
	Readers     []registry.Tool          // those that resources are read with besides
	Max         int                      // tokens of a result; 0: result.DefaultMaxTokens
	Structured  Structured               // which answers carry structured content; "": StructuredAuto
	CallLimit   time.Duration            // within which every call is answered; 0: none
	Redact      redact.Rules             // what no result tells
	Log         *slog.Logger
	Trace       *trace.Recorder // nil: none
}

// A Server is an MCP server that offers the configured tools, and the prompts
// and resources that they serve. It serves one transport, once.
type Server struct {
	cfg   Config
	mcp   *mcpserver.MCPServer
	stop  context.CancelFunc // no call begins any more, and none repeats a request
	abort context.CancelFunc // the calls that still run end
}

// New returns a Server that is ready to serve.
func New(cfg Config) *Server {
	stopping, stop := context.WithCancel(context.Background())
	aborted, abort := context.WithCancel(context.Background())
	s := &Server{cfg: cfg, stop: stop, abort: abort}
	s.mcp = mcpserver.NewMCPServer(Name, cfg.Version, append(mcpfix.ServerOptions(),
		mcpserver.WithToolCapabilities(false),
		mcpserver.WithPromptCapabilities(false),
		mcpserver.WithResourceCapabilities(true, false), // a subscription is taken, though Intercom tells of no change
		mcpserver.WithLogging(),                         // levels are taken, though all logs go to standard error
		mcpserver.WithCompletions(),
		mcpserver.WithPromptCompletionProvider(completer{s}),
		mcpserver.WithResourceCompletionProvider(completer{s}),
		mcpserver.WithInstructions(Instructions(cfg.Tools)+redacted(cfg.Redact.Kinds)),
		mcpserver.WithToolHandlerMiddleware(gracefully(stopping, aborted)),
		mcpserver.WithToolHandlerMiddleware(inTurn),
		mcpserver.WithToolFilter(s.withoutSchemas),
	)...)
	for _, t := range cfg.Tools {
		s.mcp.AddTool(t.Tool, s.handler(t))
	}
	s.addPrompts()
	s.addResources()
	return s
}

// corrections returns what is to be corrected in what mcp-go writes.
func (s *Server) corrections() mcpfix.Corrections {
	return mcpfix.Corrections{UnknownTool: s.cfg.UnknownTool}
}

// MCP returns the server without a transport, for a client in this process.
func (s *Server) MCP() *mcpserver.MCPServer { return s.mcp }
