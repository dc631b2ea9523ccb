package mcpfix

import "testing"

// TestCorrectError gives a resource's address and a coded error's code.
func TestCorrectError(t *testing.T) {
	for name, c := range map[string]struct{ message, want string }{
		"not found": {
			`{"jsonrpc":"2.0","id":1,"error":{"code":-32002,"message":"handler not found for resource URI 'a:\"b\"': resource not found"}}` + "\n",
			`{"jsonrpc":"2.0","id":1,"error":{"code":-32002,"message":"handler not found for resource URI 'a:\"b\"': resource not found","data":{"uri":"a:\"b\""}}}` +
				"\n",
		},
		"not found, modern": {
			`{"jsonrpc":"2.0","id":"x","error":{"code":-32602,"message":"handler not found for resource URI '$1': resource not found"}}`,
			`{"jsonrpc":"2.0","id":"x","error":{"code":-32602,"message":"handler not found for resource URI '$1': resource not found","data":{"uri":"$1"}}}`,
		},
		"coded": {
			`{"jsonrpc":"2.0","id":1,"error":{"code":-32603,"message":"` + CodedError{Code: -32602, Message: "no such id"}.Error() + `"}}`,
			`{"jsonrpc":"2.0","id":1,"error":{"code":-32602,"message":"no such id"}}`,
		},
		"another error": {`{"jsonrpc":"2.0","id":1,"error":{"code":-32603,"message":"m"}}`, ""},
		"a result":      {`{"jsonrpc":"2.0","id":1,"result":{"text":"{\"error\":{\"code\":-32603,\"message\":\"code -32602: m\"}}"}}`, ""},
	} {
		want := c.want
		if want == "" {
			want = c.message
		}
		if got := string(correctError([]byte(c.message))); got != want {
			t.Errorf("%s: %s", name, got)
		}
	}
}
