package server

import (
	"encoding/json"
	"testing"

	"github.com/mark3labs/mcp-go/mcp"
)

// TestArgumentsAsText reads the arguments of a call that are JSON text, once.
func TestArgumentsAsText(t *testing.T) {
	for raw, want := range map[string]string{
		`{"id":9007199254740993}`:             `{"id":9007199254740993}`,
		`"{\"id\":9007199254740993}"`:         `{"id":9007199254740993}`,
		` "{}" `:                              `{}`,
		`""`:                                  ``,
		`"\"{}\""`:                            `"{}"`,
		`"{\"id\":\"[email-7f3a2c]\"}"`:       `{"id":"[email-7f3a2c]"}`,
		`"{\"a\":\"\\u005bemail-1\\u005d\"}"`: `{"a":"\u005bemail-1\u005d"}`,
		`null`:                                `null`,
		`[1]`:                                 `[1]`,
		`"refund"`:                            `refund`,
	} {
		var req mcp.CallToolRequest
		req.Params.RawArguments = json.RawMessage(raw)
		req.Params.Arguments = json.RawMessage(raw)
		got, err := arguments(req)
		if err != nil || string(got) != want {
			t.Errorf("%s: %s, %v, want %s", raw, got, err, want)
		}
	}
}
