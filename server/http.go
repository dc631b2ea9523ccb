package server

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"time"

	mcpserver "github.com/mark3labs/mcp-go/server"

	"intercom-mcp/server/mcpfix"
)

// HTTPConfig configures the HTTP transports.
type HTTPConfig struct {
	Hosts   []string // Host headers that are accepted besides loopback names and the listener's address
	Origins []string // Origin headers that are accepted besides the server's own
	SSEOnly bool     // no /mcp
}

const (
	maxBody   = 4 << 20          // bytes of a request's body
	bodyTime  = time.Minute      // for a request's body to arrive
	keepAlive = 25 * time.Second // between signs of life on a quiet stream
)

// ServeHTTP serves on ln until ctx ends, then lets running calls finish for up
// to 10 s.
func (s *Server) ServeHTTP(ctx context.Context, h HTTPConfig, ln net.Listener) error {
	transport := s.newHTTPTransport(h, ln.Addr())
	srv := &http.Server{
		Handler:           transport.handler(),
		ReadHeaderTimeout: 10 * time.Second,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    64 << 10,
		// No ReadTimeout or WriteTimeout: they would cut event streams. The
		// body has a deadline of its own.

		// Not ctx itself: its end would cancel the calls that may still finish.
		BaseContext: func(net.Listener) context.Context { return context.WithoutCancel(ctx) },
	}
	srv.RegisterOnShutdown(transport.stop)
	failed := make(chan error, 1)
	go func() { failed <- srv.Serve(ln) }()
	defer s.abort()
	select {
	case err := <-failed:
		return fmt.Errorf("serve HTTP: %w", err)
	case <-ctx.Done():
	}
	s.stop()
	defer time.AfterFunc(gracePeriod, s.abort).Stop()
	limit, cancel := context.WithTimeout(context.WithoutCancel(ctx), gracePeriod+answerPeriod)
	defer cancel()
	if err := srv.Shutdown(limit); err != nil && !errors.Is(err, context.DeadlineExceeded) {
		return fmt.Errorf("stop HTTP: %w", err)
	}
	return srv.Close()
}

// httpTransport is Streamable HTTP at /mcp and legacy SSE at /sse and /message,
// for callers who bring a token.
type httpTransport struct {
	server     *Server
	config     HTTPConfig
	streamable *mcpserver.StreamableHTTPServer
	streams    *mcpfix.SSE
	stopping   chan struct{} // closed when the server stops
}

func (s *Server) newHTTPTransport(h HTTPConfig, addr net.Addr) *httpTransport {
	if host, _, err := net.SplitHostPort(addr.String()); err == nil {
		h.Hosts = append([]string{host, "localhost", "127.0.0.1", "::1"}, h.Hosts...)
	}
	t := &httpTransport{server: s, config: h, stopping: make(chan struct{})}
	t.streams = mcpfix.NewSSE(s.mcp, bearerToken, s.cfg.Log)
	t.streamable = mcpserver.NewStreamableHTTPServer(s.mcp,
		mcpserver.WithSessionIdManager(&sessionManager{}),
		mcpserver.WithDisableStreaming(true),
		mcpserver.WithStreamableHTTPLogger(s.cfg.Log),
		mcpserver.WithDisableLocalhostProtection(true), // checkAccess checks hosts, proxies' too
	)
	return t
}

// sessionManager takes any session id at /mcp, so that any replica may answer
// any request.
type sessionManager struct {
	mcpserver.StatelessSessionIdManager
}

// Terminate refuses, as the protocol allows: there is nothing to end.
func (*sessionManager) Terminate(string) (refused bool, err error) { return true, nil }

func (t *httpTransport) handler() http.Handler {
	mux := http.NewServeMux()
	// A path that ends with a slash is served, too: some clients add one, and
	// lose their headers on a redirect.
	route := func(path string, next http.Handler, methods ...string) {
		h := t.protect(next, methods)
		mux.Handle(path, h)
		mux.Handle(path+"/{$}", h)
	}
	if !t.config.SSEOnly {
		route("/mcp", mcpfix.Streamable(t.streamable, bearerToken, t.stopping), http.MethodPost)
	}
	route("/sse", http.HandlerFunc(t.streams.Stream), http.MethodGet)
	route("/message", http.HandlerFunc(t.streams.Messages), http.MethodPost)
	t.handleOAuth(mux)
	mux.HandleFunc("GET /healthz", healthy)
	mux.HandleFunc("GET /readyz", t.ready)
	return mux
}

// protect returns next for those who may call, with the methods that there are
// and bodies that are bounded.
func (t *httpTransport) protect(next http.Handler, methods []string) http.Handler {
	next = t.readBody(t.asCaller(mcpfix.Responses(next, keepAlive, t.server.corrections(), t.server.cfg.Trace)))
	return t.checkAccess(t.checkToken(only(next, methods...)))
}

// asCaller has the calls of a request know who sent it.
func (t *httpTransport) asCaller(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		host, _, _ := net.SplitHostPort(r.RemoteAddr)
		caller := httpCaller{token: t.token(r), address: host, client: mcpfix.ClientOf(r)}
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), httpCallerKey{}, caller)))
	})
}

func healthy(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("ok\n")) }

// ready answers 503 as soon as the server is told to stop, so that a balancer turns away.
func (t *httpTransport) ready(w http.ResponseWriter, r *http.Request) {
	select {
	case <-t.stopping:
		http.Error(w, "stopping", http.StatusServiceUnavailable)
	default:
		healthy(w, r)
	}
}

// stop ends what would keep the server from stopping: subscriptions at once,
// event streams when their calls are answered.
func (t *httpTransport) stop() {
	close(t.stopping)
	t.streams.Close(gracePeriod + answerPeriod)
	t.streamable.CloseSessions(context.Background())
}
