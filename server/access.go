package server

import (
	"bytes"
	"errors"
	"io"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"intercom-mcp/server/mcpfix"
)

// checkAccess checks who asks before anything is read: Host and Origin against
// DNS rebinding and foreign pages. It lets pages of the origins that are allowed
// read the answers, errors too, and answers their browsers' preflights.
//
// Works around mcp-go v1.2.1: it checks no Origin, and lets every page read a
// stream where no origin is allowed.
// See https://github.com/mark3labs/mcp-go/issues/475
// Goes, but for hosts, when it does the first and not the second.
func (t *httpTransport) checkAccess(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		t.setCORS(w.Header(), r)
		switch {
		case !t.knownHost(r.Host):
			http.Error(w, "forbidden Host header: add it to --allowed-hosts if it is yours", http.StatusForbidden)
		case !t.knownOrigin(r):
			http.Error(w, "forbidden Origin header: add it to --allowed-origins if it is yours", http.StatusForbidden)
		case r.Method == http.MethodOptions && r.Header.Get("Access-Control-Request-Method") != "":
			w.WriteHeader(http.StatusNoContent)
		default:
			next.ServeHTTP(w, r)
		}
	})
}

// setCORS tells a browser what pages of an allowed origin may send and read.
func (t *httpTransport) setCORS(h http.Header, r *http.Request) {
	if len(t.config.Origins) == 0 {
		return
	}
	h.Add("Vary", "Origin")
	origin := r.Header.Get("Origin")
	if !t.allowedOrigin(origin) {
		return
	}
	h.Set("Access-Control-Allow-Origin", origin)
	h.Set("Access-Control-Expose-Headers", "Mcp-Session-Id, WWW-Authenticate")
	if r.Method != http.MethodOptions {
		return
	}
	h.Set("Access-Control-Allow-Methods", "GET, POST, DELETE, OPTIONS")
	h.Set("Access-Control-Allow-Headers", "Content-Type, Accept, Authorization, Mcp-Session-Id, Mcp-Protocol-Version, "+
		"Mcp-Method, Mcp-Name, Last-Event-ID, Traceparent, Tracestate")
	h.Set("Access-Control-Max-Age", "600")
}

// checkToken lets nobody pass without a token.
func (t *httpTransport) checkToken(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if t.token(r) == "" {
			noToken(w, r)
			return
		}
		t.server.cfg.Trace.HideToken(bearerToken(r))
		next.ServeHTTP(w, r)
	})
}

// only lets the given methods pass. It answers HEAD where things are posted to:
// some clients look by it whether there is something.
func only(next http.Handler, methods ...string) http.Handler {
	looked := slices.Contains(methods, http.MethodPost)
	if looked {
		methods = append(methods, http.MethodHead)
	}
	allow := strings.Join(append(methods, http.MethodOptions), ", ")
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch {
		case r.Method == http.MethodOptions:
			w.Header().Set("Allow", allow)
			w.WriteHeader(http.StatusNoContent)
		case !slices.Contains(methods, r.Method):
			w.Header().Set("Allow", allow)
			http.Error(w, r.Method+" is not allowed here: use "+methods[0], http.StatusMethodNotAllowed)
		case looked && r.Method == http.MethodHead:
			w.WriteHeader(http.StatusOK)
		default:
			next.ServeHTTP(w, r)
		}
	})
}

func (t *httpTransport) knownHost(hostport string) bool {
	host, _, err := net.SplitHostPort(hostport)
	if err != nil {
		host = strings.Trim(hostport, "[]")
	}
	return slices.ContainsFunc(t.config.Hosts, func(h string) bool {
		return strings.EqualFold(h, host) || strings.EqualFold(h, hostport)
	})
}

func (t *httpTransport) knownOrigin(r *http.Request) bool {
	origin := r.Header.Get("Origin")
	if origin == "" || t.allowedOrigin(origin) {
		return true
	}
	u, err := url.Parse(origin)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && strings.EqualFold(u.Host, r.Host)
}

func (t *httpTransport) allowedOrigin(origin string) bool {
	return slices.ContainsFunc(t.config.Origins, func(o string) bool { return strings.EqualFold(o, origin) })
}

// readBody reads the body up to the bound and hands it on.
//
// Works around mcp-go v1.2.1: it reads bodies of any length, for any time.
// Goes when it bounds both.
func (t *httpTransport) readBody(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		deadline := http.NewResponseController(w)
		_ = deadline.SetReadDeadline(time.Now().Add(bodyTime))
		raw, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
		_ = deadline.SetReadDeadline(time.Time{})
		if tooLarge := (*http.MaxBytesError)(nil); errors.As(err, &tooLarge) {
			http.Error(w, "the request's body is over 4 MiB", http.StatusRequestEntityTooLarge)
			return
		}
		if err != nil {
			http.Error(w, "the request's body can't be read", http.StatusBadRequest)
			return
		}
		if raw = mcpfix.TrimMark(raw); len(raw) > 0 {
			t.server.cfg.Trace.Received(raw)
		}
		r.Body = io.NopCloser(bytes.NewReader(raw))
		next.ServeHTTP(w, r)
	})
}

// token returns the token that a request's calls are made with: the caller's
// own, or the server's where that is shared; "" if there is none.
func (t *httpTransport) token(r *http.Request) string {
	if token := bearerToken(r); token != "" || !t.server.cfg.ShareToken {
		return token
	}
	return t.server.cfg.Token
}

// bearerToken returns the token of a request's Authorization header, or "".
func bearerToken(r *http.Request) string {
	value := Unquote(r.Header.Get("Authorization"))
	if kind, _, _ := strings.Cut(value, " "); !strings.EqualFold(kind, "Bearer") {
		return ""
	}
	return CleanToken(value)
}
