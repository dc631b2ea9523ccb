package mcpfix

import (
	"context"
	"fmt"
	"regexp"

	"github.com/mark3labs/mcp-go/mcp"
	"github.com/mark3labs/mcp-go/server"
)

// errorHead is how a message of mcp-go's that tells an error begins.
const errorHead = `^((?:event: message\ndata: )?\{"jsonrpc":"2\.0","id":(?:"(?:[^"\\]|\\.)*"|[^",}]+),"error":\{"code":`

var (
	// notThere is mcp-go's answer to the reading of a resource that there isn't:
	// its beginning, and the address as it stands in the JSON text of the message.
	notThere = regexp.MustCompile(errorHead + `-32(?:002|602),` +
		`"message":"handler not found for resource URI '((?:[^"\\]|\\.)*)': resource not found")(\}\}\s*)$`)

	// withCode is what it makes of a CodedError.
	withCode = regexp.MustCompile(errorHead + `)-32603(,"message":")code (-32[0-9]{3}): `)
)

// CodedError is the failure of a prompt or a resource with the protocol's code
// for it. mcp-go gives -32603 to all that a handler returns, so the code goes
// along in the text until located puts it in its place.
type CodedError struct {
	Code int
	Text string
}

func (e CodedError) Error() string { return fmt.Sprintf("code %d: %s", e.Code, e.Text) }

// noSuchThing is the code of a resource that is not there.
func NoSuchThing(ctx context.Context) int {
	if mcp.IsModernProtocol(server.RequestProtocolVersion(ctx)) {
		return mcp.INVALID_PARAMS
	}
	return mcp.RESOURCE_NOT_FOUND
}

// located says in the data of an error which resource is not there, as the
// protocol asks, and gives an error the code that it has: mcp-go does neither,
// and no hook could. Any other message stays.
func Located(message []byte) []byte {
	switch {
	case notThere.Match(message):
		return notThere.ReplaceAll(message, []byte(`${1},"data":{"uri":"${2}"}${3}`))
	case withCode.Match(message):
		return withCode.ReplaceAll(message, []byte(`${1}${3}${2}`))
	}
	return message
}
