package e2e

import (
	"fmt"
	"strconv"
	"strings"
	"testing"
)

const token = "INTERCOM_ACCESS_TOKEN=tok-of-stdio"

func TestStdioEcho(t *testing.T) {
	sequence := strings.Join([]string{initialize(1, "2025-11-25"), initialized, request(2, "tools/list", "{}"), call(3, "search_conversations", openOnes)}, "\n")
	for name, input := range map[string]string{"last line ended": sequence + "\n", "last line not ended": sequence} {
		t.Run(name, func(t *testing.T) {
			p := start(t, "--sandbox")
			p.write(input)
			_ = p.in.Close()
			got := p.answers(3)
			if rest := p.out.rest(); len(rest) > 0 {
				t.Errorf("more than the answers on standard output: %q", rest)
			}
			if !strings.Contains(string(got["1"].Result), `"serverInfo":{"name":"intercom-mcp"`) ||
				!strings.Contains(string(got["2"].Result), `"name":"search_conversations"`) {
				t.Errorf("initialize: %s\ntools/list: %.200s", got["1"].Result, got["2"].Result)
			}
			got["3"].works(t)
			p.ended()
		})
	}
}

// TestStdioSideBySide shows that slow calls block nothing: neither a quick call
// nor, with as many under way as one token may have, a ping.
func TestStdioSideBySide(t *testing.T) {
	const many = 64
	u := slowIntercom(t)
	p := start(t, u.variable(), token)
	for i := range many - 1 {
		p.send(call(100+i, "get_contact", aContact))
	}
	u.wait(t, many-1) // all of them are under way, and none is answered
	p.send(call(1, "list_companies", "{}"))
	if m := p.answer(); string(m.ID) != "1" {
		t.Fatalf("the answer to %s came before the quick call's", m.ID)
	}
	p.send(call(100+many, "get_contact", aContact))
	u.wait(t, 1)
	p.send(ping(2))
	if m := p.answer(); string(m.ID) != "2" {
		t.Fatalf("the answer to %s came before ping's", m.ID)
	}
	u.open()
	if got := p.answers(many); len(got) != many {
		t.Errorf("%d answers, want %d", len(got), many)
	}
	_ = p.in.Close()
	p.ended()
}

// TestStdioEnd ends standard input while a call runs, behind a message that is
// odd: its answer, if it gets one, may not be taken for the running call's, and
// one that will not come may not be waited for.
func TestStdioEnd(t *testing.T) {
	for name, odd := range map[string]struct {
		line    string
		answers int
	}{
		"nothing odd":          {ping(1), 1},
		"no method":            {`{"jsonrpc":"2.0","id":1}`, 1},
		"a client's reply":     {`{"jsonrpc":"2.0","id":1,"result":{}}`, 0},
		"a client's error":     {`{"jsonrpc":"2.0","id":1,"error":{"code":1,"message":"no"}}`, 1},
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
			p := start(t, "--sandbox", "--fault", "GET /contacts delay 500ms")
			p.send(call(7, "list_contacts", "{}"))
			p.write(odd.line)
			_ = p.in.Close()
			p.answers(odd.answers + 1)["7"].works(t)
			p.ended()
		})
	}
}

func TestStdioGarbage(t *testing.T) {
	p := start(t, "--sandbox")
	for i, garbage := range []string{"garbage", `{"jsonrpc":"2.0","id":5,"method":"ping"`, `"text"`, "\x00\xff\xfe",
		`{"jsonrpc":"2.0","id":5,"method":7}`, strings.Repeat("[", 100_000)} {
		p.send(garbage)
		if m := p.answer(); m.Error == nil || m.Error.Code != -32700 && m.Error.Code != -32600 {
			t.Errorf("%.40q is answered %s", garbage, m.Result)
		}
		p.send(ping(i))
		if m := p.answer(); m.Error != nil || string(m.ID) != strconv.Itoa(i) {
			t.Errorf("ping after %.40q: id %s, %+v", garbage, m.ID, m.Error)
		}
	}
	_ = p.in.Close()
	p.ended()
}

// TestStdioLongLine shows that a line may be as long as an attachment makes it.
func TestStdioLongLine(t *testing.T) {
	p := start(t, "--sandbox")
	p.send(call(1, "get_contact", fmt.Sprintf(`{"id":%q}`, strings.Repeat("x", 1<<20))), ping(2))
	if _, bad := p.answers(2)["1"].toolResult(t); !bad {
		t.Error("an id of 1 MiB is accepted")
	}
	_ = p.in.Close()
	p.ended()
}

func TestStdioWithoutToken(t *testing.T) {
	p := start(t)
	p.send(initialize(1, "2025-11-25"), initialized, request(2, "tools/list", "{}"), call(3, "search_conversations", openOnes))
	_ = p.in.Close()
	got := p.answers(3)
	if !strings.Contains(string(got["2"].Result), `"name":"get_contact"`) {
		t.Errorf("tools/list: %.200s", got["2"].Result)
	}
	if text, bad := got["3"].toolResult(t); !bad || !strings.Contains(text, "INTERCOM_ACCESS_TOKEN") {
		t.Errorf("a call without a token: error %v, %s", bad, text)
	}
	p.ended()
}
