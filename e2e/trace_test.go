package e2e

import (
	"encoding/json"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// traced is a line of a trace.
type traced struct {
	What    string          `json:"what"`
	Way     string          `json:"way"`
	Message json.RawMessage `json:"message"`
	Request string          `json:"request"`
	Sent    json.RawMessage `json:"sent"`
	Status  int             `json:"status"`
	Got     json.RawMessage `json:"got"`
}

// readTrace reads a trace that must be its owner's alone and hold no token.
func readTrace(t *testing.T, path string, tokens ...string) []traced {
	t.Helper()
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if mode := info.Mode().Perm(); mode != 0o600 {
		t.Errorf("mode %o, want 600", mode)
	}
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, bearer := range tokens {
		if strings.Contains(string(raw), bearer) {
			t.Errorf("the trace holds the token %s", bearer)
		}
	}
	var entries []traced
	for line := range strings.Lines(string(raw)) {
		var e traced
		if err := json.Unmarshal([]byte(line), &e); err != nil {
			t.Fatalf("%v: %s", err, line)
		}
		entries = append(entries, e)
	}
	return entries
}

// has reports whether a message went that way.
func has(entries []traced, way, body string) bool {
	return slices.ContainsFunc(entries, func(e traced) bool {
		return e.What == "mcp" && e.Way == way && string(e.Message) == body
	})
}

func TestTraceStdio(t *testing.T) {
	u := intercom(t)
	path := filepath.Join(t.TempDir(), "trace")
	if err := os.WriteFile(path, nil, 0o644); err != nil { // open to all, as an earlier one may be
		t.Fatal(err)
	}
	p := start(t, u.variable(), token, "--trace", path)
	sent := []string{initialize(1, "2025-11-25"), initialized, call(2, "search_conversations", openOnes), call(3, "get_contact", `{"id":"tok-of-stdio"}`)}
	p.send(sent...)
	for range 3 {
		line, _ := p.out.next()
		sent = append(sent, line)
	}
	_ = p.in.Close()
	p.ended()
	entries := readTrace(t, path, "tok-of-stdio")
	for i, text := range sent {
		way := map[bool]string{true: "in", false: "out"}[i < 4]
		if !has(entries, way, strings.ReplaceAll(text, "tok-of-stdio", "[token]")) {
			t.Errorf("the trace lacks, %s: %.200s", way, text)
		}
	}
	searched := slices.ContainsFunc(entries, func(e traced) bool {
		return e.What == "api" && e.Request == "POST "+u.URL+"/conversations/search" && e.Status == 200 &&
			strings.Contains(string(e.Sent), `"value":"open"`) && strings.Contains(string(e.Got), `"conversations"`)
	})
	if !searched {
		t.Error("the trace lacks the search that Intercom was sent")
	}
}

// TestTraceSandbox blanks no word that people write.
func TestTraceSandbox(t *testing.T) {
	path := filepath.Join(t.TempDir(), "trace")
	p := start(t, "--sandbox", "--trace", path)
	p.write(initialize(0, "2025-11-25") + "\n" + call(1, "find_companies", `{"company_id":"sandbox"}`) + "\n")
	p.answers(2)
	asked := func(e traced) bool { return strings.Contains(e.Request, "/companies?company_id=sandbox&") }
	if !slices.ContainsFunc(readTrace(t, path), asked) {
		t.Error("the trace lacks the look-up")
	}
}

func TestTraceHTTP(t *testing.T) {
	u := intercom(t)
	path := filepath.Join(t.TempDir(), "trace")
	p := serve(t, "http", u.variable(), "--trace", path)
	answer := ask(t, http.MethodPost, p.url("/mcp"), call(1, "get_contact", `{"id":"tok-of-ann"}`), "Authorization: Bearer tok-of-ann")
	s := openStream(t, p, "Authorization: Bearer tok-of-ben")
	s.roundTrip(call(2, "get_contact", `{"id":"tok-of-ben"}`))
	_ = s.body.Close()
	p.stop()
	p.ended()
	entries := readTrace(t, path, "tok-of-ann", "tok-of-ben")
	if !has(entries, "in", call(1, "get_contact", `{"id":"[token]"}`)) || !has(entries, "in", call(2, "get_contact", `{"id":"[token]"}`)) {
		t.Error("the trace lacks the calls")
	}
	if !has(entries, "out", strings.TrimSpace(strings.ReplaceAll(answer.body, "tok-of-ann", "[token]"))) {
		t.Error("the trace lacks the answer")
	}
}
