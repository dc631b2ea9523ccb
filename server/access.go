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
)

// checkAccess checks who asks before anything is read: Host and Origin against
// DNS rebinding and foreign pages, then the token.
//
// Works around mcp-go v1.2.1: it checks no Origin.
// See https://github.com/mark3labs/mcp-go/issues/475
// Goes, but for hosts and tokens, when it does.
func (t *httpTransport) checkAccess(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch {
		case !t.knownHost(r.Host):
			http.Error(w, "forbidden Host header: add it to --allowed-hosts if it is yours", http.StatusForbidden)
		case !t.knownOrigin(r):
			http.Error(w, "forbidden Origin header: add it to --allowed-origins if it is yours", http.StatusForbidden)
		case r.Method != http.MethodOptions && t.token(r) == "": // a browser's preflight carries no token
			w.Header().Set("WWW-Authenticate", `Bearer realm="Intercom"`)
			http.Error(w, "send your Intercom access token as Authorization: Bearer", http.StatusUnauthorized)
		default:
			t.server.cfg.Trace.HideToken(bearerToken(r))
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
	if origin == "" || slices.Contains(t.config.Origins, origin) {
		return true
	}
	u, err := url.Parse(origin)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && strings.EqualFold(u.Host, r.Host)
}

// readBody reads the body up to the bound and hands it on. A browser's preflight
// has none to read.
//
// Works around mcp-go v1.2.1: it reads bodies of any length, for any time.
// Goes when it bounds both.
func (t *httpTransport) readBody(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodOptions {
			next.ServeHTTP(w, r)
			return
		}
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
		if len(raw) > 0 {
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
	kind, token, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	if !strings.EqualFold(kind, "Bearer") {
		return ""
	}
	return strings.TrimSpace(token)
}
