package trace_test

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"intercom-mcp/server/trace"
)

// open returns a Recorder, and a function that closes it and returns its lines.
func open(t *testing.T) (r *trace.Recorder, lines func() []map[string]any) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "trace")
	r, err := trace.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	return r, func() (all []map[string]any) {
		if err := r.Close(); err != nil {
			t.Fatal(err)
		}
		raw, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(raw)) {
			var e map[string]any
			if err := json.Unmarshal([]byte(line), &e); err != nil {
				t.Fatalf("%v in %s", err, line)
			}
			delete(e, "time")
			delete(e, "ms")
			all = append(all, e)
		}
		return all
	}
}

// same reports whether two values are the same JSON.
func same(t *testing.T, got, want any) bool {
	t.Helper()
	a, err := json.Marshal(got)
	if err != nil {
		t.Fatal(err)
	}
	b, err := json.Marshal(want)
	if err != nil {
		t.Fatal(err)
	}
	return string(a) == string(b)
}

func TestMessages(t *testing.T) {
	r, lines := open(t)
	r.HideToken("tok-1")
	r.HideToken("") // must not blank the space between all letters
	long := strings.Repeat("a", 1<<20+1)
	for _, message := range []string{`{"a":"<tok-1>"}` + "\n", "no JSON: tok-1", "", long} {
		r.Received([]byte(message))
	}
	r.Sent([]byte(`{"id":1}`))
	got := lines()
	if cut, _ := got[3]["message"].(string); !strings.HasSuffix(cut, "a … (1048577 bytes in all)") {
		t.Errorf("a long message ends with %.60q", cut[max(0, len(cut)-60):])
	}
	delete(got[3], "message")
	if want := []map[string]any{
		{"what": "mcp", "way": "in", "message": map[string]any{"a": "<[token]>"}}, {"what": "mcp", "way": "in", "message": "no JSON: [token]"},
		{"what": "mcp", "way": "in"}, {"what": "mcp", "way": "in"}, {"what": "mcp", "way": "out", "message": map[string]any{"id": 1}},
	}; !same(t, got, want) {
		t.Errorf("got  %v\nwant %v", got, want)
	}
}

// roundTrip is a transport that is a function.
type roundTrip func(*http.Request) (*http.Response, error)

func (f roundTrip) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

func TestExchanges(t *testing.T) {
	r, lines := open(t)
	client := http.Client{Transport: r.Transport(roundTrip(func(req *http.Request) (*http.Response, error) {
		if req.URL.Path == "/broken" {
			return nil, errors.New("no line to tok-2")
		}
		return &http.Response{StatusCode: http.StatusTeapot, Body: io.NopCloser(strings.NewReader(`{"echo":"tok-2"}`))}, nil
	}))}
	for _, path := range []string{"/fine", "/broken"} {
		req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, "https://api.example"+path, strings.NewReader(`{"n":1}`))
		if err != nil {
			t.Fatal(err)
		}
		req.Header.Set("Authorization", "Bearer tok-2")
		res, err := client.Do(req)
		if err != nil {
			continue
		}
		if body, err := io.ReadAll(res.Body); err != nil || string(body) != `{"echo":"tok-2"}` {
			t.Errorf("the caller reads %s, %v", body, err)
		}
		_ = res.Body.Close()
	}
	if got, want := lines(), []map[string]any{
		{"what": "api", "request": "POST https://api.example/fine", "sent": map[string]any{"n": 1}, "status": 418, "got": map[string]any{"echo": "[token]"}},
		{"what": "api", "request": "POST https://api.example/broken", "sent": map[string]any{"n": 1}, "error": "no line to [token]"},
	}; !same(t, got, want) {
		t.Errorf("got  %v\nwant %v", got, want)
	}
}

func TestNoRecorder(t *testing.T) {
	var none *trace.Recorder
	none.HideToken("a")
	none.Received([]byte("{}"))
	none.Sent([]byte("{}"))
	if next := http.DefaultTransport; none.Transport(next) != next {
		t.Error("a nil Recorder changes the transport")
	}
	if err := none.Close(); err != nil {
		t.Error(err)
	}
}

// TestMode takes a file away from all but its owner, and adds to what it holds.
func TestMode(t *testing.T) {
	path := filepath.Join(t.TempDir(), "trace")
	if err := os.WriteFile(path, []byte("earlier\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	r, err := trace.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	r.Sent([]byte("{}"))
	if err := r.Close(); err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(path)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v %v", info.Mode(), err)
	}
	if raw, _ := os.ReadFile(path); !strings.HasPrefix(string(raw), "earlier\n{") {
		t.Errorf("the file holds %s", raw)
	}
	if _, err := trace.Open(filepath.Dir(path)); err == nil {
		t.Error("a directory is no trace")
	}
}
