package server

import (
	"context"
	"errors"
	"io"
	"log/slog"

	mcpserver "github.com/mark3labs/mcp-go/server"

	"intercom-mcp/server/mcpfix"
)

const (
	// concurrentCalls is how many tool calls run at once (mcp-go's own maximum).
	concurrentCalls = 100
	// queuedCalls is how many more wait.
	//
	// Works around mcp-go v1.2.1: beyond it, a call would be run before the next
	// line is read.
	// Goes when it reads on.
	queuedCalls = 10_000
)

// ServeStdio serves on in and out until in ends or ctx does. What runs then is
// finished: at the end of in within 5 min, at the end of ctx within 10 s. Every
// request is answered.
func (s *Server) ServeStdio(ctx context.Context, in io.Reader, out io.Writer) error {
	transport := mcpserver.NewStdioServer(s.mcp)
	for _, option := range []mcpserver.StdioOption{
		mcpserver.WithWorkerPoolSize(concurrentCalls),
		mcpserver.WithQueueSize(queuedCalls),
		mcpserver.WithErrorLogger(slog.NewLogLogger(s.cfg.Log.Handler(), slog.LevelWarn)),
	} {
		option(transport)
	}
	stdio := mcpfix.NewStdio(in, out, drainPeriod, s.cfg.Trace)
	defer s.abort()
	defer context.AfterFunc(ctx, func() {
		s.stop()
		stdio.Wait(gracePeriod)
		s.abort()
		stdio.Wait(answerPeriod)
		_ = stdio.Close()
	})()
	// Not ctx itself: its end would cancel the calls that may still finish.
	err := transport.Listen(context.WithoutCancel(ctx), stdio, stdio)
	if errors.Is(err, io.EOF) || errors.Is(err, context.Canceled) {
		return nil
	}
	return err
}
