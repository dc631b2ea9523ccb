package mcpfix

import (
	"encoding/json"
	"strings"
	"sync"
	"time"
)

// inFlight are the requests that wait for their response, so that a server can
// stop without losing one. They are kept by id: what answers something else,
// such as a message that was no request, must not be taken for their response.
//
// Works around mcp-go v1.2.1: it tells nobody which requests are in flight, and
// drops their responses when a transport stops.
// Goes when its transports finish the requests in flight before they stop.
type inFlight struct {
	mu       sync.Mutex
	requests map[requestKey]int // how many of each: a client may use an id twice
	idle     chan struct{}      // closed when there are none; nil unless somebody waits
}

// requestKey tells requests apart: by the event stream that gets the response,
// or "" for standard output, and by their id.
type requestKey struct{ stream, id string }

// add notes a message from the client; false means that it is no request.
func (f *inFlight) add(stream string, message []byte) (requestKey, bool) {
	key := requestKey{stream, requestID(message)}
	if key.id == "" {
		return key, false
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.requests == nil {
		f.requests = map[requestKey]int{}
	}
	f.requests[key]++
	return key, true
}

// done notes a response, or that none will come.
func (f *inFlight) done(key requestKey) {
	f.mu.Lock()
	defer f.mu.Unlock()
	switch f.requests[key] {
	case 0: // nobody asked
		return
	case 1:
		delete(f.requests, key)
	default:
		f.requests[key]--
	}
	f.signal()
}

// closeStream forgets a stream's requests: nobody waits for their responses.
func (f *inFlight) closeStream(stream string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for key := range f.requests {
		if key.stream == stream {
			delete(f.requests, key)
		}
	}
	f.signal()
}

// signal wakes those that wait if no request is left. It needs the lock.
func (f *inFlight) signal() {
	if len(f.requests) == 0 && f.idle != nil {
		close(f.idle)
		f.idle = nil
	}
}

// wait returns when no request is in flight, or after limit.
func (f *inFlight) wait(limit time.Duration) {
	f.mu.Lock()
	if len(f.requests) == 0 {
		f.mu.Unlock()
		return
	}
	if f.idle == nil {
		f.idle = make(chan struct{})
	}
	idle := f.idle
	f.mu.Unlock()
	select {
	case <-idle:
	case <-time.After(limit):
	}
}

// requestID returns the id of a message that will be answered under it, or "".
// A subscription is answered only when it ends, which nobody should wait for.
func requestID(message []byte) string {
	var m struct {
		JSONRPC string    `json:"jsonrpc"`
		ID      any       `json:"id"`
		Method  string    `json:"method"`
		Result  *struct{} `json:"result"` // a request has none, and mcp-go answers none that has
	}
	if json.Unmarshal(message, &m) != nil || m.JSONRPC != "2.0" || m.Method == "" || m.Result != nil ||
		m.Method == "subscriptions/listen" || strings.HasPrefix(m.Method, "notifications/") {
		return ""
	}
	return idText(m.ID)
}

// responseID returns the id that a message answers, or "".
func responseID(message []byte) string {
	var m struct {
		ID     any    `json:"id"`
		Method string `json:"method"`
	}
	if json.Unmarshal(message, &m) != nil || m.Method != "" {
		return ""
	}
	return idText(m.ID)
}

// idText returns an id as mcp-go writes it back: 1e3 as 1000, "\u0061" as "a".
func idText(id any) string {
	if id == nil {
		return ""
	}
	text, err := json.Marshal(id)
	if err != nil {
		return ""
	}
	return string(text)
}
