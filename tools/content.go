package tools

import (
	"context"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/args"
	"intercom-mcp/tools/cursor"
	"intercom-mcp/tools/registry"
	"intercom-mcp/tools/result"
)

func contentTools() []registry.Tool {
	const set = "content"
	return []registry.Tool{
		registry.Define(set, registry.Read, "search_content", "Search content",
			"Find articles, internal articles, snippets, external pages and files. "+
				"Returns ids and titles; an article's contents are its article_content, one a locale.", searchContent),
		registry.Define(set, registry.Update, "update_content_items", "Update content items",
			"Queue one change of many items. publish and unpublish take article_content alone; update_tags takes article instead.", updateContentItems),
		registry.Define(set, registry.Delete, "delete_content_items", "Delete content items",
			"Queue the deletion of many items for good. Articles of synced sources stay.", deleteContentItems),
	}
}

type contentPage struct {
	Content result.Items[result.Plain] `json:"content"`
	cursor.Page
}

type searchContentArgs struct {
	intercomapi.ContentSearch
	cursor.Args `rule:"per_page.max=50"`
}

func searchContent(ctx context.Context, c registry.Caller, in searchContentArgs) (contentPage, error) {
	if in.TagOperator != "" && len(in.TagIDs) == 0 {
		return contentPage{}, args.Errorf("tag_operator", "goes with tag_ids")
	}
	items, page, err := in.List(cursor.ByNumber(), c.First(), func(at cursor.Cursor) (intercomapi.Page, error) {
		return c.SearchContent(ctx, in.ContentSearch, at.Numbered())
	})
	return contentPage{items, page}, err
}

// queuedResult says that Intercom accepted an action, which it has yet to carry out.
type queuedResult struct {
	Status string `json:"status"`
	Items  int    `json:"items"`
}

// updateContentArgs are an action, and the arguments of each of the actions.
type updateContentArgs struct {
	Action     string                   `json:"action" jsonschema:"What to do" rule:"enum=publish|unpublish|set_availability|set_audience|update_tags"`
	ContentIDs []intercomapi.ContentRef `json:"content_ids" jsonschema:"Items" rule:"minitems=1 maxitems=1000"`
	intercomapi.ContentAvailability
	intercomapi.ContentAudience
	intercomapi.ContentTags
}

func updateContentItems(ctx context.Context, c registry.Caller, in updateContentArgs) (queuedResult, error) {
	if err := in.check(); err != nil {
		return queuedResult{}, err
	}
	change := intercomapi.ContentChange{ContentIDs: in.ContentIDs}
	switch in.Action {
	case "set_availability":
		change.Availability = &in.ContentAvailability
	case "set_audience":
		change.Audience = &in.ContentAudience
	case "update_tags":
		change.Tags = &in.ContentTags
	}
	return queueContentChange(ctx, c, in.Action, change)
}

type deleteContentArgs struct {
	ContentIDs []deletableContentRef `json:"content_ids" jsonschema:"Items" rule:"minitems=1 maxitems=1000"`
}

// deletableContentRef is a ContentRef of the types that can be deleted.
type deletableContentRef struct {
	Type string         `json:"type" jsonschema:"Kind" rule:"enum=article_content|content_snippet|file_source_content|internal_article"`
	ID   intercomapi.ID `json:"id" jsonschema:"Id"`
}

func deleteContentItems(ctx context.Context, c registry.Caller, in deleteContentArgs) (queuedResult, error) {
	var items []intercomapi.ContentRef
	for _, item := range in.ContentIDs {
		items = append(items, intercomapi.ContentRef(item))
	}
	return queueContentChange(ctx, c, "delete", intercomapi.ContentChange{ContentIDs: items})
}

// queueContentChange queues an action on many items.
func queueContentChange(ctx context.Context, c registry.Caller, action string, in intercomapi.ContentChange) (queuedResult, error) {
	answer, err := c.BulkContent(ctx, action, in)
	return queuedResult{answer.Status, len(in.ContentIDs)}, err
}
