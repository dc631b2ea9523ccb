package sandbox_test

import (
	"fmt"
	"strings"
	"testing"

	"intercom-mcp/intercomapi/contract"
	"intercom-mcp/sandbox"
)

// TestTextIsNoObject: where the description has an object or a list, JSON as text is refused, and so is a number.
func TestTextIsNoObject(t *testing.T) {
	description := contract.Load(t)
	w := newWorkspace(sandbox.Options{RateLimit: 100_000})
	tried := 0
	for _, op := range description.Operations() {
		path := existingPaths(op.Path)[0]
		if strings.Contains(ask(t, w, op.Method, path, "").Body.String(), "The sandbox lacks") {
			continue
		}
		for _, field := range description.Containers(op) {
			for _, value := range []string{`"{}"`, `"{\"a\":1}"`, `"[]"`, `""`, `7`} {
				if field == "audience_ids" && value == "7" {
					continue // one audience's id
				}
				tried++
				rec := ask(t, w, op.Method, path, fmt.Sprintf(`{%q:%s}`, field, value))
				if said := rec.Body.String(); rec.Code != 400 || !strings.Contains(said, field) {
					t.Errorf("%s with %s: %s: %d %.200s", op, field, value, rec.Code, said)
				}
			}
		}
	}
	if tried < 300 {
		t.Errorf("%d bodies were tried", tried)
	}
}
