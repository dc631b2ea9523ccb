package e2e

import (
	"fmt"
	"net"
	"net/http"
	"strings"
	"sync"
	"testing"
)

// begin starts a call over one of the transports and returns how to wait for its answer.
type begin func(t *testing.T, p *program) (answer func() message)

// transports are the three ways to make a call, with the command that serves each.
var transports = map[string]struct {
	command string
	begin   begin
}{
	"stdio": {"stdio", func(_ *testing.T, p *program) func() message {
		p.send(call(1, "get_contact", aContact))
		return p.answer
	}},
	"mcp": {"http", func(t *testing.T, p *program) func() message {
		got := make(chan string, 1)
		go func() {
			r, err := try(t.Context(), http.MethodPost, p.url("/mcp"), call(1, "get_contact", aContact), "Authorization: Bearer tok")
			got <- fmt.Sprint(r.body, err)
		}()
		return func() message { return parse(t, strings.TrimSuffix(<-got, "<nil>")) }
	}},
	"sse": {"http", func(t *testing.T, p *program) func() message {
		s := openStream(t, p, "Authorization: Bearer tok")
		if status := s.send(call(1, "get_contact", aContact)); status != http.StatusAccepted {
			t.Fatalf("status %d", status)
		}
		return s.answer
	}},
}

func begun(t *testing.T, command string, args ...string) *program {
	if command == "stdio" {
		return start(t, append(args, "stdio", token)...)
	}
	return serve(t, append(args, command)...)
}

// TestSignal stops the program while a call runs: the call is answered.
func TestSignal(t *testing.T) {
	for name, tr := range transports {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			u := slowIntercom(t)
			p := begun(t, tr.command, u.variable())
			answer := tr.begin(t, p)
			u.wait(t, 1)
			p.stop()
			if p.addr != "" {
				p.refusesConnections()
			}
			u.open()
			if m := answer(); m.Error != nil {
				t.Errorf("the call is answered %+v", m.Error)
			}
			p.ended()
		})
	}
}

// TestSignalHang stops the program while a call runs that never ends: when its
// ten seconds of grace are over, the call is answered and the program ends.
func TestSignalHang(t *testing.T) {
	t.Parallel()
	for name, tr := range transports {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			u := slowIntercom(t)
			p := begun(t, tr.command, u.variable())
			answer := tr.begin(t, p)
			u.wait(t, 1)
			p.stop()
			if text, failed := answer().toolResult(t); !failed || !strings.Contains(text, "Nothing has changed") {
				t.Errorf("failed=%v %s", failed, text)
			}
			p.ended()
		})
	}
}

// refusesConnections returns once nothing new is accepted.
func (p *program) refusesConnections() {
	for {
		c, err := (&net.Dialer{}).DialContext(p.t.Context(), "tcp", p.addr)
		if err != nil {
			return
		}
		_ = c.Close()
	}
}

// TestHTTPSideBySide shows the same of callers over HTTP, whose tokens are not
// in each other's way.
func TestHTTPSideBySide(t *testing.T) {
	const many = 64
	u := slowIntercom(t)
	p := serve(t, "http", u.variable())
	var wg sync.WaitGroup
	for range many {
		wg.Go(func() {
			r, err := try(t.Context(), http.MethodPost, p.url("/mcp"), call(1, "get_contact", aContact), "Authorization: Bearer tok-of-ann")
			if err != nil || r.StatusCode != http.StatusOK {
				t.Errorf("a slow call: %v", err)
			}
		})
	}
	u.wait(t, many)
	p.post(ping(1), "Authorization: Bearer tok-of-ann")
	p.post(call(2, "list_companies", "{}"), "Authorization: Bearer tok-of-ben").works(t)
	u.open()
	wg.Wait()
}
