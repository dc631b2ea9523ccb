package registry

import (
	"context"
	"errors"
	"fmt"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/args"
	"intercom-mcp/tools/lookup"
)

// ErrNoToken says how to set the token that is missing.
var ErrNoToken = errors.New("no Intercom access token: set INTERCOM_ACCESS_TOKEN for the server (Intercom: Settings > Integrations > Developer Hub > your app > Authentication) and restart it; do not ask for the token in this chat")

// Explain tells a failed call of t to the model: what is wrong and what to do next.
func (t Tool) Explain(err error) string {
	if _, ok := errors.AsType[args.Error](err); ok {
		return "invalid arguments for " + t.Name + ": " + err.Error()
	}
	var e *intercomapi.Error
	switch {
	case errors.As(err, &e):
	case lookup.IsPreconditionFailed(err): // a look-up that was given up
		return t.Name + ": " + err.Error() + ". Nothing has changed"
	default:
		return t.Name + ": " + err.Error()
	}
	if looked := (ReconciledError{}); errors.As(err, &looked) {
		return fmt.Sprintf("%s: %v. %s. %s", t.Name, err, t.advice(err, e), looked.looked)
	}
	return fmt.Sprintf("%s: %v. %s", t.Name, err, t.advice(err, e))
}

// advice is the next step after an answer of the API, or after none.
func (t Tool) advice(err error, e *intercomapi.Error) string {
	lookup := t.Effect == Read || lookup.IsPreconditionFailed(err)
	switch {
	case e.NotSent():
		return notSent(err)
	case e.Err != nil && e.Status >= 200 && e.Status < 300:
		return unreadable(lookup)
	case e.Uncertain() && !lookup:
		return "It may have happened all the same: look before you call again"
	case e.Status == 0 || e.Status == 408 || e.Status >= 500:
		return "Nothing has changed; call again later"
	case e.Status >= 300 && e.Status < 400:
		return "The address answers with a redirect, which is not followed: check --base-url and --region"
	}
	if len(e.Details) > 0 && e.Details[0].Code == "sandbox_lacks" {
		return "Nothing has changed: try this with a real workspace"
	}
	if e.MergedTo != "" {
		return fmt.Sprintf("It was merged into the contact %s: use that id", e.MergedTo)
	}
	if hint, ok := hints[e.Status]; ok {
		return hint
	}
	return "Nothing has changed: correct the call"
}

func notSent(err error) string {
	switch {
	case errors.Is(err, intercomapi.ErrStopping):
		return "Nothing has changed; call again when the server runs again"
	case errors.Is(err, intercomapi.ErrBusy):
		return "Nothing has changed: the rate limit is used up; wait a minute, then call again"
	case errors.Is(err, intercomapi.ErrUnfit):
		return "Nothing has changed: correct what is named"
	case errors.Is(err, context.Canceled):
		return "Nothing has changed"
	}
	return "The request did not reach Intercom, so nothing has changed: check the network or --base-url, then call again"
}

// hints is what to do after each status that has one meaning.
var hints = map[int]string{
	400: "Nothing has changed: correct the arguments that Intercom names",
	401: "The access token is wrong, expired or of another region (--region us, eu or au): the user must mend it; do not call again",
	403: "The access token lacks the permission for this: the user must grant it in the Developer Hub; do not call again",
	404: "Nothing has this id: find the right id with a list or search tool",
	406: "Intercom does not offer this under the API version that is set (--api-version)",
	409: "Nothing has changed: it exists already (use the one whose id Intercom names), or it is in a state or use that forbids this",
	410: "It is gone: merged into another one, or deleted",
	422: "Nothing has changed: correct the arguments that Intercom names",
	429: "Intercom's rate limit: nothing has changed; wait ten seconds, then call again once",
}

func unreadable(lookup bool) string {
	if lookup {
		return "Intercom's answer can't be read; nothing has changed; call again later"
	}
	return "Intercom accepted it, so it has most likely happened: do not call again, look"
}

// Cancelled reports that the client gave the call up.
func Cancelled(err error) bool { return errors.Is(err, context.Canceled) }
