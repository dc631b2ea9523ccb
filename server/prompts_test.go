package server_test

import (
	"context"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/mark3labs/mcp-go/client"
	"github.com/mark3labs/mcp-go/mcp"

	"intercom-mcp/intercomapi"
	"intercom-mcp/prompts"
	"intercom-mcp/sandbox"
	"intercom-mcp/server"
	"intercom-mcp/tools"
	"intercom-mcp/tools/lookup"
	"intercom-mcp/tools/registry"
)

var quotedTool = regexp.MustCompile("`([a-z]+(?:_[a-z]+)+)`")

// furnished connects to a server with the sandbox's workspace, and gives the
// record of what it asks.
func sandboxClient(t *testing.T, offered []registry.Tool, more ...func(*server.Config)) (*client.Client, *counting) {
	t.Helper()
	asked := &counting{next: sandbox.New(sandbox.Options{}).Transport()}
	api, err := intercomapi.New(intercomapi.Config{BaseURL: "https://sandbox.invalid", Transport: asked})
	if err != nil {
		t.Fatal(err)
	}
	cfg := server.Config{API: api, Token: secret, Tools: offered, Names: lookup.NewCache()}
	for _, configure := range more {
		configure(&cfg)
	}
	return connect(t, cfg), asked
}

func listPrompts(t *testing.T, c *client.Client) []mcp.Prompt {
	t.Helper()
	list, err := c.ListPrompts(t.Context(), mcp.ListPromptsRequest{})
	if err != nil {
		t.Fatal(err)
	}
	return list.Prompts
}

func getPrompt(t *testing.T, c *client.Client, name string, args map[string]string) (string, error) {
	t.Helper()
	var req mcp.GetPromptRequest
	req.Params.Name, req.Params.Arguments = name, args
	res, err := c.GetPrompt(context.WithoutCancel(t.Context()), req)
	if err != nil {
		return "", err
	}
	if len(res.Messages) != 1 || res.Messages[0].Role != mcp.RoleUser || res.Description == "" {
		t.Errorf("%s: %+v", name, res)
	}
	return res.Messages[0].Content.(mcp.TextContent).Text, nil
}

// TestPrompts lists and writes every prompt under every selection: each names
// only tools that are offered, and asks nothing of Intercom.
func TestPrompts(t *testing.T) {
	selections := map[string]registry.Selection{
		"all": {Toolsets: []string{"all"}}, "default": {Toolsets: []string{"default"}}, "triage": {Toolsets: []string{"triage"}},
		"read-only": {Toolsets: []string{"default"}, ReadOnly: true}, "fin": {Toolsets: []string{"fin"}},
	}
	offers := map[string]int{"all": 7, "default": 7, "triage": 6, "read-only": 6, "fin": 0}
	for name, selection := range selections {
		t.Run(name, func(t *testing.T) {
			offered, err := registry.Select(tools.All(), selection)
			if err != nil {
				t.Fatal(err)
			}
			c, asked := sandboxClient(t, offered)
			list := listPrompts(t, c)
			if len(list) != offers[name] {
				t.Errorf("%d prompts, want %d", len(list), offers[name])
			}
			for _, p := range list {
				checkPrompt(t, c, p, offered)
			}
			if n := asked.total(); n > 0 {
				t.Errorf("%d requests", n)
			}
		})
	}
}

// checkPrompt writes a prompt, which must name only tools that are offered.
func checkPrompt(t *testing.T, c *client.Client, p mcp.Prompt, offered []registry.Tool) {
	t.Helper()
	text, err := getPrompt(t, c, p.Name, samplePrompt(p))
	if err != nil || p.Description == "" || p.Title == "" {
		t.Errorf("%+v: %v", p, err)
	}
	for _, m := range quotedTool.FindAllStringSubmatch(text, -1) {
		if !slices.ContainsFunc(offered, func(t registry.Tool) bool { return t.Name == m[1] }) {
			t.Errorf("%s names %s, which is not offered", p.Name, m[1])
		}
	}
}

func samplePrompt(p mcp.Prompt) map[string]string {
	args := map[string]string{}
	for _, a := range p.Arguments {
		args[a.Name] = "1"
		if i := slices.IndexFunc(prompts.All(), func(q prompts.Prompt) bool { return q.Name == p.Name }); i >= 0 {
			for _, declared := range prompts.All()[i].Arguments {
				if declared.Name == a.Name && declared.Values != nil {
					args[a.Name] = declared.Values[0]
				}
			}
		}
	}
	return args
}

func TestPromptRefusals(t *testing.T) {
	c, _ := sandboxClient(t, selected(t, "default"))
	for name, tt := range map[string]struct {
		prompt string
		args   map[string]string
		want   string
	}{
		"missing": {"draft_reply", map[string]string{"conversation_id": "1"}, "the argument tone is missing"},
		"no tone": {"draft_reply", map[string]string{"conversation_id": "1", "tone": "rude"}, "friendly"},
		"unknown": {"draft_reply", map[string]string{"conversation_id": "1", "tone": "formal", "x": "1"}, `unknown argument "x"`},
		"prompt":  {"bogus", nil, "not found"},
	} {
		if _, err := getPrompt(t, c, tt.prompt, tt.args); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: %v, want %s", name, err, tt.want)
		}
	}
}

// TestPromptsNeedNoToken: somebody may look at them before there is one.
func TestPromptsNeedNoToken(t *testing.T) {
	c, _ := sandboxClient(t, selected(t, "default"), func(cfg *server.Config) { cfg.Token = "" })
	if _, err := getPrompt(t, c, "triage_inbox", nil); err != nil {
		t.Error(err)
	}
}
