package server

import (
	"context"

	"github.com/mark3labs/mcp-go/mcp"
	mcpserver "github.com/mark3labs/mcp-go/server"

	"intercom-mcp/prompts"
	"intercom-mcp/server/mcpfix"
	"intercom-mcp/tools/registry"
)

// offers reports whether a tool is offered.
func (s *Server) offers(name string) bool {
	_, ok := toolNamed(s.cfg.Tools, name)
	return ok
}

// toolNamed returns the tool of that name; false if there is none.
func toolNamed(all []registry.Tool, name string) (registry.Tool, bool) {
	for _, t := range all {
		if t.Name == name {
			return t, true
		}
	}
	return registry.Tool{}, false
}

// prompts returns those that the offered tools can work off.
func (s *Server) prompts() []prompts.Prompt {
	var out []prompts.Prompt
	for _, p := range prompts.All() {
		if p.Works(s.offers) {
			out = append(out, p)
		}
	}
	return out
}

func (s *Server) addPrompts() {
	for _, p := range s.prompts() {
		definition := mcp.Prompt{Name: p.Name, Title: p.Title, Description: p.Description}
		for _, a := range p.Arguments {
			definition.Arguments = append(definition.Arguments, mcp.PromptArgument{Name: a.Name, Description: a.Description, Required: a.Required})
		}
		s.mcp.AddPrompt(definition, s.prompt(p))
	}
}

// prompt returns the handler that writes a prompt. Nothing is asked of Intercom: that is the model's to do.
func (s *Server) prompt(p prompts.Prompt) mcpserver.PromptHandlerFunc {
	return func(ctx context.Context, req mcp.GetPromptRequest) (*mcp.GetPromptResult, error) {
		text, err := p.Write(req.Params.Arguments, s.offers)
		if err != nil {
			return nil, mcpfix.CodedError{Code: mcp.INVALID_PARAMS, Message: err.Error()}
		}
		s.cfg.Log.InfoContext(ctx, "prompt", "prompt", p.Name)
		return mcp.NewGetPromptResult(p.Description, []mcp.PromptMessage{mcp.NewPromptMessage(mcp.RoleUser, mcp.NewTextContent(text))}), nil
	}
}
