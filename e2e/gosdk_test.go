package e2e

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"github.com/modelcontextprotocol/go-sdk/mcp"
)

// signed adds a caller's token to each request.
type signed struct{ token string }

func (s signed) RoundTrip(r *http.Request) (*http.Response, error) {
	r = r.Clone(r.Context())
	r.Header.Set("Authorization", "Bearer "+s.token)
	return http.DefaultTransport.RoundTrip(r)
}

// TestGoSDK makes the same calls with the official Go SDK over every transport,
// as the newest protocol that both know and as the one before it.
func TestGoSDK(t *testing.T) {
	u := intercom(t)
	p := serve(t, "http", u.variable())
	caller := &http.Client{Transport: signed{"tok-of-sdk"}}
	for name, transport := range map[string]func() mcp.Transport{
		"stdio": func() mcp.Transport {
			cmd := exec.CommandContext(t.Context(), binary())
			cmd.Env = append(environment(), u.variable(), token)
			return &mcp.CommandTransport{Command: cmd}
		},
		"mcp": func() mcp.Transport {
			return &mcp.StreamableClientTransport{Endpoint: p.url("/mcp"), HTTPClient: caller}
		},
		"sse behind a path": func() mcp.Transport {
			return &mcp.SSEClientTransport{Endpoint: behindPath(t, p) + "/sse", HTTPClient: caller}
		},
		"sse": func() mcp.Transport {
			return &mcp.SSEClientTransport{Endpoint: p.url("/sse"), HTTPClient: caller}
		},
	} {
		for _, version := range []string{"", "2025-11-25"} {
			t.Run(name+" "+version, func(t *testing.T) {
				client := mcp.NewClient(&mcp.Implementation{Name: "e2e", Version: "1"}, nil)
				s, err := client.Connect(t.Context(), transport(), &mcp.ClientSessionOptions{ProtocolVersion: version})
				if err != nil {
					t.Fatal(err)
				}
				useGoSDK(t, s)
				if err := s.Close(); err != nil {
					t.Errorf("close: %v", err)
				}
			})
		}
	}
}

// behindPath returns the address of a proxy that gives the program a path.
func behindPath(t *testing.T, p *program) string {
	t.Helper()
	to, err := url.Parse(p.url(""))
	if err != nil {
		t.Fatal(err)
	}
	proxy := httptest.NewServer(http.StripPrefix("/intercom", &httputil.ReverseProxy{Rewrite: func(r *httputil.ProxyRequest) { r.SetURL(to) }}))
	t.Cleanup(proxy.Close)
	return proxy.URL + "/intercom"
}

func useGoSDK(t *testing.T, s *mcp.ClientSession) {
	t.Helper()
	if got := s.InitializeResult(); got == nil || got.ServerInfo.Name != "intercom-mcp" {
		t.Errorf("initialize: %+v", got)
	}
	list, err := s.ListTools(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	if !slices.ContainsFunc(list.Tools, func(tool *mcp.Tool) bool { return tool.Name == "search_conversations" }) {
		t.Error("search_conversations is not listed")
	}
	text, bad := useTool(t.Context(), t, s, "search_conversations", map[string]any{"query": map[string]any{"field": "state", "operator": "=", "value": "open"}})
	if bad || !strings.Contains(text, `"state":"open"`) {
		t.Errorf("search_conversations: %.200s", text)
	}
	if text, bad := useTool(t.Context(), t, s, "get_contact", map[string]any{"id": "66f000000000000000000000"}); !bad {
		t.Errorf("a contact that is not there: %.200s", text)
	}
	if _, err := s.CallTool(t.Context(), &mcp.CallToolParams{Name: "nonsense"}); err == nil {
		t.Error("an unknown tool is called")
	}
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	_, _ = s.CallTool(gone, &mcp.CallToolParams{Name: "list_contacts"})
	if text, bad := useTool(t.Context(), t, s, "list_companies", nil); bad {
		t.Errorf("a call after a cancelled one: %.200s", text)
	}
}

func useTool(ctx context.Context, t *testing.T, s *mcp.ClientSession, name string, arguments any) (string, bool) {
	t.Helper()
	res, err := s.CallTool(ctx, &mcp.CallToolParams{Name: name, Arguments: arguments})
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	if len(res.Content) == 0 {
		t.Fatalf("%s: no content", name)
	}
	return res.Content[0].(*mcp.TextContent).Text, res.IsError
}
