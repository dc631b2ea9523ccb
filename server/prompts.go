package server

import (
	"context"

	"github.com/mark3labs/mcp-go/mcp"
	"github.com/mark3labs/mcp-go/server"

	"intercom-mcp/prompts"
	"intercom-mcp/server/mcpfix"
	"intercom-mcp/tools"
)

// offers reports whether a tool is offered.
func (cfg Config) offers(name string) bool {
	_, ok := toolNamed(cfg.Tools, name)
	return ok
}

func toolNamed(all []tools.Tool, name string) (tools.Tool, bool) {
	for _, t := range all {
		if t.Name == name {
			return t, true
		}
	}
	return tools.Tool{}, false
}

// prompts are those that the offered tools can work off.
func (cfg Config) prompts() []prompts.Prompt {
	var out []prompts.Prompt
	for _, p := range prompts.All() {
		if p.Works(cfg.offers) {
			out = append(out, p)
		}
	}
	return out
}

func (cfg Config) addPrompts(s *server.MCPServer) {
	for _, p := range cfg.prompts() {
		definition := mcp.Prompt{Name: p.Name, Title: p.Title, Description: p.Description}
		for _, a := range p.Arguments {
			definition.Arguments = append(definition.Arguments, mcp.PromptArgument{Name: a.Name, Description: a.Description, Required: a.Required})
		}
		s.AddPrompt(definition, cfg.prompt(p))
	}
}

// prompt writes a prompt. Nothing is asked of Intercom: that is the model's to do.
func (cfg Config) prompt(p prompts.Prompt) server.PromptHandlerFunc {
	return func(ctx context.Context, req mcp.GetPromptRequest) (*mcp.GetPromptResult, error) {
		text, err := p.Write(req.Params.Arguments, cfg.offers)
		if err != nil {
			return nil, mcpfix.CodedError{Code: mcp.INVALID_PARAMS, Text: err.Error()}
		}
		cfg.Log.InfoContext(ctx, "prompt", "prompt", p.Name)
		return mcp.NewGetPromptResult(p.Description, []mcp.PromptMessage{mcp.NewPromptMessage(mcp.RoleUser, mcp.NewTextContent(text))}), nil
	}
}
