package intercomapi

import "context"

// NewsItem is a news item, as POST and PUT /news/news_items take it.
type NewsItem struct {
	Title    string `json:"title"`
	SenderID IntID  `json:"sender_id"`
	NewsFields
}

// NewsFields are fields of a news item that may be left out.
type NewsFields struct {
	Body                *string              `json:"body,omitempty" jsonschema:"HTML body" rule:"filled"`
	State               string               `json:"state,omitempty" jsonschema:"live: customers see it" rule:"enum=draft|live"`
	NewsfeedAssignments []NewsfeedAssignment `json:"newsfeed_assignments,omitzero" jsonschema:"Newsfeeds to show it in"`
	DeliverSilently     *bool                `json:"deliver_silently,omitempty" jsonschema:"No notification badge"`
	Labels              []string             `json:"labels,omitzero" jsonschema:"Names of labels"`
	Reactions           []string             `json:"reactions,omitzero" jsonschema:"Emoji to react with; [] for none" rule:"empty"`
}

// NewsfeedAssignment puts a news item into a newsfeed.
type NewsfeedAssignment struct {
	NewsfeedID  IntID `json:"newsfeed_id" jsonschema:"Newsfeed"`
	PublishedAt *Time `json:"published_at,omitempty" jsonschema:"Past date, if not now" rule:"utc"`
}

// NewsItems lists news items of all states.
//
// GET /news/news_items (News: List news items)
func (c *Client) NewsItems(ctx context.Context, p Paging) (Page, error) {
	return call[Page](ctx, c, get("/news/news_items").withQuery(p))
}

// CreateNewsItem adds a news item; customers see it where it is live and
// assigned to a newsfeed. Times are Unix seconds, and never in the future.
//
// POST /news/news_items (News: Create a news item)
func (c *Client) CreateNewsItem(ctx context.Context, in NewsItem) (Object, error) {
	return call[Object](ctx, c, post("/news/news_items").withBody(in))
}

// NewsItem fetches a news item. Errors: 404.
//
// GET /news/news_items/{news_item_id} (News: Get a news item)
func (c *Client) NewsItem(ctx context.Context, id ID) (Object, error) {
	return call[Object](ctx, c, get("/news/news_items/{news_item_id}").withIDs(id))
}

// UpdateNewsItem changes a news item; title and sender are required. Errors: 404.
//
// PUT /news/news_items/{news_item_id} (News: Update a news item)
func (c *Client) UpdateNewsItem(ctx context.Context, id ID, in NewsItem) (Object, error) {
	return call[Object](ctx, c, put("/news/news_items/{news_item_id}").withIDs(id).withBody(in))
}

// DeleteNewsItem removes a news item. Errors: 404.
//
// DELETE /news/news_items/{news_item_id} (News: Delete a news item)
func (c *Client) DeleteNewsItem(ctx context.Context, id ID) (Deleted, error) {
	return call[Deleted](ctx, c, del("/news/news_items/{news_item_id}").withIDs(id))
}

// Newsfeeds lists newsfeeds.
//
// GET /news/newsfeeds (News: List newsfeeds)
func (c *Client) Newsfeeds(ctx context.Context, p Paging) (Page, error) {
	return call[Page](ctx, c, get("/news/newsfeeds").withQuery(p))
}

// Newsfeed fetches a newsfeed. Errors: 404.
//
// GET /news/newsfeeds/{newsfeed_id} (News: Get a newsfeed)
func (c *Client) Newsfeed(ctx context.Context, id ID) (Object, error) {
	return call[Object](ctx, c, get("/news/newsfeeds/{newsfeed_id}").withIDs(id))
}

// LiveNewsItems lists the news items that are live in a newsfeed.
//
// GET /news/newsfeeds/{newsfeed_id}/items (News: List the live items of a newsfeed)
func (c *Client) LiveNewsItems(ctx context.Context, newsfeed ID, p Paging) (Page, error) {
	return call[Page](ctx, c, get("/news/newsfeeds/{newsfeed_id}/items").withIDs(newsfeed).withQuery(p))
}
