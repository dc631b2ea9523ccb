package tools

import (
	"context"
	"fmt"
	"net/http"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/registry"
)

type assignArgs struct {
	conversationActionArgs
	AssigneeID   intercomapi.ID `json:"assignee_id" jsonschema:"Admin or team; 0: nobody"`
	AssigneeType string         `json:"assignee_type,omitempty" jsonschema:"Looked up if left out" rule:"enum=admin|team"`
}

// assignConversation takes a conversation off both its admin and its team where it
// is assigned to nobody, unless the call says which of them.
func assignConversation(ctx context.Context, c registry.Caller, in assignArgs) (conversationResult, error) {
	kind, err := assigneeType(ctx, c, in)
	if err != nil {
		return conversationResult{}, err
	}
	out, err := manageConversation(ctx, c, in.conversationActionArgs, intercomapi.Act{MessageType: "assignment", Type: kind, AssigneeID: in.AssigneeID})
	if err != nil || in.AssigneeID != "0" || in.AssigneeType != "" {
		return out, err
	}
	return leaveTeam(ctx, c, in.conversationActionArgs, out), nil
}

// leaveTeam takes a conversation that was assigned to nobody off its team too, if
// it still has one. The admin is off by then, so what fails here is a warning.
func leaveTeam(ctx context.Context, c registry.Caller, in conversationActionArgs, out conversationResult) conversationResult {
	var assigned struct {
		Team intercomapi.ID `json:"team_assignee_id"`
	}
	if err := out.Conversation.Decode(&assigned); err != nil || assigned.Team == "" || assigned.Team == "0" {
		return out
	}
	unassigned, err := manageConversation(ctx, c, in, intercomapi.Act{MessageType: "assignment", Type: "team", AssigneeID: "0"})
	if err != nil {
		does := "still does"
		if registry.MayHaveHappened(err) {
			does = "may still have it"
		}
		out.Warnings = append(out.Warnings, fmt.Sprintf("No admin has the conversation, but team %s %s: %v", assigned.Team, does, err))
		return out
	}
	return unassigned
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
