package tools

import (
	"cmp"
	"context"
	"fmt"
	"time"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/args"
	"intercom-mcp/tools/cursor"
	"intercom-mcp/tools/registry"
	"intercom-mcp/tools/result"
)

func newsTools() []registry.Tool {
	const set = "content"
	return []registry.Tool{
		registry.Define(set, registry.Read, "list_news_items", "List news items",
			"List news items: all, or those that are live in one newsfeed.", listNewsItems),
		registry.Define(set, registry.Read, "get_news_item", "Get news item", "Fetch one news item.", getNewsItem),
		registry.Define(set, registry.Send, "create_news_item", "Create news item",
			"Add a news item; with state live, customers of its newsfeeds see it at once.", createNewsItem),
		registry.Define(set, registry.Update, "update_news_item", "Update news item",
			"Change the given fields of a news item; with state live, customers see it.", updateNewsItem),
		registry.Define(set, registry.Delete, "delete_news_item", "Delete news item", "Delete a news item for good.", deleteNewsItem),
		registry.Define(set, registry.Read, "list_newsfeeds", "List newsfeeds", "List newsfeeds.", listNewsfeeds),
	}
}

type newsItemResult struct {
	NewsItem intercomapi.Object `json:"news_item"`
}

type newsItemsPage struct {
	NewsItems result.Items[result.Plain] `json:"news_items"`
	cursor.Page
}

type listNewsItemsArgs struct {
	NewsfeedID intercomapi.ID `json:"newsfeed_id,omitempty" jsonschema:"Newsfeed"`
	cursor.Args
}

func listNewsItems(ctx context.Context, c registry.Caller, in listNewsItemsArgs) (newsItemsPage, error) {
	items, page, err := in.List(cursor.ByCursor(), c.First(), func(at cursor.Cursor) (intercomapi.Page, error) {
		if in.NewsfeedID == "" {
			return c.NewsItems(ctx, at.Paging())
		}
		return c.LiveNewsItems(ctx, in.NewsfeedID, at.Paging())
	})
	return newsItemsPage{items, page}, err
}

type newsItemID struct {
	ID intercomapi.ID `json:"id" jsonschema:"News item"`
}

func getNewsItem(ctx context.Context, c registry.Caller, in newsItemID) (newsItemResult, error) {
	item, err := c.NewsItem(ctx, in.ID)
	return newsItemResult{item}, err
}

type createNewsItemArgs struct {
	Title    string            `json:"title" jsonschema:"Title"`
	SenderID intercomapi.IntID `json:"sender_id,omitempty" jsonschema:"Admin, if not you"`
	intercomapi.NewsFields
}

func createNewsItem(ctx context.Context, c registry.Caller, in createNewsItemArgs) (newsItemResult, error) {
	if err := checkNews(in.NewsFields, c.Now()); err != nil {
		return newsItemResult{}, err
	}
	sender, err := c.Author(ctx, intercomapi.ID(in.SenderID))
	if err != nil {
		return newsItemResult{}, err
	}
	item, err := c.CreateNewsItem(ctx, intercomapi.NewsItem{Title: in.Title, SenderID: intercomapi.IntID(sender), NewsFields: in.NewsFields})
	return newsItemResult{item}, err
}

// checkNews returns an error for a date of publication in the future, which only
// Intercom's own app can plan.
func checkNews(in intercomapi.NewsFields, now time.Time) error {
	for i, a := range in.NewsfeedAssignments {
		if a.PublishedAt != nil && int64(*a.PublishedAt) > now.Unix() {
			return args.Errorf(fmt.Sprintf("newsfeed_assignments[%d].published_at", i), "is in the future, and Intercom takes no such date")
		}
	}
	return nil
}

type updateNewsItemArgs struct {
	newsItemID
	Title    string            `json:"title,omitempty" jsonschema:"Title" rule:"minlen=1"`
	SenderID intercomapi.IntID `json:"sender_id,omitempty" jsonschema:"Admin"`
	intercomapi.NewsFields
}

// updateNewsItem looks up the title and the sender that a call leaves out:
// Intercom takes no update without them.
func updateNewsItem(ctx context.Context, c registry.Caller, in updateNewsItemArgs) (newsItemResult, error) {
	if err := checkNews(in.NewsFields, c.Now()); err != nil {
		return newsItemResult{}, err
	}
	change := intercomapi.NewsItem{Title: in.Title, SenderID: in.SenderID, NewsFields: in.NewsFields}
	if change.Title == "" || change.SenderID == "" {
		var current intercomapi.NewsItem
		item, err := c.NewsItem(ctx, in.ID)
		if err := decodePrecondition("look the news item up", item, err, &current); err != nil {
			return newsItemResult{}, err
		}
		change.Title, change.SenderID = cmp.Or(change.Title, current.Title), cmp.Or(change.SenderID, current.SenderID)
	}
	if change.Title == "" || change.SenderID == "" {
		return newsItemResult{}, args.Errorf("", "title and sender_id are needed: the news item has none")
	}
	item, err := c.UpdateNewsItem(ctx, in.ID, change)
	return newsItemResult{item}, err
}

func deleteNewsItem(ctx context.Context, c registry.Caller, in newsItemID) (deletedResult, error) {
	d, err := c.DeleteNewsItem(ctx, in.ID)
	return deletion(c, d), err
}

type newsfeedsPage struct {
	Newsfeeds result.Items[result.Plain] `json:"newsfeeds"`
	cursor.Page
}

type listNewsfeedsArgs struct {
	ID intercomapi.ID `json:"id,omitempty" jsonschema:"This one alone"`
	cursor.Args
}

func listNewsfeeds(ctx context.Context, c registry.Caller, in listNewsfeedsArgs) (newsfeedsPage, error) {
	if in.ID != "" {
		feed, err := c.Newsfeed(ctx, in.ID)
		return newsfeedsPage{Newsfeeds: []intercomapi.Object{feed}}, err
	}
	items, page, err := in.List(cursor.ByCursor(), c.First(), func(at cursor.Cursor) (intercomapi.Page, error) {
		return c.Newsfeeds(ctx, at.Paging())
	})
	return newsfeedsPage{items, page}, err
}
