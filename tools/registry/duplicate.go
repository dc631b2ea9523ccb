package registry

import (
	"context"
	"crypto/sha256"
	"fmt"
	"sync"
	"time"

	lru "github.com/hashicorp/golang-lru/v2"
)

// allowDuplicate is the argument by which a call says that the same again is meant.
const allowDuplicate = "allow_duplicate"

// rememberedSends is how many sends are remembered, the latest ones.
const rememberedSends = 10_000

// A DuplicateGuard refuses to send the same to a customer twice within a while,
// which a model does when it loses track: same token, tool and arguments. It is
// safe for concurrent use.
type DuplicateGuard struct {
	window time.Duration // how long a send is remembered
	mu     sync.Mutex
	sent   *lru.Cache[[sha256.Size]byte, *sending]
}

// A sending is what was sent, or is being sent.
type sending struct {
	inFlight  int       // calls that are sending it right now
	at        time.Time // when it was sent the last time; zero: not yet
	id        string    // of what was made then; "" where that is not known
	uncertain bool      // it may not have arrived
}

// NewDuplicateGuard returns a guard that remembers a send for the window; with 0
// it refuses nothing.
func NewDuplicateGuard(window time.Duration) *DuplicateGuard {
	sent, err := lru.New[[sha256.Size]byte, *sending](rememberedSends)
	if err != nil {
		panic(err) // the size is not positive
	}
	return &DuplicateGuard{window: window, sent: sent}
}

// A duplicateError refuses a send: the same was just sent.
type duplicateError struct {
	first sending
	ago   time.Duration
}

func (e duplicateError) Error() string {
	const how = "To send it again all the same, which the user must want, call with " + allowDuplicate + ": true"
	switch {
	case e.first.inFlight > 0:
		return "not sent: the very same is being sent right now by another call. " + how
	case e.first.uncertain:
		return fmt.Sprintf("not sent: the very same was sent %v ago and its outcome is unknown, so look first. %s", e.ago, how)
	}
	made := ""
	if e.first.id != "" {
		made = " (id " + e.first.id + ")"
	}
	return fmt.Sprintf("not sent: the very same was sent %v ago%s. %s", e.ago, made, how)
}

// send runs a call that sends, unless the same was just sent: then it returns a
// duplicateError.
func (g *DuplicateGuard) send(ctx context.Context, c Caller, tool string, canonical []byte, run func() (any, error)) (out any, err error) {
	if g == nil || g.window <= 0 {
		return run()
	}
	key, insists, err := sendKey(ctx, c, tool, canonical)
	if err != nil {
		return nil, err
	}
	entry, err := g.begin(key, c.Now(), insists)
	if err != nil {
		return nil, err
	}
	outcome := &sending{uncertain: true} // of a panic: nobody knows how far it came
	defer func() { g.end(key, entry, c.Now(), outcome) }()
	out, err = run()
	switch {
	case err == nil:
		outcome = &sending{id: resultID(out)}
	case !MayHaveHappened(err):
		outcome = nil
	}
	return out, err
}

// begin notes that something is being sent; insists says that a duplicate is
// meant.
func (g *DuplicateGuard) begin(key [sha256.Size]byte, now time.Time, insists bool) (*sending, error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	entry, ok := g.sent.Get(key)
	if !ok {
		entry = &sending{}
		g.sent.Add(key, entry)
	}
	if !insists && (entry.inFlight > 0 || now.Sub(entry.at) < g.window) {
		return nil, duplicateError{*entry, now.Sub(entry.at).Round(time.Second)}
	}
	entry.inFlight++
	return entry, nil
}

// end keeps the outcome of a send, and forgets what surely was not sent: then
// outcome is nil.
func (g *DuplicateGuard) end(key [sha256.Size]byte, entry *sending, now time.Time, outcome *sending) {
	g.mu.Lock()
	defer g.mu.Unlock()
	entry.inFlight--
	if kept, ok := g.sent.Peek(key); ok {
		entry = kept
	} else { // pushed out meanwhile
		g.sent.Add(key, entry)
	}
	if outcome != nil {
		entry.at, entry.id, entry.uncertain = now, outcome.id, outcome.uncertain
	}
	if entry.inFlight == 0 && entry.at.IsZero() {
		g.sent.Remove(key)
	}
}
