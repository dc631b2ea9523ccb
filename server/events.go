package server

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
type eventWriter struct {
	http.ResponseWriter
	trace *trace.Recorder
	began bool
	quiet *time.Timer // of an event stream: fires when nothing was written for keepAlive
	mu    sync.Mutex  // of writes, since comments come from another goroutine
	ended bool
	wrote chan struct{} // closed once something was written
	once  sync.Once     // closes wrote
}

type writerKey struct{}

func newEventWriter(w http.ResponseWriter, trace *trace.Recorder) *eventWriter {
	return &eventWriter{ResponseWriter: w, trace: trace, wrote: make(chan struct{})}
}

// WriteHeader begins the answer.
func (e *eventWriter) WriteHeader(status int) {
	e.began = true
	if strings.HasPrefix(e.Header().Get("Content-Type"), "text/event-stream") {
		e.Header().Set("X-Accel-Buffering", "no")
		e.quiet = time.AfterFunc(keepAlive, e.comment)
	}
	e.ResponseWriter.WriteHeader(status)
}

// Write writes a part of the answer.
func (e *eventWriter) Write(p []byte) (int, error) {
	if !e.began {
		e.WriteHeader(http.StatusOK)
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.quiet != nil {
		e.quiet.Reset(keepAlive)
	}
	whole := located(p)
	e.trace.Sent(whole)
	defer e.once.Do(func() { close(e.wrote) })
	_, err := e.ResponseWriter.Write(whole)
	return len(p), err
}

// Flush sends what was written.
func (e *eventWriter) Flush() {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.flush()
}

func (e *eventWriter) flush() {
	if f, ok := e.ResponseWriter.(http.Flusher); ok {
		f.Flush()
	}
}

func (e *eventWriter) comment() {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.ended {
		return
	}
	_, _ = e.ResponseWriter.Write([]byte(": keepalive\n\n"))
	e.flush()
	e.quiet.Reset(keepAlive)
}

// finish must be called before the handler returns.
func (e *eventWriter) finish() {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.ended = true
	if e.quiet != nil {
		e.quiet.Stop()
	}
}

// Unwrap is for http.ResponseController.
func (e *eventWriter) Unwrap() http.ResponseWriter { return e.ResponseWriter }
