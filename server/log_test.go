package server_test

import (
	"bytes"
	"encoding/json"
	"io"
	"log/slog"
	"maps"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"

	"intercom-mcp/server"
	"intercom-mcp/tools/samples"
)

// journal is a log that a test can read.
type journal struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (j *journal) Write(p []byte) (int, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.b.Write(p)
}

func (j *journal) logger() *slog.Logger {
	return slog.New(slog.NewJSONHandler(j, &slog.HandlerOptions{Level: slog.LevelDebug}))
}

func (j *journal) text() string {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.b.String()
}

func (j *journal) forget() {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.b.Reset()
}

// entries are the lines whose message is this.
func (j *journal) entries(t *testing.T, msg string) []object {
	t.Helper()
	var out []object
	for line := range strings.Lines(j.text()) {
		var e object
		if err := json.Unmarshal([]byte(line), &e); err != nil {
			t.Fatalf("%v in %s", err, line)
		}
		if e["msg"] == msg {
			out = append(out, e)
		}
	}
	return out
}

// private are texts of the arguments, answers and headers of the calls below.
var private = []string{secret, "ann@example.com", "example.com", "gold", "plan_level", "customer's own words", "Bearer"}

// telling answers with a status, a request id, and what no log may hold.
func telling(statusCode int) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("X-Request-Id", "request-1")
		w.WriteHeader(statusCode)
		_, _ = io.WriteString(w, `{"id":"1","role":"user","deleted":true,"data":[],"name":"customer's own words",`+
			`"errors":[{"code":"x","message":"customer's own words"}]}`)
	}
}

// TestLogs makes every tool succeed, fail and be refused: each call is one line
// that says what happened, and nothing of what was said.
func TestLogs(t *testing.T) {
	for name, c := range map[string]struct {
		answer  http.HandlerFunc
		more    object
		outcome string
		status  float64
	}{
		"success": {telling(200), nil, "ok", 200},
		"failure": {telling(422), nil, "error", 422},
		"cut":     {cut, nil, "error", 0},
		"refused": {telling(200), object{"ann@example.com": secret}, "error", -1},
	} {
		t.Run(name, func(t *testing.T) {
			api, log := newFake(t, c.answer), &journal{}
			cfg := serverConfig(t, api.URL, everyTool()...)
			cfg.Token, cfg.AdminID, cfg.Log = secret, "7", log.logger()
			session := connect(t, cfg)
			for _, tool := range everyTool() {
				api.forget()
				log.forget()
				_, _ = call(t, session, tool.Name, samples.With(samples.Fullest(t, tool), c.more))
				checkLine(t, log, tool.Name, c.outcome, c.status, len(api.calls()))
			}
		})
	}
}

// checkLine fails unless a log is one line, of a call with this outcome, and
// tells nothing private.
func checkLine(t *testing.T, log *journal, tool, outcome string, code float64, requests int) {
	t.Helper()
	known := []string{"time", "level", "msg", "tool", "outcome", "duration", "requests", "status", "request_id"}
	lines := log.entries(t, "call")
	if len(lines) != 1 {
		t.Fatalf("%s: %d lines: %s", tool, len(lines), log.text())
	}
	e := lines[0]
	if e["tool"] != tool || e["outcome"] != outcome || e["duration"] == nil {
		t.Errorf("%s: %v", tool, e)
	}
	if sent := requests > 0; sent != (e["requests"] != nil) || sent && e["status"] != code || code > 0 && e["request_id"] != "request-1" {
		t.Errorf("%s, %d requests: %v", tool, requests, e)
	}
	if unknown := slices.DeleteFunc(slices.Collect(maps.Keys(e)), func(key string) bool { return slices.Contains(known, key) }); len(unknown) > 0 {
		t.Errorf("%s: the line also tells %q", tool, unknown)
	}
	quiet(t, log.text(), private...)
}

func quiet(t *testing.T, log string, secrets ...string) {
	t.Helper()
	for _, word := range secrets {
		if strings.Contains(log, word) {
			t.Errorf("%q is in the log: %s", word, log)
		}
	}
}

// TestLogsOverHTTP is about what a listener and its library add.
func TestLogsOverHTTP(t *testing.T) {
	api, log := newFake(t, telling(200)), &journal{}
	cfg := serverConfig(t, api.URL, reading(t)...)
	cfg.Log = log.logger()
	base := serveHTTP(t, cfg, server.HTTPConfig{})
	for _, message := range []string{
		`{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"get_contact","arguments":{"external_id":"ann@example.com"}}}`,
		`{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"ann@example.com","arguments":{}}}`,
		`{"jsonrpc":"2.0","id":1,"method":"ann@example.com"}`, `{"ann@example.com"`, `[{"ann@example.com":1}]`, `"ann@example.com"`,
		`{"jsonrpc":"2.0","method":"notifications/ann@example.com"}`, `{"jsonrpc":"2.0","id":1,"method":"tools/call","params":"ann@example.com"}`,
	} {
		ask(t, http.MethodPost, base+"/mcp?who=ann@example.com", message, "Authorization", "Bearer "+secret)
	}
	ask(t, http.MethodPost, base+"/mcp", "{}", "Authorization", "Bearer "+secret, "Origin", "https://evil.example.com")
	if len(log.entries(t, "call")) != 1 {
		t.Errorf("want one line of a call: %s", log.text())
	}
	quiet(t, log.text(), private...)
}

// TestLargeNumbersOverHTTP keep their digits on the whole way.
func TestLargeNumbersOverHTTP(t *testing.T) {
	api := newFake(t, status(http.StatusOK))
	base := serveHTTP(t, serverConfig(t, api.URL, reading(t)...), server.HTTPConfig{})
	ask(t, http.MethodPost, base+"/mcp", callGetContact, "Authorization", "Bearer x")
	if got := api.calls(); !slices.Equal(got, []string{"GET /contacts/9007199254740993"}) {
		t.Errorf("%q", got)
	}
}
