package e2e

import (
	"net/http"
	"strings"
	"testing"
)

// session initializes at /mcp and returns the header of the session.
func session(t *testing.T, p *program, headers ...string) string {
	t.Helper()
	r := ask(t, http.MethodPost, p.url("/mcp"), initialize(0, "2025-11-25"), headers...)
	id := r.Header.Get("Mcp-Session-Id")
	if r.StatusCode != http.StatusOK || len(id) < 20 || strings.ContainsFunc(id, func(c rune) bool { return c < '!' || c > '~' }) {
		t.Fatalf("initialize: %s, session %q", r.Status, id)
	}
	return "Mcp-Session-Id: " + id
}

// TestSessionsAreAnyReplicas shows that a session's id holds nothing: every
// replica takes it, a replica that began later too, and none needs one.
func TestSessionsAreAnyReplicas(t *testing.T) {
	p, other := serve(t, "http", "--sandbox"), serve(t, "http", "--sandbox")
	id := session(t, p)
	if id == session(t, p) {
		t.Error("two sessions have the same id")
	}
	for _, replica := range []*program{p, other} {
		for _, header := range []string{id, "Mcp-Session-Id: of-another-server", "X-None: 1"} {
			if r := ask(t, http.MethodPost, replica.url("/mcp"), initialized, header); r.StatusCode != http.StatusAccepted {
				t.Errorf("a notification with %s: %s", header, r.Status)
			}
			if r := ask(t, http.MethodDelete, replica.url("/mcp"), "", header); r.StatusCode != http.StatusMethodNotAllowed {
				t.Errorf("DELETE with %s: %s", header, r.Status)
			}
			replica.post(call(1, "search_conversations", openOnes), header).works(t)
		}
	}
}

// TestCancelOverHTTP cancels a call of a session, which ends at once; a call of
// the same id in another session, or of another token, goes on.
func TestCancelOverHTTP(t *testing.T) {
	const ann, ben = "Authorization: Bearer tok-of-ann", "Authorization: Bearer tok-of-ben"
	u := slowIntercom(t)
	p := serve(t, "http", u.variable())
	one, two := session(t, p, ann), session(t, p, ann)
	startCall := func(headers ...string) chan string {
		answer := make(chan string, 1)
		go func() {
			r, err := try(t.Context(), http.MethodPost, p.url("/mcp"), call(7, "get_contact", aContact), headers...)
			if err != nil {
				t.Error(err)
			}
			answer <- r.body
		}()
		u.wait(t, 1)
		return answer
	}
	cancel := func(headers ...string) {
		t.Helper()
		const seven = `{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":7,"reason":"over"}}`
		if r := ask(t, http.MethodPost, p.url("/mcp"), seven, headers...); r.StatusCode != http.StatusAccepted {
			t.Errorf("a cancellation with %q: %s", headers, r.Status)
		}
	}
	kept, ended, nobodys := startCall(ann, one), startCall(ann, two), startCall(ann)
	for _, foreign := range [][]string{{ann}, {ben}, {ben, one}, {ben, two}, {ann, "Mcp-Session-Id: "}, {ann, session(t, p, ann)}} {
		cancel(foreign...)
	}
	cancel(ann, two)
	if text := <-ended; text != "" {
		t.Errorf("the cancelled call: %s", text)
	}
	u.open()
	for _, answer := range []chan string{kept, nobodys} {
		if text, _ := parse(t, <-answer).toolResult(t); !strings.Contains(text, "404") {
			t.Errorf("a call that nobody cancelled: %s", text)
		}
	}
}
