package registry

import (
	"context"
	"fmt"
	"testing"

	"intercom-mcp/intercomapi"
)

// TestBrokenTool holds that a tool whose results would not be shown as they are
// meant can't start.
func TestBrokenTool(t *testing.T) {
	type found struct {
		Contacts []intercomapi.Object `json:"contacts"`
	}
	tool := Define("contacts", Read, "list_broken", "List", "Lists.", func(context.Context, Caller, struct{}) (found, error) { return found{}, nil })
	defer func() {
		const want = "tool list_broken: Contacts is a plain list: make it Items, or Objects where it stands beside one"
		if got := fmt.Sprint(recover()); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}()
	tool.Ready()
}
