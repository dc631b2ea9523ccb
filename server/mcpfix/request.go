package mcpfix

import (
	"bytes"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"net/http"
	"strings"
)

const sessionHeader = "Mcp-Session-Id"

// A signer binds a session's id to a token, so that nobody reaches another
// token's session. It is the key of the signature.
type signer []byte

func newSigner() signer { return signer(rand.Text()) }

// sign returns id and its signature with token.
func (s signer) sign(id, token string) string {
	mac := hmac.New(sha256.New, s)
	mac.Write([]byte(id + "." + token))
	return id + "." + hex.EncodeToString(mac.Sum(nil)[:16])
}

// signed reports whether sign returned id for token.
func (s signer) signed(id, token string) bool {
	random, _, _ := strings.Cut(id, ".")
	return hmac.Equal([]byte(id), []byte(s.sign(random, token)))
}

// peekBody returns a request's body and leaves it readable. Of a browser's
// preflight, whose body nobody bounded, it returns nil.
func peekBody(r *http.Request) []byte {
	if r.Method == http.MethodOptions {
		return nil
	}
	body, _ := io.ReadAll(r.Body) // of what is in memory, which does not fail
	r.Body = io.NopCloser(bytes.NewReader(body))
	return body
}
