package e2e

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"intercom-mcp/tools"
)

// TestReadOnly asks a read-only program, over standard input and over HTTP, for
// every tool there is, and for each writing one under other spellings of its
// name: no request that writes may reach the API.
func TestReadOnly(t *testing.T) {
	var mu sync.Mutex
	var writes []string
	api := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		looks := r.Method == http.MethodGet && !strings.HasSuffix(r.URL.Path, "/banners") || strings.HasSuffix(r.URL.Path, "/search") ||
			r.URL.Path == "/companies/list"
		if !looks {
			mu.Lock()
			writes = append(writes, r.Method+" "+r.URL.Path)
			mu.Unlock()
		}
		_, _ = w.Write([]byte(`{"id":"1","role":"user","data":[]}`))
	}))
	t.Cleanup(api.Close)
	options := []string{"--read-only", "--toolsets", "all", "INTERCOM_BASE_URL=" + api.URL}
	stdio := start(t, append(options, token)...)
	web := serve(t, append([]string{"http"}, options...)...)

	stdio.send(initialize(0, "2025-11-25"), initialized)
	stdio.answer()
	over := map[string]func(string) message{
		"stdio": func(m string) message { stdio.send(m); return stdio.answer() },
		"http":  func(m string) message { return web.post(m, "Authorization: Bearer t") },
	}
	for name, exchange := range over {
		t.Run(name, func(t *testing.T) { onlyReads(t, exchange) })
	}
	mu.Lock()
	defer mu.Unlock()
	if len(writes) > 0 {
		t.Errorf("read-only mode wrote: %v", writes)
	}
}

func onlyReads(t *testing.T, exchange func(string) message) {
	t.Helper()
	var listed struct {
		Tools []struct {
			Name        string
			Annotations struct{ ReadOnlyHint bool }
		}
	}
	if err := json.Unmarshal(exchange(request(1, "tools/list", "{}")).Result, &listed); err != nil {
		t.Fatal(err)
	}
	reading := 0
	for _, tool := range tools.All() {
		if tool.Effect == tools.Read {
			reading++
			exchange(call(2, tool.Name, `{"id":"1"}`)) // whatever it answers, it writes nothing
			continue
		}
		for _, spelling := range []string{tool.Name, strings.ToUpper(tool.Name), " " + tool.Name, strings.ReplaceAll(tool.Name, "_", "-")} {
			if m := exchange(call(3, spelling, `{"id":"1","email":"a@example.com","body":"x"}`)); m.Error == nil {
				t.Errorf("%q can be called: %s", spelling, m.Result)
			}
		}
	}
	if len(listed.Tools) != reading {
		t.Errorf("%d tools are listed, %d read", len(listed.Tools), reading)
	}
	for _, tool := range listed.Tools {
		if !tool.Annotations.ReadOnlyHint {
			t.Errorf("%s is listed", tool.Name)
		}
	}
}
