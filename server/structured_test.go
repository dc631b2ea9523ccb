package server_test

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"testing"

	"github.com/google/jsonschema-go/jsonschema"
	"github.com/mark3labs/mcp-go/mcp"
	mcpserver "github.com/mark3labs/mcp-go/server"

	"intercom-mcp/server"
	"intercom-mcp/tools/registry"
	"intercom-mcp/tools/samples"
)

// introduced is a session that keeps what its client says of itself.
type introduced struct {
	listener
	info mcp.Implementation
}

func (s *introduced) GetClientInfo() mcp.Implementation                  { return s.info }
func (s *introduced) SetClientInfo(info mcp.Implementation)              { s.info = info }
func (*introduced) GetClientCapabilities() (none mcp.ClientCapabilities) { return none }
func (*introduced) SetClientCapabilities(mcp.ClientCapabilities)         {}

// answered is an answer to a request of a list of tools, or of a call.
type answered struct {
	Result struct {
		Tools []struct {
			Name         string
			OutputSchema *jsonschema.Schema
		}
		IsError           bool
		StructuredContent json.RawMessage
		Content           []struct{ Text string }
	}
	Error json.RawMessage
}

// An asker sends a request and returns what is answered.
type asker func(t *testing.T, method string, params object) answered

// bySession introduces a client once, as all do before 2026-07-28.
func bySession(t *testing.T, cfg server.Config, client string) asker {
	t.Helper()
	s := server.New(cfg).MCP()
	ctx := s.WithContext(context.WithoutCancel(t.Context()), &introduced{listener: make(listener, 100)})
	send := asking(ctx, s)
	send(t, "initialize", introduction(client))
	return send
}

// byRequest introduces a client with each request, as 2026-07-28 does.
func byRequest(t *testing.T, cfg server.Config, client string) asker {
	t.Helper()
	send := asking(context.WithoutCancel(t.Context()), server.New(cfg).MCP())
	meta := object{"io.modelcontextprotocol/protocolVersion": "2026-07-28", "io.modelcontextprotocol/clientCapabilities": object{}}
	if client != "" {
		meta["io.modelcontextprotocol/clientInfo"] = object{"name": client, "version": "1"}
	}
	return func(t *testing.T, method string, params object) answered {
		t.Helper()
		return send(t, method, samples.With(params, object{"_meta": meta}))
	}
}

// byHTTP introduces a client once over Streamable HTTP, which keeps no session.
func byHTTP(t *testing.T, cfg server.Config, client string) asker {
	t.Helper()
	url, session := serveHTTP(t, cfg, server.HTTPConfig{})+"/mcp", ""
	send := askingBy(func(message []byte) ([]byte, error) {
		res, answer := ask(t, http.MethodPost, url, string(message), "Authorization", "Bearer t", "Mcp-Session-Id", session)
		session = cmp.Or(res.Header.Get("Mcp-Session-Id"), session)
		return []byte(answer), nil
	})
	send(t, "initialize", introduction(client))
	return send
}

func asking(ctx context.Context, s *mcpserver.MCPServer) asker {
	return askingBy(func(message []byte) ([]byte, error) { return json.Marshal(s.HandleMessage(ctx, message)) })
}

func askingBy(send func(message []byte) (answer []byte, err error)) asker {
	return func(t *testing.T, method string, params object) (a answered) {
		t.Helper()
		raw, err := json.Marshal(object{"jsonrpc": "2.0", "id": 1, "method": method, "params": params})
		if err != nil {
			t.Fatal(err)
		}
		if raw, err = send(raw); err == nil {
			err = json.Unmarshal(raw, &a)
		}
		if err != nil || a.Error != nil {
			t.Fatalf("%s %v: %v in %s", method, params, err, raw)
		}
		return a
	}
}

// introduction is what a client says of itself before 2026-07-28.
func introduction(client string) object {
	return object{"protocolVersion": "2025-11-25", "capabilities": object{}, "clientInfo": object{"name": client, "version": "1"}}
}

// introductions are the ways in which a client says who it is.
var introductions = map[string]func(*testing.T, server.Config, string) asker{"session": bySession, "request": byRequest, "HTTP": byHTTP}

// TestStructured asks for every tool in every mode, as a client that shows both
// forms of an answer and as another, and calls it: a tool announces an output
// schema where its answers carry structured content, which fits the schema, and
// nowhere else.
func TestStructured(t *testing.T) {
	for _, mode := range []server.Structured{server.StructuredAuto, server.StructuredOn, server.StructuredOff} {
		for client, both := range map[string]bool{"claude-code": false, "mcp": true} {
			for way, introduce := range introductions {
				t.Run(fmt.Sprintf("%s %s by %s", mode, client, way), func(t *testing.T) {
					t.Parallel()
					cfg := overTransport(t, replying(http.StatusOK, `{"type":"x","id":"1","role":"user","deleted":true,"data":[]}`), everyTool()...)
					cfg.Structured, cfg.Log = mode, slog.New(slog.DiscardHandler)
					checkForms(t, introduce(t, cfg, client), func(tool registry.Tool) bool {
						return mode == server.StructuredOn || mode == server.StructuredAuto && !tool.ShowsMarkdown() && !both
					})
				})
			}
		}
	}
}

// TestStructuredByClient: data is structured for all clients but those that show
// both forms, whose names may differ in case or be followed by a proxy's.
func TestStructuredByClient(t *testing.T) {
	for client, want := range map[string]bool{
		"": true, "e2e": true, "claude-code": true, "codex-mcp-client": true, "Visual Studio Code": true, "mcp-inspector": true,
		"mcp": false, "mcp-use": false, "github-copilot-developer": false, "copilot-cli": false, "Copilot-CLI": false, "mcp (via mcp-remote 0.1.30)": false,
	} {
		for way, introduce := range introductions {
			cfg := overTransport(t, replying(http.StatusOK, `{"id":"1","role":"user"}`), selected(t, "contacts")...)
			cfg.Log = slog.New(slog.DiscardHandler)
			send := introduce(t, cfg, client)
			for _, tool := range send(t, "tools/list", object{}).Result.Tools {
				if tool.Name == "get_contact" && (tool.OutputSchema != nil) != want {
					t.Errorf("%q by %s: announces the schema %v", client, way, tool.OutputSchema)
				}
			}
			a := send(t, "tools/call", object{"name": "get_contact", "arguments": object{"id": "1"}}).Result
			if a.IsError || (a.StructuredContent != nil) != want {
				t.Errorf("%q by %s: answers %+v", client, way, a)
			}
		}
	}
}

// checkForms checks what every tool announces and answers; wanted says of which
// there is to be structured content.
func checkForms(t *testing.T, send asker, wanted func(registry.Tool) bool) {
	t.Helper()
	schemas := map[string]*jsonschema.Schema{}
	for _, tool := range send(t, "tools/list", object{}).Result.Tools {
		schemas[tool.Name] = tool.OutputSchema
	}
	succeeded := 0
	for _, tool := range everyTool() {
		if schema := schemas[tool.Name]; (schema != nil) != wanted(tool) {
			t.Errorf("%s: announces the schema %v", tool.Name, schema)
		}
		a := send(t, "tools/call", object{"name": tool.Name, "arguments": samples.Smallest(t, tool)}).Result
		if a.IsError {
			continue
		}
		succeeded++
		if (a.StructuredContent != nil) != wanted(tool) || len(a.Content) != 1 || a.Content[0].Text == "" {
			t.Errorf("%s: answers %.300s and structured %.300s", tool.Name, a.Content, a.StructuredContent)
		}
		if a.StructuredContent != nil {
			checkFits(t, tool, schemas[tool.Name], a.StructuredContent, a.Content[0].Text)
		}
	}
	if succeeded < len(everyTool())/2 {
		t.Errorf("only %d calls of %d succeed", succeeded, len(everyTool()))
	}
}

// checkFits checks structured content against its schema and, unless it is shown
// as Markdown, against the text, which is the same.
func checkFits(t *testing.T, tool registry.Tool, schema *jsonschema.Schema, structured json.RawMessage, text string) {
	t.Helper()
	resolved, err := schema.Resolve(nil)
	if err != nil {
		t.Fatal(err)
	}
	var value any
	if err := json.Unmarshal(structured, &value); err != nil {
		t.Fatal(err)
	}
	if err := resolved.Validate(value); err != nil {
		t.Errorf("%s: %v", tool.Name, err)
	}
	if !tool.ShowsMarkdown() && text != string(structured) {
		t.Errorf("%s: the text %.300s is not the structured content %.300s", tool.Name, text, structured)
	}
}

// TestStructuredWithoutSessions: over Streamable HTTP a client that does not send
// its session's id along is unknown, to lists as to calls.
func TestStructuredWithoutSessions(t *testing.T) {
	api := newFake(t, status(http.StatusOK))
	base := serveHTTP(t, serverConfig(t, api.URL, selected(t, "conversations")...), server.HTTPConfig{})
	post := func(method, params string) (a answered) {
		_, text := ask(t, http.MethodPost, base+"/mcp", `{"jsonrpc":"2.0","id":1,"method":"`+method+`","params":`+params+`}`, "Authorization", "Bearer x")
		if _, event, ok := strings.Cut(text, "data: "); ok {
			text = event
		}
		if err := json.Unmarshal([]byte(text), &a); err != nil {
			t.Fatalf("%v in %s", err, text)
		}
		return a
	}
	post("initialize", `{"protocolVersion":"2025-11-25","capabilities":{},"clientInfo":{"name":"mcp","version":"1"}}`)
	announced := map[string]bool{}
	for _, tool := range post("tools/list", `{}`).Result.Tools {
		announced[tool.Name] = tool.OutputSchema != nil
	}
	for tool, want := range map[string]bool{"get_conversation": false, "open_conversation": true} {
		a := post("tools/call", `{"name":"`+tool+`","arguments":{"id":"1"}}`)
		if got := a.Result.StructuredContent != nil; a.Result.IsError || got != want || announced[tool] != want {
			t.Errorf("%s: structured %v, announced %v, want %v: %+v", tool, got, announced[tool], want, a.Result.Content)
		}
	}
}

// TestBoundOfWhatIsRead: the bound is of what a model reads, also where its client
// hands on both forms of an answer.
func TestBoundOfWhatIsRead(t *testing.T) {
	long := `{"id":"1","name":"` + strings.Repeat("A long name, ", 4000) + `"}`
	read := func(mode server.Structured, client string) int {
		cfg := overTransport(t, replying(http.StatusOK, long), selected(t, "contacts")...)
		cfg.Structured, cfg.Max, cfg.Log = mode, 4000, slog.New(slog.DiscardHandler)
		send := bySession(t, cfg, client)
		a := send(t, "tools/call", object{"name": "get_contact", "arguments": object{"id": "1"}}).Result
		return len(a.Content[0].Text) + len(a.StructuredContent)
	}
	alone := read(server.StructuredOff, "mcp")
	for _, mode := range []server.Structured{server.StructuredAuto, server.StructuredOn} {
		if n := read(mode, "mcp"); n > alone*11/10 || n < alone*8/10 {
			t.Errorf("%s: %d bytes are read, of one form %d", mode, n, alone)
		}
	}
}
