package sandbox

import (
	"errors"
	"fmt"
	"io"
	"maps"
	"net/http"
)

// ServeHTTP answers over HTTP. Without a bearer token every answer is 401.
func (w *Workspace) ServeHTTP(rw http.ResponseWriter, r *http.Request) {
	a, err := w.answer(r)
	if err != nil || a.cut == cutBefore {
		// The server then closes the connection without a word, which is what the fault says.
		panic(http.ErrAbortHandler)
	}
	maps.Copy(rw.Header(), a.header)
	if a.cut == cutInside {
		rw.Header().Set("Content-Length", fmt.Sprint(len(a.body)))
	}
	rw.WriteHeader(a.status)
	_, err = io.Copy(rw, a.reader())
	if errors.Is(err, io.ErrUnexpectedEOF) {
		_ = http.NewResponseController(rw).Flush()
		panic(http.ErrAbortHandler)
	}
}

// Transport returns a transport that answers the same in process, with no port and no network, whatever host a request names.
func (w *Workspace) Transport() http.RoundTripper { return transport{w} }

type transport struct{ w *Workspace }

// RoundTrip implements http.RoundTripper.
func (t transport) RoundTrip(r *http.Request) (*http.Response, error) {
	if err := r.Context().Err(); err != nil {
		return nil, err
	}
	a, err := t.w.answer(r)
	if err != nil {
		return nil, err
	}
	if a.cut == cutBefore {
		return nil, io.ErrUnexpectedEOF
	}
	resp := &http.Response{
		Status:     fmt.Sprintf("%d %s", a.status, http.StatusText(a.status)),
		StatusCode: a.status, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header: a.header, Request: r, ContentLength: -1,
		Body: io.NopCloser(&ctxReader{r, a.reader()}),
	}
	if a.cut == notCut && !a.huge {
		resp.ContentLength = int64(len(a.body))
	}
	return resp, nil
}

// A ctxReader stops when the request is cancelled, as a connection does.
type ctxReader struct {
	r    *http.Request
	body io.Reader
}

func (p *ctxReader) Read(b []byte) (int, error) {
	if err := p.r.Context().Err(); err != nil {
		return 0, err
	}
	return p.body.Read(b)
}
