package mcpfix

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"runtime/debug"
	"sync"
	"sync/atomic"
	"time"

	"github.com/mark3labs/mcp-go/mcp"
	"github.com/mark3labs/mcp-go/server"
)

// callsAtOnce is how many tool calls of one client run side by side; more wait.
const callsAtOnce = 100

// A conn is a client's connection on which any message may come at any time:
// standard input and output, or an event stream of legacy SSE. It hands the
// client's messages to the server, each request in a goroutine with a context of
// its own, and writes what the server answers.
//
// Works around mcp-go v1.2.1: its own transports answer requests that were
// cancelled, know no cancellation of one that waits for its turn, end no call
// whose stream was closed, refuse calls of version 2026-07-28 over legacy SSE for
// headers that do not matter there, name an address for messages that does not
// go through a proxy, drop a last line without a newline, and answer answers.
// Goes when they do none of it.
type conn struct {
	server   *server.MCPServer
	session  *server.InProcessSession
	ctx      context.Context //nolint:containedctx // ends with the connection, not with a call of its methods
	end      context.CancelFunc
	requests *requests
	turns    chan struct{} // holds one for each call that runs
	log      *slog.Logger

	mu   sync.Mutex         // of write
	send func([]byte) error // writes one message
	shut atomic.Bool        // nothing is written any more
}

// newConn returns the connection of a session, whose calls have ctx. Call close
// at its end.
func newConn(ctx context.Context, m *server.MCPServer, session string, send func([]byte) error, log *slog.Logger) (*conn, error) {
	c := &conn{
		server: m, session: server.NewInProcessSession(session, nil), requests: &requests{},
		turns: make(chan struct{}, callsAtOnce), send: send, log: log,
	}
	ctx, c.end = context.WithCancel(ctx)
	c.ctx = m.WithContext(ctx, c.session)
	if err := m.RegisterSession(c.ctx, c.session); err != nil {
		c.end()
		return nil, fmt.Errorf("begin a session: %w", err)
	}
	go c.notify()
	return c, nil
}

// close ends the connection, with the calls that still run. No more messages are
// written, but one may be on its way: it stays there while nobody reads it.
func (c *conn) close() {
	c.shut.Store(true)
	c.end()
	c.server.UnregisterSession(context.WithoutCancel(c.ctx), c.session.SessionID())
}

// closeWritten closes the connection once the message on its way is written.
func (c *conn) closeWritten() {
	c.close()
	c.mu.Lock()
	defer c.mu.Unlock()
}

// notify writes the server's notifications.
func (c *conn) notify() {
	for {
		select {
		case n := <-c.session.ClientNotifications():
			if message, err := json.Marshal(n); err == nil {
				c.write(message)
			}
		case <-c.ctx.Done():
			return
		}
	}
}

// write writes one message.
func (c *conn) write(message []byte) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if !c.shut.Load() {
		_ = c.send(message) // who does not read any more need not be told
	}
}

// receive takes a message from the client. It returns before a request is
// answered, but for an initialization, since other messages build on it.
func (c *conn) receive(message []byte) {
	m := open(message)
	switch {
	case m.isCancellation():
		c.requests.cancel("", m)
	case m.isResponse(): // nothing was asked
	case !m.isRequest():
		c.answer(c.handle(c.ctx, message), nil)
	default:
		run := c.begin(m, message)
		if m.Method == string(mcp.MethodInitialize) {
			run()
			return
		}
		go run()
	}
}

// begin notes a request, and returns what handles it and answers it, unless the
// client has cancelled it.
func (c *conn) begin(m envelope, message []byte) (run func()) {
	ctx, q := c.requests.begin(c.ctx, "", m)
	return func() {
		defer c.requests.answered(q)
		answer := c.inTurn(ctx, m, message)
		if c.requests.finish(q) {
			c.answer(answer, q.id)
		}
	}
}

// inTurn handles a request. A tool's call waits until it may run, or is cancelled.
func (c *conn) inTurn(ctx context.Context, m envelope, message []byte) mcp.JSONRPCMessage {
	if m.Method == string(mcp.MethodToolsCall) {
		select {
		case c.turns <- struct{}{}:
			defer func() { <-c.turns }()
		case <-ctx.Done():
		}
	}
	if ctx.Err() != nil {
		return nil
	}
	return c.handle(ctx, message)
}

// handle has the server handle a message. A panic is answered like a failure.
func (c *conn) handle(ctx context.Context, message []byte) (answer mcp.JSONRPCMessage) {
	defer func() {
		if r := recover(); r != nil {
			c.log.ErrorContext(ctx, "bug", "type", fmt.Sprintf("%T", r), "stack", string(debug.Stack()))
			answer = nil
			if m := open(message); m.isRequest() {
				answer = mcp.NewJSONRPCError(mcp.NewRequestId(0), mcp.INTERNAL_ERROR, "a bug in this server stopped the request: its log says where", nil)
			}
		}
	}()
	if !json.Valid(message) {
		return mcp.NewJSONRPCError(mcp.NewRequestId(nil), mcp.PARSE_ERROR, "Parse error", nil)
	}
	return c.server.HandleMessage(ctx, message)
}

// answer writes an answer, if there is one, under the id that the client wrote.
func (c *conn) answer(answer mcp.JSONRPCMessage, id json.RawMessage) {
	if answer == nil {
		return
	}
	message, err := json.Marshal(answer)
	if err != nil {
		c.log.Error("an answer can't be written", "error", err)
		message = []byte(`{"jsonrpc":"2.0","id":0,"error":{"code":-32603,"message":"the answer can't be written as JSON"}}`)
	}
	c.write(withID(message, id))
}

// wait returns when every request is answered, or after limit.
func (c *conn) wait(limit time.Duration) { c.requests.wait(limit) }
