package registry

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"strings"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/args"
	"intercom-mcp/tools/untrusted"
)

// Two sends are the same whatever ignoredArguments say: when it was written, who
// is notified, and which way it goes. authorArguments name who wrote it.
var (
	ignoredArguments = []string{allowDuplicate, "created_at", "timestamp", "skip_notifications", "background", "from_type", "to_type"}
	authorArguments  = []string{"admin_id", "from_id", "sender_id"}
)

// sendKey returns what tells one send from another: a checksum of token, tool,
// target, author and content. insists reports whether the call says that a
// duplicate is meant.
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

// normalised returns an argument without what changes nothing in it: spaces, and
// a default that is spelt out; nil where nothing is left.
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

// resultID returns the id of what a call made, of a reply the newest part's; ""
// where the result does not say.
func resultID(out any) string {
	raw, err := json.Marshal(out)
	if err != nil {
		return ""
	}
	var members map[string]json.RawMessage
	if json.Unmarshal(raw, &members) != nil {
		return ""
	}
	for _, v := range members {
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
