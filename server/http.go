package server

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"time"

	"github.com/mark3labs/mcp-go/server"

	"intercom-mcp/server/mcpfix"
)

// HTTPConfig is what the HTTP transports need besides Config.
type HTTPConfig struct {
	Hosts   []string // Host headers that are accepted besides loopback names and the listener's address
	Origins []string // Origin headers that are accepted besides the server's own
	SSEOnly bool     // no /mcp
}

const (
	maxBody  = 4 << 20     // bytes of a request's body
	bodyTime = time.Minute // for a request's body to arrive
)

// web is the server on HTTP.
type web struct {
	cfg     Config
	http    HTTPConfig
	mcp     *server.StreamableHTTPServer
	sse     *server.SSEServer
	streams mcpfix.Streams
	down    chan struct{} // closed when the server stops
}

// ServeHTTP serves s on ln until ctx ends, then lets running calls finish for up to 10 s.
func ServeHTTP(ctx context.Context, cfg Config, h HTTPConfig, s *server.MCPServer, ln net.Listener) error {
	w := newWeb(cfg, h, s, ln.Addr())
	srv := &http.Server{
		Handler:           w.handler(),
		ReadHeaderTimeout: 10 * time.Second,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    64 << 10,
		// No ReadTimeout or WriteTimeout: they would cut event streams. The
		// body has a deadline of its own.
	}
	over, end := context.WithCancel(context.WithoutCancel(ctx))
	defer end()
	srv.BaseContext = func(net.Listener) context.Context {
		return withEnding(context.WithoutCancel(ctx), ending{asked: ctx, over: over})
	}
	srv.RegisterOnShutdown(w.stop)
	failed := make(chan error, 1)
	go func() { failed <- srv.Serve(ln) }()
	select {
	case err := <-failed:
		return fmt.Errorf("serve HTTP: %w", err)
	case <-ctx.Done():
	}
	defer time.AfterFunc(grace, end).Stop()
	limit, cancel := context.WithTimeout(context.WithoutCancel(ctx), grace+lastWords)
	defer cancel()
	if err := srv.Shutdown(limit); err != nil && !errors.Is(err, context.DeadlineExceeded) {
		return fmt.Errorf("stop HTTP: %w", err)
	}
	return srv.Close()
}

func newWeb(cfg Config, h HTTPConfig, s *server.MCPServer, addr net.Addr) *web {
	if host, _, err := net.SplitHostPort(addr.String()); err == nil {
		h.Hosts = append([]string{host, "localhost", "127.0.0.1", "::1"}, h.Hosts...)
	}
	cors := []server.CORSOption{
		server.WithCORSAllowedOrigins(h.Origins...),
		server.WithCORSAllowedHeaders("Content-Type", "Accept", "Authorization", "Mcp-Session-Id", "Mcp-Protocol-Version", "Mcp-Method", "Mcp-Name", "Last-Event-ID", "Traceparent", "Tracestate"),
		server.WithCORSExposedHeaders("Mcp-Session-Id", "WWW-Authenticate"),
		server.WithCORSMaxAge(600),
	}
	w := &web{cfg: cfg, http: h, down: make(chan struct{})}
	w.streams.Init()
	w.mcp = server.NewStreamableHTTPServer(s,
		server.WithSessionIdManager(&endless{}), // any replica may answer any request
		server.WithDisableStreaming(true),
		server.WithStreamableHTTPLogger(cfg.Log),
		server.WithStreamableHTTPCORS(cors...),
		server.WithHTTPContextFunc(w.context),
		server.WithDisableLocalhostProtection(true), // the edge checks hosts, proxies' too
	)
	w.sse = server.NewSSEServer(s,
		server.WithUseFullURLForMessageEndpoint(false), // a proxy may have another address
		server.WithKeepAliveInterval(mcpfix.KeepAlive),
		server.WithSSECORS(cors...), // without it, every origin is allowed
		server.WithSSEContextFunc(w.context),
		server.WithSessionIDGenerator(w.streams.NewID),
		server.WithSSEDisableLocalhostProtection(true),
	)
	return w
}

func (w *web) handler() http.Handler {
	mux := http.NewServeMux()
	if !w.http.SSEOnly {
		mux.Handle("/mcp", w.guarded(w.sessionless(w.mcp)))
	}
	mux.Handle("/sse", w.guarded(w.streams.Stream(w.sse.SSEHandler())))
	mux.Handle("/message", w.guarded(w.streams.Message(w.sse.MessageHandler())))
	mux.HandleFunc("GET /healthz", alive)
	mux.HandleFunc("GET /readyz", w.ready)
	return mux
}

// context hands a request's token to the tools, and has callers take turns by
// their address.
func (w *web) context(ctx context.Context, r *http.Request) context.Context {
	host, _, _ := net.SplitHostPort(r.RemoteAddr)
	return withToken(context.WithValue(ctx, clientKey{}, host), w.tokenOf(r))
}

// tokenOf is the caller's own token. The server's is lent only where it is the
// sandbox's.
func (w *web) tokenOf(r *http.Request) string {
	if token := mcpfix.Bearer(r); token != "" || !w.cfg.Lend {
		return token
	}
	return w.cfg.Token
}

func alive(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("ok\n")) }

// ready says no as soon as the server is told to stop, so that a balancer turns away.
func (w *web) ready(rw http.ResponseWriter, r *http.Request) {
	select {
	case <-w.down:
		http.Error(rw, "stopping", http.StatusServiceUnavailable)
	default:
		alive(rw, r)
	}
}

// stop ends what would keep the server from stopping: subscriptions at once,
// event streams when their calls are answered.
func (w *web) stop() {
	close(w.down)
	w.streams.Open.Wait(grace + lastWords)
	w.sse.CloseSessions()
	w.mcp.CloseSessions(context.Background())
}
