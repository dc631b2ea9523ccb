package sandbox

import (
	"net/http"
	"slices"
	"sync"
)

// A Request is a request that came in, for tests.
type Request struct {
	Method string
	Path   string
	Query  string
	Body   string // its first 64 KiB
}

const (
	maxRequests   = 1000
	maxLoggedBody = 64 << 10
)

type requestLog struct {
	mu       sync.Mutex
	requests []Request
}

func (l *requestLog) add(r *http.Request, body []byte) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.requests) == maxRequests {
		l.requests = slices.Delete(l.requests, 0, 1)
	}
	l.requests = append(l.requests, Request{r.Method, r.URL.Path, r.URL.RawQuery, string(body[:min(len(body), maxLoggedBody)])})
}

// Requests returns the last 1000 requests, oldest first, including those that a fault happened to.
func (w *Workspace) Requests() []Request {
	w.log.mu.Lock()
	defer w.log.mu.Unlock()
	return slices.Clone(w.log.requests)
}
