package mcpfix

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"regexp"

	"github.com/mark3labs/mcp-go/mcp"
	"github.com/mark3labs/mcp-go/server"
)

// A CodedError is the failure of a prompt or a resource with the protocol's code
// for it. The code goes along in the text until Corrections puts it in its
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

	// unknownTool is its answer to the call of a tool that there isn't: its beginning,
	// the name as it stands in the JSON text of the message, and its end.
	unknownTool = regexp.MustCompile(errorHead + `-32602,"message":")tool '((?:[^"\\]|\\.)*)' not found: tool not found("\}\}\s*)$`)
)

// Corrections are what is put right in the errors that mcp-go writes: the
// address of a resource that is not there goes to the error's data, as the
// protocol asks, a CodedError's code to its place, and what is said of a tool
// that is not offered is what UnknownTool returns of its name.
//
// Works around mcp-go v1.2.1: it does none of it, and none of its hooks could.
// Goes when it does all.
type Corrections struct {
	UnknownTool func(name string) string // nil: what mcp-go says
}

// message returns a message with its error put right. Any other message stays.
func (c Corrections) message(message []byte) []byte {
	switch {
	case resourceNotFound.Match(message):
		return resourceNotFound.ReplaceAll(message, []byte(`${1},"data":{"uri":"${2}"}${3}`))
	case codedError.Match(message):
		return codedError.ReplaceAll(message, []byte(`${1}${3}${2}`))
	case c.UnknownTool != nil && unknownTool.Match(message):
		return c.unknownTool(message)
	}
	return message
}

func (c Corrections) unknownTool(message []byte) []byte {
	m := unknownTool.FindSubmatch(message)
	var name string
	if json.Unmarshal(append(append([]byte{'"'}, m[2]...), '"'), &name) != nil {
		return message
	}
	said, err := json.Marshal(c.UnknownTool(name))
	if err != nil {
		return message
	}
	return bytes.Join([][]byte{m[1], said[1 : len(said)-1], m[3]}, nil)
}
