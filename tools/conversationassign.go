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

// assignConversation takes conversations off both their admin and their team where
// they are assigned to nobody, unless the call says which of them.
func assignConversation(ctx context.Context, c registry.Caller, in assignArgs) (conversationsResult, error) {
	kind, err := assigneeType(ctx, c, in)
	if err != nil {
		return conversationsResult{}, err
	}
	admin, err := c.Author(ctx, in.AdminID)
	if err != nil {
		return conversationsResult{}, err
	}
	a := intercomapi.Act{MessageType: "assignment", Type: kind, AdminID: admin, AssigneeID: in.AssigneeID}
	return onConversations(ctx, c, in.Targets, func(ctx context.Context, id intercomapi.ID) (conversationResult, error) {
		out, err := conversationAfter(c.ManageConversation(ctx, id, a))
		if err != nil || in.AssigneeID != "0" || in.AssigneeType != "" {
			return out, err
		}
		return leaveTeam(ctx, c, id, admin, out), nil
	})
}

// leaveTeam takes a conversation that was assigned to nobody off its team too, if
// it still has one. The admin is off by then, so what fails here is a warning.
func leaveTeam(ctx context.Context, c registry.Caller, id, admin intercomapi.ID, out conversationResult) conversationResult {
	var assigned struct {
		Team intercomapi.ID `json:"team_assignee_id"`
	}
	if err := out.Conversation.Decode(&assigned); err != nil || assigned.Team == "" || assigned.Team == "0" {
		return out
	}
	a := intercomapi.Act{MessageType: "assignment", Type: "team", AdminID: admin, AssigneeID: "0"}
	unassigned, err := conversationAfter(c.ManageConversation(ctx, id, a))
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
