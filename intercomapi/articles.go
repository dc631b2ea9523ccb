package intercomapi

import (
	"context"
	"encoding/json"
)

// Availability says which of Intercom's AI agents may use a piece of content.
type Availability struct {
	AIChatbotAvailability    *bool `json:"ai_chatbot_availability,omitempty" jsonschema:"Fin uses it"`
	AICopilotAvailability    *bool `json:"ai_copilot_availability,omitempty" jsonschema:"Copilot uses it"`
	AISalesAgentAvailability *bool `json:"ai_sales_agent_availability,omitempty" jsonschema:"Sales Agent uses it"`
}

// ArticleFields are fields of an article, as POST and PUT /articles take them.
// The text is the default language's.
type ArticleFields struct {
	Description       *string                          `json:"description,omitempty" jsonschema:"Summary"`
	Body              *string                          `json:"body,omitempty" jsonschema:"HTML body" rule:"filled"`
	BodyMarkdown      *string                          `json:"body_markdown,omitempty" jsonschema:"Markdown instead of body" rule:"filled"`
	AuthorID          IntID                            `json:"author_id,omitempty" jsonschema:"Admin"`
	State             string                           `json:"state,omitempty" jsonschema:"Visibility" rule:"enum=published|draft"`
	ParentType        string                           `json:"parent_type,omitempty" jsonschema:"Kind of parent" rule:"enum=collection|section"`
	TranslatedContent Translations[ArticleTranslation] `json:"translated_content,omitempty" jsonschema:"By locale: {fr: {title, body, …}}"`
	AudienceIDs       []IntID                          `json:"audience_ids,omitzero" jsonschema:"Audiences of Fin"`
	Availability
	ScheduledPublishAt   Nullable[DateTime] `json:"scheduled_publish_at,omitzero" jsonschema:"With state published: when"`
	ScheduledUnpublishAt Nullable[DateTime] `json:"scheduled_unpublish_at,omitzero" jsonschema:"When to unpublish"`
}

// ArticleTranslation is an article in one locale.
type ArticleTranslation struct {
	Title        *string `json:"title,omitempty"`
	Description  *string `json:"description,omitempty"`
	Body         *string `json:"body,omitempty"`
	BodyMarkdown *string `json:"body_markdown,omitempty"`
	AuthorID     IntID   `json:"author_id,omitempty"`
	State        string  `json:"state,omitempty"` // published or draft
	AudienceIDs  []IntID `json:"audience_ids,omitzero"`
	Availability
}

// NewArticle is an article, as POST /articles takes it. Its author is required.
type NewArticle struct {
	Title    string `json:"title" jsonschema:"Title"`
	ParentID IntID  `json:"parent_id,omitempty" jsonschema:"Collection or section"`
	ArticleFields
}

// ArticleChange is what PUT /articles takes, where the parent's id is a string.
type ArticleChange struct {
	Title    string `json:"title,omitempty" jsonschema:"Title" rule:"minlen=1"`
	ParentID ID     `json:"parent_id,omitempty" jsonschema:"Collection or section"`
	ArticleFields
}

// Paging asks for a page of a list that names the next one by a number or by a
// cursor; one of the two is set, or none for the first page.
type Paging struct {
	PerPage       int    `json:"per_page,omitempty"`
	Page          int    `json:"page,omitempty"`
	StartingAfter string `json:"starting_after,omitempty"`
}

// ArticleSearch narrows a search for articles.
type ArticleSearch struct {
	Phrase       string `json:"phrase,omitempty" jsonschema:"Words to find" rule:"minlen=1"`
	State        string `json:"state,omitempty" jsonschema:"Visibility" rule:"enum=published|draft|all"`
	HelpCenterID IntID  `json:"help_center_id,omitempty" jsonschema:"Help center"`
	Highlight    bool   `json:"highlight,omitempty" jsonschema:"Add highlights of the matches"`
}

// ArticleHits is a page of found articles, and where they match.
type ArticleHits struct {
	Page
	Highlights []Object
}

// UnmarshalJSON reads a page whose data is an object of lists.
func (h *ArticleHits) UnmarshalJSON(b []byte) error {
	if err := h.Page.UnmarshalJSON(b); err != nil {
		return err
	}
	var found struct {
		Data struct {
			Articles         []Object
			InternalArticles []Object `json:"internal_articles"`
			Highlights       []Object
		}
	}
	if json.Unmarshal(b, &found) != nil {
		return nil // data is a list, as of other pages
	}
	h.Items = append(append(h.Items, found.Data.Articles...), found.Data.InternalArticles...)
	h.Highlights = found.Data.Highlights
	return nil
}

// Articles lists articles with their text, last updated first.
//
// GET /articles (Articles: List articles)
func (c *Client) Articles(ctx context.Context, p Paging) (Page, error) {
	return call[Page](ctx, c, get("/articles").withQuery(p))
}

// SearchArticles lists the articles that hold a phrase.
//
// GET /articles/search (Articles: Search articles)
func (c *Client) SearchArticles(ctx context.Context, s ArticleSearch, p Paging) (ArticleHits, error) {
	query := struct {
		ArticleSearch
		Paging
	}{s, p}
	return call[ArticleHits](ctx, c, get("/articles/search").withQuery(query))
}

// CreateArticle adds an article: a draft, unless State says published. Errors:
// 400 parameter_invalid for a schedule in the past or two of them, 404 for
// unknown audiences.
//
// POST /articles (Articles: Create an article)
func (c *Client) CreateArticle(ctx context.Context, in NewArticle) (Object, error) {
	return call[Object](ctx, c, post("/articles").withBody(in))
}

// Article fetches an article as it is live. Errors: 404.
//
// GET /articles/{article_id} (Articles: Get an article)
func (c *Client) Article(ctx context.Context, id ID) (Object, error) {
	return call[Object](ctx, c, get("/articles/{article_id}").withIDs(id))
}

// UpdateArticle changes the fields that in sets. A published article changes at
// once. Errors: 404, 400 parameter_invalid as for CreateArticle.
//
// PUT /articles/{article_id} (Articles: Update an article)
func (c *Client) UpdateArticle(ctx context.Context, id ID, in ArticleChange) (Object, error) {
	return call[Object](ctx, c, put("/articles/{article_id}").withIDs(id).withBody(in))
}

// DeleteArticle removes an article. Errors: 404.
//
// DELETE /articles/{article_id} (Articles: Delete an article)
func (c *Client) DeleteArticle(ctx context.Context, id ID) (Deleted, error) {
	return call[Deleted](ctx, c, del("/articles/{article_id}").withIDs(id))
}
