package tools

import (
	"context"
	"intercom-mcp/intercomapi"
	"net/http"
)

// company is the one company that is given by address, Intercom's id, the
// caller's own id or its name, or else the one that meant picks.
func (c Book) company(ctx context.Context, name string, meant func([]entry, string) []entry) (entry, error) {
	if looksLikeAddress(name) {
		ids, err := addressed(name, "company")
		if err != nil {
			return entry{}, err
		}
		name = ids[0]
	}
	if companyKey().MatchString(name) {
		return entry{Named{ID: intercomapi.ID(name), Name: "the company"}, "company"}, nil
	}
	for _, by := range []intercomapi.CompanyFilter{{Name: name}, {CompanyID: name}} {
		page, err := c.FindCompanies(ctx, by, intercomapi.Numbered{Page: 1, PerPage: candidates})
		if intercomapi.StatusOf(err) == http.StatusNotFound {
			continue
		}
		found, err := namedItems(page, err)
		if err != nil {
			return entry{}, err
		}
		if len(found) > 0 {
			return single(name, entries("company", found))
		}
	}
	return c.companyLike(ctx, name, meant)
}

// companyLike is a company among the most recently seen that a name means, since
// Intercom finds whole names alone, in their own case.
func (c Book) companyLike(ctx context.Context, name string, meant func([]entry, string) []entry) (entry, error) {
	page, err := c.Companies(ctx, intercomapi.CompanyListing{Page: 1, PerPage: 60})
	if err != nil { // it wants a permission that the rest does not
		return entry{}, nameError{name, "is no company's name, company_id or Intercom id"}
	}
	all, err := namedItems(page, nil)
	if err != nil {
		return entry{}, err
	}
	companies := entries("company", all)
	if found := meant(companies, name); len(found) > 0 {
		return single(name, found)
	}
	return entry{}, nameError{name, "is no company's name, company_id or Intercom id. The latest: " + list20(near(companies, name))}
}

// addressed is the id in an address, which must be of a kind.
func addressed(s, kind string) ([]string, error) {
	a, err := parseAddress(s)
	if err != nil {
		return nil, nameError{s, "is no address of a " + kind}
	}
	if !a.fits([]string{kind}) {
		return nil, nameError{s, a.misfit([]string{kind}).Error()}
	}
	return []string{string(a.id)}, nil
}
