package e2e

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// node runs a script of a package in node/ that must be installed: by the Node
// that is installed there, or another that is new enough for all of them.
func node(t testing.TB, script string, args ...string) (stdout, stderr string, err error) {
	t.Helper()
	nodePath := "node"
	if own, _ := filepath.Glob("node/node_modules/node-*/bin/node"); len(own) > 0 {
		nodePath = own[0]
	}
	for _, need := range []string{"node/node_modules", filepath.Join("node", script)} {
		if _, err := os.Stat(need); err != nil {
			absent(t, need+" (install it: npm ci --ignore-scripts in e2e/node)")
		}
	}
	if _, err := exec.LookPath(nodePath); err != nil {
		absent(t, "Node 22 or newer")
	}
	nodePath, err = exec.LookPath(nodePath)
	if err != nil {
		t.Fatal(err)
	}
	if nodePath, err = filepath.Abs(nodePath); err != nil {
		t.Fatal(err)
	}
	var out, errs strings.Builder
	cmd := exec.CommandContext(t.Context(), nodePath, append([]string{script}, args...)...)
	cmd.Dir, cmd.Stdout, cmd.Stderr = "node", &out, &errs
	cmd.Env = environment()
	err = cmd.Run()
	return out.String(), errs.String(), err
}

// absent ends a test whose part is not here.
func absent(t testing.TB, part string) {
	t.Helper()
	if os.Getenv("INTERCOM_MCP_REQUIRE_PARTS") != "" {
		t.Fatalf("%s needs %s", t.Name(), part)
	}
	t.Skipf("%s needs %s", t.Name(), part)
}

// TestTypeScriptSDK makes the same calls with the official TypeScript client
// over every transport, and reads every prompt and resource.
func TestTypeScriptSDK(t *testing.T) {
	p := serve(t, "http", intercom(t).variable())
	for name, args := range map[string][]string{
		"stdio": {"stdio", binary(), "--sandbox"},
		"mcp":   {"http", p.url("/mcp")},
		"sse":   {"sse", p.url("/sse")},
	} {
		t.Run(name, func(t *testing.T) {
			for _, script := range []string{"mcp.mjs", "prompts.mjs"} {
				if _, said, err := node(t, script, args...); err != nil {
					t.Errorf("%s: %v\n%s", script, err, said)
				}
			}
		})
	}
}

// TestIntercomSDK uses Intercom's own client on the sandbox.
func TestIntercomSDK(t *testing.T) {
	p := serve(t, "sandbox")
	if _, said, err := node(t, "intercom.mjs", p.url("")); err != nil {
		t.Errorf("%v\n%s", err, said)
	}
}

// TestInspector uses the Inspector's command line over every transport. Its
// strict check is of schemas that not every client can read.
func TestInspector(t *testing.T) {
	const inspector = "node_modules/@modelcontextprotocol/inspector/clients/launcher/build/index.js"
	p := serve(t, "http", intercom(t).variable())
	bearer := []string{"--header", "Authorization: Bearer tok"}
	for name, target := range map[string][]string{
		"stdio": {binary(), "--sandbox", "--transport", "stdio"},
		"mcp":   slices.Concat([]string{p.url("/mcp"), "--transport", "http"}, bearer),
		"sse":   slices.Concat([]string{p.url("/sse"), "--transport", "sse"}, bearer),
	} {
		t.Run(name, func(t *testing.T) {
			inspect := func(result any, args ...string) {
				t.Helper()
				out, said, err := node(t, inspector, slices.Concat([]string{"--cli"}, target, args)...)
				if err != nil {
					t.Fatalf("%v\n%s%s", err, out, said)
				}
				if err := json.Unmarshal([]byte(out), result); err != nil {
					t.Fatalf("%v: %.300s", err, out)
				}
			}
			var list struct{ Tools []struct{ Name string } }
			inspect(&list, "--method", "tools/list", "--strict")
			if len(list.Tools) == 0 {
				t.Error("no tools are listed")
			}
			var found struct {
				IsError           bool
				StructuredContent struct{ Conversations []any }
			}
			inspect(&found, "--method", "tools/call", "--tool-name", "search_conversations",
				"--tool-arg", `query={"field":"state","operator":"=","value":"open"}`, "per_page=2")
			if found.IsError || len(found.StructuredContent.Conversations) != 2 {
				t.Errorf("search_conversations: %+v", found)
			}
		})
	}
}
