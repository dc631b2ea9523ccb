package server

import "regexp"

// notThere is mcp-go's answer to the reading of a resource that there isn't: id,
// code, and the address as it stands in the JSON text of the message.
var notThere = regexp.MustCompile(`^((?:event: message\ndata: )?\{"jsonrpc":"2\.0","id":(?:"(?:[^"\\]|\\.)*"|[^",}]+),"error":\{"code":-32(?:002|602),` +
	`"message":"handler not found for resource URI '((?:[^"\\]|\\.)*)': resource not found")(\}\}\s*)$`)

// located says in the data of that error which resource it was, as the protocol
// asks: mcp-go gives it none, and no hook could. Any other message stays.
func located(message []byte) []byte {
	if !notThere.Match(message) {
		return message
	}
	return notThere.ReplaceAll(message, []byte(`${1},"data":{"uri":"${2}"}${3}`))
}
