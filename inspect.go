package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"runtime/debug"
	"slices"
	"text/tabwriter"

	"github.com/mark3labs/mcp-go/client"
	"github.com/mark3labs/mcp-go/mcp"

	"intercom-mcp/server"
	"intercom-mcp/tools"
	"intercom-mcp/tools/registry"
)

type versionCmd struct{}

// Run prints version, commit and Go version.
func (versionCmd) Run(context.Context, *cli) error {
	if info, ok := debug.ReadBuildInfo(); ok && commit == "" {
		for _, s := range info.Settings {
			if s.Key == "vcs.revision" {
				commit = s.Value
			}
		}
	}
	if commit == "" {
		commit = "unknown commit"
	}
	_, err := fmt.Printf("intercom-mcp %s (%s, %s)\n", version, commit, runtime.Version())
	return err
}

type toolsCmd struct {
	JSON bool `long:"json" description:"As the result of tools/list"`
}

// Run prints the selected tools.
func (t toolsCmd) Run(ctx context.Context, c *cli) error {
	chosen, err := c.Offer.selected()
	if err != nil {
		return badStart{err}
	}
	if t.JSON {
		mcpClient, _, err := c.dial(ctx)
		if err != nil {
			return err
		}
		list, err := mcpClient.ListTools(ctx, mcp.ListToolsRequest{})
		if err != nil {
			return err
		}
		return printJSON(list)
	}
	return printTools(chosen)
}

// printTools prints tools, and what each toolset's definitions cost a model.
func printTools(chosen []registry.Tool) error {
	w := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "TOOL\tTOOLSET\tEFFECT\t~TOKENS\tWHAT IT DOES")
	for _, t := range chosen {
		fmt.Fprintf(w, "%s\t%s\t%s\t%d\t%s\n", t.Name, t.Toolset, t.Effect, t.Tokens(), t.Summary())
	}
	fmt.Fprintln(w, "\nTOOLSET\tTOOLS\t~TOKENS")
	all := 0
	for _, set := range registry.Toolsets(chosen) {
		n, tokens := 0, 0
		for _, t := range chosen {
			if t.In([]string{set}) {
				n, tokens = n+1, tokens+t.Tokens()
			}
			if t.Toolset == set {
				all += t.Tokens()
			}
		}
		fmt.Fprintf(w, "%s\t%d\t%d\n", set, n, tokens)
	}
	fmt.Fprintf(w, "together\t%d\t%d\n", len(chosen), all)
	return w.Flush()
}

// dial returns a client of the server in this process.
func (c *cli) dial(ctx context.Context) (*client.Client, server.Config, error) {
	c.quiet = true
	cfg, err := c.config()
	if err != nil {
		return nil, cfg, err
	}
	in, err := client.NewInProcessClient(server.New(cfg).MCP())
	if err != nil {
		return nil, cfg, err
	}
	if err := in.Start(ctx); err != nil {
		return nil, cfg, err
	}
	_, err = in.Initialize(ctx, mcp.InitializeRequest{Params: mcp.InitializeParams{
		ProtocolVersion: mcp.LATEST_PROTOCOL_VERSION, ClientInfo: mcp.Implementation{Name: server.Name, Version: version},
	}})
	return in, cfg, err
}

type callCmd struct {
	JSON bool `long:"json" description:"Print the whole tools/call result"`
	Args struct {
		Tool      string `positional-arg-name:"TOOL" required:"yes" description:"Name of the tool"`
		Arguments string `positional-arg-name:"JSON" description:"Its arguments as an object, such as '{\"id\":\"123\"}'; - reads them from standard input"`
	} `positional-args:"yes"`
}

// Run calls a tool; a result that is an error gives exit status 1.
func (k callCmd) Run(ctx context.Context, c *cli) error {
	raw, err := k.arguments()
	if err != nil {
		return badStart{err}
	}
	in, cfg, err := c.dial(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = cfg.Trace.Close() }()
	if err := k.offered(c.Offer, cfg.Tools); err != nil {
		return badStart{err}
	}
	var req mcp.CallToolRequest
	req.Params.Name, req.Params.RawArguments, req.Params.Arguments = k.Args.Tool, raw, raw
	res, err := in.CallTool(ctx, req)
	if err != nil {
		return err
	}
	if err := k.print(res); err != nil {
		return err
	}
	if res.IsError {
		return errFailed
	}
	return nil
}

// offered says why the options do not let the tool be called, if they don't.
func (k callCmd) offered(o offerFlags, chosen []registry.Tool) error {
	name := k.Args.Tool
	if slices.ContainsFunc(chosen, func(t registry.Tool) bool { return t.Name == name }) {
		return nil
	}
	alone, err := tools.Choose(registry.Selection{Tools: []string{name}, ReadOnly: o.ReadOnly})
	if err != nil {
		return err
	}
	return fmt.Errorf("the tool %q is not offered: see --exclude-tools, and add --toolsets %s or --tools %s", name, alone[0].Toolset, name)
}

func (k callCmd) arguments() (json.RawMessage, error) {
	raw := []byte(k.Args.Arguments)
	if k.Args.Arguments == "-" {
		var err error
		if raw, err = io.ReadAll(os.Stdin); err != nil {
			return nil, fmt.Errorf("read the arguments: %w", err)
		}
	}
	if len(raw) == 0 {
		raw = []byte("{}")
	}
	if !json.Valid(raw) {
		return nil, errors.New(`the arguments are not JSON, such as {"id":"123"}`)
	}
	return raw, nil
}

func (k callCmd) print(res *mcp.CallToolResult) error {
	if k.JSON {
		return printJSON(res)
	}
	for _, content := range res.Content {
		if text, ok := content.(mcp.TextContent); ok {
			if _, err := fmt.Println(text.Text); err != nil {
				return err
			}
		}
	}
	return nil
}

func printJSON(v any) error {
	e := json.NewEncoder(os.Stdout)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	return e.Encode(v)
}
