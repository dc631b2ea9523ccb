package mcpfix

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"

	"github.com/mark3labs/mcp-go/mcp"
)

// Streamable returns mcp-go's handler of Streamable HTTP fit for callers that it
// takes for having no session. What token returns of a request tells whose
// session one is; stopping is closed when the server stops. It reads the body,
// which must be bounded.
//
// Works around mcp-go v1.2.1, which for callers without a session
//   - keeps the requests in flight by their id alone, so that one client's
//     notifications/cancelled would cancel another's call, and answers 400 to one
//     without _meta, at which some clients hang up: notifications end here, and
//     requests of the same session and token are cancelled here, see requests;
//   - answers answers that are errors: they end here, as all do;
//   - sets the level of every caller at logging/setLevel: it ends here;
//   - lets a subscription outlive the server: it ends when the server stops;
//   - forgets what a client calls itself: the session's id holds it, see ClientOf.
//
// See https://github.com/mark3labs/mcp-go/pull/756
// Goes, point by point, when a server without sessions does none of it.
func Streamable(next http.Handler, token func(*http.Request) string, stopping <-chan struct{}) http.Handler {
	return &streamable{next: next, token: token, requests: &requests{}, stopping: stopping}
}

type streamable struct {
	next     http.Handler
	token    func(*http.Request) string
	requests *requests
	stopping <-chan struct{}
}

// ServeHTTP implements http.Handler.
func (s *streamable) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	m := open(peekBody(r))
	modern := mcp.IsModernProtocol(r.Header.Get("Mcp-Protocol-Version"))
	switch {
	case !m.isRequest() && strings.HasPrefix(m.Method, "notifications/"):
		if session := r.Header.Get(sessionHeader); m.isCancellation() && session != "" && !modern {
			s.requests.cancel(s.sessionOf(r), m)
		}
		w.WriteHeader(http.StatusAccepted)
		return
	case m.isResponse(): // nothing was asked
		w.WriteHeader(http.StatusAccepted)
		return
	case m.Method == "initialize" && !modern:
		w.Header().Set(sessionHeader, newSession(m))
	case m.Method == "logging/setLevel" && m.isRequest() && !modern:
		w.Header().Set("Content-Type", "application/json")
		_, _ = fmt.Fprintf(w, `{"jsonrpc":"2.0","id":%s,"result":{}}`+"\n", compact(m.ID))
		return
	case m.Method == string(mcp.MethodSubscriptionsListen):
		ctx, cancel := s.untilStopped(r.Context())
		defer cancel()
		r = r.WithContext(ctx)
	}
	if m.isRequest() {
		s.request(w, r, m)
		return
	}
	s.next.ServeHTTP(w, r)
}

// request serves a request, unless its session cancels it: then its answer is
// an event stream that ends without one, since the protocol wants none.
func (s *streamable) request(w http.ResponseWriter, r *http.Request, m envelope) {
	ctx, q := s.requests.begin(r.Context(), s.sessionOf(r), m)
	out := &answerWriter{ResponseWriter: w, id: q.id, cancelled: func() bool { return s.requests.isCancelled(q) }}
	s.next.ServeHTTP(out, r.WithContext(ctx))
	s.requests.finish(q)
	s.requests.answered(q)
	if !out.began && s.requests.isCancelled(q) {
		w.Header().Del("Content-Length")
		w.Header().Set("Content-Type", "text/event-stream")
		w.WriteHeader(http.StatusOK)
	}
}

// sessionOf returns what tells sessions apart: two tokens' sessions of one id are
// two. An id is kept nowhere: it tells whose requests a cancellation means, and
// any replica takes the id of another one.
func (s *streamable) sessionOf(r *http.Request) string {
	return r.Header.Get(sessionHeader) + " " + s.token(r)
}

// longestName is how many bytes of a client's name a session's id holds: headers
// are bounded.
const longestName = 100

// newSession returns an id for the session that a request begins. The client's
// name is in it, since nothing else brings it with the next request.
func newSession(initialize envelope) string {
	var params struct{ ClientInfo struct{ Name string } }
	_ = json.Unmarshal(initialize.Params, &params) // mcp-go says what is wrong with it
	name := params.ClientInfo.Name
	return rand.Text() + "." + base64.RawURLEncoding.EncodeToString([]byte(name[:min(len(name), longestName)]))
}

// ClientOf returns what the client of a request called itself when its session
// began; "" where the request names no session.
func ClientOf(r *http.Request) string {
	_, encoded, _ := strings.Cut(r.Header.Get(sessionHeader), ".")
	name, _ := base64.RawURLEncoding.DecodeString(encoded) // of an id that is not ours: nobody known
	return string(name)
}

// answerWriter writes an answer under the id that the client wrote, or none at
// all if the client has cancelled the request.
type answerWriter struct {
	http.ResponseWriter
	id        json.RawMessage
	cancelled func() bool
	began     bool
}

// WriteHeader begins the answer.
func (w *answerWriter) WriteHeader(status int) {
	if !w.began && w.cancelled() {
		return
	}
	w.began = true
	w.ResponseWriter.WriteHeader(status)
}

// Write writes a part of the answer: all of it, or an event.
func (w *answerWriter) Write(p []byte) (int, error) {
	if w.cancelled() {
		return len(p), nil
	}
	w.began = true
	_, err := w.ResponseWriter.Write(withID(p, w.id))
	return len(p), err
}

// Flush sends what was written.
func (w *answerWriter) Flush() {
	if f, ok := w.ResponseWriter.(http.Flusher); ok && w.began {
		f.Flush()
	}
}

// Unwrap is for http.ResponseController.
func (w *answerWriter) Unwrap() http.ResponseWriter { return w.ResponseWriter }

// untilStopped returns a context that ends when the server stops. Call cancel.
func (s *streamable) untilStopped(parent context.Context) (ctx context.Context, cancel context.CancelFunc) {
	ctx, cancel = context.WithCancel(parent)
	go func() {
		select {
		case <-s.stopping:
			cancel()
		case <-ctx.Done():
		}
	}()
	return ctx, cancel
}
