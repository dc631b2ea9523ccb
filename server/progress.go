package server

import (
	"context"
	"fmt"
	"sync"
	"time"

	"github.com/mark3labs/mcp-go/mcp"
	mcpserver "github.com/mark3labs/mcp-go/server"

	"intercom-mcp/intercomapi"
)

// A progress tells a client how far a call is, where it asked for that. It is safe
// for concurrent use: requests of one call run side by side.
type progress struct {
	send func(params map[string]any)

	mu    sync.Mutex
	waits int // for Intercom's rate limit that were told
	done  int // of total
	total int // 0: the call does one thing
}

type progressKey struct{}

// withProgress returns a context whose call tells a client that asked for progress
// when it waits for Intercom's rate limit.
func withProgress(ctx context.Context, req mcp.CallToolRequest) context.Context {
	if req.Params.Meta == nil || req.Params.Meta.ProgressToken == nil {
		return ctx
	}
	p := &progress{send: func(params map[string]any) {
		m := mcpserver.ServerFromContext(ctx)
		if m == nil || ctx.Err() != nil { // a look-up goes on for those after the call
			return
		}
		params["progressToken"] = req.Params.Meta.ProgressToken
		_ = m.SendNotificationToClient(ctx, string(mcp.MethodNotificationProgress), params) // lost progress is no failure
	}}
	return intercomapi.WithWaitNotice(context.WithValue(ctx, progressKey{}, p), p.wait)
}

// progressOf returns what is told how many of a call's things are done; nil where
// the client did not ask for it.
func progressOf(ctx context.Context) func(done, total int) {
	p, ok := ctx.Value(progressKey{}).(*progress)
	if !ok {
		return nil
	}
	return p.count
}

// wait tells that a request waits for the rate limit.
func (p *progress) wait(d time.Duration) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.waits++
	p.tell(fmt.Sprintf("waiting %d s for Intercom's rate limit", int(max(d.Round(time.Second), time.Second).Seconds())))
}

// count tells how many of a call's things are done.
func (p *progress) count(done, total int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.done, p.total = done, total
	p.tell(fmt.Sprintf("%d of %d", done, total))
}

// tell sends a notification. Its number grows with each, as the protocol wants, so
// that waits count as well, in the total too.
func (p *progress) tell(message string) {
	params := map[string]any{"progress": p.waits + p.done, "message": message}
	if p.total > 0 {
		params["total"] = p.waits + p.total
	}
	p.send(params)
}
