package intercomapi

import "context"

// Tags lists the workspace's tags.
//
// GET /tags (Tags: List all tags)
func (c *Client) Tags(ctx context.Context) (Page, error) {
	return call[Page](ctx, c, get("/tags"))
}

// Tag fetches a tag. Errors: 404 tag_not_found.
//
// GET /tags/{tag_id} (Tags: Find a specific tag)
func (c *Client) Tag(ctx context.Context, id ID) (Object, error) {
	return call[Object](ctx, c, get("/tags/{tag_id}").withIDs(id))
}

// NewTag names a tag, as POST /tags takes it.
type NewTag struct {
	Name string `json:"name" jsonschema:"Name, whatever its case" rule:"minlen=1"`
	ID   ID     `json:"id,omitempty" jsonschema:"Tag to rename"`
}

// SaveTag adds a tag, returns the one that has the name, or renames the one
// that has the id.
//
// POST /tags (Tags: Create or update a tag)
func (c *Client) SaveTag(ctx context.Context, in NewTag) (Object, error) {
	return call[Object](ctx, c, post("/tags").repeatable().withBody(in))
}

// CompanyRef names a company by one of two.
type CompanyRef struct {
	ID        ID     `json:"id,omitempty" jsonschema:"Company" rule:"of=company"`
	CompanyID string `json:"company_id,omitempty" jsonschema:"Or your own id"`
}

// TagCompanies puts a tag on companies; a tag of this name is added if there is none.
//
// POST /tags (Tags: Tag companies)
func (c *Client) TagCompanies(ctx context.Context, name string, companies []CompanyRef) (Object, error) {
	return call[Object](ctx, c, post("/tags").repeatable().withBody(companyTagging[CompanyRef]{name, companies}))
}

// UntagCompanies takes a tag off companies.
//
// POST /tags (Tags: Untag companies)
func (c *Client) UntagCompanies(ctx context.Context, name string, companies []CompanyRef) (Object, error) {
	type untagged struct {
		CompanyRef
		Untag bool `json:"untag"`
	}
	off := make([]untagged, len(companies))
	for i, company := range companies {
		off[i] = untagged{company, true}
	}
	return call[Object](ctx, c, post("/tags").repeatable().withBody(companyTagging[untagged]{name, off}))
}

type companyTagging[T any] struct {
	Name      string `json:"name"`
	Companies []T    `json:"companies"`
}

// DeleteTag removes a tag from the workspace and from all that have it. Errors:
// 404, 400 tag_has_dependent_objects where rules or segments use it.
//
// DELETE /tags/{tag_id} (Tags: Delete a tag)
func (c *Client) DeleteTag(ctx context.Context, id ID) (Empty, error) {
	return call[Empty](ctx, c, del("/tags/{tag_id}").withIDs(id))
}
