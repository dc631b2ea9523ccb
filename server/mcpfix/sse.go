package mcpfix

import (
	"bytes"
	"context"
	"crypto/rand"
	"net/http"
	"time"
)

// SSE binds the event streams of legacy SSE to the token that opened them, and
// knows which requests still wait for their response, which comes on the stream.
//
// Works around mcp-go v1.2.1: whoever knows a stream's id may post to it, and a
// stream that is closed takes with it the responses that are due on it.
// Goes when streams belong to who opened them, and inFlight goes.
type SSE struct {
	token    func(*http.Request) string
	signer   signer
	requests inFlight
}

// NewSSE returns an SSE whose streams belong to what token returns of a request.
func NewSSE(token func(*http.Request) string) *SSE {
	return &SSE{token: token, signer: newSigner()}
}

// SessionID is a server.SessionIDGenFunc: it returns the id that Stream chose.
func (s *SSE) SessionID(_ context.Context, r *http.Request) (string, error) {
	return r.Header.Get(sessionHeader), nil
}

// Stream returns mcp-go's handler of GET /sse with signed ids.
func (s *SSE) Stream(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		id := s.signer.sign(rand.Text(), s.token(r))
		defer s.requests.closeStream(id)
		r = r.Clone(r.Context())
		r.Header.Set(sessionHeader, id)
		next.ServeHTTP(&streamWriter{w, id, &s.requests}, r)
	})
}

// Messages returns mcp-go's handler of POST /message for those that opened the
// stream they post to. It reads the body, which must be bounded.
func (s *SSE) Messages(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		id := r.URL.Query().Get("sessionId")
		if r.Method == http.MethodPost && !s.signer.signed(id, s.token(r)) {
			http.Error(w, "no such stream for this token: open /sse again", http.StatusNotFound)
			return
		}
		key, isRequest := s.requests.add(id, peekBody(r)) // before it is served: the response may overtake the 202
		status := &statusWriter{ResponseWriter: w}
		next.ServeHTTP(status, r)
		if isRequest && status.code != http.StatusAccepted {
			s.requests.done(key)
		}
	})
}

// Wait returns when no request waits for its response, or after limit.
func (s *SSE) Wait(limit time.Duration) { s.requests.wait(limit) }

// streamWriter notes the responses that a stream writes, one event a write.
type streamWriter struct {
	http.ResponseWriter
	id       string
	requests *inFlight
}

// Write writes an event.
func (w *streamWriter) Write(p []byte) (int, error) {
	n, err := w.ResponseWriter.Write(p)
	if data, ok := bytes.CutPrefix(p, []byte("event: message\ndata: ")); ok {
		w.Flush() // before it counts as given
		w.requests.done(requestKey{w.id, responseID(data)})
	}
	return n, err
}

// Flush sends what was written.
func (w *streamWriter) Flush() {
	if f, ok := w.ResponseWriter.(http.Flusher); ok {
		f.Flush()
	}
}

// statusWriter remembers the status of an answer.
type statusWriter struct {
	http.ResponseWriter
	code int
}

// WriteHeader begins the answer.
func (w *statusWriter) WriteHeader(code int) {
	w.code = code
	w.ResponseWriter.WriteHeader(code)
}
