// Package mcpfix works around faults and gaps of the mcp-go library. Its servers,
// HTTP handlers and streams go in; the same come out wrapped, so that they
// follow the protocol. It must not know tools, Intercom or who may call.
//
// Each workaround names the version that it was written for and says when it can
// go. A test compares the version with go.mod's, so that an upgrade of mcp-go
// makes one look at each of them.
package mcpfix
