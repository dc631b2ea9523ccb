package e2e

import (
	"bytes"
	"io"
	"net/http"
	"strings"
	"testing"
)

// stream is a legacy event stream, read by hand.
type stream struct {
	t       testing.TB
	headers []string
	url     string // for messages
	lines   *lines
	body    io.Closer
}

// openStream opens GET /sse.
func openStream(t testing.TB, p *program, headers ...string) *stream {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, p.url("/sse"), nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, h := range headers {
		name, value, _ := strings.Cut(h, ": ")
		r.Header.Set(name, value)
	}
	res, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = res.Body.Close() })
	if res.StatusCode != http.StatusOK || res.Header.Get("X-Accel-Buffering") != "no" {
		t.Fatalf("GET /sse: %s %v", res.Status, res.Header)
	}
	s := &stream{t: t, headers: headers, lines: linesOf(res.Body), body: res.Body}
	name, data := s.event()
	if name != "endpoint" {
		t.Fatalf("the first event is %s %s", name, data)
	}
	s.url = p.url("/" + data)
	return s
}

// event waits for an event; its name is "" at the stream's end.
func (s *stream) event() (name, data string) {
	for {
		line, ok := s.lines.next()
		line = strings.TrimSuffix(line, "\r")
		switch {
		case !ok:
			return "", ""
		case line == "" && name != "":
			return name, data
		}
		if v, ok := strings.CutPrefix(line, "event: "); ok {
			name = v
		}
		if v, ok := strings.CutPrefix(line, "data: "); ok {
			data = v
		}
	}
}

// send posts a message for the stream and returns the status.
func (s *stream) send(text string, headers ...string) int {
	s.t.Helper()
	if headers == nil {
		headers = s.headers
	}
	return ask(s.t, http.MethodPost, s.url, text, headers...).StatusCode
}

// answer waits for the next answer.
func (s *stream) answer() message {
	s.t.Helper()
	name, data := s.event()
	if name != "message" {
		s.t.Fatalf("event %q %s, want a message", name, data)
	}
	return parse(s.t, data)
}

func (s *stream) roundTrip(text string) message {
	s.t.Helper()
	if status := s.send(text); status != http.StatusAccepted {
		s.t.Fatalf("%.80s: status %d", text, status)
	}
	return s.answer()
}

func TestSSESequence(t *testing.T) {
	s := openStream(t, serve(t, "http", "--sandbox"))
	if m := s.roundTrip(initialize(1, "2024-11-05")); !strings.Contains(string(m.Result), `"protocolVersion":"2024-11-05"`) {
		t.Errorf("initialize: %s %+v", m.Result, m.Error)
	}
	if status := s.send(initialized); status != http.StatusAccepted {
		t.Errorf("a notification: %d", status)
	}
	if m := s.roundTrip(request(2, "tools/list", "{}")); !bytes.Contains(m.Result, []byte(`"name":"search_conversations"`)) {
		t.Errorf("tools/list: %.200s %+v", m.Result, m.Error)
	}
	s.roundTrip(call(3, "search_conversations", openOnes)).works(t)
}

// TestSSETokens shows that a message belongs to its stream's token: another
// caller who knows the stream's address can do nothing with it.
func TestSSETokens(t *testing.T) {
	u := intercom(t)
	p := serve(t, "http", u.variable())
	const ann, ben = "Authorization: Bearer tok-of-ann", "Authorization: Bearer tok-of-ben"
	s := openStream(t, p, ann)
	for _, header := range []string{ben, "X-None: 1"} {
		if status := s.send(call(1, "list_contacts", "{}"), header); status < 400 {
			t.Errorf("a message with %q: status %d", header, status)
		}
	}
	if got := u.seen(); len(got) > 0 {
		t.Errorf("Intercom was asked with %q", got)
	}
	s.roundTrip(call(2, "list_contacts", "{}")).works(t)
	openStream(t, p, ben).roundTrip(call(3, "list_contacts", "{}")).works(t)
	if got := strings.Join(u.seen(), " "); got != "tok-of-ann tok-of-ben" {
		t.Errorf("Intercom was asked with %q", got)
	}
}
