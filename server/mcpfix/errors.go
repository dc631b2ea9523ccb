package mcpfix

import (
	"context"
	"fmt"
	"regexp"

	"github.com/mark3labs/mcp-go/mcp"
	"github.com/mark3labs/mcp-go/server"
)

// A CodedError is the failure of a prompt or a resource with the protocol's code
// for it. The code goes along in the text until correctError puts it in its
// place.
//
// Works around mcp-go v1.2.1: it gives -32603 to all that a handler returns.
// Goes when a handler's error can carry a code.
type CodedError struct {
	Code    int
	Message string
}

// Error returns the code and the message.
func (e CodedError) Error() string { return fmt.Sprintf("code %d: %s", e.Code, e.Message) }

// ResourceNotFoundCode returns the code of a resource that is not there, which
// depends on the request's version of the protocol.
//
// Works around mcp-go v1.2.1: it keeps its own function to itself.
// Goes when that is exported.
func ResourceNotFoundCode(ctx context.Context) int {
	if mcp.IsModernProtocol(server.RequestProtocolVersion(ctx)) {
		return mcp.INVALID_PARAMS
	}
	return mcp.RESOURCE_NOT_FOUND
}

// errorHead is how a message of mcp-go's that tells an error begins.
const errorHead = `^((?:event: message\ndata: )?\{"jsonrpc":"2\.0","id":(?:"(?:[^"\\]|\\.)*"|[^",}]+),"error":\{"code":`

var (
	// resourceNotFound is mcp-go's answer to the reading of a resource that there isn't:
	// its beginning, and the address as it stands in the JSON text of the message.
	resourceNotFound = regexp.MustCompile(errorHead + `-32(?:002|602),` +
		`"message":"handler not found for resource URI '((?:[^"\\]|\\.)*)': resource not found")(\}\}\s*)$`)

	// codedError is what it makes of a CodedError.
	codedError = regexp.MustCompile(errorHead + `)-32603(,"message":")code (-32[0-9]{3}): `)
)

// correctError returns an error's message with the address of a resource that
// is not there in its data, as the protocol asks, and with a CodedError's code.
// Any other message stays.
//
// Works around mcp-go v1.2.1: it does neither, and none of its hooks could.
// Goes when it does both.
func correctError(message []byte) []byte {
	switch {
	case resourceNotFound.Match(message):
		return resourceNotFound.ReplaceAll(message, []byte(`${1},"data":{"uri":"${2}"}${3}`))
	case codedError.Match(message):
		return codedError.ReplaceAll(message, []byte(`${1}${3}${2}`))
	}
	return message
}
