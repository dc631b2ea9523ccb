// Package trace writes what --trace asks for.
package trace

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"
	"sync"
	"time"
)

// traceLimit is how much of a body is traced, in bytes.
const traceLimit = 1 << 20

// Recorder writes every MCP message and API exchange to a file, for debugging.
// Tokens are blanked; customers' text is in clear. A nil Recorder writes nothing.
type Recorder struct {
	mu     sync.Mutex
	out    io.WriteCloser
	tokens map[string]bool // seen so far
}

// Open appends to a file that only its owner may read.
func Open(path string) (*Recorder, error) {
	f, err := os.OpenFile(path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, fmt.Errorf("open trace: %w", err)
	}
	if err := f.Chmod(0o600); err != nil { // a file that was there may be open to all
		return nil, fmt.Errorf("open trace: %w", err)
	}
	return &Recorder{out: f, tokens: map[string]bool{}}, nil
}

// Close ends the trace.
func (t *Recorder) Close() error {
	if t == nil {
		return nil
	}
	return t.out.Close()
}

// HideToken blanks a token wherever it turns up from now on.
func (t *Recorder) HideToken(token string) {
	if t == nil || token == "" {
		return
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	t.tokens[token] = true
}

// entry is one line of a trace.
type entry struct {
	Time    time.Time `json:"time"`
	What    string    `json:"what"`              // mcp or api
	Way     string    `json:"way,omitempty"`     // of a message: in or out
	Message any       `json:"message,omitempty"` // of MCP
	Request string    `json:"request,omitempty"` // to the API: method and URL
	Sent    any       `json:"sent,omitempty"`
	Status  int       `json:"status,omitempty"`
	Got     any       `json:"got,omitempty"`
	Error   string    `json:"error,omitempty"`
	Millis  int64     `json:"ms,omitempty"`
}

func (t *Recorder) write(e entry) {
	e.Time = time.Now().UTC()
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if enc.Encode(e) != nil {
		return
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	line := b.String()
	for token := range t.tokens {
		line = strings.ReplaceAll(line, token, "[token]")
	}
	_, _ = io.WriteString(t.out, line)
}

// Received traces a message of MCP from the client.
func (t *Recorder) Received(raw []byte) { t.message("in", raw) }

// Sent traces a message of MCP to the client.
func (t *Recorder) Sent(raw []byte) { t.message("out", raw) }

func (t *Recorder) message(way string, raw []byte) {
	if t != nil {
		t.write(entry{What: "mcp", Way: way, Message: body(raw)})
	}
}

// body is raw as JSON, or as text where it is none, or cut.
func body(raw []byte) any {
	raw = bytes.TrimSpace(raw)
	switch {
	case len(raw) == 0:
		return nil
	case len(raw) > traceLimit:
		return fmt.Sprintf("%s … (%d bytes in all)", raw[:traceLimit], len(raw))
	case json.Valid(raw):
		return json.RawMessage(raw)
	}
	return string(raw)
}

// Transport traces the exchanges that go through next.
func (t *Recorder) Transport(next http.RoundTripper) http.RoundTripper {
	if t == nil {
		return next
	}
	return tracedTransport{t, next}
}

type tracedTransport struct {
	trace *Recorder
	next  http.RoundTripper
}

func (x tracedTransport) RoundTrip(r *http.Request) (*http.Response, error) {
	x.trace.HideToken(bearer(r))
	e := entry{What: "api", Request: r.Method + " " + r.URL.String()}
	if r.GetBody != nil {
		if sent, err := r.GetBody(); err == nil {
			raw, _ := io.ReadAll(sent)
			e.Sent = body(raw)
		}
	}
	start := time.Now()
	res, err := x.next.RoundTrip(r)
	e.Millis = time.Since(start).Milliseconds()
	if err != nil {
		e.Error = err.Error()
		x.trace.write(e)
		return res, err
	}
	e.Status = res.StatusCode
	res.Body = &tracedBody{ReadCloser: res.Body, trace: x.trace, entry: e}
	return res, nil
}

// tracedBody traces an answer once it is read.
type tracedBody struct {
	io.ReadCloser
	trace *Recorder
	entry entry
	got   bytes.Buffer
}

func (b *tracedBody) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p)
	if b.got.Len() <= traceLimit {
		b.got.Write(p[:n])
	}
	return n, err
}

func (b *tracedBody) Close() error {
	b.entry.Got = body(b.got.Bytes())
	b.trace.write(b.entry)
	return b.ReadCloser.Close()
}

// bearer is the token of a request's Authorization header, or "".
func bearer(r *http.Request) string {
	scheme, token, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	if !strings.EqualFold(scheme, "Bearer") {
		return ""
	}
	return strings.TrimSpace(token)
}
