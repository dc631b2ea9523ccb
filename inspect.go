package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"text/tabwriter"

	"github.com/mark3labs/mcp-go/client"
	"github.com/mark3labs/mcp-go/mcp"

	"intercom-mcp/server"
	"intercom-mcp/tools/registry"
)

type toolsCmd struct {
	JSON bool `long:"json" description:"Print the result of tools/list instead"`
}

// run prints the selected tools.
func (t toolsCmd) run(ctx context.Context, c *cli) error {
	chosen, err := c.Offer.selected()
	if err != nil {
		return badStart{err}
	}
	if !t.JSON {
		warn(c.logger(), c.remarks)
		return printTools(c.stdout, chosen)
	}
	in, cfg, err := c.dial(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = cfg.Trace.Close() }()
	listed, err := in.ListTools(ctx, mcp.ListToolsRequest{})
	if err != nil {
		return err
	}
	return printJSON(c.stdout, listed)
}

// printTools prints tools, and what the definitions of each toolset cost a model.
func printTools(out io.Writer, chosen []registry.Tool) error {
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "TOOL\tTOOLSET\tEFFECT\t~TOKENS\tWHAT IT DOES")
	for _, t := range chosen {
		fmt.Fprintf(w, "%s\t%s\t%s\t%d\t%s\n", t.Name, t.Toolset, t.Effect, t.Tokens(), t.Summary())
	}
	fmt.Fprintln(w, "\nTOOLSET\tTOOLS\t~TOKENS")
	all := 0
	for _, set := range registry.Toolsets(chosen) {
		n, cost := 0, 0
		for _, t := range chosen {
			if t.In([]string{set}) {
				n, cost = n+1, cost+t.Tokens()
			}
			if t.Toolset == set {
				all += t.Tokens()
			}
		}
		fmt.Fprintf(w, "%s\t%d\t%d\n", set, n, cost)
	}
	fmt.Fprintf(w, "together\t%d\t%d\n", len(chosen), all)
	return w.Flush()
}

// dial returns a client of the server in this process, and the server's
// configuration. Close its trace after use.
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

func printJSON(out io.Writer, v any) error {
	e := json.NewEncoder(out)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	return e.Encode(v)
}
