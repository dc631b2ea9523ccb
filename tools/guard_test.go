package tools_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"regexp"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"intercom-mcp/intercomapi"
	"intercom-mcp/sandbox"
	"intercom-mcp/tools/lookup"
	"intercom-mcp/tools/registry"
)

const greeting = `{"id":"` + sandbox.LongConversation + `","message_type":"comment","body":"Hello"}`

var firstID = regexp.MustCompile(`\(id (\d+)\)`)

// TestGuardNamesTheConversation that was started, by which the model can look.
func TestGuardNamesTheConversation(t *testing.T) {
	const start = `{"contact_id":"` + sandbox.ContactMaria + `","body":"Hello there"}`
	w := openFilter(t)
	first, failed := w.call("create_conversation", start)
	if failed {
		t.Fatal(first)
	}
	again, failed := w.call("create_conversation", start)
	id := firstID.FindStringSubmatch(again)
	if !failed || id == nil || !strings.Contains(first, `"conversation_id":"`+id[1]+`"`) {
		t.Errorf("%s\n%s", first, again)
	}
}

// TestGuard sends something, and then something like it: refused is what is the
// same in token, tool, target, author and content.
func TestGuard(t *testing.T) {
	with := func(more string) string { return strings.TrimSuffix(greeting, "}") + "," + more + "}" }
	for name, c := range map[string]struct {
		tool, arguments string
		refused         bool
	}{
		"the same":                 {"reply_conversation", greeting, true},
		"in another form":          {"reply_conversation", `{"body":"Hello","message_type":"comment","id":` + sandbox.LongConversation + `}`, true},
		"its author named":         {"reply_conversation", with(`"admin_id":"` + sandbox.AdminAnn + `"`), true},
		"its time given":           {"reply_conversation", with(`"created_at":"now"`), true},
		"its notifications off":    {"reply_conversation", with(`"skip_notifications":true`), true},
		"insisting":                {"reply_conversation", with(`"allow_duplicate":true`), false},
		"insisting on nothing":     {"reply_conversation", with(`"allow_duplicate":false`), true},
		"another content":          {"reply_conversation", strings.Replace(greeting, "Hello", "Hello!", 1), false},
		"a note":                   {"reply_conversation", strings.Replace(greeting, "comment", "note", 1), false},
		"another author":           {"reply_conversation", with(`"admin_id":"` + sandbox.AdminBruno + `"`), false},
		"with a picture":           {"reply_conversation", with(`"attachment_urls":["https://example.com/a.png"]`), false},
		"another tool":             {"add_internal_note", `{"id":"` + sandbox.LongConversation + `","body":"Hello"}`, false},
		"another target":           {"reply_ticket", strings.Replace(greeting, sandbox.LongConversation, sandbox.FirstTicket, 1), false},
		"another tool, once again": {"create_conversation", `{"contact_id":"` + sandbox.ContactMaria + `","body":"Hello"}`, false},
	} {
		w := openFilter(t)
		first, failed := w.call("reply_conversation", greeting)
		if failed {
			t.Fatal(first)
		}
		text, failed := w.call(c.tool, c.arguments)
		if failed != c.refused {
			t.Errorf("%s: failed=%v %.400s", name, failed, text)
		}
		id := firstID.FindStringSubmatch(text)
		if c.refused && (id == nil || !strings.Contains(first, `"`+id[1]+`"`) || !strings.Contains(text, "allow_duplicate: true") ||
			w.posts("POST /conversations/*/reply") != 1) {
			t.Errorf("%s: the first one's id, and how to insist: %s", name, text)
		}
	}
}

// TestGuardInOtherWords says the same otherwise, as the token's own admin: what
// is left to its default, and what is spelt out.
func TestGuardInOtherWords(t *testing.T) {
	message := `{"message_type":"inapp","body":"Hi","to_id":"` + sandbox.ContactMaria + `"}`
	for tool, c := range map[string]struct {
		first string
		then  []string
	}{
		"reply_conversation": {greeting, []string{`"admin_id":"` + sandbox.AdminAnn + `"`, `"admin_id":"me"`, `"attachment_urls":[]`, `"body":" Hello\n"`,
			`"skip_notifications":false`}},
		"create_message": {message, []string{`"from_id":"` + sandbox.AdminAnn + `"`, `"from_type":"admin"`, `"to_type":"contact"`, `"to_type":"user"`,
			`"subject":""`}},
		"create_ticket":    {lost["ticket"].arguments, []string{`"background":false`, `"background":true`, `"assignment":{}`}},
		"create_news_item": {`{"title":"New"}`, []string{`"sender_id":"` + sandbox.AdminAnn + `"`}},
	} {
		for _, more := range c.then {
			w := openFilter(t)
			w.caller.AdminID = ""
			then := strings.TrimSuffix(c.first, "}") + "," + more + "}"
			for i, arguments := range []string{c.first, then, c.first} {
				if text, failed := w.call(tool, arguments); failed != (i > 0) || failed && !strings.Contains(text, "the very same was sent") {
					t.Errorf("%s, %d: %s: failed=%v %.300s", tool, i, arguments, failed, text)
				}
			}
		}
	}
}

func TestGuardsWindow(t *testing.T) {
	w := openFilter(t)
	for i, c := range []struct {
		wait    time.Duration
		refused bool
	}{{0, false}, {time.Second, true}, {118 * time.Second, true}, {2 * time.Second, false}, {0, true}, {3 * time.Minute, false}} {
		w.clock = w.clock.Add(c.wait)
		if text, failed := w.call("reply_conversation", greeting); failed != c.refused {
			t.Errorf("%d: %v later: failed=%v %.300s", i, c.wait, failed, text)
		}
	}
	for _, guard := range []*registry.DuplicateGuard{nil, registry.NewDuplicateGuard(0)} {
		w.caller.Guard = guard
		for range 2 {
			if text, failed := w.call("reply_conversation", greeting); failed {
				t.Errorf("a guard that is off: %s", text)
			}
		}
	}
}

func TestGuardIsPerToken(t *testing.T) {
	w := openFilter(t)
	mine := w.caller
	theirs := w.caller
	theirs.Client = mine.WithToken("another")
	for i, c := range []struct {
		who     registry.Caller
		refused bool
	}{{mine, false}, {theirs, false}, {mine, true}, {theirs, true}} {
		w.caller = c.who
		if text, failed := w.call("reply_conversation", greeting); failed != c.refused {
			t.Errorf("%d: failed=%v %.300s", i, failed, text)
		}
	}
}

// TestGuardAfterFailures lets go again what surely was not sent, and not what
// may have been.
func TestGuardAfterFailures(t *testing.T) {
	message := fmt.Sprintf(`{"message_type":"inapp","body":"Hi","to_id":%q}`, sandbox.ContactMaria)
	for fault, says := range map[string]string{
		"POST /messages 400 x1": "", "POST /messages 429 x1": "", "POST /messages 401 x1": "", "POST /messages redirect https://evil.example/ x1": "",
		"GET /contacts/* cut x1": "", // the look-up before it
		"POST /messages cut x1":  "outcome is unknown", "POST /messages 503 x1": "outcome is unknown", "POST /messages html 502 x1": "outcome is unknown",
		"POST /messages garbage x1": "outcome is unknown", "POST /messages cut-body x1": "outcome is unknown",
	} {
		synctest.Test(t, func(t *testing.T) { // after a 429, the next call waits
			w := openFilter(t, fault)
			if text, failed := w.call("create_message", message); !failed {
				t.Fatalf("%s: %s", fault, text)
			}
			text, failed := w.call("create_message", message)
			if failed != (says != "") || !strings.Contains(text, says) {
				t.Errorf("after %s: failed=%v %s", fault, failed, text)
			}
		})
	}
}

// TestGuardKeepsTheFirst though one that insisted was not sent.
func TestGuardKeepsTheFirst(t *testing.T) {
	w := openFilter(t)
	insisting := strings.TrimSuffix(greeting, "}") + `,"allow_duplicate":true}`
	if text, failed := w.call("reply_conversation", greeting); failed {
		t.Fatal(text)
	}
	w.order("POST /conversations/*/reply 400 x1")
	if text, failed := w.call("reply_conversation", insisting); !failed {
		t.Fatal(text)
	}
	if text, failed := w.call("reply_conversation", greeting); !failed || firstID.FindStringSubmatch(text) == nil {
		t.Errorf("failed=%v %.300s", failed, text)
	}
}

// TestGuardForgetsTheUnsent though several insisted at once, and none was sent.
func TestGuardForgetsTheUnsent(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := &held{open: make(chan struct{}), status: http.StatusBadRequest}
		c, reply := h.caller(t, registry.NewDuplicateGuard(time.Minute)), named(t, "reply_conversation")
		insisting := strings.TrimSuffix(greeting, "}") + `,"allow_duplicate":true}`
		var wg sync.WaitGroup
		for range 3 {
			wg.Go(func() { _, _ = reply.Call(t.Context(), c, json.RawMessage(insisting)) })
			synctest.Wait()
		}
		for range 3 { // in the order in which they came
			h.open <- struct{}{}
			synctest.Wait()
		}
		close(h.open)
		wg.Wait()
		if _, err := reply.Call(t.Context(), c, json.RawMessage(greeting)); err == nil || h.calls != 4 {
			t.Errorf("%d sent: %v", h.calls, err)
		}
	})
}

// TestGuardAndFoundAnswers refuses what was found although its answer was lost.
func TestGuardAndFoundAnswers(t *testing.T) {
	w := openFilter(t, "POST /conversations/*/reply cut-after x1")
	if text, failed := w.call("reply_conversation", greeting); failed {
		t.Fatal(text)
	}
	if text, failed := w.call("reply_conversation", greeting); !failed || !strings.Contains(text, "not sent") || w.posts("POST /conversations/*/reply") != 1 {
		t.Errorf("failed=%v %.300s", failed, text)
	}
}

// held is an API that answers when it may, or panics.
type held struct {
	open   chan struct{}
	bug    bool
	status int // of its answers; 0: 200
	mu     sync.Mutex
	calls  int
}

func (h *held) RoundTrip(r *http.Request) (*http.Response, error) {
	h.mu.Lock()
	h.calls++
	h.mu.Unlock()
	if h.bug {
		panic("a bug")
	}
	<-h.open
	if h.status != 0 {
		return &http.Response{StatusCode: h.status, Body: http.NoBody, Request: r}, nil
	}
	return (&apiClient{reply: anything}).RoundTrip(r)
}

func (h *held) caller(t testing.TB, g *registry.DuplicateGuard) registry.Caller {
	t.Helper()
	client, err := intercomapi.New(intercomapi.Config{BaseURL: "https://api.example", Transport: h, Timeout: time.Hour})
	if err != nil {
		t.Fatal(err)
	}
	return registry.Caller{Resolver: lookup.Resolver{Client: client.WithToken("x"), AdminID: "7"}, Guard: g}
}

// TestGuardSideBySide lets one of many equal calls through, however long it takes.
func TestGuardSideBySide(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := &held{open: make(chan struct{})}
		c, reply := h.caller(t, registry.NewDuplicateGuard(time.Minute)), named(t, "reply_conversation")
		got := make(chan error, 20)
		send := func() {
			_, err := reply.Call(t.Context(), c, json.RawMessage(greeting))
			got <- err
		}
		for range 10 {
			go send()
		}
		time.Sleep(10 * time.Minute)
		for range 10 {
			go send()
		}
		synctest.Wait()
		close(h.open)
		sent := 0
		for range 20 {
			if err := <-got; err == nil {
				sent++
			} else if !strings.Contains(err.Error(), "is being sent right now") {
				t.Error(err)
			}
		}
		if sent != 1 || h.calls != 1 {
			t.Errorf("%d succeeded, %d sent", sent, h.calls)
		}
	})
}

// TestGuardAfterABug keeps what a panic cut short as uncertain.
func TestGuardAfterABug(t *testing.T) {
	h := &held{bug: true}
	c, reply := h.caller(t, registry.NewDuplicateGuard(time.Minute)), named(t, "reply_conversation")
	func() {
		defer func() { _ = recover() }()
		_, _ = reply.Call(t.Context(), c, json.RawMessage(greeting))
		t.Error("no panic")
	}()
	if _, err := reply.Call(t.Context(), c, json.RawMessage(greeting)); err == nil || !strings.Contains(err.Error(), "outcome is unknown") || h.calls != 1 {
		t.Errorf("%v, %d sent", err, h.calls)
	}
}

// TestGuardIsBounded remembers the latest sends, and no more than 10,000.
func TestGuardIsBounded(t *testing.T) {
	type note struct {
		Body string `json:"body" jsonschema:"Its text"`
	}
	type sent struct {
		OK bool `json:"ok"`
	}
	c := caller(t, &apiClient{reply: anything})
	c.Guard = registry.NewDuplicateGuard(time.Hour)
	tool := registry.Define("messages", registry.Send, "send_note", "Send note", "Send a note.", // without a request, since there are many
		func(context.Context, registry.Caller, note) (sent, error) { return sent{true}, nil }).Ready()
	send := func(n int) error {
		_, err := tool.Call(context.Background(), c, fmt.Appendf(nil, `{"body":"%d"}`, n))
		return err
	}
	for n := range 10_001 {
		if err := send(n); err != nil {
			t.Fatal(err)
		}
	}
	if err := send(10_000); err == nil {
		t.Error("the latest is forgotten")
	}
	if err := send(0); err != nil {
		t.Error(errors.Join(errors.New("the oldest is kept"), err))
	}
}
