package sandbox

import (
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"
)

// breaks says where the connection breaks, if it does.
type breaks int

const (
	breaksNowhere breaks = iota
	breaksBefore
	breaksInside
)

const hugeBody = 64 << 20

// spoil answers a request on which a fault was ordered.
func (w *Workspace) spoil(f Fault, r *http.Request, body []byte) (*answer, error) {
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
	w.disfigure(a, f)
	return a, nil
}

// wait honours the request's context, so that a caller who gives up is not held.
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

func (w *Workspace) disfigure(a *answer, f Fault) {
	switch f.kind {
	case "cut":
		a.breaks = breaksBefore
	case "cut-body":
		a.breaks = breaksInside
	case "garbage":
		a.plain(http.StatusOK, "application/json", "\x1f\x8b{\"type\":\"contact\",\"id\":\"66f0")
	case "html":
		a.plain(f.status, "text/html", fmt.Sprintf("<html><head><title>%d</title></head><body><h1>%[1]d %s</h1></body></html>", f.status, http.StatusText(f.status)))
	case "empty":
		a.plain(http.StatusOK, "application/json", "")
	case "huge":
		a.plain(http.StatusOK, "application/json", "")
		a.huge = true
	case "redirect":
		a.plain(http.StatusTemporaryRedirect, "text/plain", "")
		a.header.Set("Location", f.to)
	case "status":
		w.disfigureStatus(a, f.status)
	}
}

func (a *answer) plain(status int, contentType, body string) {
	a.status, a.body = status, []byte(body)
	a.header.Set("Content-Type", contentType)
}

// codes are Intercom's error codes by status, for faults.
var codes = map[int]string{
	400: "bad_request", 401: "unauthorized", 403: "forbidden", 404: "not_found", 406: "not_acceptable", 408: "request_timeout",
	409: "conflict", 410: "contact_merged", 422: "unprocessable_entity", 429: "rate_limit_exceeded", 500: "server_error",
	502: "server_error", 503: "service_unavailable", 504: "server_timeout",
}

func (w *Workspace) disfigureStatus(a *answer, status int) {
	code := codes[status]
	if code == "" {
		code = "server_error"
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	a.header = w.newHeader()
	left := max(0, w.limit.size-w.limit.used)
	if status == http.StatusTooManyRequests {
		left = 0
	}
	w.limit.show(w.now(), left, a.header)
	w.refuse(a, fail(status, code, "%s (ordered fault)", http.StatusText(status)))
}

// reader gives the body as it goes over the wire: whole, cut in the middle, or without measure.
func (a *answer) reader() io.Reader {
	switch {
	case a.huge:
		return io.LimitReader(&letters{}, hugeBody)
	case a.breaks == breaksInside:
		return io.MultiReader(strings.NewReader(string(a.body[:len(a.body)/2])), broken{})
	}
	return strings.NewReader(string(a.body))
}

// letters is a JSON string that does not come to an end.
type letters struct{ begun bool }

func (l *letters) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = 'a'
	}
	if !l.begun && len(p) > 0 {
		p[0], l.begun = '"', true
	}
	return len(p), nil
}

type broken struct{}

func (broken) Read([]byte) (int, error) { return 0, io.ErrUnexpectedEOF }
