package mcpfix

import (
	"net/http"
	"strings"
	"sync"
	"time"

	"intercom-mcp/server/trace"
)

// eventWriter mends event streams for the proxies on their way: it asks them
// not to hold events back, and writes a comment on a stream that is quiet.
// mcp-go does neither. It completes (located) and traces what goes out.
type EventWriter struct {
	http.ResponseWriter
	trace *trace.Recorder
	began bool
	quiet *time.Timer // of an event stream: fires when nothing was written for KeepAlive
	mu    sync.Mutex  // of writes, since comments come from another goroutine
	ended bool
	wrote chan struct{} // closed once something was written
	once  sync.Once     // closes wrote
}

type WriterKey struct{}

func NewEventWriter(w http.ResponseWriter, trace *trace.Recorder) *EventWriter {
	return &EventWriter{ResponseWriter: w, trace: trace, wrote: make(chan struct{})}
}

// WriteHeader begins the answer.
func (e *EventWriter) WriteHeader(status int) {
	e.began = true
	if strings.HasPrefix(e.Header().Get("Content-Type"), "text/event-stream") {
		e.Header().Set("X-Accel-Buffering", "no")
		e.quiet = time.AfterFunc(KeepAlive, e.comment)
	}
	e.ResponseWriter.WriteHeader(status)
}

// Write writes a part of the answer.
func (e *EventWriter) Write(p []byte) (int, error) {
	if !e.began {
		e.WriteHeader(http.StatusOK)
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.quiet != nil {
		e.quiet.Reset(KeepAlive)
	}
	whole := Located(p)
	e.trace.Sent(whole)
	defer e.once.Do(func() { close(e.wrote) })
	_, err := e.ResponseWriter.Write(whole)
	return len(p), err
}

// Flush sends what was written.
func (e *EventWriter) Flush() {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.flush()
}

func (e *EventWriter) flush() {
	if f, ok := e.ResponseWriter.(http.Flusher); ok {
		f.Flush()
	}
}

func (e *EventWriter) comment() {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.ended {
		return
	}
	_, _ = e.ResponseWriter.Write([]byte(": keepalive\n\n"))
	e.flush()
	e.quiet.Reset(KeepAlive)
}

// finish must be called before the handler returns.
func (e *EventWriter) Finish() {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.ended = true
	if e.quiet != nil {
		e.quiet.Stop()
	}
}

// Unwrap is for http.ResponseController.
func (e *EventWriter) Unwrap() http.ResponseWriter { return e.ResponseWriter }

// KeepAlive is the time between signs of life on a quiet stream.
const KeepAlive = 25 * time.Second
