package tools

import (
	"context"
	"fmt"
	"strings"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/lookup"
	"intercom-mcp/tools/registry"
	"intercom-mcp/tools/result"
	"intercom-mcp/tools/untrusted"
)

// WorkspaceReader returns a tool that reads who works in the workspace, and the
// names by which they sort their work. It is not among All: the server answers an
// MCP resource with it.
func WorkspaceReader() registry.Tool {
	return registry.Define("workspace", registry.Read, "read_workspace", "Workspace",
		"Who you are, admins, teams, tags, ticket types and states, with their ids.", readWorkspace).Ready()
}

// maxWorkspaceItems is how many of a kind are listed: a resource has no next page,
// and a long list must not leave no room for those after it.
const maxWorkspaceItems = 100

// workspaceResult is the workspace. A list that is absent could not be fetched.
type workspaceResult struct {
	Me           intercomapi.Object `json:"me,omitempty"`
	Admins       []workspaceItem    `json:"admins,omitzero"`
	Teams        []workspaceItem    `json:"teams,omitzero"`
	Tags         []workspaceItem    `json:"tags,omitzero"`
	TicketTypes  []workspaceItem    `json:"ticket_types,omitzero"`
	TicketStates []workspaceItem    `json:"ticket_states,omitzero"`
	Warnings     []string           `json:"warnings,omitempty"`
}

// workspaceItem is an admin, a team, a tag, or a type or state of tickets.
type workspaceItem struct {
	ID    intercomapi.ID `json:"id"`
	Name  string         `json:"name"`
	Email string         `json:"email,omitempty"`
}

func readWorkspace(ctx context.Context, c registry.Caller, _ noArguments) (workspaceResult, error) {
	var out workspaceResult
	s := newSections()
	s.add("me", func() error {
		me, err := c.Me(ctx)
		if err == nil {
			out.Me = c.View.Summaries(result.Plain{}, []intercomapi.Object{me}, lookup.DisplayNames{})[0]
		}
		return err
	})
	lists := []struct {
		title, kind string
		into        *[]workspaceItem
		total       int
	}{
		{title: "admins", kind: "admin", into: &out.Admins},
		{title: "teams", kind: "team", into: &out.Teams},
		{title: "tags", kind: "tag", into: &out.Tags},
		{title: "ticket types", kind: "ticket_type", into: &out.TicketTypes},
		{title: "ticket states", kind: "ticket_state", into: &out.TicketStates},
	}
	for i := range lists {
		list := &lists[i]
		s.add(list.title, func() error {
			found, err := c.Directory(ctx, list.kind)
			if err == nil {
				*list.into = []workspaceItem{}
			}
			for _, item := range found[:min(len(found), maxWorkspaceItems)] {
				*list.into = append(*list.into, workspaceItem{item.ID, item.Name, item.Email})
			}
			list.total = len(found)
			return err
		})
	}
	var err error
	out.Warnings, err = s.wait(ctx)
	for _, list := range lists {
		if list.total > maxWorkspaceItems {
			out.Warnings = append(out.Warnings, fmt.Sprintf("%s: the first %d of %d: list_%ss gives all",
				list.title, maxWorkspaceItems, list.total, list.kind))
		}
	}
	return out, err
}

// maxName is how many characters of a name are shown.
const maxName = 200

// Markdown returns the workspace as text to read.
func (r workspaceResult) Markdown() string {
	var me struct {
		ID, Name, Email string
		App             struct{ Name, Region, Timezone string }
	}
	_ = r.Me.Decode(&me)
	var b strings.Builder
	fmt.Fprintf(&b, "# Intercom workspace%s\n", untrusted.InMarkdown(strings.TrimRight(" "+untrusted.Name(me.App.Name, maxName), " ")))
	if me.ID != "" {
		fmt.Fprintf(&b, "\nYou are %s (admin %s%s).%s%s\n", untrusted.InMarkdown(untrusted.Name(me.Name, maxName)), me.ID, untrusted.Prefixed(", ", me.Email),
			untrusted.Prefixed(" Region ", me.App.Region, "."), untrusted.Prefixed(" Time zone ", me.App.Timezone, "."))
	}
	for _, list := range []struct {
		title string
		items []workspaceItem
	}{{"Admins", r.Admins}, {"Teams", r.Teams}, {"Tags", r.Tags}, {"Ticket types", r.TicketTypes}, {"Ticket states", r.TicketStates}} {
		if list.items == nil {
			continue
		}
		fmt.Fprintf(&b, "\n## %s\n\n", list.title)
		if len(list.items) == 0 {
			b.WriteString("None.\n")
		}
		for _, item := range list.items {
			fmt.Fprintf(&b, "- %s: %s%s\n", item.ID, untrusted.InMarkdown(untrusted.Name(item.Name, maxName)), untrusted.Prefixed(", ", item.Email))
		}
	}
	for _, w := range r.Warnings {
		fmt.Fprintf(&b, "\n> %s\n", w)
	}
	return b.String()
}
