package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/mark3labs/mcp-go/mcp"

	"intercom-mcp/tools"
	"intercom-mcp/tools/registry"
)

type callCmd struct {
	JSON bool `long:"json" description:"Print the whole result of tools/call instead"`
	Args struct {
		Tool      string `positional-arg-name:"TOOL" required:"yes" description:"Name of the tool"`
		Arguments string `positional-arg-name:"JSON" description:"Its arguments as an object, such as '{\"id\":\"123\"}'; - reads them from standard input"`
	} `positional-args:"yes"`
}

// run calls a tool and prints its result; one that is an error gives exit status 1.
func (k callCmd) run(ctx context.Context, c *cli) error {
	arguments, err := k.arguments(c.stdin)
	if err != nil {
		return badStart{err}
	}
	in, cfg, err := c.dial(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = cfg.Trace.Close() }()
	if err := k.checkOffered(c.Offer, cfg.Tools); err != nil {
		return badStart{err}
	}
	var req mcp.CallToolRequest
	req.Params.Name, req.Params.RawArguments, req.Params.Arguments = k.Args.Tool, arguments, arguments
	res, err := in.CallTool(ctx, req)
	if err != nil {
		return err
	}
	if err := k.print(c.stdout, res); err != nil {
		return err
	}
	if res.IsError {
		return errFailed
	}
	return nil
}

// checkOffered returns an error that says how to offer the tool, if it is not
// among the chosen ones.
func (k callCmd) checkOffered(o offerFlags, chosen []registry.Tool) error {
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

// arguments returns the tool's arguments, from stdin where they are given as "-".
func (k callCmd) arguments(stdin io.Reader) (json.RawMessage, error) {
	raw := []byte(k.Args.Arguments)
	if k.Args.Arguments == "-" {
		var err error
		if raw, err = io.ReadAll(stdin); err != nil {
			return nil, fmt.Errorf("read the arguments: %w", err)
		}
	}
	if len(raw) == 0 {
		raw = []byte("{}")
	}
	if !json.Valid(raw) {
		return nil, errors.New(`the arguments are not JSON such as {"id":"123"}`)
	}
	return raw, nil
}

func (k callCmd) print(out io.Writer, res *mcp.CallToolResult) error {
	if k.JSON {
		return printJSON(out, res)
	}
	for _, content := range res.Content {
		if text, ok := content.(mcp.TextContent); ok {
			if _, err := fmt.Fprintln(out, text.Text); err != nil {
				return err
			}
		}
	}
	return nil
}
