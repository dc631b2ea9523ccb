package tools

import (
	"context"
	"fmt"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/args"
	"intercom-mcp/tools/cursor"
	"intercom-mcp/tools/lookup"
	"intercom-mcp/tools/registry"
	"intercom-mcp/tools/result"
)

func companyTools() []registry.Tool {
	const set = "companies"
	return []registry.Tool{
		registry.Define(set, registry.Update, "create_company", "Create or update company",
			"Add a company, or update the one with this company_id (your own id). Without contacts it shows in no list.", createCompany),
		registry.Define(set, registry.Read, "get_company", "Get company",
			"Fetch one company by Intercom id. By your own id or its name: find_companies.", getCompany),
		registry.Define(set, registry.Read, "list_companies", "List companies",
			"List companies that have contacts. Paging ends at 10,000; scroll walks all.", listCompanies),
		registry.Define(set, registry.Read, "find_companies", "Find companies",
			"Find companies by exactly one of company_id, name, tag_id, segment_id.", findCompanies),
		registry.Define(set, registry.Update, "update_company", "Update company", "Change the given fields of a company.", updateCompany),
		registry.Define(set, registry.Delete, "delete_company", "Delete company", "Delete a company and detach its contacts.", deleteCompany),
		registry.Define(set, registry.Read, "list_company_related", "List what belongs to a company",
			"List a company's contacts, notes or segments.", listCompanyRelated),
		registry.Define(set, registry.Update, "attach_contact_to_company", "Attach contact to company",
			"Make a contact belong to a company.", attachContactToCompany),
		registry.Define(set, registry.Update, "detach_contact_from_company", "Detach contact from company",
			"End that a contact belongs to a company.", detachContactFromCompany),
	}
}

type companyResult struct {
	Company intercomapi.Object `json:"company"`
}

// savedCompany is a company that was written.
type savedCompany struct {
	Company  intercomapi.Object `json:"company"`
	Warnings []string           `json:"warnings,omitempty"`
}

type companiesPage struct {
	Companies result.Items[result.Company] `json:"companies"`
	cursor.Page
}

type createCompanyArgs struct {
	CompanyID string `json:"company_id" jsonschema:"Your own id of it; never changes" rule:"minlen=1"`
	intercomapi.Company
}

// createCompany also updates: Intercom has one operation for both.
func createCompany(ctx context.Context, c registry.Caller, in createCompanyArgs) (savedCompany, error) {
	warnings, err := c.FitCustomValues(ctx, lookup.CompanyModel, in.CustomAttributes)
	if err != nil {
		return savedCompany{}, err
	}
	company, err := c.SaveCompany(ctx, in.CompanyID, in.Company)
	return savedCompany{company, warnings}, err
}

type companyID struct {
	ID intercomapi.ID `json:"id" jsonschema:"Company id" rule:"of=company"`
}

func getCompany(ctx context.Context, c registry.Caller, in companyID) (companyResult, error) {
	company, err := c.Company(ctx, in.ID)
	return companyResult{company}, err
}

// maxPagedCompanies is how many companies paging reaches; a scroll reaches all.
const maxPagedCompanies = 10_000

type listCompaniesArgs struct {
	cursor.Args `rule:"per_page.max=60"`
	Page        int  `json:"page,omitempty" jsonschema:"From 1" rule:"min=1"`
	Scroll      bool `json:"scroll,omitempty" jsonschema:"One walk a workspace, under a minute between pages"`
	result.FieldOptions
}

// listCompanies lists by page number, or as a scroll where the call asks for one
// or goes on with one.
func listCompanies(ctx context.Context, c registry.Caller, in listCompaniesArgs) (companiesPage, error) {
	if in.Scroll && in.Page != 0 {
		return companiesPage{}, args.Errorf("page", "does not go with scroll: give one of them")
	}
	by, fetchPage := cursor.ByNumber(), in.numberedPage
	if in.Scroll || cursor.IsScroll(in.StartingAfter) {
		by, fetchPage = cursor.ByCursor(), in.scrollPage
	}
	items, page, err := in.List(by, cursor.Cursor{Tool: c.Tool, Page: in.Page}, func(at cursor.Cursor) (intercomapi.Page, error) {
		return fetchPage(ctx, c, at)
	})
	return companiesPage{items, page}, err
}

// numberedPage fetches a page by its number, as far as Intercom counts.
func (in listCompaniesArgs) numberedPage(ctx context.Context, c registry.Caller, at cursor.Cursor) (intercomapi.Page, error) {
	switch {
	case in.StartingAfter != "" && in.Page != 0 && in.Page != at.Page:
		return intercomapi.Page{}, args.Errorf("page", "differs from the page of starting_after: give one of them")
	case at.Page-1 >= (maxPagedCompanies+at.PerPage-1)/max(at.PerPage, 1):
		return intercomapi.Page{}, args.Errorf("page",
			"is past the first %d companies, where Intercom's paging ends: use scroll: true (and no page) to walk all", maxPagedCompanies)
	}
	return c.Companies(ctx, intercomapi.CompanyListing{Page: at.Page, PerPage: at.PerPage})
}

// scrollPage fetches the next page of a scroll. A page whose answer is lost can't
// be fetched again.
func (in listCompaniesArgs) scrollPage(ctx context.Context, c registry.Caller, at cursor.Cursor) (intercomapi.Page, error) {
	if in.StartingAfter != "" && at.Scroll == "" {
		return intercomapi.Page{}, args.Errorf("scroll", "does not go with the starting_after of a list by pages: start again without it")
	}
	page, err := c.ScrollCompanies(ctx, at.Scroll)
	if registry.MayHaveHappened(err) {
		return intercomapi.Page{}, fmt.Errorf("a page of the scroll may be lost: begin it again in a minute, without starting_after: %w", err)
	}
	if len(page.Items) == 0 { // an empty page ends a scroll
		page.Next.Scroll = ""
	}
	return page, err
}

type updateCompanyArgs struct {
	companyID
	intercomapi.CompanyFields
}

func updateCompany(ctx context.Context, c registry.Caller, in updateCompanyArgs) (savedCompany, error) {
	warnings, err := c.FitCustomValues(ctx, lookup.CompanyModel, in.CustomAttributes)
	if err != nil {
		return savedCompany{}, err
	}
	company, err := c.UpdateCompany(ctx, in.ID, in.CompanyFields)
	return savedCompany{company, warnings}, err
}

func deleteCompany(ctx context.Context, c registry.Caller, in companyID) (deletedResult, error) {
	d, err := c.DeleteCompany(ctx, in.ID)
	return deletion(c, d), err
}

type contactCompanyArgs struct {
	ContactID intercomapi.ID `json:"contact_id" jsonschema:"Contact" rule:"main"`
	CompanyID intercomapi.ID `json:"company_id" jsonschema:"Company"`
}

func attachContactToCompany(ctx context.Context, c registry.Caller, in contactCompanyArgs) (companyResult, error) {
	company, err := c.AttachCompany(ctx, in.ContactID, in.CompanyID)
	return companyResult{company}, err
}

func detachContactFromCompany(ctx context.Context, c registry.Caller, in contactCompanyArgs) (companyResult, error) {
	company, err := c.DetachCompany(ctx, in.ContactID, in.CompanyID)
	return companyResult{company}, err
}
