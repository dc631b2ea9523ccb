package server_test

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"intercom-mcp/intercomapi"
	"intercom-mcp/server"
	"intercom-mcp/tools/lookup"
	"intercom-mcp/tools/registry"
	"intercom-mcp/tools/samples"
)

// callLimit is the limit of the calls of these tests: the default.
const callLimit = 50 * time.Second

// dawdling are APIs with which a call would take longer than its client waits.
var dawdling = map[string]transportFunc{
	"never answers": func(r *http.Request) (*http.Response, error) {
		<-r.Context().Done()
		return nil, r.Context().Err()
	},
	"answers after 29 s": late(29*time.Second, http.StatusOK),
	"503 after 29 s":     late(29*time.Second, http.StatusServiceUnavailable),
	"503":                replying(http.StatusServiceUnavailable, `{}`),
	"429": func(r *http.Request) (*http.Response, error) {
		res, err := replying(http.StatusTooManyRequests, `{}`)(r)
		res.Header.Set("X-RateLimit-Reset", fmt.Sprint(time.Now().Add(13*time.Second).Unix()))
		return res, err
	},
	"ends no answer": func(r *http.Request) (*http.Response, error) {
		res, err := replying(http.StatusOK, "")(r)
		res.Body, res.ContentLength = io.NopCloser(endless{r}), -1
		return res, err
	},
}

// late returns an API whose answers take a time.
func late(d time.Duration, code int) transportFunc {
	return func(r *http.Request) (*http.Response, error) {
		select {
		case <-time.After(d):
			return replying(code, `{"type":"x","id":"1","role":"user","deleted":true,"data":[]}`)(r)
		case <-r.Context().Done():
			return nil, r.Context().Err()
		}
	}
}

// endless is a body that comes a byte a second.
type endless struct{ r *http.Request }

func (e endless) Read(p []byte) (int, error) {
	select {
	case <-time.After(time.Second):
		p[0] = ' '
		return 1, nil
	case <-e.r.Context().Done():
		return 0, e.r.Context().Err()
	}
}

// TestCallLimit calls every tool while Intercom takes its time: each call ends
// within its limit, in words that say what came of it.
func TestCallLimit(t *testing.T) {
	for name, api := range dawdling {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for _, tool := range everyTool() {
				for _, timeout := range []time.Duration{30 * time.Second, time.Hour} {
					synctest.Test(t, func(t *testing.T) { checkLimit(t, api, tool, timeout) })
				}
			}
		})
	}
}

func checkLimit(t *testing.T, api http.RoundTripper, tool registry.Tool, timeout time.Duration) {
	t.Helper()
	client, err := intercomapi.New(intercomapi.Config{BaseURL: "https://api.example", Transport: api, Budget: 45 * time.Second, Timeout: timeout})
	if err != nil {
		t.Fatal(err)
	}
	cfg := server.Config{
		API: client, Token: secret, Tools: []registry.Tool{tool}, CallLimit: callLimit,
		Guard: registry.NewDuplicateGuard(2 * time.Minute), Names: lookup.NewCache(), Log: slog.New(slog.DiscardHandler),
	}
	send := asking(context.WithoutCancel(t.Context()), server.New(cfg).MCP())
	time.Sleep(time.Until(time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC))) // samples have dates of the past
	start := time.Now()
	a := send(t, "tools/call", object{"name": tool.Name, "arguments": samples.Fullest(t, tool)}).Result
	text := a.Content[0].Text
	if took := time.Since(start); took > callLimit {
		t.Errorf("%s takes %v: %.300s", tool.Name, took, text)
	}
	if a.IsError && !strings.HasPrefix(text, tool.Name+": ") && !strings.HasPrefix(text, "invalid arguments for "+tool.Name+": ") {
		t.Errorf("%s says not whose words these are: %s", tool.Name, text)
	}
	if unclear := !strings.Contains(text, "Nothing has changed") && !strings.Contains(text, "nothing has changed") &&
		!strings.Contains(text, "happened"); a.IsError && unclear {
		t.Errorf("%s says not what came of it: %s", tool.Name, text)
	}
	time.Sleep(time.Hour) // by when look-ups that others would share have ended, too
}

// TestCallLimitTells tells what came of a call whose time was over.
func TestCallLimitTells(t *testing.T) {
	for name, c := range map[string]struct {
		tool, arguments string
		api             transportFunc
		failed          bool
		want            []string
	}{
		"a write under way": {"reply_conversation", `{"id":"1","message_type":"comment","body":"Hi","admin_id":"2"}`, dawdling["never answers"], true,
			[]string{"POST /conversations/{conversation_id}/reply: no answer: the time for one call is over",
				"It may have happened all the same: look before you call again"}},
		"a read": {"get_contact", `{"id":"1"}`, dawdling["never answers"], true,
			[]string{"the time for one call is over", "Nothing has changed: ask for less at a time, or call again later"}},
		"a look-up before a write": {"tag_conversation", `{"conversation_id":"1","tag_id":"VIP","admin_id":"2"}`, dawdling["never answers"], true,
			[]string{"the time for one call is over", "Nothing has changed"}},
		"a rate limit that lasts": {"get_contact", `{"id":"1"}`, dawdling["429"], true, []string{"429", "wait"}},
		"a part of an overview": {"get_customer", `{"id":"1"}`, func(r *http.Request) (*http.Response, error) {
			if r.URL.Path == "/contacts/1/notes" {
				return dawdling["never answers"](r)
			}
			return late(time.Second, http.StatusOK)(r)
		}, false, []string{`"contact":{"id":"1"`, "notes: not known", "the time for one call is over"}},
	} {
		synctest.Test(t, func(t *testing.T) {
			client, err := intercomapi.New(intercomapi.Config{BaseURL: "https://api.example", Transport: c.api, Budget: 45 * time.Second, Timeout: time.Hour})
			if err != nil {
				t.Fatal(err)
			}
			cfg := server.Config{API: client, Token: secret, Tools: everyTool(), CallLimit: callLimit, Log: slog.New(slog.DiscardHandler)}
			send := asking(context.WithoutCancel(t.Context()), server.New(cfg).MCP())
			a := send(t, "tools/call", object{"name": c.tool, "arguments": json.RawMessage(c.arguments)}).Result
			for _, want := range c.want {
				if text := a.Content[0].Text; a.IsError != c.failed || !strings.Contains(text, want) {
					t.Errorf("%s: failed=%v, %q is missing in %.900s", name, a.IsError, want, text)
				}
			}
			time.Sleep(time.Hour)
		})
	}
}

// TestNoCallLimit: a limit of 0 is none.
func TestNoCallLimit(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		client, err := intercomapi.New(intercomapi.Config{BaseURL: "https://api.example", Transport: late(10*time.Minute, http.StatusOK), Timeout: time.Hour})
		if err != nil {
			t.Fatal(err)
		}
		cfg := server.Config{API: client, Token: secret, Tools: selected(t, "contacts"), Log: slog.New(slog.DiscardHandler)}
		send := asking(context.WithoutCancel(t.Context()), server.New(cfg).MCP())
		if a := send(t, "tools/call", object{"name": "get_contact", "arguments": object{"id": "1"}}).Result; a.IsError {
			t.Errorf("%+v", a)
		}
	})
}
