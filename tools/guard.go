package tools

import (
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"sync"
	"time"

	lru "github.com/hashicorp/golang-lru/v2"

	"intercom-mcp/intercomapi"
)

// insist is the argument by which a call says that the same again is meant.
const insist = "allow_duplicate"

// guarded is how many sends are remembered, the latest ones.
const guarded = 10_000

// Guard refuses to send the same to a customer twice within a while, which a
// model does when it loses track: same token, tool and arguments.
type Guard struct {
	window time.Duration
	mu     sync.Mutex
	sent   *lru.Cache[[sha256.Size]byte, *sending]
}

// sending is something that was sent, or is being sent.
type sending struct {
	at    time.Time
	state sendState
	id    string // of what was made; "" where that is not known
}

type sendState int

const (
	underWay sendState = iota
	done
	uncertain
)

// NewGuard returns a guard that remembers for a while; 0 remembers nothing.
func NewGuard(window time.Duration) *Guard {
	sent, err := lru.New[[sha256.Size]byte, *sending](guarded)
	if err != nil {
		panic(err) // the size is not positive
	}
	return &Guard{window: window, sent: sent}
}

// duplicateError is that the same was just sent.
type duplicateError struct {
	first sending
	ago   time.Duration
}

func (e duplicateError) Error() string {
	const how = "To send it again all the same, which the user must want, call with " + insist + ": true"
	switch e.first.state {
	case underWay:
		return "not sent: the very same is being sent right now by another call. " + how
	case uncertain:
		return fmt.Sprintf("not sent: the very same was sent %v ago and its outcome is unknown, so look first. %s", e.ago, how)
	}
	made := ""
	if e.first.id != "" {
		made = " (id " + e.first.id + ")"
	}
	return fmt.Sprintf("not sent: the very same was sent %v ago%s. %s", e.ago, made, how)
}

// send runs a call that sends, unless the same was just sent.
func (g *Guard) send(c Caller, tool string, canonical []byte, run func() (any, error)) (any, error) {
	if g == nil || g.window <= 0 {
		return run()
	}
	key, insists, err := sendKey(c, tool, canonical)
	if err != nil {
		return nil, err
	}
	entry, earlier, err := g.begin(key, c.now(), insists)
	if err != nil {
		return nil, err
	}
	returned := false
	defer func() {
		if !returned { // a bug: who knows how far it came
			g.end(key, entry, sending{at: c.now(), state: uncertain})
		}
	}()
	out, err := run()
	returned = true
	switch {
	case err == nil:
		g.end(key, entry, sending{c.now(), done, resultID(out)})
	case mayHaveHappened(err):
		g.end(key, entry, sending{at: c.now(), state: uncertain})
	default:
		g.undo(key, entry, earlier)
	}
	return out, err
}

// beside is what does not tell one send from another: when it was written, and
// who is told of it.
var beside = []string{insist, "created_at", "skip_notifications"}

// sendKey tells one send from another: token, tool, target, author and content.
func sendKey(c Caller, tool string, canonical []byte) (key [sha256.Size]byte, insists bool, err error) {
	var args map[string]json.RawMessage
	if err := json.Unmarshal(canonical, &args); err != nil {
		return key, false, err
	}
	insists = string(args[insist]) == "true"
	for _, name := range beside {
		delete(args, name)
	}
	for _, author := range []string{"admin_id", "from_id"} { // the same author, named or not
		if string(args[author]) == strconv.Quote(string(c.AdminID)) {
			delete(args, author)
		}
	}
	rest, err := json.Marshal(args) // names sorted
	who := c.Fingerprint()
	return sha256.Sum256(append(append(who[:], tool+"\x00"...), rest...)), insists, err
}

// begin notes that something is being sent, and gives what was there before.
func (g *Guard) begin(key [sha256.Size]byte, now time.Time, insists bool) (entry, earlier *sending, err error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	earlier, ok := g.sent.Get(key)
	if ok && !insists && (earlier.state == underWay || now.Sub(earlier.at) < g.window) {
		return nil, nil, duplicateError{*earlier, now.Sub(earlier.at).Round(time.Second)}
	}
	entry = &sending{at: now}
	g.sent.Add(key, entry)
	return entry, earlier, nil
}

// end keeps what was or may have been sent.
func (g *Guard) end(key [sha256.Size]byte, entry *sending, is sending) {
	g.mu.Lock()
	defer g.mu.Unlock()
	*entry = is
	if _, ok := g.sent.Peek(key); !ok { // pushed out meanwhile, or undone by another
		g.sent.Add(key, entry)
	}
}

// undo forgets what surely was not sent, but not what was sent before it.
func (g *Guard) undo(key [sha256.Size]byte, entry, earlier *sending) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if now, ok := g.sent.Peek(key); !ok || now != entry {
		return
	}
	g.sent.Remove(key)
	if earlier != nil {
		g.sent.Add(key, earlier)
	}
}

// mayHaveHappened reports whether a failed write may have been carried out.
func mayHaveHappened(err error) bool {
	var e *intercomapi.Error
	return errors.As(err, &e) && !isBeforehand(err) && e.Uncertain()
}

// resultID is the id of what a call made: of a reply, the newest part's.
func resultID(out any) string {
	raw, err := json.Marshal(out)
	if err != nil {
		return ""
	}
	var result map[string]json.RawMessage
	if json.Unmarshal(raw, &result) != nil {
		return ""
	}
	for _, v := range result {
		var made struct {
			ID     intercomapi.ID
			PartID intercomapi.ID `json:"part_id"`
		}
		if json.Unmarshal(v, &made) != nil || made.ID == "" {
			continue
		}
		return firstOf(string(made.PartID), string(made.ID))
	}
	return ""
}
