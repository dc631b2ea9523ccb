// Package tools holds the MCP tools and nothing else: a table, argument structs
// and functions for each resource. What goes in are the arguments of a call,
// checked and as a struct, and who calls; what comes out is what Intercom
// answered. How calls are read and results shown, the packages below it know.
package tools

import (
	"slices"

	"intercom-mcp/tools/registry"
)

// All is every tool of the server, resource by resource.
func All() []registry.Tool { return makeReady(catalogue()) }

// Choose returns the tools of s, of all there are. Those that are not chosen
// cost nothing: a server starts with every conversation.
func Choose(s registry.Selection) ([]registry.Tool, error) {
	chosen, err := registry.Select(catalogue(), s)
	return makeReady(chosen), err
}

func makeReady(tools []registry.Tool) []registry.Tool {
	for i, t := range tools {
		tools[i] = t.Ready()
	}
	return tools
}

// catalogue is every tool, not yet ready.
func catalogue() []registry.Tool {
	return slices.Concat(contactTools(), companyTools(), conversationTools(), ticketTools(), messageTools(), connectorTools(), workspaceTools(), administrationTools(), visitorTools(), eventTools(), callTools(), exportTools(), customObjectTools(), finTools(), overviewTools(),
		articleTools(), internalArticleTools(), helpCenterTools(), contentTools(), snippetTools(), macroTools(), importSourceTools(), newsTools())
}
