package sandbox_test

import (
	"testing"

	"intercom-mcp/sandbox"
)

func BenchmarkNew(b *testing.B) {
	for b.Loop() {
		newWorkspace(sandbox.Options{})
	}
}

func BenchmarkSearch(b *testing.B) {
	w := newWorkspace(sandbox.Options{RateLimit: 1 << 40})
	for b.Loop() {
		ask(b, w, "POST", "/conversations/search", `{"query":{"field":"source.body","operator":"~","value":"invoice"}}`)
	}
}

func BenchmarkGet(b *testing.B) {
	w := newWorkspace(sandbox.Options{RateLimit: 1 << 40})
	for b.Loop() {
		ask(b, w, "GET", "/contacts/"+sandbox.ContactMaria, "")
	}
}
