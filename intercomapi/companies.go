package intercomapi

import "context"

// CompanyFields are the fields of a company that can be changed at any time.
type CompanyFields struct {
	Name             string     `json:"name,omitempty" jsonschema:"Name"`
	Website          string     `json:"website,omitempty" jsonschema:"Website"`
	Plan             string     `json:"plan,omitempty" jsonschema:"Name of the plan"`
	Size             *int       `json:"size,omitempty" jsonschema:"Employees" rule:"min=0"`
	Industry         string     `json:"industry,omitempty" jsonschema:"Industry"`
	MonthlySpend     *Whole     `json:"monthly_spend,omitempty" jsonschema:"Monthly revenue, whole" rule:"max=2147483647"`
	CustomAttributes Attributes `json:"custom_attributes,omitempty" jsonschema:"By name"`
}

// Company is what POST /companies takes besides the company's key.
type Company struct {
	CompanyFields
	RemoteCreatedAt     *Time `json:"remote_created_at,omitempty" jsonschema:"When you created it" rule:"utc"`
	UpdateLastRequestAt bool  `json:"update_last_request_at,omitempty" jsonschema:"Count as a visit now"`
}

// CompanyListing asks for a page of companies by number.
type CompanyListing struct {
	Page    int    `json:"page,omitempty"`
	PerPage int    `json:"per_page,omitempty"` // at most 60
	Order   string `json:"order,omitempty"`    // asc or desc, by last request
}

// SaveCompany adds a company, or updates the one that has this company_id.
// Times are Unix seconds. Errors: 400 bad_request, parameter_invalid.
//
// POST /companies (Companies: Create or update a company)
func (c *Client) SaveCompany(ctx context.Context, companyID string, in Company) (Object, error) {
	body := struct {
		CompanyID string `json:"company_id"` // the caller's own id, which can never change
		Company
	}{companyID, in}
	return call[Object](ctx, c, post("/companies").repeatable().withBody(body))
}

// Company fetches a company by Intercom's id. Errors: 404 company_not_found.
//
// GET /companies/{company_id} (Companies: Retrieve a company by ID)
func (c *Client) Company(ctx context.Context, id ID) (Object, error) {
	return call[Object](ctx, c, get("/companies/{company_id}").withIDs(id))
}

// Companies lists companies that have a contact, by last request. Errors: 400
// parameter_invalid over 60 a page, 400 bad_request past 10,000 companies.
//
// POST /companies/list (Companies: List all companies)
func (c *Client) Companies(ctx context.Context, l CompanyListing) (Page, error) {
	return call[Page](ctx, c, post("/companies/list").repeatable().withQuery(l))
}

// ScrollCompanies walks all companies, 100 at a time; scroll is "" at first and
// then the page's Next.Scroll, until a page is empty. A workspace has one
// scroll at a time (400 while another is open), which ends after a minute's rest.
// A page whose answer is lost is gone: the same scroll gives the one after it.
//
// GET /companies/scroll (Companies: Scroll over all companies)
func (c *Client) ScrollCompanies(ctx context.Context, scroll string) (Page, error) {
	query := struct {
		Param string `json:"scroll_param,omitempty"`
	}{scroll}
	return call[Page](ctx, c, get("/companies/scroll").unrepeatable().withQuery(query))
}

// CompanyFilter finds companies by one of its first four fields.
type CompanyFilter struct {
	CompanyID string `json:"company_id,omitempty" jsonschema:"Your own id"`
	Name      string `json:"name,omitempty" jsonschema:"Name"`
	TagID     ID     `json:"tag_id,omitempty" jsonschema:"Tag"`
	SegmentID ID     `json:"segment_id,omitempty" jsonschema:"Segment"`
}

// FindCompanies lists the companies that a filter finds. By company_id or name
// Intercom may answer one company instead of a list: Page takes both. Errors:
// 404 company_not_found.
//
// GET /companies (Companies: Retrieve companies)
func (c *Client) FindCompanies(ctx context.Context, f CompanyFilter, n Numbered) (Page, error) {
	query := struct {
		CompanyFilter
		Numbered
	}{f, n}
	return call[Page](ctx, c, get("/companies").withQuery(query))
}

// UpdateCompany changes the fields that in sets. Errors: 404 company_not_found.
//
// PUT /companies/{company_id} (Companies: Update a company)
func (c *Client) UpdateCompany(ctx context.Context, id ID, in CompanyFields) (Object, error) {
	return call[Object](ctx, c, put("/companies/{company_id}").withIDs(id).withBody(in))
}

// DeleteCompany archives a company and detaches its contacts, in the background.
//
// DELETE /companies/{company_id} (Companies: Delete a company)
func (c *Client) DeleteCompany(ctx context.Context, id ID) (Deleted, error) {
	return call[Deleted](ctx, c, del("/companies/{company_id}").withIDs(id))
}

// CompanyContacts lists the contacts of a company, 50 a page.
//
// GET /companies/{company_id}/contacts (Companies: List attached contacts)
func (c *Client) CompanyContacts(ctx context.Context, id ID, l Listing) (Page, error) {
	return call[Page](ctx, c, get("/companies/{company_id}/contacts").withIDs(id).withQuery(l))
}

// CompanySegments lists the segments that a company is in.
//
// GET /companies/{company_id}/segments (Companies: List attached segments for companies)
func (c *Client) CompanySegments(ctx context.Context, id ID) (Page, error) {
	return call[Page](ctx, c, get("/companies/{company_id}/segments").withIDs(id))
}
