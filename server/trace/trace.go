// Package trace writes what --trace asks for. MCP messages and the exchanges of
// an HTTP transport go in; lines of JSON in a file come out, with tokens
// blanked. It must not know what a message means, nor who may send one.
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

// maxBody is how much of a message or body is written, in bytes.
const maxBody = 1 << 20

// A Recorder appends every MCP message and API exchange to a file, for
// debugging. Tokens are blanked; customers' text is in clear. A nil Recorder
// writes nothing. Its methods may be called concurrently.
type Recorder struct {
	mu     sync.Mutex
	out    io.WriteCloser
	tokens map[string]bool // seen so far
}

// Open returns a Recorder that appends to a file, which only its owner may read.
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

// Close closes the file.
func (r *Recorder) Close() error {
	if r == nil {
		return nil
	}
	return r.out.Close()
}

// HideToken blanks a token wherever it turns up from now on.
func (r *Recorder) HideToken(token string) {
	if r == nil || token == "" {
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.tokens[token] = true
}

// Received records a message of MCP from the client.
func (r *Recorder) Received(message []byte) { r.message("in", message) }

// Sent records a message of MCP to the client.
func (r *Recorder) Sent(message []byte) { r.message("out", message) }

func (r *Recorder) message(direction string, raw []byte) {
	if r != nil {
		r.write(entry{What: "mcp", Way: direction, Message: readable(raw)})
	}
}

// Transport returns next with its exchanges recorded.
func (r *Recorder) Transport(next http.RoundTripper) http.RoundTripper {
	if r == nil {
		return next
	}
	return recordedTransport{r, next}
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

func (r *Recorder) write(e entry) {
	e.Time = time.Now().UTC()
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if enc.Encode(e) != nil {
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	line := b.String()
	for token := range r.tokens {
		line = strings.ReplaceAll(line, token, "[token]")
	}
	_, _ = io.WriteString(r.out, line)
}

// readable returns raw as JSON, or as text where it is none or too long. It
// returns nil for nothing.
func readable(raw []byte) any {
	raw = bytes.TrimSpace(raw)
	switch {
	case len(raw) == 0:
		return nil
	case len(raw) > maxBody:
		return fmt.Sprintf("%s … (%d bytes in all)", raw[:maxBody], len(raw))
	case json.Valid(raw):
		return json.RawMessage(raw)
	}
	return string(raw)
}

// recordedTransport records the exchanges of next.
type recordedTransport struct {
	recorder *Recorder
	next     http.RoundTripper
}

// RoundTrip implements http.RoundTripper.
func (t recordedTransport) RoundTrip(req *http.Request) (*http.Response, error) {
	_, token, _ := strings.Cut(req.Header.Get("Authorization"), " ")
	t.recorder.HideToken(strings.TrimSpace(token))
	e := entry{What: "api", Request: req.Method + " " + req.URL.String()}
	if req.GetBody != nil {
		if body, err := req.GetBody(); err == nil {
			raw, _ := io.ReadAll(body)
			e.Sent = readable(raw)
		}
	}
	start := time.Now()
	res, err := t.next.RoundTrip(req)
	e.Millis = time.Since(start).Milliseconds()
	if err != nil {
		e.Error = err.Error()
		t.recorder.write(e)
		return res, err
	}
	e.Status = res.StatusCode
	res.Body = &recordedBody{ReadCloser: res.Body, recorder: t.recorder, entry: e}
	return res, nil
}

// recordedBody records an exchange once its answer is read.
type recordedBody struct {
	io.ReadCloser
	recorder *Recorder
	entry    entry
	got      bytes.Buffer
}

// Read implements io.Reader.
func (b *recordedBody) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p)
	if b.got.Len() <= maxBody {
		b.got.Write(p[:n])
	}
	return n, err
}

// Close implements io.Closer.
func (b *recordedBody) Close() error {
	b.entry.Got = readable(b.got.Bytes())
	b.recorder.write(b.entry)
	return b.ReadCloser.Close()
}
