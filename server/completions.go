package server

import (
	"context"
	"strings"
	"time"

	"github.com/mark3labs/mcp-go/mcp"

	"intercom-mcp/prompts"
)

// completionTimeout is how long somebody who types waits for completions at most.
// A look-up that takes longer is there for the next key.
const completionTimeout = 5 * time.Second

// maxCompletions is how many values MCP lets one answer hold.
const maxCompletions = 100

// completer completes the arguments of prompts and of resources' addresses, from
// what the tools' look-ups know. Where nothing is known, nothing is offered: a
// completion is a help, and its failure is nobody's concern.
type completer struct{ server *Server }

// CompletePromptArgument completes an argument of a prompt.
func (c completer) CompletePromptArgument(ctx context.Context, name string, arg mcp.CompleteArgument, _ mcp.CompleteContext) (*mcp.Completion, error) {
	for _, p := range c.server.prompts() {
		if p.Name != name {
			continue
		}
		for _, a := range p.Arguments {
			if a.Name == arg.Name {
				return c.argument(ctx, a, arg.Value), nil
			}
		}
	}
	return completion(nil), nil
}

// argument returns the completions of an argument: of its values, or of the names
// of its kind.
func (c completer) argument(ctx context.Context, a prompts.Argument, prefix string) *mcp.Completion {
	var found []string
	for _, v := range a.Values {
		if strings.HasPrefix(v, strings.ToLower(prefix)) {
			found = append(found, v)
		}
	}
	if a.Values != nil {
		return completion(found)
	}
	return completion(c.names(ctx, a.Kind, prefix))
}

// CompleteResourceArgument completes the id in a resource's address.
func (c completer) CompleteResourceArgument(ctx context.Context, uri string, arg mcp.CompleteArgument, _ mcp.CompleteContext) (*mcp.Completion, error) {
	for _, r := range resources() {
		if _, ok := c.server.reader(r); ok && r.template() == uri && arg.Name == "id" {
			return completion(c.names(ctx, r.kind, arg.Value)), nil
		}
	}
	return completion(nil), nil
}

// names returns the names or ids of a kind that begin like this, without those
// that redaction hides.
func (c completer) names(ctx context.Context, kind, prefix string) []string {
	defer func() {
		if r := recover(); r != nil {
			_ = c.server.bug(ctx, "completion", r) // nobody is told: a completion is a help
		}
	}()
	token := c.server.token(ctx)
	if token == "" || kind == "" {
		return nil
	}
	ctx, cancel := context.WithTimeout(ctx, completionTimeout)
	defer cancel()
	caller := c.server.caller(token)
	all, _ := caller.Complete(ctx, kind, prefix)
	var shown []string
	for _, v := range all {
		if caller.View.Clean(v) == v {
			shown = append(shown, v)
		}
	}
	return shown
}

// completion returns as many of some values as MCP lets one answer hold.
func completion(values []string) *mcp.Completion {
	shown := append([]string{}, values[:min(len(values), maxCompletions)]...)
	return &mcp.Completion{Values: shown, Total: len(values), HasMore: len(values) > len(shown)}
}
