package intercomapi

import "context"

// ContentSearch narrows a search of all knowledge. Lists are sent with commas.
// Intercom takes any_tag_ids as well, which means the same as tag_ids and IN.
type ContentSearch struct {
	Query            string   `json:"query,omitempty" jsonschema:"Words" rule:"maxlen=500"`
	ContentTypes     []string `json:"content_types,omitempty" jsonschema:"Kinds" rule:"enum=article|internal_article|snippet|external_content|file_source_content"`
	States           []string `json:"states,omitempty" jsonschema:"Visibility" rule:"enum=published|draft"`
	Locales          []string `json:"locales,omitempty" jsonschema:"Such as en"`
	TagIDs           []IntID  `json:"tag_ids,omitempty" jsonschema:"Tags"`
	TagOperator      string   `json:"tag_operator,omitempty" jsonschema:"Any of them, or none" rule:"enum=IN|NIN"`
	FolderIDs        []IntID  `json:"folder_ids,omitempty" jsonschema:"Folders"`
	CopilotState     string   `json:"copilot_state,omitempty" jsonschema:"Copilot uses it" rule:"enum=on|off"`
	FinServiceState  string   `json:"fin_service_state,omitempty" jsonschema:"Fin uses it" rule:"enum=on|off"`
	FinSalesState    string   `json:"fin_sales_state,omitempty" jsonschema:"Sales Agent uses it" rule:"enum=on|off"`
	CreatedByIDs     []IntID  `json:"created_by_ids,omitempty" jsonschema:"Admins"`
	LastUpdatedByIDs []IntID  `json:"last_updated_by_ids,omitempty" jsonschema:"Admins"`
	CreatedAtAfter   *Time    `json:"created_at_after,omitempty" jsonschema:"Then or later"`
	CreatedAtBefore  *Time    `json:"created_at_before,omitempty" jsonschema:"Then or earlier" rule:"day=end"`
	UpdatedAtAfter   *Time    `json:"updated_at_after,omitempty" jsonschema:"Then or later"`
	UpdatedAtBefore  *Time    `json:"updated_at_before,omitempty" jsonschema:"Then or earlier" rule:"day=end"`
}

// ContentChange is what a bulk action changes, and on what.
type ContentChange struct {
	ContentIDs   []ContentRef         `json:"content_ids"`            // at most 1,000
	Availability *ContentAvailability `json:"availability,omitempty"` // for set_availability alone
	Audience     *ContentAudience     `json:"audience,omitempty"`     // for set_audience alone
	Tags         *ContentTags         `json:"tags,omitempty"`         // for update_tags alone, at most 100
}

// ContentRef names a piece of content.
type ContentRef struct {
	Type string `json:"type" jsonschema:"Kind" rule:"enum=article|article_content|content_snippet|external_content|file_source_content|internal_article"`
	ID   ID     `json:"id" jsonschema:"Id"`
}

// ContentAvailability says which AI agents may use content; what is left out stays.
type ContentAvailability struct {
	AIAgent    *bool `json:"ai_agent,omitempty" jsonschema:"Fin"`
	Copilot    *bool `json:"copilot,omitempty" jsonschema:"Copilot"`
	SalesAgent *bool `json:"sales_agent,omitempty" jsonschema:"Sales Agent"`
}

// ContentAudience changes who content is for, by segments.
type ContentAudience struct {
	AddSegmentIDs    []IntID `json:"add_segment_ids,omitempty" jsonschema:"Segments"`
	RemoveSegmentIDs []IntID `json:"remove_segment_ids,omitempty" jsonschema:"Segments"`
	RemoveAll        bool    `json:"remove_all,omitempty" jsonschema:"All segments"`
}

// ContentTags puts tags on content and takes others off.
type ContentTags struct {
	AddTagIDs    []IntID `json:"add_tag_ids,omitempty" jsonschema:"Tags"`
	RemoveTagIDs []IntID `json:"remove_tag_ids,omitempty" jsonschema:"Tags"`
}

// Queued is the answer to work that Intercom will do later.
type Queued struct {
	Status string // queued
}

// SearchContent lists articles, snippets, external pages, files and internal
// articles by id and title. PerPage is 50 at most. Errors: 422.
//
// GET /content/search (Content: Search all content)
func (c *Client) SearchContent(ctx context.Context, s ContentSearch, n Numbered) (Page, error) {
	query := struct {
		ContentSearch
		FolderEntityType string `json:"folder_entity_type,omitempty"` // required beside folder ids
		Numbered
	}{ContentSearch: s, Numbered: n}
	if len(s.TagIDs) > 0 && s.TagOperator == "" {
		query.TagOperator = "IN"
	}
	if len(s.FolderIDs) > 0 {
		query.FolderEntityType = "folder"
	}
	return call[Page](ctx, c, get("/content/search").withQuery(query))
}

// BulkContent queues an action on up to 1,000 items: publish, unpublish, delete,
// set_availability, set_audience or update_tags. Items of a type that the
// action does not take are dropped in silence, and so are articles of synced
// sources on delete. Errors: 403, 422.
//
// POST /content/bulk_actions (Content: Act on many items)
func (c *Client) BulkContent(ctx context.Context, action string, in ContentChange) (Queued, error) {
	body := struct {
		Action string `json:"action"`
		ContentChange
	}{action, in}
	return call[Queued](ctx, c, post("/content/bulk_actions").withBody(body))
}
