package registry

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/panics"
)

// Targets are the arguments of a tool that does the same to one thing or to many.
// A call gives one of the two, which package args sees to. Where they are embedded
// a tag says of what the ids are: `rule:"id.of=ticket ids.of=ticket"`.
type Targets struct {
	ID  intercomapi.ID   `json:"id,omitempty" jsonschema:"Its id, or"`
	IDs []intercomapi.ID `json:"ids,omitempty" jsonschema:"many" rule:"maxitems=50"`
}

// maxParallelActs is how many acts of one call run at the same time.
const maxParallelActs = 4

// lastBegin returns when the last act of a call begins, so that it can end before
// the call has to: after 35 s of 50. It is zero for a call without a time limit.
func lastBegin(ctx context.Context) time.Time {
	end, limited := ctx.Deadline()
	if !limited {
		return time.Time{}
	}
	return time.Now().Add(time.Until(end) * 7 / 10)
}

// Acted is what came of one act.
type Acted struct {
	Object   intercomapi.Object // what Intercom answered
	Warnings []string
}

// Outcomes are what came of each id of a call that gives many, each id in one of
// the lists. Of a call that gives one, they are empty.
type Outcomes struct {
	Done      []intercomapi.ID `json:"done,omitempty"`
	Refused   []Failure        `json:"refused,omitempty"`   // nothing was done
	Uncertain []Failure        `json:"uncertain,omitempty"` // it may have been done
	NotTried  []intercomapi.ID `json:"not_tried,omitempty"`
}

// A Failure is an id for which an act failed, and why, in the words of Explain.
type Failure struct {
	ID     intercomapi.ID `json:"id"`
	Reason string         `json:"reason"`
}

// String returns "5: 404 not_found".
func (f Failure) String() string { return string(f.ID) + ": " + f.Reason }

// Each runs act for what a call names. For one id it returns what act returns.
// For many it runs act a few at a time, for no id twice, and returns what came of
// each; an error only where none was done. What a call needs once, such as who
// writes, is looked up before it.
func Each(ctx context.Context, c Caller, in Targets, act func(context.Context, intercomapi.ID) (Acted, error)) (Acted, Outcomes, error) {
	if len(in.IDs) == 0 {
		one, err := act(ctx, in.ID)
		return one, Outcomes{}, err
	}
	b := &batch{caller: c, until: lastBegin(ctx)}
	for _, id := range in.IDs {
		if !slices.Contains(b.ids, id) {
			b.ids = append(b.ids, id)
		}
	}
	b.acts = make([]actOfBatch, len(b.ids))
	var running sync.WaitGroup
	for range maxParallelActs {
		running.Go(func() {
			for i, ok := b.begin(ctx); ok; i, ok = b.begin(ctx) {
				var acted Acted
				err := panics.Catch(func() (err error) {
					acted, err = act(ctx, b.ids[i])
					return err
				})
				b.end(i, acted, err)
			}
		})
	}
	running.Wait()
	if c.Bug == nil {
		for _, a := range b.acts {
			panics.Rethrow(a.err)
		}
	}
	return b.outcomes(len(in.IDs))
}

// A batch is an act on many things.
type batch struct {
	caller Caller
	ids    []intercomapi.ID // each once
	until  time.Time        // no act begins after it; zero: they do

	mu     sync.Mutex
	begun  int // acts, in the order of the ids
	ended  int
	acts   []actOfBatch // by the index of the id
	halted string       // why no further act begins; "": they do
}

// actOfBatch is an act that has ended.
type actOfBatch struct {
	Acted
	err error
}

// begin returns the index of the next id; ok is false where no further act begins.
func (b *batch) begin(ctx context.Context) (i int, ok bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	switch {
	case b.begun == len(b.ids) || b.halted != "":
		return 0, false
	case errors.Is(ctx.Err(), context.Canceled):
		b.halted = "the call was cancelled"
		return 0, false
	case ctx.Err() != nil || !b.until.IsZero() && time.Now().After(b.until):
		b.halted = "the time of one call was over"
		return 0, false
	}
	b.begun++
	return b.begun - 1, true
}

// end keeps what came of an act, and tells who asked for it how far the batch is.
func (b *batch) end(i int, acted Acted, err error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if bug, ok := errors.AsType[panics.Panic](err); ok && b.caller.Bug != nil {
		b.halted, err = "a bug stopped the call", bugOfAct{bug, b.caller.Bug(bug)}
	}
	b.acts[i] = actOfBatch{acted, err}
	b.ended++
	switch {
	case errors.Is(err, intercomapi.ErrStopping):
		b.halted = "this server was being stopped"
	case errors.Is(err, intercomapi.ErrBusy):
		b.halted = "Intercom's rate limit was used up"
	case refusesAll(err):
		b.halted = "Intercom would refuse the others too, until the user has mended it"
	}
	if b.caller.Progress != nil {
		b.caller.Progress(b.ended, len(b.ids))
	}
}

// bugOfAct is a panic of an act, as whoever logged it tells of it.
type bugOfAct struct{ panic, told error }

func (e bugOfAct) Error() string { return e.told.Error() }
func (e bugOfAct) Unwrap() error { return e.panic }

// outcomes returns what came of each of the ids, of which so many were given.
func (b *batch) outcomes(given int) (all Acted, out Outcomes, err error) {
	for i, id := range b.ids {
		a := b.acts[i]
		switch {
		case i >= b.begun || wasNotTried(a.err):
			out.NotTried = append(out.NotTried, id)
		case a.err == nil:
			out.Done = append(out.Done, id)
		case mayBeDone(a.err):
			out.Uncertain = append(out.Uncertain, Failure{id, b.explain(a.err)})
		default:
			out.Refused = append(out.Refused, Failure{id, b.explain(a.err)})
		}
		for _, w := range a.Warnings {
			all.Warnings = append(all.Warnings, fmt.Sprintf("%s: %s", id, w))
		}
	}
	if n := given - len(b.ids); n > 0 {
		all.Warnings = append(all.Warnings, fmt.Sprintf("%d of the %d ids given are the same as others; each was taken once", n, given))
	}
	if len(out.Done) < len(b.ids) {
		all.Warnings = append(all.Warnings, fmt.Sprintf("%d of %d are done", len(out.Done), len(b.ids)))
	}
	if len(out.NotTried) > 0 {
		all.Warnings = append(all.Warnings, fmt.Sprintf("Not all were tried, since %s: call again with not_tried as ids", b.halted))
	}
	if len(out.Done) == 0 {
		return Acted{}, Outcomes{}, noneDoneError{out, b.halted}
	}
	return all, out, nil
}

// refusesAll reports whether Intercom refused an act for what is no matter of the
// one thing: the access token, what it may do, the plan.
func refusesAll(err error) bool {
	e, ok := errors.AsType[*intercomapi.Error](err)
	return ok && (e.Status == http.StatusUnauthorized || e.Status == http.StatusForbidden && !e.Has("action_forbidden"))
}

// wasNotTried reports whether an act failed before it asked Intercom for
// anything, since its call had to end.
func wasNotTried(err error) bool {
	e, ok := errors.AsType[*intercomapi.Error](err)
	return ok && e.NotSent() && (errors.Is(err, intercomapi.ErrStopping) || errors.Is(err, intercomapi.ErrBusy) || errors.Is(err, intercomapi.ErrOverTime) ||
		errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded))
}

// mayBeDone reports whether a failed act may have been carried out. How far one
// came that panicked nobody knows.
func mayBeDone(err error) bool {
	_, bug := errors.AsType[panics.Panic](err)
	return bug || MayHaveHappened(err)
}

// explain returns what a model is told of an act that failed.
func (b *batch) explain(err error) string {
	if b.caller.explain == nil {
		return err.Error()
	}
	return strings.TrimPrefix(b.caller.explain(err), b.caller.Tool+": ")
}

// A noneDoneError is a call that gave many ids, and did nothing of what it was to do.
type noneDoneError struct {
	Outcomes
	halted string // why not all were tried
}

func (e noneDoneError) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "none of the %d was done", len(e.Refused)+len(e.Uncertain)+len(e.NotTried))
	for _, group := range []struct {
		name string
		of   []Failure
	}{{"Refused", e.Refused}, {"Uncertain", e.Uncertain}} {
		for i, f := range group.of {
			b.WriteString([]string{". " + group.name + ": ", "; "}[min(i, 1)] + f.String())
		}
	}
	for i, id := range e.NotTried {
		b.WriteString([]string{". Not tried, since " + e.halted + ": ", ", "}[min(i, 1)] + string(id))
	}
	return b.String()
}
