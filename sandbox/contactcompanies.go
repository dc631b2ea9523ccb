package sandbox

import (
	"net/http"
	"slices"
)

const maxCompanies = 1000

// attachCompany adds a contact to a company, which is named by Intercom's id of it.
func (w *Workspace) attachCompany(c *call, ct *contact) (any, error) {
	id := c.body.id("id")
	if id == "" {
		return nil, missingParam("company not specified")
	}
	co, err := w.company(id)
	if err != nil {
		return nil, err
	}
	if len(ct.companies) >= maxCompanies {
		return nil, fail(http.StatusBadRequest, "contact_company_limit_exceeded", "Contact has reached the maximum of %d company associations", maxCompanies)
	}
	if !slices.Contains(ct.companies, id) {
		ct.companies = append(ct.companies, id)
	}
	ct.object["updated_at"] = c.now
	return w.showCompany(co), nil
}

func (w *Workspace) detachCompany(c *call, ct *contact) (any, error) {
	co, err := w.company(c.param(1))
	if err != nil {
		return nil, err
	}
	if !slices.Contains(ct.companies, co.key()) {
		return nil, errCompany
	}
	ct.companies = without(ct.companies, co.key())
	ct.object["updated_at"] = c.now
	return w.showCompany(co), nil
}

// listContactCompanies pages by number; its next page is a URL.
func (w *Workspace) listContactCompanies(c *call, ct *contact) (any, error) {
	shown, pages, err := pageByURL(c, ct.companies, 50, 150)
	if err != nil {
		return nil, err
	}
	data := toList(shown, func(id string) object {
		co, _ := w.companies.get(id)
		return w.showCompany(co)
	})
	return object{"type": "list", "companies": data, "total_count": len(ct.companies), "pages": pages}, nil
}

// listCompanyContacts pages by cursor, though Intercom describes it otherwise.
func (w *Workspace) listCompanyContacts(c *call, co *company) (any, error) {
	in, err := c.queryPage(50, 150, "created_at", ascending)
	if err != nil {
		return nil, err
	}
	return w.contactPage(w.contactsOf(co.key()), in, c)
}
