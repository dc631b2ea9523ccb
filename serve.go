package main

import (
	"cmp"
	"context"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"os"
	"time"

	"intercom-mcp/server"
)

type stdioCmd struct{}

// Run serves MCP on standard input and output.
func (stdioCmd) Run(ctx context.Context, c *cli) error {
	cfg, err := c.config()
	if err != nil {
		return err
	}
	defer func() { _ = cfg.Trace.Close() }()
	if cfg.Token == "" {
		cfg.Log.Warn("no access token: every call will say how to set INTERCOM_ACCESS_TOKEN")
	}
	return server.New(cfg).ServeStdio(ctx, os.Stdin, os.Stdout)
}

type httpCmd struct{}

// Run serves Streamable HTTP and legacy SSE.
func (httpCmd) Run(ctx context.Context, c *cli) error { return c.serveHTTP(ctx, false) }

type sseCmd struct{}

// Run serves legacy SSE.
func (sseCmd) Run(ctx context.Context, c *cli) error { return c.serveHTTP(ctx, true) }

// check refuses what no Host or Origin header says, which would never match.
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

func (c *cli) serveHTTP(ctx context.Context, sseOnly bool) error {
	if err := c.Listen.check(); err != nil {
		return badStart{err}
	}
	cfg, err := c.quietConfig()
	if err != nil {
		return err
	}
	defer func() { _ = cfg.Trace.Close() }()
	ln, err := listen(cfg.Log, cmp.Or(c.Listen.Addr, "127.0.0.1:8080"))
	if err != nil {
		return err
	}
	c.warn(cfg.Log) // after the line that names the port, which is the first
	if cfg.Token != "" && !cfg.ShareToken {
		cfg.Log.Warn("the access token is not used: each HTTP caller brings its own, as Authorization: Bearer")
	}
	h := server.HTTPConfig{Hosts: c.Listen.AllowedHosts, Origins: c.Listen.AllowedOrigins, SSEOnly: sseOnly}
	return server.New(cfg).ServeHTTP(ctx, h, ln)
}

// listen opens addr and says so: with port 0, this line names the port.
func listen(log *slog.Logger, addr string) (net.Listener, error) {
	ln, err := net.Listen("tcp", addr)
	if err != nil {
		return nil, badStart{fmt.Errorf("--addr: %w", err)}
	}
	log.Info("listening", "addr", ln.Addr().String())
	return ln, nil
}

type sandboxCmd struct{}

// Run serves the sandbox's REST API.
func (sandboxCmd) Run(ctx context.Context, c *cli) error {
	space, err := c.Workspace.sandbox()
	if err != nil {
		return badStart{err}
	}
	log := c.logger()
	ln, err := listen(log, cmp.Or(c.Listen.Addr, "127.0.0.1:4010"))
	if err != nil {
		return err
	}
	if c.Diagnosis.Trace != "" {
		log.Warn("--trace is not used: the sandbox alone writes none")
	}
	srv := &http.Server{Handler: space(), ReadHeaderTimeout: 10 * time.Second}
	go func() {
		<-ctx.Done()
		limit, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
		defer cancel()
		_ = srv.Shutdown(limit)
	}()
	if err := srv.Serve(ln); err != http.ErrServerClosed {
		return err
	}
	return nil
}
