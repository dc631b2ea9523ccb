package e2e

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"testing"
)

// message is an answer of JSON-RPC.
type message struct {
	JSONRPC string          `json:"jsonrpc"`
	ID      json.RawMessage `json:"id"`
	Result  json.RawMessage `json:"result"`
	Error   *struct {
		Code    int             `json:"code"`
		Message string          `json:"message"`
		Data    json.RawMessage `json:"data"`
	} `json:"error"`
}

// parse reads a line as an answer; anything else on standard output is an error.
func parse(t testing.TB, line string) message {
	t.Helper()
	var m message
	if err := json.Unmarshal([]byte(line), &m); err != nil || m.JSONRPC != "2.0" || (m.Result == nil) == (m.Error == nil) {
		t.Fatalf("not an answer of JSON-RPC (%v): %q", err, line)
	}
	return m
}

// toolResult returns the text of a tools/call answer and whether it is an error's.
func (m message) toolResult(t testing.TB) (string, bool) {
	t.Helper()
	var res struct {
		Content []struct{ Text string }
		IsError bool
	}
	if m.Error != nil || json.Unmarshal(m.Result, &res) != nil || len(res.Content) == 0 {
		t.Fatalf("answer %s is no tool result: %s %+v", m.ID, m.Result, m.Error)
	}
	return res.Content[0].Text, res.IsError
}

// works checks that the answer is a tool result that is no error.
func (m message) works(t testing.TB) {
	t.Helper()
	if text, bad := m.toolResult(t); bad {
		t.Errorf("call %s: %s", m.ID, text)
	}
}

func request(id any, method, params string) string {
	return fmt.Sprintf(`{"jsonrpc":"2.0","id":%v,"method":%q,"params":%s}`, id, method, params)
}

func ping(id any) string { return request(id, "ping", "{}") }

func call(id any, tool, arguments string) string {
	return request(id, "tools/call", fmt.Sprintf(`{"name":%q,"arguments":%s}`, tool, arguments))
}

func initialize(id any, version string) string {
	return request(id, "initialize", fmt.Sprintf(`{"protocolVersion":%q,"capabilities":{},"clientInfo":{"name":"e2e","version":"1"}}`, version))
}

const (
	initialized = `{"jsonrpc":"2.0","method":"notifications/initialized"}`
	openOnes    = `{"query":{"field":"state","operator":"=","value":"open"}}`
)

// send writes messages, a line each, to the program's standard input.
func (p *program) send(messages ...string) {
	p.t.Helper()
	p.write(strings.Join(messages, "\n") + "\n")
}

func (p *program) write(s string) {
	p.t.Helper()
	if _, err := io.WriteString(p.in, s); err != nil {
		p.t.Fatal(err)
	}
}

// answer waits for the next line on standard output.
func (p *program) answer() message {
	p.t.Helper()
	line, ok := p.out.next()
	if !ok {
		p.t.Fatalf("standard output has ended")
	}
	return parse(p.t, line)
}

// answers waits for n answers and returns them by id, since calls that run side
// by side are answered in any order.
func (p *program) answers(n int) map[string]message {
	p.t.Helper()
	byID := map[string]message{}
	for range n {
		m := p.answer()
		if _, twice := byID[string(m.ID)]; twice {
			p.t.Errorf("id %s is answered twice", m.ID)
		}
		byID[string(m.ID)] = m
	}
	return byID
}
