package tools_test

import (
	"encoding/json"
	"net/http"
	"testing"
	"time"

	"intercom-mcp/intercomapi"
	"intercom-mcp/sandbox"
	"intercom-mcp/tools/lookup"
	"intercom-mcp/tools/registry"
)

// seededCompany is a sandbox, its clock, and who calls tools over it.
type seededCompany struct {
	*sandbox.Workspace
	t      testing.TB
	clock  time.Time
	caller registry.Caller
}

// openFilter is a sandbox with faults. Its answers have a date, as Intercom's have.
func openFilter(t testing.TB, faults ...string) *seededCompany {
	t.Helper()
	w := &seededCompany{t: t, clock: now}
	w.Workspace = sandbox.New(sandbox.Options{Now: func() time.Time { return w.clock }})
	client, err := intercomapi.New(intercomapi.Config{BaseURL: "https://api.example", Transport: dated{w}})
	if err != nil {
		t.Fatal(err)
	}
	w.caller = registry.Caller{Resolver: lookup.Resolver{Client: client.WithToken("x"), AdminID: sandbox.AdminAnn, Clock: func() time.Time { return w.clock }},
		Guard: registry.NewDuplicateGuard(2 * time.Minute)}
	w.order(faults...)
	return w
}

func (w *seededCompany) order(faults ...string) {
	w.t.Helper()
	for _, order := range faults {
		f, err := sandbox.ParseFault(order)
		if err != nil {
			w.t.Fatal(err)
		}
		w.Inject(f)
	}
}

// dated adds the Date header that an HTTP server adds.
type dated struct{ w *seededCompany }

func (d dated) RoundTrip(r *http.Request) (*http.Response, error) {
	res, err := d.w.Transport().RoundTrip(r)
	if err == nil {
		res.Header.Set("Date", d.w.clock.UTC().Format(http.TimeFormat))
	}
	return res, err
}

// call calls a tool and gives what the model reads.
func (w *seededCompany) call(name, arguments string) (text string, failed bool) {
	w.t.Helper()
	tool := named(w.t, name)
	out, err := tool.Call(w.t.Context(), w.caller, json.RawMessage(arguments))
	if err != nil {
		return tool.Explain(err), true
	}
	raw, err := json.Marshal(out)
	if err != nil {
		w.t.Fatal(err)
	}
	return string(raw), false
}
