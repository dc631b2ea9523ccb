package tools

import (
	"context"
	"net/http"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/registry"
)

type assignArgs struct {
	conversationActionArgs
	AssigneeID   intercomapi.ID `json:"assignee_id" jsonschema:"Admin or team; 0: no admin, the team stays"`
	AssigneeType string         `json:"assignee_type,omitempty" jsonschema:"Looked up if left out; with 0, team: no team" rule:"enum=admin|team"`
}

// assignConversation takes conversations off their admin where they are assigned to
// nobody, and leaves them with their team, unless the call says that the team is meant.
func assignConversation(ctx context.Context, c registry.Caller, in assignArgs) (conversationsResult, error) {
	kind, err := assigneeType(ctx, c, in)
	if err != nil {
		return conversationsResult{}, err
	}
	return manageConversations(ctx, c, in.conversationActionArgs, intercomapi.Act{MessageType: "assignment", Type: kind, AssigneeID: in.AssigneeID})
}

// assigneeType returns admin or team, looked up where the call does not say which:
// Intercom accepts the wrong one without an error.
func assigneeType(ctx context.Context, c registry.Caller, in assignArgs) (string, error) {
	if in.AssigneeType != "" {
		return in.AssigneeType, nil
	}
	if in.AssigneeID == "0" {
		return "admin", nil
	}
	_, err := c.Admin(ctx, in.AssigneeID)
	if intercomapi.StatusOf(err) != http.StatusNotFound {
		return "admin", preconditionFailed("find the assignee", err)
	}
	_, err = c.Team(ctx, in.AssigneeID)
	return "team", preconditionFailed("find the assignee", err)
}
