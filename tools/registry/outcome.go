package registry

import (
	"context"
	"errors"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/lookup"
)

// A ReconciledError is an uncertain write that was looked for and not found.
type ReconciledError struct {
	error
	finding string // where it was looked for, and what came of it
}

// WithFinding returns err with where the write was looked for, and what came of it.
func WithFinding(err error, finding string) error { return ReconciledError{err, finding} }

// Unwrap returns the error without the finding.
func (e ReconciledError) Unwrap() error { return e.error }

// Reconcile looks once for what a write may have made although it failed: find
// returns it with its id, which is "" where there is none. What is found is the
// call's result after all, with a warning that says so; else the error says
// where it was looked for. An error that is certain is returned as it is.
func Reconcile[T any](ctx context.Context, err error, where string, find func() (T, intercomapi.ID, error)) (found T, warning string, rest error) {
	if err == nil || !MayHaveHappened(err) || ctx.Err() != nil {
		return found, "", err
	}
	found, id, failed := find()
	switch {
	case failed != nil:
		return found, "", WithFinding(err, "Looked in "+where+", which failed too")
	case id == "":
		return found, "", WithFinding(err, "Looked in "+where+" and did not find it, which does not prove that it never arrives")
	}
	return found, "Intercom's answer was lost, but it has happened: it was found in " + where + ", with the id " + string(id) + ". Do not send it again", nil
}

// MayHaveHappened reports whether a failed write may have been carried out.
func MayHaveHappened(err error) bool {
	var e *intercomapi.Error
	return errors.As(err, &e) && !lookup.IsPreconditionFailed(err) && e.Uncertain()
}
