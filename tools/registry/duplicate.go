package registry

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"strings"
	"sync"
	"time"

	lru "github.com/hashicorp/golang-lru/v2"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/args"
	"intercom-mcp/tools/untrusted"
)

// allowDuplicate is the argument by which a call says that the same again is meant.
const allowDuplicate = "allow_duplicate"

// rememberedSends is how many sends are remembered, the latest ones.
const rememberedSends = 10_000

// DuplicateGuard refuses to send the same to a customer twice within a while, which a
// model does when it loses track: same token, tool and arguments.
type DuplicateGuard struct {
	window time.Duration
	mu     sync.Mutex
	sent   *lru.Cache[[sha256.Size]byte, *sending]
}

// sending is what was sent, or is being sent.
type sending struct {
	underWay int       // calls that are sending it right now
	at       time.Time // when it was sent the last time; zero: not yet
	id       string    // of what was made then; "" where that is not known
	unsure   bool      // whether it was
}

// NewDuplicateGuard returns a guard that remembers for a while; 0 remembers nothing.
func NewDuplicateGuard(window time.Duration) *DuplicateGuard {
	sent, err := lru.New[[sha256.Size]byte, *sending](rememberedSends)
	if err != nil {
		panic(err) // the size is not positive
	}
	return &DuplicateGuard{window: window, sent: sent}
}

// duplicateError is that the same was just sent.
type duplicateError struct {
	first sending
	ago   time.Duration
}

func (e duplicateError) Error() string {
	const how = "To send it again all the same, which the user must want, call with " + allowDuplicate + ": true"
	switch {
	case e.first.underWay > 0:
		return "not sent: the very same is being sent right now by another call. " + how
	case e.first.unsure:
		return fmt.Sprintf("not sent: the very same was sent %v ago and its outcome is unknown, so look first. %s", e.ago, how)
	}
	made := ""
	if e.first.id != "" {
		made = " (id " + e.first.id + ")"
	}
	return fmt.Sprintf("not sent: the very same was sent %v ago%s. %s", e.ago, made, how)
}

// send runs a call that sends, unless the same was just sent.
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
	came := &sending{unsure: true} // of a bug: who knows how far it came
	defer func() { g.end(key, entry, c.Now(), came) }()
	out, err = run()
	switch {
	case err == nil:
		came = &sending{id: resultID(out)}
	case !MayHaveHappened(err):
		came = nil
	}
	return out, err
}

// ignoredArguments is what does not tell one send from another: when it was written, who
// is told of it, and by what way it goes. authors are who wrote it.
var (
	ignoredArguments = []string{allowDuplicate, "created_at", "timestamp", "skip_notifications", "background", "from_type", "to_type"}
	authorArguments  = []string{"admin_id", "from_id", "sender_id"}
)

// sendKey tells one send from another: token, tool, target, author and content.
func sendKey(ctx context.Context, c Caller, tool string, canonical []byte) (key [sha256.Size]byte, insists bool, err error) {
	parsed, err := args.ParseJSON(canonical)
	given, ok := parsed.(map[string]any)
	if err != nil || !ok {
		return key, false, args.Errorf("", "the arguments are not a JSON object")
	}
	insists = given[allowDuplicate] == true
	for _, name := range ignoredArguments {
		delete(given, name)
	}
	for name, v := range given {
		if given[name] = normalised(v); given[name] == nil {
			delete(given, name)
		}
	}
	for _, name := range authorArguments { // the same author, named or not
		if named, ok := given[name].(string); ok && c.IsMe(ctx, named) {
			delete(given, name)
		}
	}
	rest, err := json.Marshal(given) // names sorted
	who := c.Fingerprint()
	return sha256.Sum256(append(append(who[:], tool+"\x00"...), rest...)), insists, err
}

// normalised is an argument without what changes nothing in it: spaces, and a default
// that is spelt out. It is nil where nothing is left.
func normalised(v any) any {
	switch v := v.(type) {
	case string:
		if s := strings.Join(strings.Fields(v), " "); s != "" {
			return s
		}
	case bool:
		if v {
			return v
		}
	case []any:
		if len(v) > 0 {
			return v
		}
	case map[string]any:
		if len(v) > 0 {
			return v
		}
	default:
		return v
	}
	return nil
}

// begin notes that something is being sent.
func (g *DuplicateGuard) begin(key [sha256.Size]byte, now time.Time, insists bool) (*sending, error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	entry, ok := g.sent.Get(key)
	if !ok {
		entry = &sending{}
		g.sent.Add(key, entry)
	}
	if !insists && (entry.underWay > 0 || now.Sub(entry.at) < g.window) {
		return nil, duplicateError{*entry, now.Sub(entry.at).Round(time.Second)}
	}
	entry.underWay++
	return entry, nil
}

// end keeps what came of it, and forgets what surely was not sent: came is nil.
func (g *DuplicateGuard) end(key [sha256.Size]byte, entry *sending, now time.Time, came *sending) {
	g.mu.Lock()
	defer g.mu.Unlock()
	entry.underWay--
	if kept, ok := g.sent.Peek(key); ok {
		entry = kept
	} else { // pushed out meanwhile
		g.sent.Add(key, entry)
	}
	if came != nil {
		entry.at, entry.id, entry.unsure = now, came.id, came.unsure
	}
	if entry.underWay == 0 && entry.at.IsZero() {
		g.sent.Remove(key)
	}
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
			ID             intercomapi.ID
			PartID         intercomapi.ID `json:"part_id"`
			ConversationID intercomapi.ID `json:"conversation_id"`
		}
		if json.Unmarshal(v, &made) != nil || made.ID == "" {
			continue
		}
		return untrusted.FirstOf(string(made.PartID), string(made.ConversationID), string(made.ID))
	}
	return ""
}
