package tools

import (
	"context"
	"net/netip"
	"slices"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/args"
	"intercom-mcp/tools/cursor"
	"intercom-mcp/tools/registry"
	"intercom-mcp/tools/result"
)

// administrationTools returns the tools that define a workspace or watch over it.
func administrationTools() []registry.Tool {
	const set = "administration"
	return slices.Concat(
		tagTools(set), attributeTools(set), ticketTypeTools(set), officeHoursTools(set), audienceTools(set), dataConnectorTools(set),
		[]registry.Tool{
			registry.Define(set, registry.Update, "set_admin_away", "Set admin away", "Set an admin away in the inbox, or back.", setAdminAway),
			registry.Define(set, registry.Read, "list_activity_logs", "List activity logs",
				"List what admins did and changed in the workspace.", listActivityLogs),
			registry.Define(set, registry.Read, "list_activity_log_event_types", "List activity log event types",
				"List the event types of activity logs.", listActivityLogEventTypes),
			registry.Define(set, registry.Read, "list_brands", "List brands", "List brands.", listBrands),
			registry.Define(set, registry.Read, "list_emails", "List emails", "List the addresses that the workspace sends e-mail from.", listEmails),
			registry.Define(set, registry.Read, "get_ip_allowlist", "Get IP allowlist", "Fetch the IP addresses that may reach the workspace.", getIPAllowlist),
			registry.Define(set, registry.Update, "update_ip_allowlist", "Update IP allowlist",
				"Set the IP addresses that may reach the workspace. Without this server's own, Intercom refuses.", updateIPAllowlist),
			registry.Define(set, registry.Read, "get_workflow", "Get workflow", "Fetch a workflow's whole definition.", getWorkflow),
		},
	)
}

type setAdminAwayArgs struct {
	ID intercomapi.ID `json:"id" jsonschema:"Admin id" rule:"of=teammate|admin"`
	intercomapi.Away
}

// setAdminAway checks the id of a reason, which Intercom takes as a number.
func setAdminAway(ctx context.Context, c registry.Caller, in setAdminAwayArgs) (adminResult, error) {
	if _, err := in.AwayStatusReasonID.MarshalJSON(); in.AwayStatusReasonID != "" && err != nil {
		return adminResult{}, args.NewError("away_status_reason_id", err)
	}
	admin, err := c.SetAway(ctx, in.ID, in.Away)
	return adminResult{admin}, err
}

type listActivityLogsArgs struct {
	intercomapi.ActivityLogging
	cursor.Args `rule:"per_page.max=250"`
}

type activityLogsPage struct {
	ActivityLogs result.Items[result.Plain] `json:"activity_logs"`
	cursor.Page
}

// listActivityLogs searches where event types are named, since the list itself
// does not filter by them.
func listActivityLogs(ctx context.Context, c registry.Caller, in listActivityLogsArgs) (activityLogsPage, error) {
	fetchPage := c.ActivityLogs
	if len(in.EventTypes) > 0 {
		fetchPage = c.SearchActivityLogs
	}
	items, page, err := in.List(cursor.ByNumber(), c.First(), func(at cursor.Cursor) (intercomapi.Page, error) {
		return fetchPage(ctx, in.ActivityLogging, at.Numbered())
	})
	return activityLogsPage{items, page}, err
}

type eventTypesResult struct {
	EventTypes []string `json:"event_types"`
}

func listActivityLogEventTypes(ctx context.Context, c registry.Caller, _ noArguments) (eventTypesResult, error) {
	types, err := c.ActivityLogEventTypes(ctx)
	return eventTypesResult{append([]string{}, types...)}, err
}

type brandsResult struct {
	Brands result.Items[result.Plain] `json:"brands"`
}

func listBrands(ctx context.Context, c registry.Caller, in optionalID) (brandsResult, error) {
	brands, err := in.fetch(ctx, c.Brand, c.Brands)
	return brandsResult{brands}, err
}

type emailsResult struct {
	Emails result.Items[result.Plain] `json:"emails"`
}

func listEmails(ctx context.Context, c registry.Caller, in optionalID) (emailsResult, error) {
	emails, err := in.fetch(ctx, c.EmailSetting, c.EmailSettings)
	return emailsResult{emails}, err
}

type ipAllowlistResult struct {
	IPAllowlist intercomapi.Object `json:"ip_allowlist"`
}

func getIPAllowlist(ctx context.Context, c registry.Caller, _ noArguments) (ipAllowlistResult, error) {
	allowed, err := c.IPAllowlist(ctx)
	return ipAllowlistResult{allowed}, err
}

func updateIPAllowlist(ctx context.Context, c registry.Caller, in intercomapi.IPAllowlist) (ipAllowlistResult, error) {
	for _, s := range in.IPAllowlist {
		_, addressErr := netip.ParseAddr(s)
		_, rangeErr := netip.ParsePrefix(s)
		if addressErr != nil && rangeErr != nil {
			return ipAllowlistResult{}, args.Errorf("ip_allowlist", "has %.60q, which is neither an IP address nor a range such as 10.0.0.0/24", s)
		}
	}
	if in.Enabled == nil && in.IPAllowlist == nil {
		return ipAllowlistResult{}, args.Errorf("", "nothing to change: give enabled or ip_allowlist")
	}
	allowed, err := c.SetIPAllowlist(ctx, in)
	return ipAllowlistResult{allowed}, err
}

type workflowResult struct {
	Workflow intercomapi.Object `json:"workflow"`
}

func getWorkflow(ctx context.Context, c registry.Caller, in idArgs) (workflowResult, error) {
	workflow, err := c.Workflow(ctx, in.ID)
	return workflowResult{workflow}, err
}
