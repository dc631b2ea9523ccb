package server

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
type streams struct {
	key  []byte
	open pending
}

func (s *streams) init() {
	s.key = []byte(rand.Text())
}

// newID is a stream's id: a random part and its signature with the token.
func (s *streams) newID(_ context.Context, r *http.Request) (string, error) {
	id := s.sign(rand.Text(), bearer(r))
	if out, ok := r.Context().Value(streamKey{}).(*string); ok {
		*out = id
	}
	return id, nil
}

func (s *streams) sign(random, token string) string {
	mac := hmac.New(sha256.New, s.key)
	mac.Write([]byte(random + "." + token))
	return random + "." + hex.EncodeToString(mac.Sum(nil)[:16])
}

type streamKey struct{}

// stream serves GET /sse.
func (s *streams) stream(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var id string // known once newID is called
		next.ServeHTTP(&streamWriter{ResponseWriter: w, id: &id, streams: s}, r.WithContext(context.WithValue(r.Context(), streamKey{}, &id)))
		s.open.ended(id)
	})
}

// message serves POST /message.
func (s *streams) message(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		id := r.URL.Query().Get("sessionId")
		random, _, _ := strings.Cut(id, ".")
		if r.Method == http.MethodPost && !hmac.Equal([]byte(id), []byte(s.sign(random, bearer(r)))) {
			http.Error(w, "no such stream for this token: open /sse again", http.StatusNotFound)
			return
		}
		raw, _ := r.Context().Value(bodyKey{}).([]byte)
		at, due := s.open.asked(id, raw) // before it is served: the answer may overtake the 202
		status := &statusWriter{ResponseWriter: w}
		next.ServeHTTP(status, r)
		if due && status.code != http.StatusAccepted {
			s.open.done(at)
		}
	})
}

// streamWriter notes the answers that a stream writes, one event a write.
type streamWriter struct {
	http.ResponseWriter
	id      *string
	streams *streams
}

func (w *streamWriter) Write(p []byte) (int, error) {
	n, err := w.ResponseWriter.Write(p)
	if data, ok := bytes.CutPrefix(p, []byte("event: message\ndata: ")); ok {
		w.Flush() // before it counts as given
		w.streams.open.done(place{*w.id, answerID(data)})
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
