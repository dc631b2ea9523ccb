package mcpfix

import (
	"encoding/json"
	"strings"
	"sync"
	"time"
)

// pending are the requests that wait for their answer, so that a server can
// stop without losing one. They are kept by id: what answers something else,
// such as a message that was no request, must not be taken for their answer.
type Pending struct {
	mu      sync.Mutex
	waiting map[Place]int // a client may use an id twice
	idle    chan struct{} // closed when nothing is waiting; nil unless somebody wants to know
}

// place is where an answer is due: on an event stream, or "" for standard
// output, to the request of that id.
type Place struct{ Stream, ID string }

// asked notes a message from the client; false means that it is no request.
func (p *Pending) Asked(stream string, message []byte) (Place, bool) {
	at := Place{stream, requestID(message)}
	if at.ID == "" {
		return at, false
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.waiting == nil {
		p.waiting = map[Place]int{}
	}
	p.waiting[at]++
	return at, true
}

// done notes an answer, or that none will come.
func (p *Pending) Done(at Place) {
	p.mu.Lock()
	defer p.mu.Unlock()
	switch p.waiting[at] {
	case 0: // was not asked for
		return
	case 1:
		delete(p.waiting, at)
	default:
		p.waiting[at]--
	}
	p.tell()
}

// ended forgets a stream: nobody waits for its answers any more.
func (p *Pending) Ended(stream string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for at := range p.waiting {
		if at.Stream == stream {
			delete(p.waiting, at)
		}
	}
	p.tell()
}

func (p *Pending) tell() {
	if len(p.waiting) == 0 && p.idle != nil {
		close(p.idle)
		p.idle = nil
	}
}

// wait returns when nothing is pending, or after limit.
func (p *Pending) Wait(limit time.Duration) {
	p.mu.Lock()
	if len(p.waiting) == 0 {
		p.mu.Unlock()
		return
	}
	if p.idle == nil {
		p.idle = make(chan struct{})
	}
	idle := p.idle
	p.mu.Unlock()
	select {
	case <-idle:
	case <-time.After(limit):
	}
}

// requestID is the id of a message that will be answered under it, or "". A
// subscription is answered only when it ends, which nobody should wait for.
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

// answerID is the id that a message answers, or "".
func AnswerID(message []byte) string {
	var m struct {
		ID     any    `json:"id"`
		Method string `json:"method"`
	}
	if json.Unmarshal(message, &m) != nil || m.Method != "" {
		return ""
	}
	return idText(m.ID)
}

// idText is an id as mcp-go writes it back: 1e3 as 1000, "\u0061" as "a".
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
