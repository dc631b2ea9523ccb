package server

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"io"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/mark3labs/mcp-go/mcp"
	"github.com/mark3labs/mcp-go/server"

	"intercom-mcp/server/mcpfix"
)

// guarded checks who asks before anything is read: Host and Origin against DNS
// rebinding and foreign pages (mcp-go checks no Origin:
// https://github.com/mark3labs/mcp-go/issues/475), then the token. It bounds
// the body, which mcp-go does not.
func (w *web) guarded(next http.Handler) http.Handler {
	return http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		switch {
		case !w.knownHost(r.Host):
			http.Error(rw, "forbidden Host header: add it to --allowed-hosts if it is yours", http.StatusForbidden)
		case !w.knownOrigin(r):
			http.Error(rw, "forbidden Origin header: add it to --allowed-origins if it is yours", http.StatusForbidden)
		case r.Method == http.MethodOptions: // a browser's preflight carries no token
			next.ServeHTTP(rw, r)
		case w.tokenOf(r) == "":
			rw.Header().Set("WWW-Authenticate", `Bearer realm="Intercom"`)
			http.Error(rw, "send your Intercom access token as Authorization: Bearer", http.StatusUnauthorized)
		default:
			w.cfg.Trace.HideToken(mcpfix.Bearer(r))
			w.bounded(rw, r, next)
		}
	})
}

func (w *web) knownHost(hostport string) bool {
	host, _, err := net.SplitHostPort(hostport)
	if err != nil {
		host = strings.Trim(hostport, "[]")
	}
	return slices.ContainsFunc(w.http.Hosts, func(h string) bool {
		return strings.EqualFold(h, host) || strings.EqualFold(h, hostport)
	})
}

func (w *web) knownOrigin(r *http.Request) bool {
	origin := r.Header.Get("Origin")
	if origin == "" || slices.Contains(w.http.Origins, origin) {
		return true
	}
	u, err := url.Parse(origin)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && strings.EqualFold(u.Host, r.Host)
}

// bounded reads the body up to the bound and hands it on.
func (w *web) bounded(rw http.ResponseWriter, r *http.Request, next http.Handler) {
	deadline := http.NewResponseController(rw)
	_ = deadline.SetReadDeadline(time.Now().Add(bodyTime))
	raw, err := io.ReadAll(http.MaxBytesReader(rw, r.Body, maxBody))
	_ = deadline.SetReadDeadline(time.Time{})
	if tooLarge := (*http.MaxBytesError)(nil); errors.As(err, &tooLarge) {
		http.Error(rw, "the request's body is over 4 MiB", http.StatusRequestEntityTooLarge)
		return
	}
	if err != nil {
		http.Error(rw, "the request's body can't be read", http.StatusBadRequest)
		return
	}
	if len(raw) > 0 {
		w.cfg.Trace.Received(raw)
	}
	r.Body = io.NopCloser(bytes.NewReader(raw))
	out := mcpfix.NewEventWriter(rw, w.cfg.Trace)
	defer out.Finish()
	ctx := context.WithValue(r.Context(), mcpfix.BodyKey{}, raw)
	next.ServeHTTP(out, r.WithContext(context.WithValue(ctx, mcpfix.WriterKey{}, out)))
}

// sessionless mends what mcp-go does wrong for callers without a session, which
// it takes all of ours for:
//   - the calls under way are kept by request id alone, so that one client's
//     notifications/cancelled would cancel another's call
//     (https://github.com/mark3labs/mcp-go/pull/756), and one without _meta is
//     answered 400, at which some clients hang up: notifications end here, but
//     for the cancellation of a call of the same session (named);
//   - logging/setLevel would set the level of every caller: it ends here;
//   - a subscription would outlive the server: it ends when the server stops.
func (w *web) sessionless(next http.Handler) http.Handler {
	return http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		raw, _ := r.Context().Value(mcpfix.BodyKey{}).([]byte)
		var m struct {
			ID     json.RawMessage `json:"id"`
			Method string          `json:"method"`
		}
		_ = json.Unmarshal(raw, &m) // mcp-go says what is wrong with it
		modern := mcp.IsModernProtocol(r.Header.Get("Mcp-Protocol-Version"))
		session := w.named(r)
		switch {
		case len(m.ID) == 0 && m.Method == "notifications/cancelled" && session && !modern: // mcp-go has it
		case len(m.ID) == 0 && strings.HasPrefix(m.Method, "notifications/"):
			rw.WriteHeader(http.StatusAccepted)
			return
		case m.Method == "initialize" && !modern:
			rw.Header().Set(sessionHeader, rand.Text())
		case m.Method == "logging/setLevel" && !modern:
			rw.Header().Set("Content-Type", "application/json")
			_ = json.NewEncoder(rw).Encode(map[string]any{"jsonrpc": "2.0", "id": m.ID, "result": struct{}{}})
			return
		case m.Method == string(mcp.MethodSubscriptionsListen):
			ctx, cancel := context.WithCancel(r.Context())
			defer cancel()
			go func() {
				select {
				case <-w.down:
					cancel()
				case <-ctx.Done():
				}
			}()
			r = r.WithContext(ctx)
		}
		next.ServeHTTP(rw, r)
	})
}

const sessionHeader = "Mcp-Session-Id"

// named has mcp-go see a session's id signed with the caller's token, so that
// nobody reaches the calls of another token's session; false means that the
// request tells none. An id holds nothing and is kept nowhere: it tells whose
// calls a cancellation means, and any replica takes the id of another one.
func (w *web) named(r *http.Request) bool {
	id := r.Header.Get(sessionHeader)
	if id == "" {
		return false
	}
	r.Header.Set(sessionHeader, w.streams.Sign(id, mcpfix.Bearer(r)))
	return true
}

// endless are the sessions of /mcp: any id is one, and there is nothing to end.
type endless struct {
	server.StatelessSessionIdManager
}

// Terminate refuses, as the protocol allows.
func (*endless) Terminate(string) (refused bool, err error) { return true, nil }
