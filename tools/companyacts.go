package tools

import (
	"context"
	"net/http"

	"intercom-mcp/intercomapi"
)

type findCompaniesArgs struct {
	intercomapi.CompanyFilter
	PerPage       int    `json:"per_page,omitempty" jsonschema:"Default 20" rule:"some max=60"`
	StartingAfter string `json:"starting_after,omitempty" jsonschema:"Next page" rule:"cursor"`
	shape
}

func findCompanies(ctx context.Context, c Caller, in findCompaniesArgs) (companiesPage, error) {
	f := in.CompanyFilter
	if err := exactlyOne("company_id", f.CompanyID != "", "name", f.Name != "", "tag_id", f.TagID != "", "segment_id", f.SegmentID != ""); err != nil {
		return companiesPage{}, err
	}
	at, err := resumePage(position{Tool: "find_companies", PerPage: in.PerPage}, in.StartingAfter)
	if err != nil {
		return companiesPage{}, err
	}
	page, err := c.FindCompanies(ctx, f, at.numbered())
	if f.Name != "" && status(err) == http.StatusNotFound {
		return c.companyNear(ctx, f.Name)
	}
	return companiesPage{page.Items, at.nextPage(page)}, err
}

// companyNear is the one company that a name means which no company has in
// full, in this case.
func (c Caller) companyNear(ctx context.Context, name string) (companiesPage, error) {
	meant, err := c.companyLike(ctx, name, match)
	if err != nil {
		return companiesPage{}, told("name", err)
	}
	company, err := c.Company(ctx, meant.ID)
	return companiesPage{Companies: []intercomapi.Object{company}}, err
}

type updateCompanyArgs struct {
	companyID
	intercomapi.CompanyFields
}

func updateCompany(ctx context.Context, c Caller, in updateCompanyArgs) (companyResult, error) {
	company, err := c.UpdateCompany(ctx, in.ID, in.CompanyFields)
	return companyResult{company}, err
}

func deleteCompany(ctx context.Context, c Caller, in companyID) (deletedResult, error) {
	d, err := c.DeleteCompany(ctx, in.ID)
	return deletedBy("delete_company", d), err
}
