package registry

import (
	"context"
	"errors"
	"net/http"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/args"
	"intercom-mcp/tools/lookup"
)

// ErrNoToken is the failure of a call without an access token. It says how to set
// one.
var ErrNoToken = errors.New("no Intercom access token: set INTERCOM_ACCESS_TOKEN for the server " +
	"(Intercom: Settings > Integrations > Developer Hub > your app > Authentication) and restart it; do not ask for the token in this chat")

// Explain returns what a model is told of a failed call: what is wrong, what
// Intercom said, and what to do next.
func (t Tool) Explain(err error) string {
	if errors.Is(err, ErrNoToken) {
		return err.Error()
	}
	if _, ok := errors.AsType[args.Error](err); ok {
		return "invalid arguments for " + t.Name + ": " + err.Error()
	}
	said := t.Name + ": " + err.Error()
	answer, ok := errors.AsType[*intercomapi.Error](err)
	switch {
	case ok:
		said += ". " + t.advice(err, answer)
	case errors.Is(err, intercomapi.ErrOverTime) && (t.Effect == Read || lookup.IsPreconditionFailed(err)):
		return said + ". " + overTime
	case lookup.IsPreconditionFailed(err): // a look-up that was given up
		return said + ". Nothing has changed"
	default:
		return said
	}
	if reconciled, ok := errors.AsType[ReconciledError](err); ok {
		said += ". " + reconciled.finding
	}
	return said
}

// advice returns the next step after an answer of the API, or after none.
func (t Tool) advice(err error, e *intercomapi.Error) string {
	harmless := t.Effect == Read || lookup.IsPreconditionFailed(err)
	switch {
	case e.NotSent():
		return notSent(err)
	case e.Err != nil && e.Status >= 200 && e.Status < 300:
		return unreadable(harmless)
	case e.Uncertain() && !harmless:
		return "It may have happened all the same: look before you call again"
	case errors.Is(err, intercomapi.ErrOverTime):
		return overTime
	case e.Status == 0 || e.Status == http.StatusRequestTimeout || e.Status >= 500:
		return "Nothing has changed; call again later"
	}
	return Advice(e)
}

// overTime is the next step where a call's time was over before it changed anything.
const overTime = "Nothing has changed: ask for less at a time, or call again later"

// notSent returns the next step after a request that was not sent.
func notSent(err error) string {
	switch {
	case errors.Is(err, intercomapi.ErrOverTime):
		return overTime
	case errors.Is(err, intercomapi.ErrStopping):
		return "Nothing has changed; call again when the server runs again"
	case errors.Is(err, intercomapi.ErrBusy):
		return "Nothing has changed: the rate limit is used up; wait a minute, then call again"
	case errors.Is(err, intercomapi.ErrUnfit):
		return "Nothing has changed: correct what is named"
	case errors.Is(err, context.Canceled):
		return "Nothing has changed"
	}
	return "The request did not reach Intercom, so nothing has changed: " + operator + " must check the network or --base-url; then call again"
}

// unreadable returns the next step after an answer that can't be read; harmless
// says that the call changed nothing.
func unreadable(harmless bool) string {
	if harmless {
		return "Intercom's answer can't be read; nothing has changed; call again later"
	}
	return "Intercom accepted it, so it has most likely happened: do not call again, look"
}
