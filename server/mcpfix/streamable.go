package mcpfix

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"net/http"
	"strings"

	"github.com/mark3labs/mcp-go/mcp"
)

// Streamable returns mcp-go's handler of Streamable HTTP fit for callers that it
// takes for having no session. What token returns of a request tells whose
// session one is; stopping is closed when the server stops. It reads the body,
// which must be bounded.
//
// Works around mcp-go v1.2.1, which for callers without a session
//   - keeps the requests in flight by their id alone, so that one client's
//     notifications/cancelled would cancel another's call, and answers 400 to one
//     without _meta, at which some clients hang up: notifications end here, but
//     for the cancellation of a call of the same session;
//   - sets the level of every caller at logging/setLevel: it ends here;
//   - lets a subscription outlive the server: it ends when the server stops.
//
// See https://github.com/mark3labs/mcp-go/pull/756
// Goes, point by point, when a server without sessions does none of it.
func Streamable(next http.Handler, token func(*http.Request) string, stopping <-chan struct{}) http.Handler {
	return &streamable{next: next, token: token, signer: newSigner(), stopping: stopping}
}

type streamable struct {
	next     http.Handler
	token    func(*http.Request) string
	signer   signer
	stopping <-chan struct{}
}

// ServeHTTP implements http.Handler.
func (s *streamable) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	var m struct {
		ID     json.RawMessage `json:"id"`
		Method string          `json:"method"`
	}
	_ = json.Unmarshal(peekBody(r), &m) // mcp-go says what is wrong with it
	modern := mcp.IsModernProtocol(r.Header.Get("Mcp-Protocol-Version"))
	inSession := s.signSession(r)
	switch {
	case len(m.ID) == 0 && strings.HasPrefix(m.Method, "notifications/"):
		if m.Method != "notifications/cancelled" || !inSession || modern {
			w.WriteHeader(http.StatusAccepted)
			return
		}
	case m.Method == "initialize" && !modern:
		w.Header().Set(sessionHeader, rand.Text())
	case m.Method == "logging/setLevel" && !modern:
		w.Header().Set("Content-Type", "application/json")
		_ = json.NewEncoder(w).Encode(map[string]any{"jsonrpc": "2.0", "id": m.ID, "result": struct{}{}})
		return
	case m.Method == string(mcp.MethodSubscriptionsListen):
		ctx, cancel := s.untilStopped(r.Context())
		defer cancel()
		r = r.WithContext(ctx)
	}
	s.next.ServeHTTP(w, r)
}

// signSession has mcp-go see a session's id signed with the caller's token. It
// reports whether the request tells one. An id holds nothing and is kept
// nowhere: it tells whose calls a cancellation means, and any replica takes the
// id of another one.
func (s *streamable) signSession(r *http.Request) bool {
	id := r.Header.Get(sessionHeader)
	if id == "" {
		return false
	}
	r.Header.Set(sessionHeader, s.signer.sign(id, s.token(r)))
	return true
}

// untilStopped returns a context that ends when the server stops. Call cancel.
func (s *streamable) untilStopped(parent context.Context) (ctx context.Context, cancel context.CancelFunc) {
	ctx, cancel = context.WithCancel(parent)
	go func() {
		select {
		case <-s.stopping:
			cancel()
		case <-ctx.Done():
		}
	}()
	return ctx, cancel
}
