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

func findCompanies(ctx context.Context, c registry.Caller, in findCompaniesArgs) (companiesPage, error) {
	f := in.CompanyFilter
	if err := args.ExactlyOne("company_id", f.CompanyID != "", "name", f.Name != "", "tag_id", f.TagID != "", "segment_id", f.SegmentID != ""); err != nil {
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

// nearestCompany is the one company that a name means which no company has in
// full, in this case.
func nearestCompany(ctx context.Context, c registry.Caller, name string) (companiesPage, error) {
	meant, err := c.LatestCompany(ctx, name)
	if err != nil {
		return companiesPage{}, lookup.ArgumentError("name", err)
	}
	company, err := c.Company(ctx, meant.ID)
	return companiesPage{Companies: []intercomapi.Object{company}}, err
}

type updateCompanyArgs struct {
	companyID
	intercomapi.CompanyFields
}

func updateCompany(ctx context.Context, c registry.Caller, in updateCompanyArgs) (companyResult, error) {
	company, err := c.UpdateCompany(ctx, in.ID, in.CompanyFields)
	return companyResult{company}, err
}

func deleteCompany(ctx context.Context, c registry.Caller, in companyID) (deletedResult, error) {
	d, err := c.DeleteCompany(ctx, in.ID)
	return deletedBy(c, d), err
}
