package registry

import (
	"context"
	"encoding/json"

	"intercom-mcp/tools/args"
	"intercom-mcp/tools/cursor"
	"intercom-mcp/tools/lookup"
	"intercom-mcp/tools/panics"
	"intercom-mcp/tools/result"
)

// A Caller is who calls a tool: the API with the caller's token, and how
// results are shown.
type Caller struct {
	lookup.Resolver
	Guard *DuplicateGuard // against sending the same twice; nil: none
	View  result.View     // how results are shown
	Tool  string          // the name of the tool that is called; set by Call

	Progress func(done, total int)    // told how far a call with many ids is; nil: nobody asked
	Bug      func(panics.Panic) error // logs a panic within one of many acts, and returns what is told of it; nil: it ends the call
	explain  func(error) string       // of the tool that is called
}

// First returns where a list of the tool that is called begins.
func (c Caller) First() cursor.Cursor { return cursor.Cursor{Tool: c.Tool} }

// Call runs the tool with a call's arguments, a JSON object. Its result is the
// tool's result struct, or what of it follows on an earlier answer; its error is
// told by Explain.
func (t Tool) Call(ctx context.Context, c Caller, raw json.RawMessage) (any, error) {
	c.Tool, c.explain = t.Name, t.Explain
	if err := c.View.RefusePlaceholders(raw); err != nil {
		return nil, err
	}
	given, err := t.args.Decode(ctx, raw, args.Resolver{
		Calendar: func(startingAfter string) *args.Calendar {
			began, zone := cursor.Start(startingAfter, c.Now())
			c.Calendar = c.NewCalendar(ctx, began, zone)
			return c.Calendar
		},
		Resolve: c.Resolve,
	})
	if err == nil && t.Effect == Update && !t.idsAlone {
		err = t.args.CheckChange(given)
	}
	if err != nil {
		return nil, err
	}
	if out, ok, err := preview(given); ok {
		return out, err
	}
	switch t.Effect {
	case Read:
		return t.read(ctx, c, given)
	case Send:
		sent, err := asSent(given)
		if err != nil {
			return nil, err
		}
		return c.Guard.send(ctx, c, t.Name, sent, func() (any, error) { return t.run(ctx, c, given) })
	}
	return t.run(ctx, c, given)
}

// run runs the tool's function. Where the workspace's time zone decided what a time
// is, the result says so. What is called what may be otherwise after a write to the
// workspace's own definitions.
func (t Tool) run(ctx context.Context, c Caller, given args.Decoded) (any, error) {
	out, err := t.definition.run(ctx, c, given.Struct)
	if t.Toolset == definitions && t.Effect != Read {
		c.Forget()
	}
	if note := c.Calendar.Note(); err == nil && note != "" {
		out = result.AddNote(out, note)
	}
	return out, err
}

// read runs a tool that changes nothing, and makes of what it found what the
// call sees, from where the call goes on.
func (t Tool) read(ctx context.Context, c Caller, given args.Decoded) (any, error) {
	fingerprint := t.args.Fingerprint(given)
	if err := cursor.CheckFingerprint(t.Name, given.StartingAfter, fingerprint); err != nil {
		return nil, err
	}
	at, err := t.form.Resume(t.Name, given.StartingAfter)
	if err != nil {
		return nil, err
	}
	found, err := t.run(ctx, c, given)
	if err != nil {
		return nil, err
	}
	return t.form.Present(ctx, result.Call{Arguments: given.Struct, At: at, Fingerprint: fingerprint, Resolver: c.Resolver, View: c.View}, found)
}

// Result shows what a call of the tool answered.
func (t Tool) Result(v result.View, out any) (result.Answer, error) { return v.Result(t.source(), out) }

// source returns what showing a result needs to know of its tool.
func (t Tool) source() result.Source {
	return result.Source{Tool: t.Name, Reads: t.Effect == Read, Rest: t.rest, Form: t.form}
}
