package server_test

import (
	"testing"

	"intercom-mcp/server"
	"intercom-mcp/tools/registry"
	"intercom-mcp/tools/tokens/o200k"
)

// instructionTokens bounds the server's instructions, which every user pays for
// in every conversation, in tokens of o200k_base.
const instructionTokens = 400

func TestInstructions(t *testing.T) {
	count := o200k.Counter(t)
	for _, set := range append([]string{"default", "all"}, registry.Toolsets(everyTool())...) {
		text := server.Instructions(selected(t, set))
		if n := count(text); n > instructionTokens {
			t.Errorf("instructions of %s are %d tokens, over %d", set, n, instructionTokens)
		}
	}
}
