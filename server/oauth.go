package server

import (
	"encoding/json"
	"fmt"
	"net/http"
)

// howToSignIn is what a client's user is told who has no token: the client may
// look for a sign-in of OAuth, which there is none of.
const howToSignIn = "This server has no OAuth sign-in. Set an Intercom access token in your client, as the header Authorization: Bearer <token> " +
	"of every request. It stands in Intercom at Settings > Integrations > Developer Hub > your app > Authentication."

// noToken answers a request that brings no token, or one that is none.
func noToken(w http.ResponseWriter, r *http.Request) {
	what := howToSignIn
	if r.Header.Get("Authorization") != "" {
		what = "The Authorization header holds no token, or a placeholder that your client put nothing in place of. " + what
	}
	w.Header().Set("WWW-Authenticate", fmt.Sprintf(`Bearer realm="Intercom", error="invalid_token", error_description="%s"`, what))
	writeOAuthError(w, http.StatusUnauthorized, "invalid_token", what)
}

// handleOAuth answers where clients look for OAuth that there is none, in the
// form in which they show it to a person.
func (t *httpTransport) handleOAuth(mux *http.ServeMux) {
	for _, path := range []string{"/.well-known/", "/mcp/.well-known/", "/sse/.well-known/"} {
		mux.Handle(path, t.checkAccess(only(oauthError(http.StatusNotFound, "not_found"), http.MethodGet, http.MethodHead)))
	}
	for path, code := range map[string]string{"/register": "invalid_client_metadata", "/token": "invalid_request"} {
		mux.Handle(path, t.checkAccess(only(oauthError(http.StatusBadRequest, code), http.MethodPost)))
	}
	mux.Handle("/authorize", t.checkAccess(only(oauthError(http.StatusBadRequest, "invalid_request"), http.MethodGet, http.MethodPost)))
}

// oauthError returns a handler that answers an error of OAuth.
func oauthError(status int, code string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { writeOAuthError(w, status, code, howToSignIn) })
}

// writeOAuthError answers with an error in OAuth's form (RFC 6749, section 5.2).
func writeOAuthError(w http.ResponseWriter, status int, code, description string) {
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	_ = e.Encode(map[string]string{"error": code, "error_description": description})
}
