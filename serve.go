package main

import (
	"cmp"
	"context"
	"fmt"
	"log/slog"
	"net"
	"net/url"

	"intercom-mcp/server"
)

type stdioCmd struct{}

// run serves MCP on standard input and output until the input ends or ctx is done.
func (stdioCmd) run(ctx context.Context, c *cli) error {
	cfg, err := c.config()
	if err != nil {
		return err
	}
	defer func() { _ = cfg.Trace.Close() }()
	if cfg.Token == "" {
		cfg.Log.Warn("no access token is set: every call will answer with how to set INTERCOM_ACCESS_TOKEN")
	}
	return server.New(cfg).ServeStdio(ctx, c.stdin, c.stdout)
}

type httpCmd struct{}

// run serves Streamable HTTP and legacy SSE until ctx is done.
func (httpCmd) run(ctx context.Context, c *cli) error { return c.serveHTTP(ctx, false) }

type sseCmd struct{}

// run serves legacy SSE until ctx is done.
func (sseCmd) run(ctx context.Context, c *cli) error { return c.serveHTTP(ctx, true) }

func (c *cli) serveHTTP(ctx context.Context, sseOnly bool) error {
	if err := c.Listen.check(); err != nil {
		return badStart{err}
	}
	cfg, err := c.configWithoutWarnings()
	if err != nil {
		return err
	}
	defer func() { _ = cfg.Trace.Close() }()
	ln, err := listen(ctx, cfg.Log, cmp.Or(c.Listen.Addr, "127.0.0.1:8080"))
	if err != nil {
		return err
	}
	c.warn(cfg.Log) // after the line that names the port, which is the first
	if cfg.Token != "" && !cfg.ShareToken {
		cfg.Log.Warn("the access token is ignored: over HTTP each caller sends its own, as Authorization: Bearer")
	}
	h := server.HTTPConfig{Hosts: c.Listen.AllowedHosts, Origins: c.Listen.AllowedOrigins, SSEOnly: sseOnly}
	return server.New(cfg).ServeHTTP(ctx, h, ln)
}

// check returns an error for a name that no Host or Origin header can have: it
// would never match.
func (l listenFlags) check() error {
	for _, host := range l.AllowedHosts {
		if u, err := url.Parse("//" + host); net.ParseIP(host) == nil && (err != nil || u.Host != host) {
			return fmt.Errorf("--allowed-hosts %q is not a host such as mcp.example.com", host)
		}
	}
	for _, origin := range l.AllowedOrigins {
		if u, err := url.Parse(origin); err != nil || u.Host == "" || u.Scheme+"://"+u.Host != origin {
			return fmt.Errorf("--allowed-origins %q is not an origin such as https://app.example.com", origin)
		}
	}
	return nil
}

// listen opens addr and logs it: with port 0, this line names the port.
func listen(ctx context.Context, log *slog.Logger, addr string) (net.Listener, error) {
	ln, err := (&net.ListenConfig{}).Listen(ctx, "tcp", addr)
	if err != nil {
		return nil, badStart{fmt.Errorf("--addr: %w", err)}
	}
	log.Info("listening", "addr", ln.Addr().String())
	return ln, nil
}
