// Package mcpfix works around faults and gaps of the mcp-go library.
package mcpfix
