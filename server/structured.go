package server

import (
	"context"
	"strings"

	"github.com/mark3labs/mcp-go/mcp"
	mcpserver "github.com/mark3labs/mcp-go/server"

	"intercom-mcp/tools/registry"
)

// Structured says which answers carry structured content besides their text. A
// tool announces an output schema where its answers do, and nowhere else.
type Structured string

// The values of Structured.
const (
	StructuredAuto Structured = "auto" // where a model reads it well, and once: also the zero value
	StructuredOn   Structured = "on"   // all
	StructuredOff  Structured = "off"  // none
)

// showsBoth are the clients that hand a model the text and the structured content
// of an answer, one after the other: it would read everything twice. The names are
// those of clientInfo. A client that is not here shows one of the two.
var showsBoth = map[string]string{
	// The default of the Python SDK: DEFAULT_CLIENT_INFO = types.Implementation(name="mcp", version="0.1.0").
	// langchain-mcp-adapters, llama-index-tools-mcp and google-adk open a ClientSession without a name of
	// their own. Tried: a thread of 3,437 tokens came to 7,131; ADK hands on the output schemas as well.
	"mcp": "LangChain, LlamaIndex, Google ADK",
	// Its default: name: "mcp-use", title: "mcp-use". Tried as above.
	"mcp-use": "mcp-use",
	// clientInfo {name: "github-copilot-developer"}; later versions say "copilot-cli".
	// https://github.com/github/copilot-cli/issues/4515
	"github-copilot-developer": "GitHub Copilot CLI",
	"copilot-cli":              "GitHub Copilot CLI",
}

// Those that are known to show one alone need no entry. The structured content:
// claude-code (https://github.com/anthropics/claude-code/issues/79944), codex-mcp-client
// (https://github.com/openai/codex/issues/38287), opencode (https://github.com/anomalyco/opencode/pull/32074).
// The text: kimi-code (https://github.com/MoonshotAI/kimi-code/pull/3234).

// readsBoth reports whether the client of a request hands a model both forms of an answer.
func readsBoth(ctx context.Context) bool {
	name, _, _ := strings.Cut(clientName(ctx), " (via ") // mcp-remote adds itself
	_, both := showsBoth[strings.ToLower(strings.TrimSpace(name))]
	return both
}

// clientName returns what the client of a request calls itself; "" where it does
// not say. Since 2026-07-28 each request says so, before that the first of a
// session, whose id brings the name over Streamable HTTP.
func clientName(ctx context.Context) string {
	if info := mcpserver.RequestProtocolInfoFromContext(ctx); info != nil && info.Modern {
		if info.ClientInfo == nil {
			return ""
		}
		return info.ClientInfo.Name
	}
	if session, ok := mcpserver.ClientSessionFromContext(ctx).(mcpserver.SessionWithClientInfo); ok && session.GetClientInfo().Name != "" {
		return session.GetClientInfo().Name
	}
	caller, _ := ctx.Value(httpCallerKey{}).(httpCaller)
	return caller.client
}

// structured reports whether a tool's answers to the client of a request carry
// structured content. What is a text to read does not: clients that show the
// structured form alone would show a thread as JSON.
func (s *Server) structured(ctx context.Context, t registry.Tool) bool {
	switch s.cfg.Structured {
	case StructuredOn:
		return true
	case StructuredOff:
		return false
	}
	return !t.ShowsMarkdown() && !readsBoth(ctx)
}

// withoutSchemas is the filter of a list of tools: those whose answers carry no
// structured content announce no schema of it.
func (s *Server) withoutSchemas(ctx context.Context, listed []mcp.Tool) []mcp.Tool {
	for i := range listed { // of a list that is made for this request
		if t, ok := toolNamed(s.cfg.Tools, listed[i].Name); ok && !s.structured(ctx, t) {
			listed[i].RawOutputSchema = nil
		}
	}
	return listed
}
