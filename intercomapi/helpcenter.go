package intercomapi

import "context"

// CollectionFields are fields of a collection, as POST and PUT
// /help_center/collections take them. The text is the default language's.
type CollectionFields struct {
	Description       *string                             `json:"description,omitempty" jsonschema:"Summary"`
	ParentID          Nullable[ID]                        `json:"parent_id,omitzero" jsonschema:"Parent collection"`
	TranslatedContent Translations[CollectionTranslation] `json:"translated_content,omitempty" jsonschema:"By locale: {fr: {name, description}}"`
}

// CollectionTranslation is a collection's text in one locale.
type CollectionTranslation struct {
	Name        *string `json:"name,omitempty"`
	Description *string `json:"description,omitempty"`
}

// NewCollection is a collection, as POST /help_center/collections takes it.
type NewCollection struct {
	Name         string `json:"name" jsonschema:"Name"`
	HelpCenterID IntID  `json:"help_center_id,omitempty" jsonschema:"If not the default one"`
	CollectionFields
}

// CollectionChange is what PUT /help_center/collections takes.
type CollectionChange struct {
	Name string `json:"name,omitempty" jsonschema:"Name" rule:"minlen=1"`
	CollectionFields
}

// Collections lists the collections of all help centers.
//
// GET /help_center/collections (Help Center: List collections)
func (c *Client) Collections(ctx context.Context, p Paging) (Page, error) {
	return call[Page](ctx, c, get("/help_center/collections").withQuery(p))
}

// CreateCollection adds a collection; with no parent it is on the first level.
// Errors: 400.
//
// POST /help_center/collections (Help Center: Create a collection)
func (c *Client) CreateCollection(ctx context.Context, in NewCollection) (Object, error) {
	return call[Object](ctx, c, post("/help_center/collections").withBody(in))
}

// Collection fetches a collection. Errors: 404.
//
// GET /help_center/collections/{collection_id} (Help Center: Get a collection)
func (c *Client) Collection(ctx context.Context, id ID) (Object, error) {
	return call[Object](ctx, c, get("/help_center/collections/{collection_id}").withIDs(id))
}

// UpdateCollection changes the fields that in sets; a null parent moves it to
// the first level. Errors: 404.
//
// PUT /help_center/collections/{collection_id} (Help Center: Update a collection)
func (c *Client) UpdateCollection(ctx context.Context, id ID, in CollectionChange) (Object, error) {
	return call[Object](ctx, c, put("/help_center/collections/{collection_id}").withIDs(id).withBody(in))
}

// DeleteCollection removes a collection. Errors: 404.
//
// DELETE /help_center/collections/{collection_id} (Help Center: Delete a collection)
func (c *Client) DeleteCollection(ctx context.Context, id ID) (Deleted, error) {
	return call[Deleted](ctx, c, del("/help_center/collections/{collection_id}").withIDs(id))
}

// HelpCenters lists all help centers at once.
//
// GET /help_center/help_centers (Help Center: List help centers)
func (c *Client) HelpCenters(ctx context.Context) (Page, error) {
	return call[Page](ctx, c, get("/help_center/help_centers"))
}

// HelpCenter fetches a help center. Errors: 404.
//
// GET /help_center/help_centers/{help_center_id} (Help Center: Get a help center)
func (c *Client) HelpCenter(ctx context.Context, id ID) (Object, error) {
	return call[Object](ctx, c, get("/help_center/help_centers/{help_center_id}").withIDs(id))
}
