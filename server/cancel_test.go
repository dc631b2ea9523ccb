package server_test

import (
	"io"
	"log/slog"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"intercom-mcp/server"
)

// TestCancelledWhileWaiting cancels a call that waits for Intercom's rate limit:
// it is never answered, and nothing is sent afterwards.
func TestCancelledWhileWaiting(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		requests := 0
		api := transportFunc(func(r *http.Request) (*http.Response, error) {
			requests++
			res, err := replying(http.StatusTooManyRequests, `{"type":"error.list","errors":[]}`)(r)
			res.Header.Set("Retry-After", "20")
			return res, err
		})
		cfg := overTransport(t, api, selected(t, "conversations")...)
		cfg.Log = slog.New(slog.DiscardHandler)
		in, feed := io.Pipe()
		var out strings.Builder
		done := make(chan error, 1)
		go func() { done <- server.New(cfg).ServeStdio(t.Context(), in, &out) }()
		say := func(line string) {
			_, _ = io.WriteString(feed, line+"\n")
			synctest.Wait()
		}
		say(`{"jsonrpc":"2.0","id":"s","method":"tools/call","params":{"name":"reply_conversation","arguments":{"id":"1","message_type":"comment","body":"Hello"}}}`)
		before := requests
		say(`{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":"s"}}`)
		time.Sleep(time.Hour) // of the bubble's clock
		_ = feed.Close()
		if err := <-done; err != nil || before != 1 || requests != 1 || out.Len() > 0 {
			t.Errorf("%v: %d requests before, %d at last, answered %q", err, before, requests, out.String())
		}
	})
}
