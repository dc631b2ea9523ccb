package mcpfix_test

import (
	"context"
	"io"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/mark3labs/mcp-go/mcp"
	"github.com/mark3labs/mcp-go/server"

	"intercom-mcp/server/mcpfix"
)

const (
	drain    = time.Minute
	callWait = `"method":"tools/call","params":{"name":"wait"}}`
	callFast = `"method":"tools/call","params":{"name":"fast"}}`
)

// slow is a server whose tool, resource and prompt go on until they may end, or
// are cancelled.
type slow struct {
	*server.MCPServer
	mayEnd             chan struct{}
	mu                 sync.Mutex
	begun, ended, gone int // calls, those that ended by themselves, those that were cancelled
}

func newSlow() *slow {
	s := &slow{MCPServer: server.NewMCPServer("slow", "1", append(mcpfix.ServerOptions(), server.WithToolCapabilities(true))...), mayEnd: make(chan struct{})}
	s.AddTool(mcp.NewTool("wait"), func(ctx context.Context, _ mcp.CallToolRequest) (*mcp.CallToolResult, error) {
		return mcp.NewToolResultText("done"), s.wait(ctx)
	})
	s.AddTool(mcp.NewTool("fast"), func(context.Context, mcp.CallToolRequest) (*mcp.CallToolResult, error) {
		return mcp.NewToolResultText("done"), nil
	})
	s.AddTool(mcp.NewTool("panic"), func(context.Context, mcp.CallToolRequest) (*mcp.CallToolResult, error) { panic("private") })
	s.AddResource(mcp.NewResource("a:wait", "wait"), func(ctx context.Context, _ mcp.ReadResourceRequest) ([]mcp.ResourceContents, error) {
		return nil, s.wait(ctx)
	})
	s.AddPrompt(mcp.NewPrompt("wait"), func(ctx context.Context, _ mcp.GetPromptRequest) (*mcp.GetPromptResult, error) {
		return &mcp.GetPromptResult{}, s.wait(ctx)
	})
	return s
}

func (s *slow) wait(ctx context.Context) error {
	s.count(&s.begun)
	select {
	case <-ctx.Done():
		s.count(&s.gone)
		return ctx.Err()
	case <-s.mayEnd:
		s.count(&s.ended)
		return nil
	}
}

func (s *slow) count(n *int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	*n++
}

// counts returns how many calls have begun, and how they ended.
func (s *slow) counts() (begun, ended, gone int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.begun, s.ended, s.gone
}

// written is what a server has written, a message a line.
type written struct {
	mu    sync.Mutex
	lines []string
}

func (w *written) Write(p []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.lines = append(w.lines, strings.TrimSuffix(string(p), "\n"))
	return len(p), nil
}

// ids returns the beginnings of the messages, up to what they tell, sorted.
func (w *written) ids() []string {
	w.mu.Lock()
	defer w.mu.Unlock()
	var ids []string
	for _, line := range w.lines {
		head, _, _ := strings.Cut(strings.TrimPrefix(line, `{"jsonrpc":"2.0","id":`), `,"result":`)
		ids = append(ids, head)
	}
	slices.Sort(ids)
	return ids
}

// stdio is a server on lines, in a bubble of synctest.
type stdio struct {
	*slow
	*mcpfix.Stdio
	in    *io.PipeWriter
	out   written
	ended chan struct{}
}

// newStdio serves a slow server. It ends with the bubble.
func newStdio(t *testing.T) *stdio {
	t.Helper()
	s := &stdio{}
	s.serve(t, &s.out)
	return s
}

func (s *stdio) serve(t *testing.T, out io.Writer) {
	t.Helper()
	in, feed := io.Pipe()
	s.slow, s.in, s.ended = newSlow(), feed, make(chan struct{})
	var err error
	if s.Stdio, err = mcpfix.NewStdio(t.Context(), s.MCPServer, in, out, mcpfix.Corrections{}, nil, slog.New(slog.DiscardHandler)); err != nil {
		t.Fatal(err)
	}
	go func() {
		s.Serve(drain)
		close(s.ended)
	}()
	t.Cleanup(func() {
		s.Close()
		_ = feed.Close()
	})
}

// say sends lines, and waits until nothing moves any more.
func (s *stdio) say(lines ...string) {
	for _, line := range lines {
		_, _ = io.WriteString(s.in, line+"\n")
	}
	synctest.Wait()
}

func cancelOf(id string) string {
	return `{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":` + id + `}}`
}

// TestCancelled ends what a client cancels, and never answers it; nothing else.
func TestCancelled(t *testing.T) {
	const modern = `"params":{"_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{}},`
	hundred := make([]string, 100)
	for i := range hundred {
		hundred[i] = `{"jsonrpc":"2.0","id":"busy",` + callWait
	}
	for name, c := range map[string]cancellation{
		"running":               {[]string{`{"jsonrpc":"2.0","id":1,` + callWait, cancelOf("1")}, nil, 1, 1},
		"at once":               {[]string{`{"jsonrpc":"2.0","id":1,` + callWait + "\n" + cancelOf("1")}, nil, -1, -1},
		"a text":                {[]string{`{"jsonrpc":"2.0","id":"a",` + callWait, cancelOf(`"a"`)}, nil, 1, 1},
		"a text, otherwise":     {[]string{`{"jsonrpc":"2.0","id":"a",` + callWait, cancelOf(`"\u0061"`)}, nil, 1, 1},
		"a number, otherwise":   {[]string{`{"jsonrpc":"2.0","id":1000,` + callWait, cancelOf(`1e3`)}, nil, 1, 1},
		"a number as a text":    {[]string{`{"jsonrpc":"2.0","id":1,` + callWait, cancelOf(`"1"`)}, []string{"1"}, 1, 0},
		"a neighbour":           {[]string{`{"jsonrpc":"2.0","id":9007199254740993,` + callWait, cancelOf(`9007199254740992`)}, []string{"9007199254740993"}, 1, 0},
		"unknown":               {[]string{cancelOf("1"), cancelOf("null"), cancelOf("{}"), `{"jsonrpc":"2.0","id":1,` + callFast}, []string{"1"}, 0, 0},
		"answered":              {[]string{`{"jsonrpc":"2.0","id":1,` + callFast, cancelOf("1")}, []string{"1"}, 0, 0},
		"answered, used again":  {[]string{`{"jsonrpc":"2.0","id":1,` + callFast, cancelOf("1"), `{"jsonrpc":"2.0","id":1,` + callWait}, []string{"1", "1"}, 1, 0},
		"cancelled, used again": {[]string{`{"jsonrpc":"2.0","id":1,` + callWait, cancelOf("1"), `{"jsonrpc":"2.0","id":1,` + callFast}, []string{"1"}, 1, 1},
		"twice":                 {[]string{`{"jsonrpc":"2.0","id":1,` + callWait, cancelOf("1"), cancelOf("1")}, nil, 1, 1},
		"no params":             {[]string{`{"jsonrpc":"2.0","id":1,` + callWait, `{"jsonrpc":"2.0","method":"notifications/cancelled"}`}, []string{"1"}, 1, 0},
		"a null id":             {[]string{`{"jsonrpc":"2.0","id":"",` + callWait, cancelOf("null")}, []string{`""`}, 1, 0},
		"no id": {
			[]string{`{"jsonrpc":"2.0","id":0,` + callWait, `{"jsonrpc":"2.0","method":"notifications/cancelled","params":{}}`},
			[]string{"0"}, 1, 0,
		},
		"odd params": {
			[]string{`{"jsonrpc":"2.0","id":1,` + callWait, `{"jsonrpc":"2.0","method":"notifications/cancelled","params":[1]}`},
			[]string{"1"}, 1, 0,
		},
		"waiting its turn": {append(slices.Clone(hundred), `{"jsonrpc":"2.0","id":1,`+callWait, cancelOf("1"), cancelOf(`"busy"`)), nil, 100, 100},
		"a resource":       {[]string{`{"jsonrpc":"2.0","id":1,"method":"resources/read","params":{"uri":"a:wait"}}`, cancelOf("1")}, nil, 1, 1},
		"a prompt":         {[]string{`{"jsonrpc":"2.0","id":1,"method":"prompts/get","params":{"name":"wait"}}`, cancelOf("1")}, nil, 1, 1},
		"modern":           {[]string{`{"jsonrpc":"2.0","id":1,"method":"tools/call",` + modern + `"name":"wait"}}`, cancelOf("1")}, nil, 1, 1},
		"a subscription": {
			[]string{`{"jsonrpc":"2.0","id":1,"method":"subscriptions/listen",` + modern + `"notifications":{"toolsListChanged":true}}}`, cancelOf("1")},
			nil, 0, 0,
		},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) { checkCancellation(t, c) })
		})
	}
}

// cancellation is what a client says, and what comes of it.
type cancellation struct {
	say      []string
	answered []string // at last, when all that runs may end
	begun    int      // calls; -1: by chance
	gone     int      // of them, cancelled
}

func checkCancellation(t *testing.T, want cancellation) {
	t.Helper()
	s := newStdio(t)
	for _, line := range want.say {
		s.say(line)
	}
	close(s.mayEnd)
	time.Sleep(time.Second) // of the bubble's clock: notifications take their time
	begun, ended, gone := s.counts()
	if want.begun >= 0 && (begun != want.begun || gone != want.gone) || ended != begun-gone {
		t.Errorf("%d begun, %d ended, %d cancelled", begun, ended, gone)
	}
	answers := slices.DeleteFunc(s.out.ids(), func(line string) bool { return strings.Contains(line, `"method":"notifications/`) })
	if !slices.Equal(answers, want.answered) {
		t.Errorf("answered %q", answers)
	}
}

// TestTurns runs a hundred calls side by side, and answers a ping meanwhile.
func TestTurns(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newStdio(t)
		for range 150 {
			s.say(`{"jsonrpc":"2.0","id":7,` + callWait)
		}
		s.say(`{"jsonrpc":"2.0","id":"p","method":"ping"}`)
		if begun, _, _ := s.counts(); begun != 100 || !slices.Equal(s.out.ids(), []string{`"p"`}) {
			t.Errorf("%d calls have begun, answered: %q", begun, s.out.ids())
		}
		close(s.mayEnd)
		synctest.Wait()
		if _, ended, _ := s.counts(); ended != 150 || len(s.out.ids()) != 151 {
			t.Errorf("%d calls have ended, answered: %q", ended, s.out.ids())
		}
	})
}

// TestStdioLines reads what is no line of JSON, or more than one.
func TestStdioLines(t *testing.T) {
	const ping1, pong1 = `{"jsonrpc":"2.0","id":1,"method":"ping"}`, `{"jsonrpc":"2.0","id":1,"result":{}}`
	for name, c := range map[string]struct {
		in   string
		want []string
	}{
		"no line end":         {ping1, []string{pong1}},
		"a mark":              {"\ufeff" + ping1 + "\r\n", []string{pong1}},
		"blank lines":         {"\n\r\n  \n" + ping1 + "\n\n\t\n", []string{pong1}},
		"a mark alone":        {"\ufeff\n" + ping1, []string{pong1}},
		"a notification":      {`{"jsonrpc":"2.0","method":"notifications/initialized"}`, nil},
		"a client's answer":   {`{"jsonrpc":"2.0","id":1,"result":{}}`, nil},
		"a client's failure":  {`{"jsonrpc":"2.0","id":1,"error":{"code":-32601,"message":"Method not found"}}`, nil},
		"nothing asked":       {`{"jsonrpc":"2.0","id":1}`, []string{`{"jsonrpc":"2.0","id":1,"error":{"code":-32601,"message":"Method  not found"}}`}},
		"both at once":        {`{"jsonrpc":"2.0","id":1,"method":"ping","result":{}}`, nil},
		"no JSON":             {`{"jsonrpc":`, []string{`{"jsonrpc":"2.0","id":null,"error":{"code":-32700,"message":"Parse error"}}`}},
		"of another protocol": {`{"id":1.0,"method":"ping"}`, []string{`{"jsonrpc":"2.0","id":1.0,"error":{"code":-32600,"message":"Invalid JSON-RPC version"}}`}},
		"a panic": {
			`{"jsonrpc":"2.0","id":1.0,"method":"tools/call","params":{"name":"panic"}}`,
			[]string{`{"jsonrpc":"2.0","id":1.0,"error":{"code":-32603,"message":"a bug in this server stopped the request: its log says where"}}`},
		},
	} {
		t.Run(name, func(t *testing.T) {
			var out written
			s, err := mcpfix.NewStdio(t.Context(), newSlow().MCPServer, strings.NewReader(c.in), &out, mcpfix.Corrections{}, nil, slog.New(slog.DiscardHandler))
			if err != nil {
				t.Fatal(err)
			}
			s.Serve(drain)
			if !slices.Equal(out.lines, c.want) {
				t.Errorf("%q", out.lines)
			}
		})
	}
}

// oddIDs are ids that must come back as they are written.
func oddIDs() []string {
	return []string{
		"0", "-1", "9007199254740993", "-9223372036854775809", "123456789012345678901234567890", "1.0", "1e3", "1E+2", "0.1", "-0",
		`""`, `"a"`, `"1"`, `"\u0061\n\"\\"`, `"<a>&"`, `"é\ud800"`, `"},\"result\":"`,
	}
}

// TestIDs answers under the id that the client wrote.
func TestIDs(t *testing.T) {
	var in strings.Builder
	for _, id := range oddIDs() {
		in.WriteString(`{"jsonrpc":"2.0","id":` + id + `,"method":"ping"}` + "\n")
		in.WriteString(`{"jsonrpc":"2.0","id":` + id + `,"method":"none"}` + "\n")
	}
	var out written
	s, err := mcpfix.NewStdio(t.Context(), newSlow().MCPServer, strings.NewReader(in.String()), &out, mcpfix.Corrections{}, nil, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	s.Serve(drain)
	for _, id := range oddIDs() {
		for _, kind := range []string{"result", "error"} {
			if !slices.ContainsFunc(out.lines, func(l string) bool { return strings.HasPrefix(l, `{"jsonrpc":"2.0","id":`+id+`,"`+kind+`":`) }) {
				t.Errorf("no %s for %s", kind, id)
			}
		}
	}
	if len(out.lines) != 2*len(oddIDs()) {
		t.Errorf("%q", out.lines)
	}
}

// TestStdioEnd goes on after the end of input while a request waits for its
// answer, and no longer; a subscription does not count.
func TestStdioEnd(t *testing.T) {
	for name, c := range map[string]struct {
		say  string
		ends time.Duration
	}{
		"nothing asked":  {`{"jsonrpc":"2.0","method":"notifications/initialized"}`, 0},
		"answered":       {`{"jsonrpc":"2.0","id":1,` + callFast, 0},
		"never answered": {`{"jsonrpc":"2.0","id":1,` + callWait, drain},
		"cancelled":      {`{"jsonrpc":"2.0","id":1,` + callWait + "\n" + cancelOf("1"), 0},
		"a subscription": {`{"jsonrpc":"2.0","id":1,"method":"subscriptions/listen"}`, 0},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s := newStdio(t)
				s.say(c.say)
				start := time.Now()
				_ = s.in.Close()
				<-s.ended
				if d := time.Since(start); d != c.ends {
					t.Errorf("ended after %v, want %v", d, c.ends)
				}
			})
		})
	}
}

// TestStdioClose ends an input that goes on; Wait waits no longer than its
// limit, and nothing is written afterwards.
func TestStdioClose(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newStdio(t)
		s.say(`{"jsonrpc":"2.0","id":1,` + callWait)
		start := time.Now()
		s.Wait(3 * time.Second)
		if d := time.Since(start); d != 3*time.Second {
			t.Errorf("waited %v", d)
		}
		s.Close()
		<-s.ended
		synctest.Wait()
		if _, _, gone := s.counts(); gone != 1 || len(s.out.ids()) > 0 {
			t.Errorf("%d calls ended, %q", gone, s.out.ids())
		}
	})
}

// TestStdioUnread ends though nobody reads what is written: an answer of a call,
// or one that is written before the next line is read.
func TestStdioUnread(t *testing.T) {
	for name, say := range map[string]string{
		"a call":  `{"jsonrpc":"2.0","id":1,` + callFast,
		"no JSON": "{",
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				unread, out := io.Pipe()
				defer func() { _ = unread.Close() }()
				s := &stdio{}
				s.serve(t, out)
				s.say(say)
				s.Close()
				<-s.ended // else the bubble is deadlocked
			})
		})
	}
}
