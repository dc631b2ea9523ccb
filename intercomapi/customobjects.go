package intercomapi

import "context"

// Instance is what POST /custom_object_instances takes; ExternalID, the
// caller's own id, names what exists.
type Instance struct {
	ExternalID        string         `json:"external_id" jsonschema:"Your own id of it" rule:"minlen=1"`
	ExternalCreatedAt Nullable[Time] `json:"external_created_at,omitzero" jsonschema:"When you created it" rule:"utc"`
	ExternalUpdatedAt Nullable[Time] `json:"external_updated_at,omitzero" jsonschema:"When you changed it" rule:"utc"`
	CustomAttributes  Attributes     `json:"custom_attributes,omitempty" jsonschema:"By name"`
}

// InstanceFilter says which instances of a type, and which page.
type InstanceFilter struct {
	ContactID      ID `json:"references_contact_id,omitempty" jsonschema:"Of this contact"`
	ConversationID ID `json:"references_conversation_id,omitempty" jsonschema:"Of this conversation"`
}

// byExternalID is the query that names one instance.
type byExternalID struct {
	ExternalID string `json:"external_id"`
}

// Instances lists the instances of a custom object type by page number, at most
// 150 a page. Errors: 404 for an unknown type.
//
// GET /custom_object_instances/{custom_object_type_identifier} (Custom Object Instances: List)
func (c *Client) Instances(ctx context.Context, kind string, f InstanceFilter, n Numbered) (Page, error) {
	query := struct {
		InstanceFilter
		Numbered
	}{f, n}
	return call[Page](ctx, c, get("/custom_object_instances/{custom_object_type_identifier}").withText(kind).withQuery(query))
}

// InstanceByExternalID fetches an instance by the caller's own id. Errors: 404.
//
// GET /custom_object_instances/{custom_object_type_identifier} (Custom Object Instances: List, of which this is a mode)
func (c *Client) InstanceByExternalID(ctx context.Context, kind, externalID string) (Object, error) {
	return call[Object](ctx, c, get("/custom_object_instances/{custom_object_type_identifier}").withText(kind).withQuery(byExternalID{externalID}))
}

// Instance fetches an instance by Intercom's id. Errors: 404.
//
// GET /custom_object_instances/{custom_object_type_identifier}/{custom_object_instance_id} (Custom Object Instances: Get by ID)
func (c *Client) Instance(ctx context.Context, kind string, id ID) (Object, error) {
	return call[Object](ctx, c, get("/custom_object_instances/{custom_object_type_identifier}/{custom_object_instance_id}").withText(kind).withIDs(id))
}

// SaveInstance adds an instance, or updates the one of this external id.
// Errors: 404 for an unknown type.
//
// POST /custom_object_instances/{custom_object_type_identifier} (Custom Object Instances: Create or Update)
func (c *Client) SaveInstance(ctx context.Context, kind string, in Instance) (Object, error) {
	return call[Object](ctx, c, post("/custom_object_instances/{custom_object_type_identifier}").repeatable().withText(kind).withBody(in))
}

// DeleteInstanceByExternalID removes an instance by the caller's own id.
// Errors: 404.
//
// DELETE /custom_object_instances/{custom_object_type_identifier} (Custom Object Instances: Delete by External ID)
func (c *Client) DeleteInstanceByExternalID(ctx context.Context, kind, externalID string) (Deleted, error) {
	return call[Deleted](ctx, c, del("/custom_object_instances/{custom_object_type_identifier}").withText(kind).withQuery(byExternalID{externalID}))
}

// DeleteInstance removes an instance by Intercom's id. Errors: 404.
//
// DELETE /custom_object_instances/{custom_object_type_identifier}/{custom_object_instance_id} (Custom Object Instances: Delete by ID)
func (c *Client) DeleteInstance(ctx context.Context, kind string, id ID) (Deleted, error) {
	return call[Deleted](ctx, c, del("/custom_object_instances/{custom_object_type_identifier}/{custom_object_instance_id}").withText(kind).withIDs(id))
}
