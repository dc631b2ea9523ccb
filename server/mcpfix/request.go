package mcpfix

import (
	"bytes"
	"io"
	"net/http"
)

const sessionHeader = "Mcp-Session-Id"

// peekBody returns a request's body and leaves it readable.
func peekBody(r *http.Request) []byte {
	body, _ := io.ReadAll(r.Body) // of what is in memory, which does not fail
	r.Body = io.NopCloser(bytes.NewReader(body))
	return body
}
