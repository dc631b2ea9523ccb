package tools

import (
	"context"

	"intercom-mcp/intercomapi"
)

type redirectResult struct {
	Redirect intercomapi.Object `json:"redirect"`
}

type redirectsPage struct {
	Redirects []intercomapi.Object `json:"redirects"`
	more
}

// ofHelpCenter names the help center that redirects belong to.
type ofHelpCenter struct {
	HelpCenterID intercomapi.ID `json:"help_center_id" jsonschema:"Help center"`
}

type listRedirectsArgs struct {
	ofHelpCenter
	ID            intercomapi.ID `json:"id,omitempty" jsonschema:"This one alone"`
	PerPage       int            `json:"per_page,omitempty" jsonschema:"Default 20" rule:"some max=250"`
	StartingAfter string         `json:"starting_after,omitempty" jsonschema:"Next page" rule:"cursor"`
}

func listRedirects(ctx context.Context, c Caller, in listRedirectsArgs) (redirectsPage, error) {
	if in.ID != "" {
		redirect, err := c.Redirect(ctx, in.HelpCenterID, in.ID)
		return redirectsPage{Redirects: []intercomapi.Object{redirect}}, err
	}
	own := position{Tool: "list_redirects", PerPage: in.PerPage}
	items, m, err := counted(own, in.StartingAfter, func(n intercomapi.Numbered) (intercomapi.Page, error) {
		return c.Redirects(ctx, in.HelpCenterID, n)
	})
	return redirectsPage{items, m}, err
}

type redirectID struct {
	ofHelpCenter
	ID intercomapi.ID `json:"id" jsonschema:"Redirect"`
}

type createRedirectArgs struct {
	ofHelpCenter
	intercomapi.Redirect
}

func createRedirect(ctx context.Context, c Caller, in createRedirectArgs) (redirectResult, error) {
	redirect, err := c.CreateRedirect(ctx, in.HelpCenterID, in.Redirect)
	return redirectResult{redirect}, err
}

func deleteRedirect(ctx context.Context, c Caller, in redirectID) (deletedResult, error) {
	d, err := c.DeleteRedirect(ctx, in.HelpCenterID, in.ID)
	return deletedBy("delete_redirect", d), err
}
