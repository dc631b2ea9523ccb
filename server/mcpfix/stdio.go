package mcpfix

import (
	"bufio"
	"io"
	"time"

	"intercom-mcp/server/trace"
)

// Stdio is the standard input and output of mcp-go's stdio transport: it reads
// the client's lines from it and writes messages to it.
//
// Works around mcp-go v1.2.1: it drops a last line without a newline, and
// cancels the requests in flight when its input ends, so that the end is held
// back until every request is answered.
// Goes when it does neither, and both correctError and inFlight go.
type Stdio struct {
	lines    *io.PipeReader
	feed     *io.PipeWriter
	out      io.Writer
	recorder *trace.Recorder
	requests inFlight
}

// NewStdio returns a Stdio that reads in to its end. After it, requests have
// drain to be answered. What goes in and out is recorded.
func NewStdio(in io.Reader, out io.Writer, drain time.Duration, recorder *trace.Recorder) *Stdio {
	s := &Stdio{out: out, recorder: recorder}
	s.lines, s.feed = io.Pipe()
	go s.pump(bufio.NewReader(in), drain)
	return s
}

// pump passes lines on as they come.
func (s *Stdio) pump(in *bufio.Reader, drain time.Duration) {
	for {
		line, err := in.ReadBytes('\n')
		if len(line) > 0 {
			if err != nil {
				line = append(line, '\n')
			}
			s.recorder.Received(line)
			s.requests.add("", line)
			if _, closed := s.feed.Write(line); closed != nil {
				return
			}
		}
		if err != nil {
			s.requests.wait(drain)
			_ = s.feed.CloseWithError(io.EOF)
			return
		}
	}
}

// Read reads what the client sends. It returns io.EOF after Close as well.
func (s *Stdio) Read(p []byte) (int, error) { return s.lines.Read(p) }

// Write writes a message, all of it, to the client.
func (s *Stdio) Write(message []byte) (int, error) {
	corrected := correctError(message)
	s.recorder.Sent(corrected)
	_, err := s.out.Write(corrected)
	s.requests.done(requestKey{id: responseID(message)})
	return len(message), err
}

// Wait returns when no request waits for its response, or after limit.
func (s *Stdio) Wait(limit time.Duration) { s.requests.wait(limit) }

// Close ends the input at once.
func (s *Stdio) Close() error { return s.feed.Close() }
