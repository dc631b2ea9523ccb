package mcpfix_test

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"intercom-mcp/server/mcpfix"
)

const (
	request1 = `{"jsonrpc":"2.0","id":1,"method":"tools/call"}`
	answer1  = `{"jsonrpc":"2.0","id":1,"result":{}}`
	drain    = time.Minute
)

// TestStdioLines reads a last line without a newline as a line.
func TestStdioLines(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		stdio := mcpfix.NewStdio(strings.NewReader("{}\n\n[1]"), io.Discard, drain, nil)
		var lines []string
		for in := bufio.NewScanner(stdio); in.Scan(); {
			lines = append(lines, in.Text())
		}
		if !slices.Equal(lines, []string{"{}", "", "[1]"}) {
			t.Errorf("%q", lines)
		}
	})
}

// TestStdioEnd holds the end of input back while a request waits for its
// response, and no longer.
func TestStdioEnd(t *testing.T) {
	for name, c := range map[string]struct {
		in   string
		out  []string // a second apart
		ends time.Duration
	}{
		"nothing asked":           {"", nil, 0},
		"answered":                {request1, []string{answer1}, time.Second},
		"never answered":          {request1, nil, drain},
		"another one answered":    {request1, []string{`{"jsonrpc":"2.0","id":"1","result":{}}`}, drain},
		"answered with an error":  {request1, []string{`{"jsonrpc":"2.0","id":1,"error":{"code":-32603,"message":"m"}}`}, time.Second},
		"an id twice":             {request1 + "\n" + request1, []string{answer1, answer1}, 2 * time.Second},
		"a number in other words": {`{"jsonrpc":"2.0","id":1e0,"method":"ping"}`, []string{answer1}, time.Second},
		"a text in other words":   {`{"jsonrpc":"2.0","id":"\u0061","method":"ping"}`, []string{`{"jsonrpc":"2.0","id":"a","result":{}}`}, time.Second},
		"notified meanwhile":      {request1, []string{`{"jsonrpc":"2.0","method":"notifications/progress"}`, answer1}, 2 * time.Second},
		"answered without asking": {request1, []string{`{"jsonrpc":"2.0","id":2,"result":{}}`, answer1}, 2 * time.Second},
		"a notification":          {`{"jsonrpc":"2.0","method":"notifications/initialized"}`, nil, 0},
		"a subscription":          {`{"jsonrpc":"2.0","id":1,"method":"subscriptions/listen"}`, nil, 0},
		"an answer of the client": {`{"jsonrpc":"2.0","id":1,"result":{}}`, nil, 0},
		"both at once":            {`{"jsonrpc":"2.0","id":1,"method":"ping","result":{}}`, nil, 0},
		"of another protocol":     {`{"id":1,"method":"ping"}`, nil, 0},
		"no JSON":                 {`{"jsonrpc":`, nil, 0},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) { checkStdioEnd(t, c.in, c.out, c.ends) })
		})
	}
}

// checkStdioEnd reads in to its end while out is written, a message a second.
func checkStdioEnd(t *testing.T, in string, out []string, ends time.Duration) {
	t.Helper()
	start := time.Now()
	var written bytes.Buffer
	stdio := mcpfix.NewStdio(strings.NewReader(in), &written, drain, nil)
	answered := make(chan struct{})
	go func() {
		defer close(answered)
		for _, message := range out {
			time.Sleep(time.Second)
			if n, err := stdio.Write([]byte(message)); n != len(message) || err != nil {
				t.Errorf("%d %v", n, err)
			}
		}
	}()
	if _, err := io.Copy(io.Discard, stdio); err != nil {
		t.Error(err)
	}
	if d := time.Since(start); d != ends {
		t.Errorf("the input ends after %v, want %v", d, ends)
	}
	<-answered
	if written.String() != strings.Join(out, "") {
		t.Errorf("wrote %s", written.String())
	}
}

// TestStdioClose ends an input that goes on; Wait waits no longer than its limit.
func TestStdioClose(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		in, client := io.Pipe()
		stdio := mcpfix.NewStdio(in, io.Discard, drain, nil)
		go func() { _, _ = io.WriteString(client, request1+"\n") }()
		if line, err := bufio.NewReader(stdio).ReadString('\n'); line != request1+"\n" || err != nil {
			t.Errorf("%q %v", line, err)
		}
		start := time.Now()
		stdio.Wait(3 * time.Second)
		if d := time.Since(start); d != 3*time.Second {
			t.Errorf("waited %v", d)
		}
		if err := stdio.Close(); err != nil {
			t.Error(err)
		}
		if _, err := stdio.Read(make([]byte, 1)); !errors.Is(err, io.EOF) {
			t.Errorf("after Close: %v", err)
		}
		_ = client.Close()
		time.Sleep(time.Minute)
	})
}

// TestStdioCorrectsErrors gives a resource's address and a coded error's code.
func TestStdioCorrectsErrors(t *testing.T) {
	for name, c := range map[string]struct{ message, want string }{
		"not found": {
			`{"jsonrpc":"2.0","id":1,"error":{"code":-32002,"message":"handler not found for resource URI 'a:\"b\"': resource not found"}}` + "\n",
			`{"jsonrpc":"2.0","id":1,"error":{"code":-32002,"message":"handler not found for resource URI 'a:\"b\"': resource not found","data":{"uri":"a:\"b\""}}}` +
				"\n",
		},
		"not found, modern": {
			`{"jsonrpc":"2.0","id":"x","error":{"code":-32602,"message":"handler not found for resource URI '$1': resource not found"}}`,
			`{"jsonrpc":"2.0","id":"x","error":{"code":-32602,"message":"handler not found for resource URI '$1': resource not found","data":{"uri":"$1"}}}`,
		},
		"coded": {
			`{"jsonrpc":"2.0","id":1,"error":{"code":-32603,"message":"` + mcpfix.CodedError{Code: -32602, Message: "no such id"}.Error() + `"}}`,
			`{"jsonrpc":"2.0","id":1,"error":{"code":-32602,"message":"no such id"}}`,
		},
		"another error": {`{"jsonrpc":"2.0","id":1,"error":{"code":-32603,"message":"m"}}`, ""},
		"a result":      {`{"jsonrpc":"2.0","id":1,"result":{"text":"{\"error\":{\"code\":-32603,\"message\":\"code -32602: m\"}}"}}`, ""},
	} {
		var out bytes.Buffer
		stdio := mcpfix.NewStdio(strings.NewReader(""), &out, 0, nil)
		if _, err := stdio.Write([]byte(c.message)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		want := c.want
		if want == "" {
			want = c.message
		}
		if out.String() != want {
			t.Errorf("%s: %s", name, out.String())
		}
	}
}
