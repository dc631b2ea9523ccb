package tools

import (
	"context"
	"fmt"

	"intercom-mcp/intercomapi"
)

func companies() []Tool {
	const set = "companies"
	return []Tool{
		tool(set, Update, "create_company", "Create or update company", "Add a company, or update the one with this company_id (your own id). Without contacts it shows in no list.", createCompany),
		tool(set, Read, "get_company", "Get company", "Fetch one company by Intercom id. By your own id or its name: find_companies.", getCompany),
		tool(set, Read, "list_companies", "List companies", "List companies that have contacts. Paging ends at 10,000; scroll walks all.", listCompanies),
		tool(set, Read, "find_companies", "Find companies", "Find companies by exactly one of company_id, name, tag_id, segment_id.", findCompanies),
		tool(set, Update, "update_company", "Update company", "Change the given fields of a company.", updateCompany),
		tool(set, Delete, "delete_company", "Delete company", "Delete a company and detach its contacts.", deleteCompany),
		tool(set, Read, "list_company_related", "List what belongs to a company", "List a company's contacts, notes or segments.", listCompanyRelated),
		tool(set, Update, "attach_contact_to_company", "Attach contact to company", "Make a contact belong to a company.", attachContactToCompany),
		tool(set, Update, "detach_contact_from_company", "Detach contact from company", "End that a contact belongs to a company.", detachContactFromCompany),
	}
}

type companyResult struct {
	Company intercomapi.Object `json:"company"`
}

type companiesPage struct {
	Companies []intercomapi.Object `json:"companies"`
	more
}

type createCompanyArgs struct {
	CompanyID string `json:"company_id" jsonschema:"Your own id of it; never changes" rule:"minlen=1"`
	intercomapi.Company
}

func createCompany(ctx context.Context, c Caller, in createCompanyArgs) (companyResult, error) {
	company, err := c.SaveCompany(ctx, in.CompanyID, in.Company)
	return companyResult{company}, err
}

type companyID struct {
	ID intercomapi.ID `json:"id" jsonschema:"Company id" rule:"of=company"`
}

func getCompany(ctx context.Context, c Caller, in companyID) (companyResult, error) {
	company, err := c.Company(ctx, in.ID)
	return companyResult{company}, err
}

// companyCeiling is how many companies paging reaches; a scroll reaches all.
const companyCeiling = 10_000

type listCompaniesArgs struct {
	PerPage       int    `json:"per_page,omitempty" jsonschema:"Default 20" rule:"some max=60"`
	Page          int    `json:"page,omitempty" jsonschema:"From 1" rule:"min=1"`
	StartingAfter string `json:"starting_after,omitempty" jsonschema:"Next page" rule:"cursor"`
	Scroll        bool   `json:"scroll,omitempty" jsonschema:"One walk a workspace, under a minute between pages"`
	shape
}

func listCompanies(ctx context.Context, c Caller, in listCompaniesArgs) (companiesPage, error) {
	at, err := in.position()
	if err != nil {
		return companiesPage{}, err
	}
	if in.Scroll || at.Scroll != "" {
		return scrollCompanies(ctx, c, at)
	}
	at.Page = max(at.Page, 1)
	if at.Page-1 >= (companyCeiling+at.PerPage-1)/max(at.PerPage, 1) {
		return companiesPage{}, errorf("page", "is past the first %d companies, where Intercom's paging ends: use scroll: true (and no page) to walk all", companyCeiling)
	}
	page, err := c.Companies(ctx, intercomapi.CompanyListing{Page: at.Page, PerPage: at.PerPage})
	if page.Next.StartingAfter != "" { // this list is paged by number alone, whatever the answer says
		page.Next = intercomapi.Next{Page: at.Page + 1}
	}
	return companiesPage{page.Items, at.next(page)}, err
}

func (in listCompaniesArgs) position() (position, error) {
	at, err := resume(position{Tool: "list_companies", PerPage: in.PerPage, Page: in.Page}, in.StartingAfter)
	switch {
	case err != nil:
		return at, err
	case at.After != "":
		return at, errorf("starting_after", "is not of list_companies: companies have no cursor of Intercom's own")
	case in.StartingAfter != "" && in.Page != 0 && in.Page != at.Page:
		return at, errorf("page", "differs from the page of starting_after: give one of them")
	case in.Scroll && in.Page != 0:
		return at, errorf("page", "does not go with scroll: give one of them")
	case in.Scroll && in.StartingAfter != "" && at.Scroll == "":
		return at, errorf("scroll", "does not go with the starting_after of a list by pages: start again without it")
	}
	return at, nil
}

func scrollCompanies(ctx context.Context, c Caller, at position) (companiesPage, error) {
	page, err := c.ScrollCompanies(ctx, at.Scroll)
	if mayHaveHappened(err) {
		return companiesPage{}, fmt.Errorf("a page of the scroll may be lost: begin it again in a minute, without starting_after: %w", err)
	}
	if len(page.Items) == 0 { // an empty page ends a scroll
		page.Next.Scroll = ""
	}
	return companiesPage{page.Items, at.next(page)}, err
}
