package tools

import (
	"context"
	"net/http"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/args"
	"intercom-mcp/tools/cursor"
	"intercom-mcp/tools/lookup"
	"intercom-mcp/tools/registry"
	"intercom-mcp/tools/result"
)

type findCompaniesArgs struct {
	intercomapi.CompanyFilter
	cursor.Args `rule:"per_page.max=60"`
	result.FieldOptions
}

// findCompanies falls back to the nearest name where Intercom, which compares
// whole names in their own case, finds none.
func findCompanies(ctx context.Context, c registry.Caller, in findCompaniesArgs) (companiesPage, error) {
	f := in.CompanyFilter
	err := args.ExactlyOne(args.Choices{{"company_id", f.CompanyID != ""}, {"name", f.Name != ""}, {"tag_id", f.TagID != ""}, {"segment_id", f.SegmentID != ""}})
	if err != nil {
		return companiesPage{}, err
	}
	items, page, err := in.List(cursor.ByNumber(), c.First(), func(at cursor.Cursor) (intercomapi.Page, error) {
		return c.FindCompanies(ctx, f, at.Numbered())
	})
	if f.Name != "" && intercomapi.StatusOf(err) == http.StatusNotFound {
		return nearestCompany(ctx, c, f.Name)
	}
	return companiesPage{items, page}, err
}

// nearestCompany returns the one company whose name the given name is a part or
// another spelling of; an error of the argument name where there are none or several.
func nearestCompany(ctx context.Context, c registry.Caller, name string) (companiesPage, error) {
	meant, err := c.LatestCompany(ctx, name)
	if err != nil {
		return companiesPage{}, lookup.ArgumentError("name", err)
	}
	company, err := c.Company(ctx, meant.ID)
	return companiesPage{Companies: []intercomapi.Object{company}}, err
}
