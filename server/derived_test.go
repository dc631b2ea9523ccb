package server_test

// What is checked here runs over every tool, so that a new one is tested by
// being listed.

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/mark3labs/mcp-go/mcp"

	"intercom-mcp/tools"
	"intercom-mcp/tools/registry"
)

var update = flag.Bool("update", false, "rewrite golden files and generated documentation")

// forEach runs a test for every tool, side by side.
func forEach(t *testing.T, test func(*testing.T, registry.Tool)) {
	t.Helper()
	for _, tool := range tools.All() {
		t.Run(tool.Name, func(t *testing.T) {
			t.Parallel()
			test(t, tool)
		})
	}
}

var toolName = regexp.MustCompile(`^[a-z]+(_[a-z]+)+$`)

// loners are the two names without a verb and a noun, as other servers have them.
var loners = []string{"search", "fetch"}

// readVerbs begin the names of Read tools, and of no others.
var readVerbs = []string{"get", "list", "search", "fetch", "find", "count", "download"}

func TestNames(t *testing.T) {
	seen := map[string]bool{}
	for _, tool := range tools.All() {
		if seen[tool.Name] {
			t.Errorf("%s: name is taken", tool.Name)
		}
		seen[tool.Name] = true
		if !toolName.MatchString(tool.Name) && !slices.Contains(loners, tool.Name) {
			t.Errorf("%s: name is not verb_noun", tool.Name)
		}
		verb, _, _ := strings.Cut(tool.Name, "_")
		if slices.Contains(readVerbs, verb) != (tool.Effect == registry.Read) {
			t.Errorf("%s: verb against effect %v", tool.Name, tool.Effect)
		}
		if tool.Title == "" || tool.Description == "" || tool.Toolset == "" {
			t.Errorf("%s: title, description or toolset is missing", tool.Name)
		}
	}
}

func TestHints(t *testing.T) {
	want := map[registry.Effect]string{
		registry.Read: "read-only", registry.Create: "", registry.Update: "destructive idempotent",
		registry.Delete: "destructive idempotent", registry.Send: "destructive",
	}
	forEach(t, func(t *testing.T, tool registry.Tool) {
		a := tool.Annotations
		if a.ReadOnlyHint == nil || a.DestructiveHint == nil || a.IdempotentHint == nil || a.OpenWorldHint == nil {
			t.Fatal("a hint is left to the client's guess")
		}
		var got []string
		if *a.ReadOnlyHint {
			got = append(got, "read-only")
		}
		if *a.DestructiveHint {
			got = append(got, "destructive")
		}
		if *a.IdempotentHint && !*a.ReadOnlyHint {
			got = append(got, "idempotent")
		}
		if strings.Join(got, " ") != want[tool.Effect] {
			t.Errorf("hints %v for effect %v", got, tool.Effect)
		}
	})
}

func TestSchemas(t *testing.T) {
	forEach(t, func(t *testing.T, tool registry.Tool) {
		lint(t, tool.Name, schemaOf(t, tool.RawInputSchema))
		if out := schemaOf(t, tool.RawOutputSchema); out["type"] != "object" || len(asObject(out["properties"])) == 0 {
			t.Errorf("output schema %v", out)
		}
	})
}

// lint reports what a client or a model would stumble over in a schema.
func lint(t *testing.T, path string, s object) {
	t.Helper()
	for _, k := range []string{"anyOf", "oneOf", "allOf", "$ref", "$defs"} {
		if s[k] != nil {
			t.Errorf("%s: %s", path, k)
		}
	}
	if _, ok := s["type"].(string); !ok && !strings.HasSuffix(path, "query.value") {
		t.Errorf("%s: type is %v, want one", path, s["type"])
	}
	fields := asObject(s["properties"])
	if fields != nil && s["additionalProperties"] != false {
		t.Errorf("%s: unknown fields would be dropped in silence", path)
	}
	for name, v := range fields {
		p := v.(object)
		if p["description"] == nil {
			t.Errorf("%s.%s: no description", path, name)
		}
		lint(t, path+"."+name, p)
	}
	if items := asObject(s["items"]); items != nil {
		lint(t, path+"[]", items)
	}
}

// TestGolden keeps every definition as a client sees it, so that a change shows.
func TestGolden(t *testing.T) {
	forEach(t, func(t *testing.T, tool registry.Tool) {
		raw, err := json.Marshal(tool.Tool)
		if err != nil {
			t.Fatal(err)
		}
		var got bytes.Buffer
		if err := json.Indent(&got, raw, "", "  "); err != nil {
			t.Fatal(err)
		}
		got.WriteByte('\n')
		golden(t, filepath.Join("testdata", "tools", tool.Name+".json"), got.Bytes())
	})
	entries, err := os.ReadDir(filepath.Join("testdata", "tools"))
	if err != nil && !*update {
		t.Fatal(err)
	}
	for _, e := range entries {
		name := strings.TrimSuffix(e.Name(), ".json")
		if slices.ContainsFunc(tools.All(), func(tool registry.Tool) bool { return tool.Name == name }) {
			continue
		}
		if !*update {
			t.Errorf("%s is of a tool that is gone: go test ./server -update removes it", e.Name())
		} else if err := os.Remove(filepath.Join("testdata", "tools", e.Name())); err != nil {
			t.Error(err)
		}
	}
}

func golden(t *testing.T, path string, got []byte) {
	t.Helper()
	if *update {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil || !bytes.Equal(want, got) {
		t.Errorf("%s is not what the code says (%v): go test ./server -update", path, err)
	}
}

// advice is what the model must read after each answer, by effect where it matters.
var advice = map[string]string{
	"401": "token", "403": "permission", "404": "find the right id", "409": "exists already", "410": "gone",
	"422": "correct", "429": "wait", "500": "call again", "cut": "call again", "not JSON": "call again", "500 not JSON": "call again",
}

func TestAnswers(t *testing.T) {
	forEach(t, func(t *testing.T, tool registry.Tool) {
		for name, want := range advice {
			answer := answers[name]
			if answer == nil {
				var code int
				_, _ = fmt.Sscan(name, &code)
				answer = status(code)
			}
			api := newFake(t, answer)
			text, failed := call(t, dial(t, api.URL, []registry.Tool{tool}), tool.Name, smallest(t, tool))
			if !failed || !strings.Contains(text, want) || strings.Contains(text, secret) || strings.Contains(text, api.URL) {
				t.Errorf("%s: failed=%v %s", name, failed, text)
			}
			if strings.HasPrefix(name, "4") && (!strings.Contains(text, "some_code: some message") || !strings.Contains(text, "r1")) {
				t.Errorf("%s: Intercom's own words or request id are lost: %s", name, text)
			}
			api.checkEffect(t, tool)
		}
	})
}

// checkEffect holds the calls that a tool made against its effect.
func (f *fake) checkEffect(t *testing.T, tool registry.Tool) {
	t.Helper()
	writes := f.writes()
	if tool.Effect == registry.Read && len(writes) > 0 {
		t.Errorf("a Read tool wrote: %v", writes)
	}
	if len(writes) > 1 {
		t.Errorf("a write was sent %d times: %v", len(writes), writes)
	}
}

func TestSuccess(t *testing.T) {
	forEach(t, func(t *testing.T, tool registry.Tool) {
		api := newFake(t, status(http.StatusOK))
		res := answerTo(t, dial(t, api.URL, []registry.Tool{tool}), tool.Name, smallest(t, tool))
		if res.IsError {
			t.Fatal(res.Content)
		}
		if got := len(api.writes()); (tool.Effect == registry.Read) != (got == 0) {
			t.Errorf("effect %v and %d writes", tool.Effect, got)
		}
		api.checkEffect(t, tool)
		for _, name := range asList(schemaOf(t, tool.RawOutputSchema)["required"]) {
			if asObject(res.StructuredContent)[name.(string)] == nil {
				t.Errorf("no %s in %v", name, res.StructuredContent)
			}
		}
	})
}

func decoded(t *testing.T, text string) any {
	t.Helper()
	var v any
	if err := json.Unmarshal([]byte(text), &v); err != nil {
		t.Fatalf("%v in %s", err, text)
	}
	return v
}

func TestUnknownArguments(t *testing.T) {
	forEach(t, func(t *testing.T, tool registry.Tool) {
		api := newFake(t, status(http.StatusOK))
		text, failed := call(t, dial(t, api.URL, []registry.Tool{tool}), tool.Name, with(smallest(t, tool), object{"no_such_argument": 1}))
		if !failed || !strings.Contains(text, `unknown argument "no_such_argument"`) || len(api.calls()) > 0 {
			t.Errorf("failed=%v %v %s", failed, api.calls(), text)
		}
		for name := range asObject(schemaOf(t, tool.RawInputSchema)["properties"]) {
			if !strings.Contains(text, name) {
				t.Errorf("%s is not listed as valid: %s", name, text)
			}
		}
	})
}

// TestLenientForms sends what models send instead of the canonical form: the
// same calls must reach the API.
func TestLenientForms(t *testing.T) {
	forEach(t, func(t *testing.T, tool registry.Tool) {
		strict, lenient := newFake(t, status(http.StatusOK)), newFake(t, status(http.StatusOK))
		args := fullest(t, tool)
		if text, failed := call(t, dial(t, strict.URL, []registry.Tool{tool}), tool.Name, args); failed {
			t.Fatalf("canonical: %s", text)
		}
		loose := object{}
		for name, v := range args {
			loose[name] = loosen(t, name, v)
		}
		if text, failed := call(t, dial(t, lenient.URL, []registry.Tool{tool}), tool.Name, loose); failed {
			t.Fatalf("lenient %v: %s", loose, text)
		}
		want, got := slices.Sorted(slices.Values(strict.calls())), slices.Sorted(slices.Values(lenient.calls())) // parts of an overview are asked for side by side
		if !slices.Equal(want, got) {
			t.Errorf("%v, and with lenient forms %v", want, got)
		}
	})
}

func loosen(t *testing.T, name string, v any) any {
	t.Helper()
	switch v := v.(type) {
	case float64, bool:
		return fmt.Sprint(v)
	case []any, object:
		raw, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		return string(raw)
	case string:
		if v == "1" && (name == "id" || strings.HasSuffix(name, "_id")) {
			return 1
		}
	}
	return v
}

var hostile = []string{"", ".", "..", "a/b", "a%2fb", "../admins", "x?y", "x#y", "a b", "search", "ü"}

// TestHostileIDs sends ids that would change the path of the call.
func TestHostileIDs(t *testing.T) {
	forEach(t, func(t *testing.T, tool registry.Tool) {
		if asObject(schemaOf(t, tool.RawInputSchema)["properties"])["id"] == nil {
			return
		}
		api := newFake(t, status(http.StatusOK))
		c := dial(t, api.URL, []registry.Tool{tool})
		for _, id := range hostile {
			text, failed := call(t, c, tool.Name, with(smallest(t, tool), object{"id": id}))
			if !failed || !strings.Contains(text, "id ") || len(api.calls()) > 0 {
				t.Errorf("id=%q: failed=%v %v %s", id, failed, api.calls(), text)
			}
		}
	})
}

func TestReadOnly(t *testing.T) {
	offered, err := registry.Select(tools.All(), registry.Selection{Toolsets: []string{"all"}, ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	api := newFake(t, status(http.StatusOK))
	c := dial(t, api.URL, offered)
	list, err := c.ListTools(t.Context(), mcp.ListToolsRequest{})
	if err != nil {
		t.Fatal(err)
	}
	for _, tool := range list.Tools {
		if !*tool.Annotations.ReadOnlyHint {
			t.Errorf("%s is offered", tool.Name)
		}
	}
	for _, tool := range tools.All() {
		var req mcp.CallToolRequest
		req.Params.Name, req.Params.Arguments = tool.Name, smallest(t, tool)
		if _, err := c.CallTool(t.Context(), req); (err == nil) != (tool.Effect == registry.Read) {
			t.Errorf("%s, effect %v: %v", tool.Name, tool.Effect, err)
		}
	}
	if w := api.writes(); len(w) > 0 {
		t.Errorf("read-only mode wrote: %v", w)
	}
}

func TestNoToken(t *testing.T) {
	forEach(t, func(t *testing.T, tool registry.Tool) {
		api := newFake(t, status(http.StatusOK))
		text, failed := call(t, connect(t, serverConfig(t, api.URL, tool)), tool.Name, smallest(t, tool))
		if !failed || !strings.Contains(text, "INTERCOM_ACCESS_TOKEN") || len(api.calls()) > 0 {
			t.Errorf("failed=%v %v %s", failed, api.calls(), text)
		}
	})
}
