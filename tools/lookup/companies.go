package lookup

import (
	"context"
	"net/http"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/args"
)

const (
	latestCompanies = 60 // how many of the companies seen last are compared with a name

	notACompany = "is no company's name, company_id or Intercom id"
)

// FindCompany returns the one company that is given by address, Intercom's id, the
// workspace's own id or its name; else the one among the latest whose name has all
// the words of this one.
func (r Resolver) FindCompany(ctx context.Context, name string) (Entry, error) {
	return r.findCompany(ctx, name, match)
}

// findCompany is as FindCompany, with the function that finds a name among the latest companies.
func (r Resolver) findCompany(ctx context.Context, name string, matching func([]Entry, string) []Entry) (Entry, error) {
	if args.IsAddress(name) {
		id, err := idInAddress(name, "company")
		if err != nil {
			return Entry{}, err
		}
		name = string(id)
	}
	if args.IsCompanyID(name) {
		return Entry{Kind: "company", ID: intercomapi.ID(name), Name: "the company"}, nil
	}
	filters := []intercomapi.CompanyFilter{{Name: name}, {CompanyID: name}}
	for _, escaped := range intercomapi.SpellingsOfName(name)[1:] {
		filters = append(filters, intercomapi.CompanyFilter{Name: escaped})
	}
	for _, by := range filters {
		page, err := r.FindCompanies(ctx, by, intercomapi.Numbered{Page: 1, PerPage: maxCandidates})
		if intercomapi.StatusOf(err) == http.StatusNotFound {
			continue
		}
		if err != nil {
			return Entry{}, err
		}
		if found := Entries("company", page.Items); len(found) > 0 {
			return only(name, found)
		}
	}
	return r.latestCompany(ctx, name, matching)
}

// LatestCompany returns the one company among those seen last that a name may mean.
// Intercom itself finds whole names alone, in their own case.
func (r Resolver) LatestCompany(ctx context.Context, name string) (Entry, error) {
	return r.latestCompany(ctx, name, match)
}

func (r Resolver) latestCompany(ctx context.Context, name string, matching func([]Entry, string) []Entry) (Entry, error) {
	page, err := r.Companies(ctx, intercomapi.CompanyListing{Page: 1, PerPage: latestCompanies})
	if err != nil { // it wants a permission that the rest does not
		return Entry{}, newNameError(name, notACompany)
	}
	companies := Entries("company", page.Items)
	if found := matching(companies, name); len(found) > 0 {
		return only(name, found)
	}
	return Entry{}, newNameError(name, notACompany+". The latest: %s", Describe(similar(companies, name)))
}
