package tools_test

// The rows «arguments → requests» of every resource stand in requests_*_test.go;
// how they are checked stands here.

import (
	"encoding/json"
	"net/http"
	"reflect"
	"slices"
	"strings"
	"testing"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/registry"
	"intercom-mcp/tools/samples"
)

// requestRow is a call and the requests that it makes, in their order: method,
// path and query, body.
type requestRow struct {
	tool string
	args any // an object, or its JSON
	want []string
}

// singleRow is a call and the one request that it makes: method, path and query,
// and the body as JSON, "" for none.
type singleRow struct {
	tool       string
	args       any
	line, body string
}

func rowsOf(singles ...[]singleRow) (rows []requestRow) {
	for _, single := range slices.Concat(singles...) {
		rows = append(rows, requestRow{single.tool, single.args, []string{strings.TrimSpace(single.line + " " + single.body)}})
	}
	return rows
}

// zoned returns the requests of a call whose times depend on the workspace's time zone.
func zoned(want []string) []string { return append([]string{"GET /me"}, want...) }

// check makes the row's call as a caller whose API answers by the handler.
func (row requestRow) check(t *testing.T, handler http.HandlerFunc, configure func(*registry.Caller)) {
	t.Helper()
	api := newFake(handler)
	c := callerOver(t, api)
	configure(&c)
	text, failed := call(t, c, named(t, row.tool), argumentsOf(row.args))
	if got := api.requests(); failed || !sameRequests(t, got, row.want) {
		t.Errorf("%s: failed=%v %s\n got %q\nwant %q", row.args, failed, text, got, row.want)
	}
}

// argumentsOf returns arguments that may be written as JSON.
func argumentsOf(args any) any {
	if text, ok := args.(string); ok {
		return json.RawMessage(text)
	}
	return args
}

func sameRequests(t *testing.T, got, want []string) bool {
	t.Helper()
	return slices.EqualFunc(got, want, func(a, b string) bool {
		lineA, bodyA, _ := strings.Cut(a, " {")
		lineB, bodyB, _ := strings.Cut(b, " {")
		if bodyA == "" || bodyB == "" {
			return a == b
		}
		return lineA == lineB && reflect.DeepEqual(decoded(t, "{"+bodyA), decoded(t, "{"+bodyB))
	})
}

// checkArguments fails for each argument of the tools of some toolsets that no
// row has, unless it is left out or an id in the request's path.
func checkArguments(t *testing.T, rows []requestRow, toolsets []string, leftOut func(registry.Tool, string) bool) {
	t.Helper()
	shown := map[string]bool{}
	for _, row := range rows {
		raw, err := json.Marshal(argumentsOf(row.args))
		if err != nil {
			t.Fatal(err)
		}
		for name := range asObject(decoded(t, string(raw))) {
			shown[row.tool+"."+name] = true
		}
	}
	for _, tool := range allTools() {
		if !slices.Contains(toolsets, tool.Toolset) {
			continue
		}
		for name := range asObject(inputOf(t, tool)["properties"]) {
			if !shown[tool.Name+"."+name] && !leftOut(tool, name) && !inPath(t, tool, name) {
				t.Errorf("no row has %s of %s", name, tool.Name)
			}
		}
	}
}

// inPath reports whether an argument is an id that a tool's request has in its
// path: then there is nothing to say in a row.
func inPath(t *testing.T, tool registry.Tool, name string) bool {
	t.Helper()
	if name != "id" {
		return false
	}
	_, failed, sent := callAs(t, "7", tool.Name, samples.With(samples.Smallest(t, tool), object{name: "4711"}), statusReply(http.StatusOK))
	return !failed && len(sent) == 1 && strings.Contains(sent[0], "/4711")
}

// callAs calls a tool as an admin, "" for none that is configured, and returns
// the answer and the requests that were made.
func callAs(t *testing.T, admin intercomapi.ID, name string, args any, handler http.HandlerFunc) (text string, failed bool, requests []string) {
	t.Helper()
	api := newFake(handler)
	c := callerOver(t, api)
	c.AdminID = admin
	text, failed = call(t, c, named(t, name), argumentsOf(args))
	return text, failed, api.requests()
}

// checkRefusal fails unless a call is refused with these words before any request.
func checkRefusal(t *testing.T, name string, args any, want string) {
	t.Helper()
	text, failed, sent := callAs(t, "", name, args, statusReply(http.StatusOK))
	if !failed || !strings.Contains(text, want) || len(sent) > 0 {
		t.Errorf("%s %v: failed=%v %v %s", name, args, failed, sent, text)
	}
}

// secondPage calls a list whose first page is reply, and then its next page. It
// returns the first page as it is shown, and that second request; more is false
// if the first page names no next one.
func secondPage(t *testing.T, name string, args object, reply string) (first, request string, more bool) {
	t.Helper()
	api := newFake(replying(http.StatusOK, reply))
	c, tool := callerOver(t, api), named(t, name)
	first, failed := call(t, c, tool, args)
	if failed {
		t.Fatalf("%s: %s", name, first)
	}
	startingAfter, more := asObject(decoded(t, first))["starting_after"].(string)
	if !more {
		return first, "", false
	}
	api.forget()
	text, failed := call(t, c, tool, samples.With(args, object{"starting_after": startingAfter}))
	sent := api.requests()
	if failed || len(sent) != 1 {
		t.Fatalf("%s: failed=%v %q %s", name, failed, sent, text)
	}
	return first, sent[0], true
}
