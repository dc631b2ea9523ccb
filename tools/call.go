package tools

import (
	"context"
	"encoding/json"
	"time"
)

// A Caller is who calls a tool: the API with the caller's token, and how
// results are shown.
type Caller struct {
	Book
	Guard *Guard // against sending the same twice; nil: none
	View  View   // how results are shown
	Tool  string // the name of the tool that is called; set by Call
}

// first returns where a list of the tool that is called begins.
func (c Caller) first() Cursor { return Cursor{Tool: c.Tool} }

// Call runs the tool with a call's arguments, a JSON object. Its result is the
// tool's result struct, or what of it follows on an earlier answer; its error is
// told by Explain.
func (t Tool) Call(ctx context.Context, c Caller, raw json.RawMessage) (any, error) {
	c.Tool = t.Name
	if err := c.View.refusePlaceholders(raw); err != nil {
		return nil, err
	}
	given, err := t.args.decode(ctx, raw, reading{
		Now:     func(startingAfterText string) time.Time { return began(startingAfterText, c.now()) },
		Resolve: c.resolve,
	})
	if err == nil && t.Effect == Update && !t.idsAlone {
		err = t.args.changes(given)
	}
	if err != nil {
		return nil, err
	}
	switch t.Effect {
	case Read:
		return t.read(ctx, c, given)
	case Send:
		return c.Guard.send(ctx, c, t.Name, given.canonical, func() (any, error) { return t.definedBy.run(ctx, c, given.in) })
	}
	return t.definedBy.run(ctx, c, given.in)
}

// read runs a tool that changes nothing, and makes of what it found what the
// call sees, from where the call goes on.
func (t Tool) read(ctx context.Context, c Caller, given given) (any, error) {
	fingerprint := t.args.fingerprint(given)
	if err := checkFingerprint(t.Name, given.startingAfter, fingerprint); err != nil {
		return nil, err
	}
	at, err := t.form.start(t.Name, given.startingAfter)
	if err != nil {
		return nil, err
	}
	found, err := t.definedBy.run(ctx, c, given.in)
	if err != nil {
		return nil, err
	}
	return t.form.present(ctx, c.Book, c.View, given.in, found, at, fingerprint)
}

// Result shows what a call of the tool answered.
func (t Tool) Result(v View, out any) (Answer, error) { return v.result(t.source(), out) }

// source returns what showing a result needs to know of its tool.
func (t Tool) source() Source {
	return Source{Tool: t.Name, Reads: t.Effect == Read, Rest: t.rest, Form: t.form}
}
