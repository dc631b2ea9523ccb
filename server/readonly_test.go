package server_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/mark3labs/mcp-go/mcp"

	"intercom-mcp/tools/registry"
	"intercom-mcp/tools/samples"
)

func TestReadOnly(t *testing.T) {
	offered, err := registry.Select(everyTool(), registry.Selection{Toolsets: []string{"all"}, ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	api := newFake(t, status(http.StatusOK))
	cfg := serverConfig(t, api.URL, offered...)
	cfg.Token = secret
	c := connect(t, cfg)
	list, err := c.ListTools(t.Context(), mcp.ListToolsRequest{})
	if err != nil {
		t.Fatal(err)
	}
	for _, tool := range list.Tools {
		if !*tool.Annotations.ReadOnlyHint {
			t.Errorf("%s is offered", tool.Name)
		}
	}
	for _, tool := range everyTool() {
		var req mcp.CallToolRequest
		req.Params.Name, req.Params.Arguments = tool.Name, samples.Smallest(t, tool)
		if _, err := c.CallTool(t.Context(), req); (err == nil) != (tool.Effect == registry.Read) {
			t.Errorf("%s, effect %v: %v", tool.Name, tool.Effect, err)
		}
	}
	if w := api.writes(); len(w) > 0 {
		t.Errorf("read-only mode wrote: %v", w)
	}
}

func TestNoToken(t *testing.T) {
	api := newFake(t, status(http.StatusOK))
	c := connect(t, serverConfig(t, api.URL, everyTool()...))
	for _, tool := range everyTool() {
		text, failed := call(t, c, tool.Name, samples.Smallest(t, tool))
		if !failed || !strings.Contains(text, "INTERCOM_ACCESS_TOKEN") || len(api.calls()) > 0 {
			t.Errorf("%s: failed=%v %v %s", tool.Name, failed, api.calls(), text)
		}
	}
}
