package registry

import (
	"context"
	"fmt"
	"reflect"
	"slices"

	"github.com/mark3labs/mcp-go/mcp"

	"intercom-mcp/tools/args"
	"intercom-mcp/tools/result"
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

// A Tool is a tool's definition, and what the server needs to choose and run it.
type Tool struct {
	mcp.Tool
	Toolset    string
	Views      []string // toolsets that cut across: "triage"
	Effect     Effect
	rest       string // how to get what a result had to leave out; "": as said for all
	idsAlone   bool   // an update that its ids tell whole
	form       result.Form
	definition definition
	args       args.Decoder // once the tool is ready
}

// definition is a tool's argument struct, result struct and function.
type definition struct {
	in, out reflect.Type
	run     func(ctx context.Context, c Caller, in any) (any, error) // in is the struct itself
}

// Define returns the Tool that follows from an argument struct In, a result struct
// Out and a function. All that does not need their types is left to ready: it
// would stand in the program once for each of some two hundred tools.
func Define[In, Out any](toolset string, e Effect, name, title, description string,
	run func(context.Context, Caller, In) (Out, error),
) Tool {
	return Tool{
		Toolset: toolset, Effect: e,
		Tool: mcp.Tool{Name: name, Title: title, Description: description, Annotations: e.hints()},
		definition: definition{reflect.TypeFor[In](), reflect.TypeFor[Out](), func(ctx context.Context, c Caller, in any) (any, error) {
			return run(ctx, c, in.(In))
		}},
	}
}

// Ready returns the tool with its schemas and the form of its results. It panics
// on a tool that would not work as it is meant, so that no broken tool can start.
func (t Tool) Ready() Tool {
	form, err := result.FormOf(t.definition.in, t.definition.out, t.Effect == Read)
	if err != nil {
		panic(fmt.Sprintf("tool %s: %v", t.Name, err))
	}
	t.form = form
	t.args = args.NewDecoder(t.definition.in, t.Effect == Update, t.extraArguments()...)
	t.RawInputSchema, t.RawOutputSchema = t.args.Schema, args.OutputSchema(t.definition.out)
	return t
}

// extraArguments returns the arguments that a tool has besides those of its struct.
func (t Tool) extraArguments() (extra []args.Argument) {
	if t.form.Continuable {
		extra = append(extra, args.NewCursor("The rest"))
	}
	if t.Effect == Send {
		extra = append(extra, args.NewFlag(allowDuplicate, "Send though just sent"))
	}
	return extra
}

// LeftOutBy says how to get what a result of this tool had to leave out.
func (t Tool) LeftOutBy(way string) Tool {
	t.rest = way
	return t
}

// InTriage marks what a support agent does all day.
func (t Tool) InTriage() Tool {
	t.Views = append(t.Views, "triage")
	return t
}

// In reports whether the tool belongs to one of these toolsets or views.
func (t Tool) In(sets []string) bool {
	return slices.Contains(sets, t.Toolset) ||
		slices.ContainsFunc(t.Views, func(v string) bool { return slices.Contains(sets, v) })
}

// WithIDsAlone marks an update that its ids tell whole, so that a call need give
// none of its other arguments.
func (t Tool) WithIDsAlone() Tool {
	t.idsAlone = true
	return t
}
