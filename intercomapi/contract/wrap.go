package contract

import (
	"bytes"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"testing"
)

// Wrap judges every request to next and every reply of it, and reports what is wrong as errors of t. A reply is judged before
// it is sent, so that a fault belongs to the test that caused it, and not to what runs when a handler ends.
func (d *Description) Wrap(t testing.TB, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := bodyOf(r)
		if err != nil {
			t.Errorf("%s %s: read the request: %v", r.Method, r.URL.Path, err)
		}
		asked := r.Clone(r.Context()) // next may change what it is given
		for _, fault := range d.CheckRequest(asked, body) {
			t.Errorf("%s %s: request: %s", r.Method, r.URL.Path, fault)
		}
		r.Body = io.NopCloser(bytes.NewReader(body))
		reply := httptest.NewRecorder()
		next.ServeHTTP(reply, r)
		for _, fault := range d.CheckReply(asked, reply.Code, reply.Header(), reply.Body.Bytes()) {
			t.Errorf("%s %s: reply %d: %s", r.Method, r.URL.Path, reply.Code, fault)
		}
		maps.Copy(w.Header(), reply.Result().Header)
		w.WriteHeader(reply.Code)
		_, _ = w.Write(reply.Body.Bytes()) // a client that has gone is no fault of the reply
	})
}

func bodyOf(r *http.Request) ([]byte, error) {
	if r.Body == nil { // a request made by hand
		return nil, nil
	}
	return io.ReadAll(r.Body)
}
