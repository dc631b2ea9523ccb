package mcpfix

import (
	"crypto/rand"
	"crypto/subtle"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/mark3labs/mcp-go/server"
)

// SSE is the transport of legacy SSE: a client opens an event stream, and posts
// its messages to the address that the first event names. The answers come on
// the stream; see conn. A stream and its messages are one caller's, whose token
// both bring.
type SSE struct {
	server  *server.MCPServer
	token   func(*http.Request) string
	log     *slog.Logger
	mu      sync.Mutex
	streams map[string]*stream // by id
}

// stream is one event stream.
type stream struct {
	*conn
	token string
}

// NewSSE returns an SSE that serves m. What token returns of a request tells
// whose it is, "" if it names nobody.
func NewSSE(m *server.MCPServer, token func(*http.Request) string, log *slog.Logger) *SSE {
	return &SSE{server: m, token: token, log: log, streams: map[string]*stream{}}
}

// Stream serves GET /sse. The context of the request is that of the stream's
// calls, which end with it.
func (s *SSE) Stream(w http.ResponseWriter, r *http.Request) {
	sendNow := http.NewResponseController(w).Flush
	send := func(message []byte) error {
		if _, err := fmt.Fprintf(w, "event: message\ndata: %s\n\n", message); err != nil {
			return err
		}
		return sendNow()
	}
	id := rand.Text()
	c, err := newConn(r.Context(), s.server, id, send, s.log)
	if err != nil {
		http.Error(w, "the stream can't be opened", http.StatusInternalServerError)
		return
	}
	defer c.closeWritten()            // w may not be used afterwards
	s.add(id, &stream{c, s.token(r)}) // before the client learns of it
	defer s.remove(id)
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("Cache-Control", "no-cache")
	_, _ = fmt.Fprintf(w, "event: endpoint\ndata: %s?sessionId=%s\n\n", messagesFrom(r), id)
	if sendNow() != nil {
		return
	}
	<-c.ctx.Done()
}

// messagesFrom returns the address of messages as a client that opened the
// stream sees it, which may be behind a proxy's path.
func messagesFrom(r *http.Request) string {
	if strings.HasSuffix(r.URL.Path, "/") {
		return "../message"
	}
	return "message"
}

// Messages serves POST /message. It reads the body, which must be bounded.
func (s *SSE) Messages(w http.ResponseWriter, r *http.Request) {
	to := s.withID(r.URL.Query().Get("sessionId"))
	if to == nil || !sameCaller(to.token, s.token(r)) {
		http.Error(w, "no such stream for this token: open /sse again, with the token that messages bring", http.StatusNotFound)
		return
	}
	message := peekBody(r)
	if m := open(message); m.Method == "" && !m.isRequest() && !m.isResponse() {
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(http.StatusBadRequest)
		_, _ = w.Write([]byte(`{"jsonrpc":"2.0","id":null,"error":{"code":-32700,"message":"the body is no message of JSON-RPC"}}` + "\n"))
		return
	}
	w.WriteHeader(http.StatusAccepted)
	to.receive(message)
}

// sameCaller reports whether a message's token is its stream's. Some clients
// bring one on messages alone: that is theirs, where the stream needed none.
func sameCaller(streams, messages string) bool {
	return streams == "" || messages == "" || subtle.ConstantTimeCompare([]byte(streams), []byte(messages)) == 1
}

func (s *SSE) add(id string, to *stream) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.streams[id] = to
}

func (s *SSE) remove(id string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.streams, id)
}

func (s *SSE) withID(id string) *stream {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.streams[id]
}

// all returns the streams that are open.
func (s *SSE) all() []*stream {
	s.mu.Lock()
	defer s.mu.Unlock()
	var streams []*stream
	for _, to := range s.streams {
		streams = append(streams, to)
	}
	return streams
}

// Close ends every stream once its requests are answered, or after limit.
func (s *SSE) Close(limit time.Duration) {
	until := time.Now().Add(limit)
	for _, to := range s.all() {
		to.wait(time.Until(until))
		to.end()
	}
}
