package server

import (
	"context"
	"io"

	"intercom-mcp/server/mcpfix"
)

// ServeStdio serves on in and out until in ends or ctx does. What runs then is
// finished: at the end of in within 5 min, at the end of ctx within 10 s. Every
// request is answered that the client has not cancelled.
func (s *Server) ServeStdio(ctx context.Context, in io.Reader, out io.Writer) error {
	defer s.abort()
	// Not ctx itself: its end would cancel the calls that may still finish.
	stdio, err := mcpfix.NewStdio(context.WithoutCancel(ctx), s.mcp, in, out, s.corrections(), s.cfg.Trace, s.cfg.Log)
	if err != nil {
		return err
	}
	defer context.AfterFunc(ctx, func() {
		s.stop()
		stdio.Wait(gracePeriod)
		s.abort()
		stdio.Wait(answerPeriod)
		stdio.Close()
	})()
	stdio.Serve(drainPeriod)
	return nil
}
