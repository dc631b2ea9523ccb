package tools

import (
	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/registry"
)

// deletedResult is the result of every tool that deletes.
type deletedResult struct {
	ID       intercomapi.ID  `json:"id"`
	Deleted  bool            `json:"deleted"`
	Metadata deletedMetadata `json:"metadata"`
}

type deletedMetadata struct {
	Operation string `json:"operation"`
	RequestID string `json:"request_id,omitempty"`
}

// deletion returns the result of the tool that is called, a deletion, as
// Intercom answered it.
func deletion(c registry.Caller, d intercomapi.Deleted) deletedResult {
	return deletedResult{d.ID, d.Deleted, deletedMetadata{c.Tool, d.RequestID}}
}

// deletionOf returns the same where Intercom's answer does not say what is deleted.
func deletionOf(c registry.Caller, id intercomapi.ID) deletedResult {
	return deletion(c, intercomapi.Deleted{ID: id, Deleted: true})
}
