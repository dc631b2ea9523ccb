package server

import (
	"bufio"
	"context"
	"errors"
	"io"
	"log/slog"
	"time"

	"github.com/mark3labs/mcp-go/server"

	"intercom-mcp/server/mcpfix"
	"intercom-mcp/server/trace"
)

const (
	// lastCalls is how long calls may go on after the end of standard input.
	lastCalls = 5 * time.Minute
	// sideBySide is how many tool calls run at once (mcp-go's own maximum).
	sideBySide = 100
	// queued is how many more wait; beyond it, mcp-go would stop reading.
	queued = 10_000
)

// ServeStdio serves s on in and out until in ends or ctx does. What runs then
// is finished: at the end of in whatever it takes, at the end of ctx within
// 10 s. Every request is answered.
func ServeStdio(ctx context.Context, cfg Config, s *server.MCPServer, in io.Reader, out io.Writer) error {
	var open mcpfix.Pending
	stdio := server.NewStdioServer(s)
	for _, option := range []server.StdioOption{
		server.WithWorkerPoolSize(sideBySide),
		server.WithQueueSize(queued),
		server.WithErrorLogger(slog.NewLogLogger(cfg.Log.Handler(), slog.LevelWarn)),
	} {
		option(stdio)
	}
	lines, feed := io.Pipe()
	go feedLines(in, feed, &open, cfg.Trace)
	over, end := context.WithCancel(context.WithoutCancel(ctx))
	defer end()
	go func() {
		<-ctx.Done()
		open.Wait(grace)
		end()
		open.Wait(lastWords)
		_ = feed.Close()
	}()
	// Not ctx itself: its end would cancel the calls that may still finish.
	calls := withEnding(context.WithoutCancel(ctx), ending{asked: ctx, over: over})
	err := stdio.Listen(calls, lines, &answers{out: out, open: &open, trace: cfg.Trace})
	if errors.Is(err, io.EOF) || errors.Is(err, context.Canceled) {
		return nil
	}
	return err
}

// feedLines passes lines on as they come, mending two habits of mcp-go's reader:
// it drops a last line without a newline, and it cancels what runs when its
// input ends, so that the end is held back until every request is answered.
func feedLines(in io.Reader, feed *io.PipeWriter, open *mcpfix.Pending, trace *trace.Recorder) {
	r := bufio.NewReader(in)
	for {
		line, err := r.ReadBytes('\n')
		if len(line) > 0 {
			if err != nil {
				line = append(line, '\n')
			}
			trace.Received(line)
			open.Asked("", line)
			if _, werr := feed.Write(line); werr != nil {
				return
			}
		}
		if err != nil {
			open.Wait(lastCalls)
			_ = feed.CloseWithError(io.EOF)
			return
		}
	}
}

// answers passes what the server writes on, a message at a time, and counts answers.
type answers struct {
	out   io.Writer
	open  *mcpfix.Pending
	trace *trace.Recorder
}

func (a *answers) Write(message []byte) (int, error) {
	whole := mcpfix.Located(message)
	a.trace.Sent(whole)
	_, err := a.out.Write(whole)
	a.open.Done(mcpfix.Place{ID: mcpfix.AnswerID(message)})
	return len(message), err
}
