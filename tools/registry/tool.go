// Package registry says what a tool is, which tools are offered, and how a call
// runs: decoded, guarded against duplicates, and its failure explained. In go a
// tool's definition, a caller and a call's JSON arguments; out come the tool's
// result or an error, and their words for a model. It must not know any single
// tool, nor on which transport a call came.
package registry

import (
	"context"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/mark3labs/mcp-go/mcp"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/args"
	"intercom-mcp/tools/result"
)

// An Effect is what a call does to the workspace. Hints and read-only mode follow
// from it.
type Effect int

// The effects, from harmless to grave. Where a tool does several things, the
// gravest counts.
const (
	Read   Effect = iota // changes nothing
	Create               // adds something; a second call adds another
	Update               // overwrites something; a second call changes nothing more
	Delete               // removes something; a second call changes nothing more
	Send                 // reaches a customer and cannot be taken back
)

// String returns the effect's name in documentation.
func (e Effect) String() string {
	return [...]string{"read", "create", "update", "delete", "send"}[e]
}

// hints returns what MCP tells clients of the effect.
func (e Effect) hints() mcp.ToolAnnotation {
	yes := mcp.ToBoolPtr
	return mcp.ToolAnnotation{
		ReadOnlyHint:    yes(e == Read),
		DestructiveHint: yes(e >= Update),
		IdempotentHint:  yes(e == Read || e == Update || e == Delete),
		OpenWorldHint:   yes(true), // results hold text by people outside
	}
}

// A Tool is a tool's definition, and what the server needs to choose and run it.
type Tool struct {
	mcp.Tool
	Toolset    string
	Views      []string // toolsets that cut across: "triage"
	Effect     Effect
	rest       string // how to get what a result had to leave out; "": as for all tools
	idsAlone   bool   // an update whose ids say all there is to say
	definition definition
	form       result.Form  // of a tool that is ready
	args       args.Decoder // of a tool that is ready
}

// A definition is what a tool follows from: the types of its argument struct and
// of its result struct, and its function.
type definition struct {
	in, out reflect.Type
	run     func(ctx context.Context, c Caller, in any) (any, error) // in is the struct itself
}

// Define returns the Tool that follows from an argument struct In, a result struct
// Out and a function. Ready does all that does not need their types: it would
// stand in the program once for each of some two hundred tools.
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
// on a tool whose types contradict each other, so that no broken tool can start.
func (t Tool) Ready() Tool {
	form, err := result.FormOf(t.definition.in, t.definition.out, t.Effect == Read)
	if err != nil {
		panic(fmt.Sprintf("tool %s: %v", t.Name, err))
	}
	t.form = form
	t.args = args.NewDecoder(t.definition.in, t.Effect == Update, t.extraArguments()...).Of(t.noun())
	if t.args.ReadsDays() && !result.TakesNotes(t.definition.out) {
		panic(fmt.Sprintf("tool %s: it takes times, but its result has no Page and no Warnings to say in which time zone", t.Name))
	}
	t.RawInputSchema, t.RawOutputSchema = t.args.Schema, args.OutputSchema(t.definition.out)
	return t
}

// noun returns what the tool's name says that it works on: news_item of
// list_news_items.
func (t Tool) noun() string {
	_, noun, _ := strings.Cut(t.Name, "_")
	return strings.TrimSuffix(noun, "s")
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

// LeftOutBy returns the tool with a sentence on how to get what a result of it
// had to leave out.
func (t Tool) LeftOutBy(way string) Tool {
	t.rest = way
	return t
}

// InTriage returns the tool as one of the view "triage": what a support agent
// does all day.
func (t Tool) InTriage() Tool {
	t.Views = append(t.Views, "triage")
	return t
}

// In reports whether the tool belongs to one of these toolsets or views.
func (t Tool) In(sets []string) bool {
	return slices.Contains(sets, t.Toolset) ||
		slices.ContainsFunc(t.Views, func(v string) bool { return slices.Contains(sets, v) })
}

// WithIDsAlone returns an update whose ids say all there is to say. Any other
// update refuses a call that gives nothing but ids: it would change nothing.
func (t Tool) WithIDsAlone() Tool {
	t.idsAlone = true
	return t
}

// Lists reports whether the tool answers pages of Intercom's items.
func (t Tool) Lists() bool { return t.form.ListsPages() }

// Searches reports whether the tool takes a query in Intercom's search language.
func (t Tool) Searches() bool { return t.args.Takes(reflect.TypeFor[intercomapi.Query]()) }

// ShowsMarkdown reports whether the tool's results are text to read, with the
// words of many people in it.
func (t Tool) ShowsMarkdown() bool { return t.form.ShowsMarkdown() }
