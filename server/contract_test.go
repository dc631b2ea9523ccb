package server_test

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"intercom-mcp/intercomapi"
	"intercom-mcp/intercomapi/contract"
	"intercom-mcp/server"
	"intercom-mcp/tools/registry"
)

func serverConfig(t *testing.T, url string, offered ...registry.Tool) server.Config {
	t.Helper()
	api, err := intercomapi.New(intercomapi.Config{BaseURL: url})
	if err != nil {
		t.Fatal(err)
	}
	return server.Config{API: api, Tools: offered}
}

// described answers every call with the description's own example, and judges
// the call by the description.
func described(t *testing.T, d *contract.Description) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if v := r.Header.Get("Intercom-Version"); v != intercomapi.DefaultVersion {
			t.Errorf("Intercom-Version %q", v)
		}
		w.Header().Set("Content-Type", "application/json")
		body := d.Example(d.Operation(r), http.StatusOK)
		if body == nil { // it has none for some operations
			body = []byte(`{"id":"1","deleted":true}`)
		}
		_, _ = w.Write(body)
	})
}

// TestContract holds every request of every tool against Intercom's
// description: the smallest and the fullest arguments, undeclared fields refused.
func TestContract(t *testing.T) {
	d := contract.Load(t)
	forEach(t, func(t *testing.T, tool registry.Tool) {
		judge := httptest.NewServer(judged(t, d))
		t.Cleanup(judge.Close)
		c := dial(t, judge.URL, []registry.Tool{tool})
		for _, args := range append(cases()[tool.Name].others, smallest(t, tool), fullest(t, tool)) {
			if text, failed := call(t, c, tool.Name, args); failed {
				t.Errorf("%v: %s", args, text)
			}
		}
	})
}

// judged judges requests alone: the description's examples are not all right.
func judged(t *testing.T, d *contract.Description) http.Handler {
	next := described(t, d)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body := readBody(t, r)
		for _, fault := range d.CheckRequest(r, body) {
			t.Errorf("%s %s %s: %s", r.Method, r.URL, body, fault)
		}
		next.ServeHTTP(w, r)
	})
}
