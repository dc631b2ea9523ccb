package lookup

import (
	"context"
	"net/http"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/args"
)

// CompanyByName is the one company that is given by address, Intercom's id, the
// caller's own id or its name, or else the one that meant picks.
func (c Resolver) CompanyByName(ctx context.Context, name string, meant func([]Entry, string) []Entry) (Entry, error) {
	if args.IsAddress(name) {
		ids, err := AddressedID(name, "company")
		if err != nil {
			return Entry{}, err
		}
		name = ids[0]
	}
	if args.CompanyIDPattern().MatchString(name) {
		return Entry{Named{ID: intercomapi.ID(name), Name: "the company"}, "company"}, nil
	}
	for _, by := range []intercomapi.CompanyFilter{{Name: name}, {CompanyID: name}} {
		page, err := c.FindCompanies(ctx, by, intercomapi.Numbered{Page: 1, PerPage: mostCandidates})
		if intercomapi.StatusOf(err) == http.StatusNotFound {
			continue
		}
		found, err := NamedItems(page, err)
		if err != nil {
			return Entry{}, err
		}
		if len(found) > 0 {
			return Single(name, Entries("company", found))
		}
	}
	return c.CompanyLike(ctx, name, meant)
}

// CompanyLike is a company among the most recently seen that a name means, since
// Intercom finds whole names alone, in their own case.
func (c Resolver) CompanyLike(ctx context.Context, name string, meant func([]Entry, string) []Entry) (Entry, error) {
	page, err := c.Companies(ctx, intercomapi.CompanyListing{Page: 1, PerPage: 60})
	if err != nil { // it wants a permission that the rest does not
		return Entry{}, NewNameError(name, "is no company's name, company_id or Intercom id")
	}
	all, err := NamedItems(page, nil)
	if err != nil {
		return Entry{}, err
	}
	companies := Entries("company", all)
	if found := meant(companies, name); len(found) > 0 {
		return Single(name, found)
	}
	return Entry{}, NewNameError(name, "is no company's name, company_id or Intercom id. The latest: "+Names20(similar(companies, name)))
}

// AddressedID is the id in an address, which must be of a kind.
func AddressedID(s, kind string) ([]string, error) {
	a, err := args.ParseAddress(s)
	if err != nil {
		return nil, NewNameError(s, "is no address of a "+kind)
	}
	if !a.IsOf([]string{kind}) {
		return nil, NewNameError(s, a.Mismatch([]string{kind}).Error())
	}
	return []string{string(a.ID)}, nil
}
