package tools_test

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"intercom-mcp/intercomapi/contract"
	"intercom-mcp/tools/registry"
	"intercom-mcp/tools/samples"
)

// filled returns arguments with a value for each that the schema has and the call
// does not give, all the way down.
func filled(schema object, args object, value func(property object) (any, bool)) object {
	out := object{}
	for name, v := range asObject(schema["properties"]) {
		property := asObject(v)
		given, ok := args[name]
		if !ok {
			if v, ok := value(property); ok {
				out[name] = v
			}
			continue
		}
		out[name] = given
		if inner, ok := given.(object); ok && len(asObject(property["properties"])) > 0 {
			out[name] = filled(property, inner, value)
		}
		if list, ok := given.([]any); ok {
			list = slices.Clone(list)
			for i, item := range list {
				if inner, ok := item.(object); ok {
					list[i] = filled(asObject(property["items"]), inner, value)
				}
			}
			out[name] = list
		}
	}
	return out
}

// notGiven are the values by which clients say that an argument is not given, for
// the tools that may get them.
var notGiven = map[string]func(tool registry.Tool, property object) (value any, ok bool){
	"null": func(registry.Tool, object) (any, bool) { return nil, true },
	"the text null": func(_ registry.Tool, p object) (any, bool) {
		return "null", p["type"] != "string" || p["enum"] != nil
	},
	"what is empty": func(tool registry.Tool, p object) (any, bool) {
		if tool.Effect == registry.Update && p["enum"] == nil { // there it may be meant
			return nil, false
		}
		if p["description"] == "Emoji to react with; [] for none" {
			return nil, false
		}
		return map[any]any{"array": []any{}, "object": object{}}[p["type"]], p["type"] == "array" || p["type"] == "object"
	},
	"an empty text": func(tool registry.Tool, p object) (any, bool) {
		return "", tool.Effect != registry.Update || p["type"] != "string" || p["enum"] != nil
	},
}

// clocked is callerOver with a clock that stands still.
func clocked(t *testing.T, api *fakeAPI) registry.Caller {
	t.Helper()
	c := callerOver(t, api)
	c.Clock = func() time.Time { return now }
	return c
}

// TestNotGiven gives every tool null, and what else stands for nothing, for every
// argument that a call does not need: it makes the same requests as without.
func TestNotGiven(t *testing.T) {
	forEach(t, func(t *testing.T, tool registry.Tool) {
		for what, value := range notGiven {
			for _, args := range []object{samples.Smallest(t, tool), samples.Fullest(t, tool)} {
				plain, full := newFake(statusReply(http.StatusOK)), newFake(statusReply(http.StatusOK))
				_, failed := call(t, clocked(t, plain), tool, args)
				more := filled(inputOf(t, tool), args, func(p object) (any, bool) { return value(tool, p) })
				text, fails := call(t, clocked(t, full), tool, more)
				want, got := slices.Sorted(slices.Values(plain.requests())), slices.Sorted(slices.Values(full.requests()))
				if failed != fails || !slices.Equal(got, want) {
					t.Errorf("%s: %v\n got %v %s\nwant %v", what, more, got, text, want)
				}
			}
		}
	})
}

// TestClearOfEveryTool clears each field that a tool can clear, by itself: the
// request says null, and Intercom's description lets it. No other tool sends null
// for a field of its own.
func TestClearOfEveryTool(t *testing.T) {
	d := contract.Load(t)
	var cleared atomic.Int32
	atLeast(t, &cleared, 15)
	forEach(t, func(t *testing.T, tool registry.Tool) {
		argument := asObject(asObject(inputOf(t, tool)["properties"])["clear"])
		for _, name := range asList(asObject(argument["items"])["enum"]) {
			cleared.Add(1)
			api := newFake(judged(t, d))
			required := object{"clear": []any{name}}
			for _, r := range asList(inputOf(t, tool)["required"]) {
				required[r.(string)] = samples.Smallest(t, tool)[r.(string)]
			}
			text, failed := call(t, clocked(t, api), tool, required)
			if sent := strings.Join(api.requests(), "\n"); failed || !strings.Contains(sent, `"`+name.(string)+`":null`) {
				t.Errorf("clear %s: %s\n%s", name, sent, text)
			}
			plain := api.requests()
			api.forget()
			if text, failed := call(t, clocked(t, api), tool, samples.With(required, object{name.(string): ""})); failed || !slices.Equal(api.requests(), plain) {
				t.Errorf("cleared and empty: %v %s", api.requests(), text)
			}
			both := samples.With(required, object{name.(string): samples.Fullest(t, tool)[name.(string)]})
			if both[name.(string)] == nil {
				both[name.(string)] = "2099-01-01"
			}
			api.forget()
			if text, failed := call(t, clocked(t, api), tool, both); !failed || len(api.calls()) > 0 || !strings.Contains(text, "clear names") {
				t.Errorf("cleared and set: %v %s", api.calls(), text)
			}
		}
	})
}

// TestSchemasTakeWhatTheySay holds that no description promises another meaning of
// null than clear.
func TestSchemasTakeWhatTheySay(t *testing.T) {
	forEach(t, func(t *testing.T, tool registry.Tool) {
		raw, err := json.Marshal(tool.Tool)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(raw), "null clears") {
			t.Errorf("%s", raw)
		}
	})
}
