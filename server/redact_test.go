package server_test

import (
	"net/http"
	"regexp"
	"testing"

	"intercom-mcp/tools/redact"
)

var placeholder = regexp.MustCompile(`\[email-[0-9a-f]{6}\]`)

// TestReplicasAgree compares placeholders of servers that share a token or a key.
func TestReplicasAgree(t *testing.T) {
	shown := func(token, key string) string {
		cfg := overTransport(t, replying(http.StatusOK, `{"id":"1","role":"user","email":"ann@acme.example"}`), selected(t, "contacts")...)
		cfg.Token, cfg.Redact = token, redact.Rules{Kinds: []string{"email"}, Key: key}
		text, _ := call(t, connect(t, cfg), "get_contact", object{"id": "1"})
		return placeholder.FindString(text)
	}
	if a, b := shown("one", ""), shown("one", ""); a == "" || a != b {
		t.Errorf("one token: %s and %s", a, b)
	}
	if a, b := shown("one", ""), shown("two", ""); a == b {
		t.Errorf("two tokens agree on %s", a)
	}
	if a, b := shown("one", "key"), shown("two", "key"); a == "" || a != b {
		t.Errorf("one key: %s and %s", a, b)
	}
}
