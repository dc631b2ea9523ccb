package mcpfix

import "testing"

// TestCorrections tells of the tools that are meant, and gives a resource's address and a coded error's code.
func TestCorrections(t *testing.T) {
	corrections := Corrections{UnknownTool: func(name string) string { return `no "` + name + `"` }}
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
		"unknown tool": {
			`{"jsonrpc":"2.0","id":1.0,"error":{"code":-32602,"message":"tool 'a\"b\u003c' not found: tool not found"}}` + "\n",
			`{"jsonrpc":"2.0","id":1.0,"error":{"code":-32602,"message":"no \"a\"b\u003c\""}}` + "\n",
		},
		"unknown tool, event": {
			"event: message\ndata: " + `{"jsonrpc":"2.0","id":1,"error":{"code":-32602,"message":"tool '' not found: tool not found"}}` + "\n\n",
			"event: message\ndata: " + `{"jsonrpc":"2.0","id":1,"error":{"code":-32602,"message":"no \"\""}}` + "\n\n",
		},
		"another error": {`{"jsonrpc":"2.0","id":1,"error":{"code":-32603,"message":"m"}}`, ""},
		"a result":      {`{"jsonrpc":"2.0","id":1,"result":{"text":"{\"error\":{\"code\":-32603,\"message\":\"code -32602: m\"}}"}}`, ""},
	} {
		want := c.want
		if want == "" {
			want = c.message
		}
		if got := string(corrections.message([]byte(c.message))); got != want {
			t.Errorf("%s: %s", name, got)
		}
	}
}
