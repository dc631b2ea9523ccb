package server_test

import (
	"context"
	"log/slog"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/mark3labs/mcp-go/mcp"

	"intercom-mcp/intercomapi"
	"intercom-mcp/server"
	"intercom-mcp/tools/lookup"
)

// listener is a client that listens to notifications.
type listener chan mcp.JSONRPCNotification

func (listener) SessionID() string                                     { return "1" }
func (l listener) NotificationChannel() chan<- mcp.JSONRPCNotification { return l }
func (listener) Initialize()                                           {}
func (listener) Initialized() bool                                     { return true }

// TestNoProgressAfterTheEnd: a look-up of names that goes on for the next list
// tells nobody that it waits, since the call has its answer.
func TestNoProgressAfterTheEnd(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		var refused atomic.Int64
		names := transportFunc(func(r *http.Request) (*http.Response, error) {
			switch since := time.Since(start); {
			case r.URL.Path != "/admins":
				return replying(http.StatusOK, `{"conversations":[{"id":"1","admin_assignee_id":7}]}`)(r)
			case since < 4*time.Second:
				return replying(http.StatusServiceUnavailable, `{}`)(r)
			}
			refused.Add(1)
			return replying(http.StatusTooManyRequests, `{}`)(r)
		})
		client, err := intercomapi.New(intercomapi.Config{BaseURL: "https://api.example", Budget: time.Minute, Transport: names})
		if err != nil {
			t.Fatal(err)
		}
		cfg := server.Config{API: client, Token: secret, Tools: selected(t, "conversations"), Names: lookup.NewCache(), Log: slog.New(slog.DiscardHandler)}
		s := server.New(cfg).MCP()
		told := make(listener, 100)
		ctx := s.WithContext(context.WithoutCancel(t.Context()), told)
		s.HandleMessage(ctx, []byte(`{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"search_conversations",`+
			`"arguments":{"state":"open"},"_meta":{"progressToken":"p"}}}`))
		time.Sleep(2 * time.Minute)
		if len(told) > 0 || refused.Load() == 0 {
			t.Errorf("%d notifications after the answer, %d refusals", len(told), refused.Load())
		}
	})
}

// refusingFirst answers 429 once, and then as if all was well.
func refusingFirst() transportFunc {
	var refused atomic.Bool
	return func(r *http.Request) (*http.Response, error) {
		if refused.CompareAndSwap(false, true) {
			return replying(http.StatusTooManyRequests, `{}`)(r)
		}
		return replying(http.StatusOK, `{"id":"1"}`)(r)
	}
}

// TestProgressOfMany tells after each of many ids how many are done, in numbers
// that grow, waits for the rate limit among them.
func TestProgressOfMany(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		api := refusingFirst()
		client, err := intercomapi.New(intercomapi.Config{BaseURL: "https://api.example", Budget: time.Minute, Transport: api})
		if err != nil {
			t.Fatal(err)
		}
		cfg := server.Config{API: client, Token: secret, AdminID: "7", Tools: selected(t, "conversations"), Names: lookup.NewCache(),
			Log: slog.New(slog.DiscardHandler)}
		s := server.New(cfg).MCP()
		told := make(listener, 100)
		s.HandleMessage(s.WithContext(t.Context(), told), []byte(`{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"close_conversation",`+
			`"arguments":{"ids":["1","2","3"]},"_meta":{"progressToken":"p"}}}`))
		last, waits := 0, 0
		var final string
		for len(told) > 0 {
			n := <-told
			fields := n.Params.AdditionalFields
			if now := fields["progress"].(int); now <= last || fields["progressToken"] != "p" {
				t.Errorf("after %d: %v", last, fields)
			}
			last, final = fields["progress"].(int), fields["message"].(string)
			if strings.HasPrefix(final, "waiting") {
				waits++
			}
			if total, has := fields["total"]; has && total.(int) < last { // the first may come before any total is known
				t.Errorf("beyond its total: %v", fields)
			}
		}
		if last < 4 || waits == 0 || final != "3 of 3" {
			t.Errorf("%d waits, the last %d: %s", waits, last, final)
		}
	})
}
