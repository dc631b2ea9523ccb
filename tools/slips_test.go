package tools_test

import (
	"net/http"
	"strings"
	"sync/atomic"
	"testing"

	"intercom-mcp/tools/cursor"
	"intercom-mcp/tools/registry"
	"intercom-mcp/tools/samples"
)

// TestForeignCursorsOfEveryTool gives every tool that pages the cursor of another
// tool: it is refused before any request, or the next page would be of another
// list, in silence.
func TestForeignCursorsOfEveryTool(t *testing.T) {
	foreign := cursor.Cursor{Tool: "list_of_another_tool", Page: 2, PerPage: 20, Skip: 1}.String()
	var paging atomic.Int32
	atLeast(t, &paging, 70)
	forEach(t, func(t *testing.T, tool registry.Tool) {
		if !strings.Contains(string(tool.RawInputSchema), `"starting_after"`) {
			return
		}
		paging.Add(1)
		fake := newFake(statusReply(http.StatusOK))
		args := samples.With(samples.Smallest(t, tool), object{"starting_after": foreign})
		text, failed := call(t, callerOver(t, fake), tool, args)
		if want := "is of list_of_another_tool, not of " + tool.Name; !failed || !strings.Contains(text, want) || len(fake.calls()) > 0 {
			t.Errorf("failed=%v %v %s", failed, fake.calls(), text)
		}
	})
}

// TestUpdatesOfNothing gives every update nothing but what it requires: it changes
// something, or is refused before any request. A tool that needs no more says so
// in its definition.
func TestUpdatesOfNothing(t *testing.T) {
	var refused atomic.Int32
	atLeast(t, &refused, 15)
	forEach(t, func(t *testing.T, tool registry.Tool) {
		if tool.Effect != registry.Update {
			return
		}
		fake := newFake(statusReply(http.StatusOK))
		required := object{}
		for name, value := range samples.Smallest(t, tool) {
			if name == "id" || strings.HasSuffix(name, "_id") {
				required[name] = value
			}
		}
		text, failed := call(t, callerOver(t, fake), tool, required)
		switch {
		case failed && strings.Contains(text, "nothing to change"):
			refused.Add(1)
			fallthrough
		case failed:
			if len(fake.writes()) > 0 {
				t.Errorf("%v: %s", fake.writes(), text)
			}
		case strings.HasPrefix(tool.Name, "update_"):
			t.Errorf("an update of nothing: %v", fake.calls())
		}
	})
}

// atLeast holds, when all tools have been tried, that a test met so many of them.
func atLeast(t *testing.T, met *atomic.Int32, least int32) {
	t.Helper()
	t.Cleanup(func() {
		if met.Load() < least {
			t.Errorf("only %d tools were met, want %d", met.Load(), least)
		}
	})
}
