// Package tools declares the MCP tools. A tool is one argument struct, one
// function and one line in the table of its file; schemas, hints, read-only
// mode, documentation and the tests that run over every tool follow from those.
package tools

import (
	"context"
	"encoding/json"
	"reflect"
	"slices"
	"strings"

	"github.com/mark3labs/mcp-go/mcp"
)

// Effect says what a call does to the workspace. Hints and read-only mode follow from it.
type Effect int

// The effects, from harmless to grave. Where a tool does several things, the
// gravest counts.
const (
	Read   Effect = iota // changes nothing
	Create               // adds something; twice adds two
	Update               // overwrites something; twice is as once
	Delete               // removes something; twice is as once
	Send                 // reaches a customer and cannot be taken back
)

// String is the effect's name in documentation.
func (e Effect) String() string {
	return [...]string{"read", "create", "update", "delete", "send"}[e]
}

func (e Effect) hints() mcp.ToolAnnotation {
	yes := mcp.ToBoolPtr
	return mcp.ToolAnnotation{
		ReadOnlyHint:    yes(e == Read),
		DestructiveHint: yes(e >= Update),
		IdempotentHint:  yes(e == Read || e == Update || e == Delete),
		OpenWorldHint:   yes(true), // strangers wrote text that it returns
	}
}

// Tool is a tool's definition, and what the server needs to choose and run it.
type Tool struct {
	mcp.Tool
	Toolset string
	Views   []string // toolsets that cut across: "triage"
	Effect  Effect
	rest    string // how to get what a result had to leave out; "": as said for all
	readsOn bool   // its answers go on by a cursor that is added to its arguments
	spec    spec   // what schemas and call are made of, once the tool is chosen
	call    func(context.Context, Caller, json.RawMessage) (any, error)
}

// spec is a tool's argument struct, result struct and function.
type spec struct {
	in, out reflect.Type
	run     func(ctx context.Context, c Caller, in any) (any, error) // in is the struct itself
}

// tool derives a Tool from its argument struct In, its result struct Out and
// its function. All that does not need their types is left to ready: it would
// stand in the program once for each of some two hundred tools.
func tool[In, Out any](toolset string, e Effect, name, title, description string,
	run func(context.Context, Caller, In) (Out, error),
) Tool {
	return Tool{
		Toolset: toolset, Effect: e,
		Tool: mcp.Tool{Name: name, Title: title, Description: description, Annotations: e.hints()},
		spec: spec{reflect.TypeFor[In](), reflect.TypeFor[Out](), func(ctx context.Context, c Caller, in any) (any, error) {
			return run(ctx, c, in.(In))
		}},
	}
}

// ready makes the tool's schemas and its call. It panics on a struct that has
// no plain schema, so that no broken tool can start.
func (t Tool) ready() Tool {
	t.readsOn = t.spec.readsOn(t.Effect)
	args := newArguments(t.spec.in, t.Effect, t.readsOn)
	t.RawInputSchema, t.RawOutputSchema = args.raw, outputSchema(t.spec.out)
	t.call = func(ctx context.Context, c Caller, raw json.RawMessage) (any, error) {
		if err := c.View.refusePlaceholders(raw); err != nil {
			return nil, err
		}
		in, canonical, err := args.decode(ctx, c, raw)
		if err == nil && strings.HasPrefix(t.Name, "update_") {
			err = args.root.changes(canonical)
		}
		if err != nil {
			return nil, err
		}
		switch t.Effect {
		case Read:
			return t.read(ctx, c, in, canonical, args.root.asked(canonical))
		case Send:
			return c.Guard.send(ctx, c, t.Name, canonical, func() (any, error) { return t.spec.run(ctx, c, in) })
		}
		return t.spec.run(ctx, c, in)
	}
	return t
}

// leftOutBy says how to get what a result of this tool had to leave out.
func (t Tool) leftOutBy(way string) Tool {
	t.rest = way
	return t
}

// triage marks what a support agent does all day.
func (t Tool) triage() Tool {
	t.Views = append(t.Views, "triage")
	return t
}

// In reports whether the tool belongs to one of these toolsets or views.
func (t Tool) In(sets []string) bool {
	return slices.Contains(sets, t.Toolset) ||
		slices.ContainsFunc(t.Views, func(v string) bool { return slices.Contains(sets, v) })
}

// Call runs the tool with a call's arguments, a JSON object. Its result is the
// tool's result struct; its error is told by Explain.
func (t Tool) Call(ctx context.Context, c Caller, arguments json.RawMessage) (any, error) {
	return t.call(ctx, c, arguments)
}

// All is every tool of the server, resource by resource.
func All() []Tool { return prepared(catalogue()) }

// Choose returns the tools of s, of all there are. Those that are not chosen
// cost nothing: a server starts with every conversation.
func Choose(s Selection) ([]Tool, error) {
	chosen, err := Select(catalogue(), s)
	return prepared(chosen), err
}

func prepared(tools []Tool) []Tool {
	for i, t := range tools {
		tools[i] = t.ready()
	}
	return tools
}

// catalogue is every tool, not yet ready.
func catalogue() []Tool {
	return slices.Concat(contacts(), companies(), conversations(), tickets(), messages(), connector(), workspace(), administration(), visitors(), events(), calls(), exports(), customObjects(), fin(), overviews(),
		articles(), internalArticles(), helpCenter(), content(), snippets(), macros(), aiContent(), news())
}
