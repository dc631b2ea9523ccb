package tools_test

import (
	"io"
	"net/http"
	"testing"

	"intercom-mcp/intercomapi"
	"intercom-mcp/intercomapi/contract"
	"intercom-mcp/tools/registry"
)

// described answers every call with the description's own example, and judges
// the call by the description.
func described(t *testing.T, d *contract.Description) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if v := r.Header.Get("Intercom-Version"); v != intercomapi.DefaultVersion {
			t.Errorf("Intercom-Version %q", v)
		}
		w.Header().Set("Content-Type", "application/json")
		body := d.Example(d.Operation(r), http.StatusOK)
		if body == nil { // it has none for some operations
			body = []byte(`{"id":"1","deleted":true}`)
		}
		_, _ = w.Write(body)
	}
}

// TestContract holds every request of every tool against Intercom's
// description: the smallest and the fullest arguments, undeclared fields refused.
func TestContract(t *testing.T) {
	d := contract.Load(t)
	forEach(t, func(t *testing.T, tool registry.Tool) {
		c := callerOver(t, newFake(judged(t, d)))
		for _, args := range everyCall(t, tool) {
			if text, failed := call(t, c, tool, args); failed {
				t.Errorf("%v: %s", args, text)
			}
		}
	})
}

// judged judges requests alone: the description's examples are not all right.
func judged(t *testing.T, d *contract.Description) http.HandlerFunc {
	next := described(t, d)
	return func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			t.Error(err)
		}
		for _, fault := range d.CheckRequest(r, body) {
			t.Errorf("%s %s %s: %s", r.Method, r.URL, body, fault)
		}
		next(w, r)
	}
}
