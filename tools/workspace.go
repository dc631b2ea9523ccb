package tools

import (
	"context"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/cursor"
	"intercom-mcp/tools/registry"
	"intercom-mcp/tools/result"
)

// workspaceTools returns the tools that list what a workspace consists of: who
// works in it, and the names by which they sort their work.
func workspaceTools() []registry.Tool {
	const set = "workspace"
	return []registry.Tool{
		registry.Define(set, registry.Read, "get_me", "Get me", "The admin the token belongs to, and the workspace.", getMe),
		registry.Define(set, registry.Read, "list_admins", "List admins", "List admins (teammates).", listAdmins),
		registry.Define(set, registry.Read, "list_teams", "List teams", "List teams with their admins' ids. The API can't change them.", listTeams).InTriage(),
		registry.Define(set, registry.Read, "get_team_metrics", "Get team metrics",
			"Open, idle and snoozed conversations of each admin of a team.", getTeamMetrics),
		registry.Define(set, registry.Read, "list_tags", "List tags", "List tags.", listTags),
		registry.Define(set, registry.Read, "list_segments", "List segments", "List segments. The API can't make them.", listSegments),
		registry.Define(set, registry.Read, "list_subscription_types", "List subscription types",
			"List what contacts can opt in to or out of.", listSubscriptionTypes),
		registry.Define(set, registry.Read, "list_ticket_types", "List ticket types", "List ticket types with their attributes.", listTicketTypes).InTriage(),
		registry.Define(set, registry.Read, "list_ticket_states", "List ticket states",
			"List ticket states with the names of their ticket types.", listTicketStates),
		registry.Define(set, registry.Read, "list_data_attributes", "List data attributes",
			"List attributes of contacts, companies (both by default) or conversations.", listDataAttributes),
		registry.Define(set, registry.Read, "get_conversation_attribute", "Get conversation attribute",
			"Fetch one attribute of conversations.", getConversationAttribute),
		registry.Define(set, registry.Read, "list_away_status_reasons", "List away status reasons",
			"List reasons for being away, deleted ones too.", listAwayStatusReasons),
	}
}

type adminResult struct {
	Admin intercomapi.Object `json:"admin"`
}

func getMe(ctx context.Context, c registry.Caller, _ noArguments) (adminResult, error) {
	me, err := c.Me(ctx)
	return adminResult{me}, err
}

type listAdminsArgs struct {
	optionalID
	DisplayAvatar *bool `json:"display_avatar,omitempty" jsonschema:"In a list: add pictures"`
}

type adminsResult struct {
	Admins result.Items[result.Plain] `json:"admins"`
}

func listAdmins(ctx context.Context, c registry.Caller, in listAdminsArgs) (adminsResult, error) {
	admins, err := in.fetch(ctx, c.Admin, func(ctx context.Context) (intercomapi.Page, error) {
		return c.Admins(ctx, in.DisplayAvatar)
	})
	return adminsResult{admins}, err
}

type teamsResult struct {
	Teams result.Items[result.Plain] `json:"teams"`
}

func listTeams(ctx context.Context, c registry.Caller, in optionalID) (teamsResult, error) {
	teams, err := in.fetch(ctx, c.Team, c.Teams)
	return teamsResult{teams}, err
}

type teamMetricsArgs struct {
	ID            intercomapi.ID `json:"id" jsonschema:"Team id" rule:"of=team"`
	IdleThreshold int            `json:"idle_threshold,omitempty" jsonschema:"Seconds until idle (default 1800)" rule:"min=1 max=86400"`
}

type teamMetricsResult struct {
	TeamMetrics result.Items[result.Plain] `json:"team_metrics"`
}

func getTeamMetrics(ctx context.Context, c registry.Caller, in teamMetricsArgs) (teamMetricsResult, error) {
	page, err := c.TeamMetrics(ctx, in.ID, in.IdleThreshold)
	return teamMetricsResult{page.Items}, err
}

type tagsResult struct {
	Tags result.Items[result.Plain] `json:"tags"`
	cursor.Page
}

type listTagsArgs struct {
	optionalID
	cursor.ContinuationArgs
}

func listTags(ctx context.Context, c registry.Caller, in listTagsArgs) (tagsResult, error) {
	tags, err := in.fetch(ctx, c.Tag, c.Tags)
	return tagsResult{Tags: tags}, err
}

type listSegmentsArgs struct {
	optionalID
	IncludeCount *bool `json:"include_count,omitempty" jsonschema:"In a list: count contacts"`
	cursor.ContinuationArgs
}

type segmentsResult struct {
	Segments result.Items[result.Plain] `json:"segments"`
	cursor.Page
}

func listSegments(ctx context.Context, c registry.Caller, in listSegmentsArgs) (segmentsResult, error) {
	segments, err := in.fetch(ctx, c.Segment, func(ctx context.Context) (intercomapi.Page, error) {
		return c.Segments(ctx, in.IncludeCount)
	})
	return segmentsResult{Segments: segments}, err
}

type subscriptionTypesResult struct {
	SubscriptionTypes result.Items[result.Plain] `json:"subscription_types"`
}

func listSubscriptionTypes(ctx context.Context, c registry.Caller, _ noArguments) (subscriptionTypesResult, error) {
	page, err := c.SubscriptionTypes(ctx)
	return subscriptionTypesResult{page.Items}, err
}

type ticketTypesResult struct {
	TicketTypes result.Items[result.Plain] `json:"ticket_types"`
}

// listTicketTypes shortens the states and attributes of each type, unless the call
// names one type.
func listTicketTypes(ctx context.Context, c registry.Caller, in optionalID) (ticketTypesResult, error) {
	types, err := in.fetch(ctx, c.TicketType, c.TicketTypes)
	if in.ID == "" {
		types = pickWithin(types, "ticket_states", "id", "internal_label", "category")
		types = pickWithin(types, "ticket_type_attributes", "id", "name", "description", "data_type", "input_options", "required_to_create", "archived")
	}
	return ticketTypesResult{types}, err
}

type ticketStatesResult struct {
	TicketStates result.Items[result.Plain] `json:"ticket_states"`
}

func listTicketStates(ctx context.Context, c registry.Caller, _ noArguments) (ticketStatesResult, error) {
	page, err := c.TicketStates(ctx)
	return ticketStatesResult{pickWithin(page.Items, "ticket_types", "id", "name")}, err
}

type awayStatusReasonsResult struct {
	AwayStatusReasons result.Items[result.Plain] `json:"away_status_reasons"`
}

func listAwayStatusReasons(ctx context.Context, c registry.Caller, _ noArguments) (awayStatusReasonsResult, error) {
	page, err := c.AwayStatusReasons(ctx)
	return awayStatusReasonsResult{page.Items}, err
}

type listDataAttributesArgs struct {
	Model           string `json:"model,omitempty" jsonschema:"Whose" rule:"enum=contact|company|conversation"`
	IncludeArchived *bool  `json:"include_archived,omitempty" jsonschema:"Archived ones too"`
	cursor.ContinuationArgs
}

type dataAttributesResult struct {
	DataAttributes result.Items[result.Plain] `json:"data_attributes"`
	cursor.Page
}

// listDataAttributes fetches the attributes of conversations from another list
// than those of contacts and companies.
func listDataAttributes(ctx context.Context, c registry.Caller, in listDataAttributesArgs) (dataAttributesResult, error) {
	if in.Model == "conversation" {
		page, err := c.ConversationAttributes(ctx, in.IncludeArchived)
		return dataAttributesResult{DataAttributes: page.Items}, err
	}
	page, err := c.DataAttributes(ctx, intercomapi.DataAttributeListing{Model: in.Model, IncludeArchived: in.IncludeArchived})
	return dataAttributesResult{DataAttributes: page.Items}, err
}

type conversationAttributeResult struct {
	ConversationAttribute intercomapi.Object `json:"conversation_attribute"`
}

func getConversationAttribute(ctx context.Context, c registry.Caller, in idArgs) (conversationAttributeResult, error) {
	attribute, err := c.ConversationAttribute(ctx, in.ID)
	return conversationAttributeResult{attribute}, err
}
