package mcpfix

import (
	"bytes"
	"context"
	"encoding/json"
	"math/big"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"time"
)

// requests are those that wait for their answer: a client may cancel them, and a
// server that stops lets them finish.
//
// Works around mcp-go v1.2.1: it answers a request that was cancelled, knows none
// that waits in a queue or has just begun, takes 9007199254740993 and
// 9007199254740992 for one id, and drops the answers that are due when a
// transport stops.
// Goes when its transports do none of it.
type requests struct {
	mu      sync.Mutex
	waiting map[requestKey][]*request // a client may use an id twice
	open    int                       // how many are not answered yet, subscriptions apart
	idle    chan struct{}             // closed when none is open; nil unless somebody waits
}

// requestKey tells requests apart: by the session that they belong to, and by
// the value of their id.
type requestKey struct{ session, id string }

// A request is one that waits for its answer.
type request struct {
	key       requestKey
	id        json.RawMessage // as the client wrote it
	stop      context.CancelFunc
	cancelled bool
	open      bool // it counts as open: subscriptions don't, since they end only when the client wants it
}

// begin notes a request of a session, and returns the context of what it asks
// for. Call finish when its answer is there, and answered when that is written.
func (r *requests) begin(ctx context.Context, session string, m envelope) (context.Context, *request) {
	q := &request{key: requestKey{session, idValue(m.ID)}, id: compact(m.ID), open: m.Method != "subscriptions/listen"}
	ctx, q.stop = context.WithCancel(ctx)
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.waiting == nil {
		r.waiting = map[requestKey][]*request{}
	}
	r.waiting[q.key] = append(r.waiting[q.key], q)
	if q.open {
		r.open++
	}
	return ctx, q
}

// cancel ends the requests of a session's that a notification names, if there
// are any.
func (r *requests) cancel(session string, m envelope) {
	var params struct {
		RequestID json.RawMessage `json:"requestId"`
	}
	if json.Unmarshal(m.Params, &params) != nil || !isID(params.RequestID) {
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, q := range r.waiting[requestKey{session, idValue(params.RequestID)}] {
		q.cancelled = true
		q.stop()
	}
}

// isCancelled reports whether the client wants no answer any more.
func (r *requests) isCancelled(q *request) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return q.cancelled
}

// finish reports whether the client still wants the answer. From now on, a
// cancellation comes too late.
func (r *requests) finish(q *request) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	q.stop()
	var others []*request
	for _, other := range r.waiting[q.key] {
		if other != q {
			others = append(others, other)
		}
	}
	if r.waiting[q.key] = others; len(others) == 0 {
		delete(r.waiting, q.key)
	}
	return !q.cancelled
}

// answered notes that a request's answer is written, or that none will be.
func (r *requests) answered(q *request) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if q.open {
		r.open--
	}
	if r.open == 0 && r.idle != nil {
		close(r.idle)
		r.idle = nil
	}
}

// wait returns when no request is open, or after limit.
func (r *requests) wait(limit time.Duration) {
	r.mu.Lock()
	if r.open == 0 {
		r.mu.Unlock()
		return
	}
	if r.idle == nil {
		r.idle = make(chan struct{})
	}
	idle := r.idle
	r.mu.Unlock()
	select {
	case <-idle:
	case <-time.After(limit):
	}
}

// envelope is what all messages have.
type envelope struct {
	ID     json.RawMessage `json:"id"`
	Method string          `json:"method"`
	Params json.RawMessage `json:"params"`
	Result json.RawMessage `json:"result"`
	Error  json.RawMessage `json:"error"`
}

// open returns the envelope of a message; an empty one of what is none.
func open(message []byte) envelope {
	var m envelope
	_ = json.Unmarshal(message, &m) // mcp-go says what is wrong with it
	return m
}

// isRequest reports whether the message has an id to be answered under.
func (m envelope) isRequest() bool { return isID(m.ID) && !m.isResponse() }

// isResponse reports whether the message answers a request.
func (m envelope) isResponse() bool { return m.Method == "" && (m.Result != nil || m.Error != nil) }

// isID reports whether an id is there.
func isID(raw json.RawMessage) bool { return len(raw) > 0 && string(raw) != "null" }

// isCancellation reports whether the message cancels a request.
func (m envelope) isCancellation() bool {
	return !m.isRequest() && m.Method == "notifications/cancelled"
}

// answerHead is how mcp-go's answer to a request begins.
var answerHead = regexp.MustCompile(`^((?:event: message\ndata: )?\{"jsonrpc":"2\.0","id":)` +
	`(?:"(?:[^"\\]|\\.)*"|[-+.0-9eE]+)(,"(?:result|error)":)`)

// withID returns an answer with the id that the client wrote. Any other message
// stays, also one that answers no request in particular.
//
// Works around mcp-go v1.2.1: it reads ids as floating-point numbers, and answers
// 9007199254740993 under 9007199254740992.
// Goes when it keeps ids as they are.
func withID(message []byte, id json.RawMessage) []byte {
	head := answerHead.FindSubmatchIndex(message)
	if head == nil {
		return message
	}
	return bytes.Join([][]byte{message[head[2]:head[3]], id, message[head[4]:]}, nil)
}

// compact returns JSON on one line.
func compact(raw json.RawMessage) json.RawMessage {
	var b bytes.Buffer
	if json.Compact(&b, raw) != nil {
		return raw
	}
	return b.Bytes()
}

// idValue returns the value of an id, however it is written: 1e3 is 1000, and
// "\u0061" is "a", but "1" is not 1.
func idValue(raw json.RawMessage) string {
	var text string
	if json.Unmarshal(raw, &text) == nil {
		return strconv.Quote(text)
	}
	return numberValue(string(raw))
}

// numberValue returns the value of a number as a fraction of two whole ones. What
// is no number stays, and so does one with more zeros than there may be memory for.
func numberValue(raw string) string {
	_, exponent, _ := strings.Cut(strings.ToLower(raw), "e")
	if len(exponent) > len("+999") {
		return raw
	}
	if n, ok := new(big.Rat).SetString(raw); ok {
		return n.RatString()
	}
	return raw
}
