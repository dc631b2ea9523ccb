package sandbox

import (
	"cmp"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"
)

// A cut says where the connection breaks, if it does.
type cut int

const (
	notCut cut = iota
	cutBefore
	cutInside
)

const hugeSize = 64 << 20

// answerWithFault answers a request that a fault was injected for.
func (w *Workspace) answerWithFault(f Fault, r *http.Request, body []byte) (*answer, error) {
	if f.kind == "delay" {
		if err := wait(r, f.delay); err != nil {
			return nil, err
		}
		return w.handle(r, body), nil
	}
	a := &answer{status: http.StatusOK, header: http.Header{}}
	if f.after || f.kind == "cut-body" {
		a = w.handle(r, body)
	}
	w.applyFault(a, f)
	return a, nil
}

// wait returns after d, or with the error of the request's context as soon as that ends, so that a caller who gives up is not
// held.
func wait(r *http.Request, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-r.Context().Done():
		return r.Context().Err()
	}
}

// applyFault changes an answer into what the fault makes of it.
func (w *Workspace) applyFault(a *answer, f Fault) {
	switch f.kind {
	case "cut":
		a.cut = cutBefore
	case "cut-body":
		a.cut = cutInside
	case "garbage":
		a.setBody(http.StatusOK, "application/json", "\x1f\x8b{\"type\":\"contact\",\"id\":\"66f0")
	case "html":
		a.setBody(f.status, "text/html", fmt.Sprintf("<html><head><title>%d</title></head><body><h1>%[1]d %s</h1></body></html>", f.status,
			http.StatusText(f.status)))
	case "empty":
		a.setBody(http.StatusOK, "application/json", "")
	case "huge":
		a.setBody(http.StatusOK, "application/json", "")
		a.huge = true
	case "redirect":
		a.setBody(http.StatusTemporaryRedirect, "text/plain", "")
		a.header.Set("Location", f.location)
	case "status":
		w.applyStatus(a, f.status, cmp.Or(f.code, codes[f.status], "server_error"))
	}
}

// setBody replaces the status, the content type and the body.
func (a *answer) setBody(status int, contentType, body string) {
	a.status, a.body = status, []byte(body)
	a.header.Set("Content-Type", contentType)
}

// codes are Intercom's error codes by status, for faults.
var codes = map[int]string{
	400: "bad_request", 401: "unauthorized", 403: "forbidden", 404: "not_found", 406: "not_acceptable", 408: "request_timeout",
	409: "conflict", 410: "contact_merged", 422: "unprocessable_entity", 429: "rate_limit_exceeded", 500: "server_error",
	502: "server_error", 503: "service_unavailable", 504: "server_timeout",
}

// applyStatus replaces an answer by an error of that status and code, with Intercom's envelope and headers.
func (w *Workspace) applyStatus(a *answer, status int, code string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	a.header = w.newHeader()
	left := w.limit.left(w.now())
	if status == http.StatusTooManyRequests {
		left = 0
	}
	w.limit.setHeaders(w.now(), left, a.header)
	w.answerError(a, fail(status, code, "%s (ordered fault)", http.StatusText(status)))
}

// reader returns the body as it goes over the wire: whole, cut in the middle, or endless.
func (a *answer) reader() io.Reader {
	switch {
	case a.huge:
		return io.LimitReader(&endlessString{}, hugeSize)
	case a.cut == cutInside:
		return io.MultiReader(strings.NewReader(string(a.body[:len(a.body)/2])), errReader{})
	}
	return strings.NewReader(string(a.body))
}

// An endlessString reads as a JSON string that does not end.
type endlessString struct{ started bool }

func (l *endlessString) Read(p []byte) (int, error) {
	if len(p) == 0 {
		return 0, nil
	}
	p[0] = 'a'
	for n := 1; n < len(p); n *= 2 {
		copy(p[n:], p[:n])
	}
	if !l.started {
		p[0], l.started = '"', true
	}
	return len(p), nil
}

// An errReader fails as a connection does that breaks.
type errReader struct{}

func (errReader) Read([]byte) (int, error) { return 0, io.ErrUnexpectedEOF }
