package tools_test

// What is checked here runs over every tool, so that a new one is tested by
// being listed.

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/synctest"

	"intercom-mcp/tools/registry"
	"intercom-mcp/tools/samples"
)

var update = flag.Bool("update", false, "rewrite golden files and generated documentation")

var toolName = regexp.MustCompile(`^[a-z]+(_[a-z]+)+$`)

// loners are the two names without a verb and a noun, as other servers have them.
var loners = []string{"search", "fetch"}

// readVerbs begin the names of Read tools, and of no others.
var readVerbs = []string{"get", "list", "search", "fetch", "find", "count", "download"}

func TestNames(t *testing.T) {
	seen := map[string]bool{}
	for _, tool := range allTools() {
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

func outputOf(t testing.TB, tool registry.Tool) object {
	t.Helper()
	return asObject(decoded(t, string(tool.RawOutputSchema)))
}

func TestSchemas(t *testing.T) {
	forEach(t, func(t *testing.T, tool registry.Tool) {
		lint(t, tool.Name, tool.Name, inputOf(t, tool))
		if out := outputOf(t, tool); out["type"] != "object" || len(asObject(out["properties"])) == 0 {
			t.Errorf("output schema %v", out)
		}
	})
}

// lint reports what a client or a model would stumble over in a schema.
func lint(t *testing.T, tool, path string, s object) {
	t.Helper()
	for _, k := range []string{"anyOf", "oneOf", "allOf", "$ref", "$defs"} {
		if s[k] != nil {
			t.Errorf("%s: %s", path, k)
		}
	}
	if _, ok := s["type"].(string); !ok {
		t.Errorf("%s: type is %v, want one", path, s["type"])
	}
	fields := asObject(s["properties"])
	if open := len(fields) == 0 && path != tool; s["type"] == "object" && s["additionalProperties"] != open {
		t.Errorf("%s: unknown fields would be dropped in silence, or are refused where any is meant", path)
	}
	for name, v := range fields {
		p := v.(object)
		if p["description"] == nil {
			t.Errorf("%s.%s: no description", path, name)
		}
		lint(t, tool, path+"."+name, p)
	}
	if items := asObject(s["items"]); items != nil {
		lint(t, tool, path+"[]", items)
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
		if slices.ContainsFunc(allTools(), func(tool registry.Tool) bool { return tool.Name == name }) {
			continue
		}
		if !*update {
			t.Errorf("%s is of a tool that is gone: go test ./tools -update removes it", e.Name())
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
		t.Errorf("%s is not what the code says (%v): go test ./tools -update", path, err)
	}
}

// advice is what the model must read after each answer, by effect where it matters.
var advice = map[string]string{
	"401": "token", "403": "permission", "404": "find the right id", "409": "exists already", "410": "gone",
	"422": "correct", "429": "wait", "500": "call again", "cut": "call again", "not JSON": "call again", "500 not JSON": "call again",
}

// oddReplies are the replies of advice that are more than a status.
var oddReplies = map[string]http.HandlerFunc{
	"cut":          func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) },
	"not JSON":     htmlReply(http.StatusOK),
	"500 not JSON": htmlReply(http.StatusInternalServerError),
}

func htmlReply(code int) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		w.WriteHeader(code)
		_, _ = io.WriteString(w, "<html>Bad gateway</html>")
	}
}

func TestAnswers(t *testing.T) {
	forEach(t, func(t *testing.T, tool registry.Tool) {
		args := samples.Smallest(t, tool)
		for name, want := range advice {
			synctest.Test(t, func(t *testing.T) { checkAdvice(t, tool, args, name, want) })
		}
	})
}

func checkAdvice(t *testing.T, tool registry.Tool, args object, name, want string) {
	t.Helper()
	reply := oddReplies[name]
	if reply == nil {
		var code int
		_, _ = fmt.Sscan(name, &code)
		reply = statusReply(code)
	}
	api := newFake(reply)
	text, failed := call(t, callerOver(t, api), tool, args)
	if !failed || !strings.Contains(text, want) || strings.Contains(text, secret) || strings.Contains(text, "api.example") {
		t.Errorf("%s: failed=%v %s", name, failed, text)
	}
	if strings.HasPrefix(name, "4") && (!strings.Contains(text, "some_code: some message") || !strings.Contains(text, "r1")) {
		t.Errorf("%s: Intercom's own words or request id are lost: %s", name, text)
	}
	api.checkEffect(t, tool)
}

// checkEffect holds the calls that a tool made against its effect.
func (f *fakeAPI) checkEffect(t *testing.T, tool registry.Tool) {
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
		api := newFake(statusReply(http.StatusOK))
		text, structured, failed := checkedAnswerTo(t, callerOver(t, api), tool, samples.Smallest(t, tool))
		if failed {
			t.Fatal(text)
		}
		if got := len(api.writes()); (tool.Effect == registry.Read) != (got == 0) {
			t.Errorf("effect %v and %d writes", tool.Effect, got)
		}
		api.checkEffect(t, tool)
		for _, name := range asList(outputOf(t, tool)["required"]) {
			if asObject(decoded(t, structured))[name.(string)] == nil {
				t.Errorf("no %s in %v", name, structured)
			}
		}
	})
}

func TestUnknownArguments(t *testing.T) {
	forEach(t, func(t *testing.T, tool registry.Tool) {
		api := newFake(statusReply(http.StatusOK))
		text, failed := call(t, callerOver(t, api), tool, samples.With(samples.Smallest(t, tool), object{"no_such_argument": 1}))
		if !failed || !strings.Contains(text, `unknown argument "no_such_argument"`) || len(api.calls()) > 0 {
			t.Errorf("failed=%v %v %s", failed, api.calls(), text)
		}
		for name := range asObject(inputOf(t, tool)["properties"]) {
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
		strict, lenient := newFake(statusReply(http.StatusOK)), newFake(statusReply(http.StatusOK))
		args := samples.Fullest(t, tool)
		if text, failed := call(t, callerOver(t, strict), tool, args); failed {
			t.Fatalf("canonical: %s", text)
		}
		loose := object{}
		for name, v := range args {
			loose[name] = loosen(t, name, v)
		}
		if text, failed := call(t, callerOver(t, lenient), tool, loose); failed {
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
		if asObject(inputOf(t, tool)["properties"])["id"] == nil {
			return
		}
		api := newFake(statusReply(http.StatusOK))
		c := callerOver(t, api)
		isRequired := slices.Contains(asList(inputOf(t, tool)["required"]), any("id"))
		for _, id := range hostile {
			if id == "" && !isRequired { // not given
				continue
			}
			text, failed := call(t, c, tool, samples.With(samples.Smallest(t, tool), object{"id": id}))
			if !failed || !strings.Contains(text, "id ") || len(api.calls()) > 0 {
				t.Errorf("id=%q: failed=%v %v %s", id, failed, api.calls(), text)
			}
			if asObject(inputOf(t, tool)["properties"])["ids"] == nil {
				continue
			}
			text, failed = call(t, c, tool, samples.With(samples.Smallest(t, tool), object{"ids": []any{"1", id}}))
			if !failed || !strings.Contains(text, "ids[1] ") || len(api.calls()) > 0 {
				t.Errorf("ids with %q: failed=%v %v %s", id, failed, api.calls(), text)
			}
		}
	})
}

// TestPromisedOrders holds what definitions say of an order to what is known: a list
// that recorded answers show in it, or that is sorted here.
func TestPromisedOrders(t *testing.T) {
	known := []string{"list_articles"} // by updated_at, as recorded answers show
	promise := regexp.MustCompile(`(?i)(newest|oldest|latest|updated|created|seen) first|default (a|de)sc`)
	sortedHere := []string{"list_conversations", "search_conversations", "search_tickets", "search_contacts"} // they send an order
	forEach(t, func(t *testing.T, tool registry.Tool) {
		if said := promise.FindString(asModelsGet(t, tool)); said != "" && !slices.Contains(known, tool.Name) && !slices.Contains(sortedHere, tool.Name) {
			t.Errorf("it promises %q", said)
		}
	})
}
