package tools

import (
	"context"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/cursor"
	"intercom-mcp/tools/registry"
	"intercom-mcp/tools/result"
)

func redirectTools() []registry.Tool {
	const set = "articles"
	return []registry.Tool{
		registry.Define(set, registry.Read, "list_redirects", "List redirects", "List a help center's URL redirects.", listRedirects),
		registry.Define(set, registry.Create, "create_redirect", "Create redirect",
			"Lead a URL of a help center to one of its articles or collections.", createRedirect),
		registry.Define(set, registry.Delete, "delete_redirect", "Delete redirect", "Delete a URL redirect.", deleteRedirect),
	}
}

type redirectResult struct {
	Redirect intercomapi.Object `json:"redirect"`
}

type redirectsPage struct {
	Redirects result.Items[result.Plain] `json:"redirects"`
	cursor.Page
}

// helpCenterID is the argument that names the help center of a redirect.
type helpCenterID struct {
	HelpCenterID intercomapi.ID `json:"help_center_id" jsonschema:"Help center" rule:"main of=help_center"`
}

type listRedirectsArgs struct {
	helpCenterID
	ID          intercomapi.ID `json:"id,omitempty" jsonschema:"This one alone"`
	cursor.Args `rule:"per_page.max=250"`
}

func listRedirects(ctx context.Context, c registry.Caller, in listRedirectsArgs) (redirectsPage, error) {
	if in.ID != "" {
		redirect, err := c.Redirect(ctx, in.HelpCenterID, in.ID)
		return redirectsPage{Redirects: []intercomapi.Object{redirect}}, err
	}
	items, page, err := in.List(cursor.ByNumber(), c.First(), func(at cursor.Cursor) (intercomapi.Page, error) {
		return c.Redirects(ctx, in.HelpCenterID, at.Numbered())
	})
	return redirectsPage{items, page}, err
}

type redirectID struct {
	helpCenterID
	ID intercomapi.ID `json:"id" jsonschema:"Redirect"`
}

type createRedirectArgs struct {
	helpCenterID
	intercomapi.Redirect
}

func createRedirect(ctx context.Context, c registry.Caller, in createRedirectArgs) (redirectResult, error) {
	redirect, err := c.CreateRedirect(ctx, in.HelpCenterID, in.Redirect)
	return redirectResult{redirect}, err
}

func deleteRedirect(ctx context.Context, c registry.Caller, in redirectID) (deletedResult, error) {
	d, err := c.DeleteRedirect(ctx, in.HelpCenterID, in.ID)
	return deletion(c, d), err
}
