// Package tools holds the MCP tools and nothing else: a table, argument structs
// and functions for each resource. What goes in are the arguments of a call,
// checked and as a struct, and who calls; what comes out is what Intercom
// answered. It must not know how arguments are read, how results are shown, or
// that a client calls tools by MCP: the packages below it do.
package tools

import (
	"slices"

	"intercom-mcp/tools/registry"
)

// All returns every tool of the server, resource by resource.
func All() []registry.Tool { return makeReady(catalogue()) }

// Choose returns the tools that s selects. Those that it does not select are not
// made ready, which takes most of a start: a server starts with every conversation.
func Choose(s registry.Selection) ([]registry.Tool, error) {
	chosen, err := registry.Select(catalogue(), s)
	return makeReady(chosen), err
}

// Unknown returns what to tell who calls a tool that is not among the offered ones.
func Unknown(name string, offered []registry.Tool) string {
	return registry.Unknown(name, offered, catalogue())
}

// makeReady returns the same slice with every tool ready.
func makeReady(tools []registry.Tool) []registry.Tool {
	for i, t := range tools {
		tools[i] = t.Ready()
	}
	return tools
}

// catalogue returns every tool, not yet ready.
func catalogue() []registry.Tool {
	return slices.Concat(
		contactTools(), companyTools(), conversationTools(), ticketTools(), messageTools(), connectorTools(), workspaceTools(), administrationTools(),
		visitorTools(), eventTools(), callTools(), exportTools(), customObjectTools(), finTools(), overviewTools(),
		articleTools(), internalArticleTools(), helpCenterTools(), redirectTools(), contentTools(), snippetTools(), macroTools(), importSourceTools(),
		externalPageTools(), newsTools(),
	)
}
