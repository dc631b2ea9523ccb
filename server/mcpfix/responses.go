package mcpfix

import (
	"context"
	"net/http"
	"strings"
	"sync"
	"time"

	"intercom-mcp/server/trace"
)

// Responses returns next with what it answers corrected: errors as the protocol
// has them, and event streams fit for the proxies on their way, which must not
// hold events back and see a comment when a stream was quiet for keepAlive. What
// goes out is recorded.
//
// Works around mcp-go v1.2.1: it asks no proxy to let events through, and writes
// nothing on a quiet stream.
// Goes when it does both, and Corrections with it.
func Responses(next http.Handler, keepAlive time.Duration, correct Corrections, recorder *trace.Recorder) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		out := &responseWriter{ResponseWriter: w, keepAlive: keepAlive, correct: correct, recorder: recorder, wrote: make(chan struct{})}
		defer out.finish()
		next.ServeHTTP(out, r.WithContext(context.WithValue(r.Context(), responseWriterKey{}, out)))
	})
}

// responseWriterKey is the context key of a request's responseWriter, which
// awaitAcknowledgement needs on the other side of mcp-go.
type responseWriterKey struct{}

// responseWriter corrects and records what is written.
type responseWriter struct {
	http.ResponseWriter
	keepAlive time.Duration
	correct   Corrections
	recorder  *trace.Recorder
	began     bool
	quiet     *time.Timer // of an event stream: fires when nothing was written for keepAlive
	mu        sync.Mutex  // of writes, since comments come from another goroutine
	ended     bool
	wrote     chan struct{} // closed once something was written
	once      sync.Once     // closes wrote
}

// WriteHeader begins the answer.
func (w *responseWriter) WriteHeader(status int) {
	w.began = true
	if strings.HasPrefix(w.Header().Get("Content-Type"), "text/event-stream") {
		w.Header().Set("X-Accel-Buffering", "no")
		w.quiet = time.AfterFunc(w.keepAlive, w.comment)
	}
	w.ResponseWriter.WriteHeader(status)
}

// Write writes a part of the answer: all of it, or an event.
func (w *responseWriter) Write(p []byte) (int, error) {
	if !w.began {
		w.WriteHeader(http.StatusOK)
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.quiet != nil {
		w.quiet.Reset(w.keepAlive)
	}
	message := w.correct.message(p)
	w.recorder.Sent(message)
	defer w.once.Do(func() { close(w.wrote) })
	_, err := w.ResponseWriter.Write(message)
	return len(p), err
}

// Flush sends what was written.
func (w *responseWriter) Flush() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.flush()
}

// flush sends what was written. It needs the lock.
func (w *responseWriter) flush() {
	if f, ok := w.ResponseWriter.(http.Flusher); ok {
		f.Flush()
	}
}

// comment writes a comment, which clients pass over.
func (w *responseWriter) comment() {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.ended {
		return
	}
	_, _ = w.ResponseWriter.Write([]byte(": keepalive\n\n"))
	w.flush()
	w.quiet.Reset(w.keepAlive)
}

// finish must be called before the handler returns.
func (w *responseWriter) finish() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.ended = true
	if w.quiet != nil {
		w.quiet.Stop()
	}
}

// Unwrap is for http.ResponseController.
func (w *responseWriter) Unwrap() http.ResponseWriter { return w.ResponseWriter }
