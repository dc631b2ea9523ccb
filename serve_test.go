package main

import (
	"bufio"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"
)

// serving is a listening command that runs in this process.
type serving struct {
	url    string
	stop   func()
	status chan int
	log    chan string // of the lines after the first one, at the end
}

// serve runs a listening command on a free port, which the first log line names.
func serve(t *testing.T, args ...string) *serving {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	t.Cleanup(cancel)
	s := &serving{stop: cancel, status: make(chan int, 1), log: make(chan string, 1)}
	args, env := splitVariables(append(args, "--addr=127.0.0.1:0", "--log-format=json"))
	logged, errs := io.Pipe()
	go func() {
		s.status <- run(ctx, args, env, strings.NewReader(""), io.Discard, errs)
		_ = errs.Close()
	}()
	lines := bufio.NewReader(logged)
	first, err := lines.ReadString('\n')
	var line struct{ Addr string }
	if err != nil || json.Unmarshal([]byte(first), &line) != nil || line.Addr == "" {
		t.Fatalf("the first log line names no address: %q", first)
	}
	s.url = "http://" + line.Addr
	go func() {
		rest, _ := io.ReadAll(lines)
		s.log <- string(rest)
	}()
	return s
}

// get returns the status of a GET.
func (s *serving) get(t *testing.T, path string) int {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, s.url+path, nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Authorization", "Bearer x")
	res, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	_ = res.Body.Close()
	return res.StatusCode
}

// TestListeners runs each listening command, asks it for a page, and stops it.
func TestListeners(t *testing.T) {
	for name, c := range map[string]struct {
		args   string
		path   string
		status int
		warns  []string // in order, and nothing else
	}{
		"http":               {"http", "/healthz", 200, nil},
		"http, own token":    {"http INTERCOM_ACCESS_TOKEN=x", "/readyz", 200, []string{"the access token is ignored"}},
		"http, two sources":  {"http --sandbox INTERCOM_ACCESS_TOKEN=x", "/healthz", 200, []string{"the sandbox is used"}},
		"sse":                {"sse --sandbox", "/mcp", 404, nil},
		"sandbox":            {"sandbox", "/me", 200, nil},
		"sandbox with fault": {"sandbox --fault GET§/me§418", "/me", 418, nil},
		"sandbox with trace": {"sandbox --trace x", "/me", 200, []string{"--trace is ignored"}},
	} {
		t.Run(name, func(t *testing.T) {
			args := strings.Fields(c.args)
			for i := range args {
				args[i] = strings.ReplaceAll(args[i], "§", " ")
			}
			s := serve(t, args...)
			if got := s.get(t, c.path); got != c.status {
				t.Errorf("GET %s: %d, want %d", c.path, got, c.status)
			}
			s.stop()
			if status := <-s.status; status != 0 {
				t.Errorf("exit status %d", status)
			}
			var warned []string
			for line := range strings.Lines(<-s.log) {
				if strings.Contains(line, `"level":"WARN"`) {
					warned = append(warned, line)
				}
			}
			if !slices.EqualFunc(warned, c.warns, strings.Contains) {
				t.Errorf("warned of %q, want %q", warned, c.warns)
			}
		})
	}
}

// TestStdioWarnings shows what is logged of options that may surprise.
func TestStdioWarnings(t *testing.T) {
	trace := t.TempDir() + "/trace"
	for name, c := range map[string]struct {
		args []string
		says []string
	}{
		"no token":            {nil, []string{"no access token is set"}},
		"a token":             {[]string{"INTERCOM_ACCESS_TOKEN=x"}, nil},
		"sandbox":             {[]string{"--sandbox"}, nil},
		"sandbox and token":   {[]string{"--sandbox", "INTERCOM_ACCESS_TOKEN=x"}, []string{"the sandbox is used"}},
		"sandbox and address": {[]string{"--sandbox", "--base-url=https://x.example"}, []string{"the sandbox is used"}},
		"trace":               {[]string{"--sandbox", "--trace", trace}, []string{"tracing"}},
		"trace, errors only":  {[]string{"--sandbox", "--trace", trace, "--log-level=error"}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			got := runProgram(t, "", c.args...)
			if lines := slices.Collect(strings.Lines(got.log)); got.status != 0 || got.out != "" || !slices.EqualFunc(lines, c.says, strings.Contains) {
				t.Errorf("%+v, want warnings of %q", got, c.says)
			}
		})
	}
}

// TestUnknownTools tells who calls a tool that is not offered which one may be
// meant, or how to have it.
func TestUnknownTools(t *testing.T) {
	for name, c := range map[string]struct{ args, says, not string }{
		"search_conversation":          {"", `did you mean search_conversations`, "archive"},
		"mcp__intercom__list_contacts": {"", `did you mean list_contacts?`, ""},
		"getContact":                   {"", `did you mean get_contact`, "create_contact"},
		"reply_to_conversation":        {"", "did you mean reply_conversation?", ""},
		"list_users":                   {"", "list_contacts", ""},
		"search_companies":             {"--toolsets=all", "find_companies", "did you mean search?"},
		"find_contacts":                {"", "search_contacts", "delete_contact"},
		"list_ticket":                  {"", "list_ticket_types", ""},
		"remove_note_from_everything":  {"", "see tools/list", ""},
		"get_article":                  {"", "--toolsets articles or --tools get_article", ""},
		"create_contact":               {"--read-only", "--read-only", ""},
		"create_contacts":              {"--read-only", "get_contact", "create_contact,"},
		"":                             {"", `unknown tool \"\": see tools/list`, ""},
		strings.Repeat("a", 100_000):   {"", "too long", "aaa"},
	} {
		got := runProgram(t, `{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"`+name+`"}}`, append(strings.Fields(c.args), "--sandbox")...)
		if !strings.HasPrefix(got.out, `{"jsonrpc":"2.0","id":1,"error":{"code":-32602,"message":"`) || !strings.Contains(got.out, c.says) ||
			c.not != "" && strings.Contains(got.out, c.not) {
			t.Errorf("%.50s: %.500s", name, got.out)
		}
	}
}

// TestStdioEnd ends standard input while a call runs, behind a message that is
// odd: its answer, if it gets one, may not be taken for the running call's, and
// one that will not come may not be waited for.
func TestStdioEnd(t *testing.T) {
	const slow = `{"jsonrpc":"2.0","id":7,"method":"tools/call","params":{"name":"list_contacts","arguments":{}}}`
	for name, odd := range map[string]struct {
		line    string
		answers int
	}{
		"nothing odd":          {`{"jsonrpc":"2.0","id":1,"method":"ping"}`, 1},
		"no method":            {`{"jsonrpc":"2.0","id":1}`, 1},
		"a client's reply":     {`{"jsonrpc":"2.0","id":1,"result":{}}`, 0},
		"a client's error":     {`{"jsonrpc":"2.0","id":1,"error":{"code":1,"message":"no"}}`, 0},
		"request and reply":    {`{"jsonrpc":"2.0","id":1,"method":"ping","result":{}}`, 0},
		"an unnumbered answer": {`{"jsonrpc":2,"id":1,"method":"ping"}`, 1},
		"a notification's id":  {`{"jsonrpc":"2.0","id":1,"method":"notifications/initialized"}`, 1},
		"no version":           {`{"id":1,"method":"ping"}`, 1},
		"a batch":              {`[{"jsonrpc":"2.0","id":1,"method":"ping"}]`, 1},
		"cut off":              {`{"jsonrpc":"2.0","id":1,"meth`, 1},
		"an odd id":            {`{"jsonrpc":"2.0","id":{"a":1},"method":"ping"}`, 1},
		"bad params":           {`{"jsonrpc":"2.0","id":1,"method":"tools/call","params":5}`, 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := runProgram(t, slow+"\n"+odd.line, "--sandbox", "--fault", "GET /contacts delay 200ms")
			if answers := strings.Count(got.out, "\n"); got.status != 0 || answers != odd.answers+1 {
				t.Errorf("exit status %d, %d answers, want %d:\n%s", got.status, answers, odd.answers+1, got.out)
			}
			seen := map[string]bool{}
			for line := range strings.Lines(got.out) {
				checkAnswer(t, line, seen)
			}
			if !seen["7"] {
				t.Error("the call that ran is not answered")
			}
		})
	}
}

// checkAnswer checks that a line is an answer, the first of its id, and that of
// call 7 a result that is no error.
func checkAnswer(t *testing.T, line string, seen map[string]bool) {
	t.Helper()
	var m struct {
		JSONRPC string
		ID      json.RawMessage
		Error   json.RawMessage
		Result  *struct {
			IsError bool
			Content []any
		}
	}
	if err := json.Unmarshal([]byte(line), &m); err != nil || m.JSONRPC != "2.0" || (m.Result == nil) == (m.Error == nil) {
		t.Errorf("not an answer of JSON-RPC (%v): %q", err, line)
		return
	}
	id := string(m.ID)
	if seen[id] {
		t.Errorf("id %s is answered twice", id)
	}
	seen[id] = true
	if id == "7" && (m.Result == nil || m.Result.IsError || len(m.Result.Content) == 0) {
		t.Errorf("the call that ran is answered %s", line)
	}
}
