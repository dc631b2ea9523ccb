package mcpfix

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"log/slog"
	"sync"
	"time"

	"github.com/mark3labs/mcp-go/server"

	"intercom-mcp/server/trace"
)

// Stdio serves MCP on a stream of lines in each direction: see conn.
type Stdio struct {
	in       *bufio.Reader
	conn     *conn
	recorder *trace.Recorder
	closed   chan struct{}
	once     sync.Once // closes closed
}

// NewStdio returns a Stdio that serves m on in and out. What goes in and out is
// recorded.
func NewStdio(
	ctx context.Context, m *server.MCPServer, in io.Reader, out io.Writer, correct Corrections, recorder *trace.Recorder, log *slog.Logger,
) (*Stdio, error) {
	send := func(message []byte) error {
		message = correct.message(message)
		recorder.Sent(message)
		_, err := out.Write(append(message, '\n'))
		return err
	}
	c, err := newConn(ctx, m, "stdio", send, log)
	return &Stdio{in: bufio.NewReader(in), conn: c, recorder: recorder, closed: make(chan struct{})}, err
}

// Serve serves until the input ends, after which requests have drain to be
// answered, or until Close, also while a client that does not read holds up an
// answer.
func (s *Stdio) Serve(drain time.Duration) {
	defer s.conn.close()
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		s.read()
		s.conn.wait(drain)
	}()
	select {
	case <-ended:
	case <-s.closed:
	}
}

// read takes lines as they come, but for blank ones, which are no messages.
func (s *Stdio) read() {
	for {
		line, err := s.in.ReadBytes('\n')
		if line = bytes.TrimSpace(TrimMark(line)); len(line) > 0 {
			s.recorder.Received(line)
			s.conn.receive(line)
		}
		if err != nil {
			return
		}
	}
}

// Wait returns when every request is answered, or after limit.
func (s *Stdio) Wait(limit time.Duration) { s.conn.wait(limit) }

// Close ends Serve at once.
func (s *Stdio) Close() { s.once.Do(func() { close(s.closed) }) }

// TrimMark returns a message without the byte-order mark that some programs
// write before it.
func TrimMark(message []byte) []byte { return bytes.TrimPrefix(message, []byte("\ufeff")) }
