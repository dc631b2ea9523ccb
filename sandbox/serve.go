package sandbox

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// maxBody is how many bytes a request may send: attachments come as base64, so it is not small.
const maxBody = 20 << 20

// A call is a request on its way through a handler.
type call struct {
	r     *http.Request
	path  []string // the parameters of the path
	query url.Values
	body  object
	now   int
}

// param returns the parameter of the path that has that index, "" if there is none: of the tag of a contact's path, the contact's
// id has index 0 and the tag's has index 1.
func (c *call) param(index int) string {
	if index < len(c.path) {
		return c.path[index]
	}
	return ""
}

// An answer is a whole answer before any of it is written.
type answer struct {
	status int
	header http.Header
	body   []byte
	cut    cut
	huge   bool
}

// A reply is what a handler returns to answer with a status other than 200.
type reply struct {
	status int
	body   any
}

// answer answers a request: it is logged, a fault may happen to it before or after its handler, and the handler answers.
func (w *Workspace) answer(r *http.Request) (*answer, error) {
	body, err := readBody(r)
	if err != nil {
		return nil, err
	}
	w.log.add(r, body)
	if fault, ok := w.faults.pick(r); ok {
		return w.answerWithFault(fault, r, body)
	}
	return w.handle(r, body), nil
}

func readBody(r *http.Request) ([]byte, error) {
	if r.Body == nil {
		return nil, nil
	}
	defer func() { _ = r.Body.Close() }()
	body, err := io.ReadAll(io.LimitReader(r.Body, maxBody+1))
	if err != nil {
		return nil, fmt.Errorf("read request: %w", err)
	}
	return body, nil
}

// handle answers without faults.
func (w *Workspace) handle(r *http.Request, body []byte) *answer {
	w.mu.Lock()
	defer w.mu.Unlock()
	a := &answer{status: http.StatusOK, header: w.newHeader()}
	w.limit.setHeaders(w.now(), w.limit.left(w.now()), a.header)
	if v := r.Header.Get("Intercom-Version"); knownVersion(v) && v != "" {
		a.header.Set("Intercom-Version", v)
	}
	if !authorized(r) {
		return w.answerError(a, fail(http.StatusUnauthorized, "unauthorized", "Access Token Invalid"))
	}
	if !w.limit.allow(w.now(), a.header) {
		return w.answerError(a, fail(http.StatusTooManyRequests, "rate_limit_exceeded", "Exceeded rate limit of %d in 10_seconds", w.limit.size))
	}
	result, err := w.route(r, body)
	if err != nil {
		return w.answerError(a, err)
	}
	if other, ok := result.(reply); ok {
		a.status, result = other.status, other.body
	}
	if result != nil {
		a.body = encode(inVersion(result, a.header.Get("Intercom-Version")))
	}
	return a
}

func (w *Workspace) newHeader() http.Header {
	h := http.Header{}
	h.Set("Content-Type", "application/json; charset=utf-8")
	h.Set("Intercom-Version", apiVersion)
	h.Set("X-Request-Id", fmt.Sprintf("sbx%017d", w.next("request")))
	return h
}

// answerError returns the answer that an error is.
func (w *Workspace) answerError(a *answer, err error) *answer {
	var f *apiError
	if !errors.As(err, &f) {
		f = &apiError{status: http.StatusInternalServerError, code: "server_error", message: err.Error()}
	}
	a.status = f.status
	maps.Copy(a.header, f.header)
	a.body = encode(f.body(a.header.Get("X-Request-Id")))
	return a
}

// authorized reports whether there is a bearer token. Any will do: the sandbox has no secrets.
func authorized(r *http.Request) bool {
	scheme, token, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	return strings.EqualFold(scheme, "Bearer") && strings.TrimSpace(token) != ""
}

// newCall reads the request's body. An empty one counts as an empty object: many writes need none.
func newCall(r *http.Request, path []string, body []byte, now int) (*call, error) {
	c := &call{r: r, path: path, query: r.URL.Query(), body: object{}, now: now}
	if len(body) > maxBody {
		return nil, fail(http.StatusRequestEntityTooLarge, "bad_request", "Request body is larger than %d bytes", maxBody)
	}
	if len(bytes.TrimSpace(body)) == 0 {
		return c, nil
	}
	v, err := decode(body)
	if err != nil {
		return nil, fail(http.StatusBadRequest, "bad_request", "Request body is not valid JSON: %v", err)
	}
	o, ok := v.(object)
	if !ok {
		return nil, fail(http.StatusBadRequest, "bad_request", "Request body must be a JSON object")
	}
	c.body = o
	return c, checkContainers(o)
}

// A limiter counts calls in windows of ten seconds, as Intercom does.
type limiter struct {
	size   int
	window int64
	used   int
}

const (
	windowSeconds = 10
	resetDelay    = 3 // seconds after the end of a window that X-RateLimit-Reset names, as recorded answers do
)

// allow counts a call, sets the headers of the rate limit, and reports whether the call is within it.
func (l *limiter) allow(now time.Time, h http.Header) bool {
	if window := now.Unix() / windowSeconds; window != l.window {
		l.window, l.used = window, 0
	}
	l.used++
	l.setHeaders(now, max(0, l.size-l.used), h)
	return l.used <= l.size
}

// left returns how many calls are left at that time.
func (l *limiter) left(now time.Time) int {
	if now.Unix()/windowSeconds != l.window {
		return l.size
	}
	return max(0, l.size-l.used)
}

// setHeaders sets how many calls are left until when.
func (l *limiter) setHeaders(now time.Time, left int, h http.Header) {
	h.Set("X-RateLimit-Limit", fmt.Sprint(l.size))
	h.Set("X-RateLimit-Remaining", fmt.Sprint(left))
	h.Set("X-RateLimit-Reset", fmt.Sprint((now.Unix()/windowSeconds+1)*windowSeconds+resetDelay))
}
