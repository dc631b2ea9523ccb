package mcpfix

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"strings"
)

// streams are the event streams of legacy SSE. A stream's id is signed with its
// token, so that a message to it must come with the same one; and the requests
// to it that wait for their answer are noted, since that comes on the stream.
type Streams struct {
	key  []byte
	Open Pending
}

func (s *Streams) Init() {
	s.key = []byte(rand.Text())
}

// newID is a stream's id: a random part and its signature with the token.
func (s *Streams) NewID(_ context.Context, r *http.Request) (string, error) {
	id := s.Sign(rand.Text(), Bearer(r))
	if out, ok := r.Context().Value(streamKey{}).(*string); ok {
		*out = id
	}
	return id, nil
}

func (s *Streams) Sign(random, token string) string {
	mac := hmac.New(sha256.New, s.key)
	mac.Write([]byte(random + "." + token))
	return random + "." + hex.EncodeToString(mac.Sum(nil)[:16])
}

type streamKey struct{}

// stream serves GET /sse.
func (s *Streams) Stream(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var id string // known once newID is called
		next.ServeHTTP(&streamWriter{ResponseWriter: w, id: &id, streams: s}, r.WithContext(context.WithValue(r.Context(), streamKey{}, &id)))
		s.Open.Ended(id)
	})
}

// message serves POST /message.
func (s *Streams) Message(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		id := r.URL.Query().Get("sessionId")
		random, _, _ := strings.Cut(id, ".")
		if r.Method == http.MethodPost && !hmac.Equal([]byte(id), []byte(s.Sign(random, Bearer(r)))) {
			http.Error(w, "no such stream for this token: open /sse again", http.StatusNotFound)
			return
		}
		raw, _ := r.Context().Value(BodyKey{}).([]byte)
		at, due := s.Open.Asked(id, raw) // before it is served: the answer may overtake the 202
		status := &statusWriter{ResponseWriter: w}
		next.ServeHTTP(status, r)
		if due && status.code != http.StatusAccepted {
			s.Open.Done(at)
		}
	})
}

// streamWriter notes the answers that a stream writes, one event a write.
type streamWriter struct {
	http.ResponseWriter
	id      *string
	streams *Streams
}

func (w *streamWriter) Write(p []byte) (int, error) {
	n, err := w.ResponseWriter.Write(p)
	if data, ok := bytes.CutPrefix(p, []byte("event: message\ndata: ")); ok {
		w.Flush() // before it counts as given
		w.streams.Open.Done(Place{*w.id, AnswerID(data)})
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

func (w *statusWriter) WriteHeader(code int) {
	w.code = code
	w.ResponseWriter.WriteHeader(code)
}

// BodyKey is the context key of a request's body.
type BodyKey struct{}

// Bearer is the token of a request's Authorization header, or "".
func Bearer(r *http.Request) string {
	scheme, token, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	if !strings.EqualFold(scheme, "Bearer") {
		return ""
	}
	return strings.TrimSpace(token)
}
