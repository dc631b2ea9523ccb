package tools

import (
	"cmp"
	"context"
	"slices"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/cursor"
	"intercom-mcp/tools/registry"
	"intercom-mcp/tools/result"
	"intercom-mcp/tools/search"
)

func conversationTools() []registry.Tool {
	const set = "conversations"
	return slices.Concat([]registry.Tool{
		registry.Define(set, registry.Read, "get_conversation", "Get conversation",
			"Read one conversation: head, and the newest parts that fit.",
			getConversation).InTriage().LeftOutBy("leave display_as raw out: then a long part is read in pieces, by part_id and offset"),
		registry.Define(set, registry.Read, "list_conversations", "List conversations", "List conversations, without parts.", listConversations),
		registry.Define(set, registry.Send, "reply_conversation", "Reply to conversation",
			"Write into a conversation as an admin. A comment reaches the customer at once; a note only admins see.", replyConversation).InTriage(),
		registry.Define(set, registry.Read, "search_conversations", "Search conversations",
			"Find conversations by filters, which add up. "+
				"query takes other fields: title, read, snoozed_until, source.*, teammate_ids, statistics.*, conversation_rating.*, ai_agent.*.",
			searchConversations).InTriage(),
	}, conversationActionTools(set))
}

type conversationResult struct {
	Conversation intercomapi.Object `json:"conversation"`
	Warnings     []string           `json:"warnings,omitempty"`
}

type conversationsPage struct {
	Conversations result.Items[result.Conversation] `json:"conversations"`
	cursor.Page
}

// conversationTargets are one conversation, or many for which a tool does the same.
type conversationTargets struct {
	registry.Targets `rule:"id.of=conversation ids.of=conversation"`
}

// conversationsResult is a conversation to which something was done, or what came
// of each of many.
type conversationsResult struct {
	Conversation intercomapi.Object `json:"conversation,omitempty"`
	Warnings     []string           `json:"warnings,omitempty"`
	registry.Outcomes
}

type conversationID struct {
	ID intercomapi.ID `json:"id" jsonschema:"Conversation id" rule:"of=conversation"`
}

type listConversationsArgs struct {
	cursor.Args
	Sort  string `json:"sort,omitempty" jsonschema:"Field" rule:"enum=waiting_since|updated_at|created_at"`
	Order string `json:"order,omitempty" jsonschema:"Default desc" rule:"enum=asc|desc"`
	result.FieldOptions
}

// listConversations serves an order through the search of all conversations,
// since the list itself takes none.
func listConversations(ctx context.Context, c registry.Caller, in listConversationsArgs) (conversationsPage, error) {
	first := cursor.Cursor{Tool: c.Tool, Sort: in.Sort, Order: in.Order}
	if in.Sort != "" || in.Order != "" {
		first.Sort, first.Order = cmp.Or(in.Sort, "updated_at"), cmp.Or(in.Order, "desc")
	}
	items, page, err := in.List(cursor.ByCursor(), first, func(at cursor.Cursor) (intercomapi.Page, error) {
		if at.Sort == "" {
			return c.Conversations(ctx, at.Listing())
		}
		order := map[string]string{"asc": "ascending", "desc": "descending"}[at.Order]
		all := intercomapi.Where("created_at", ">", 0)
		if at.Sort == "waiting_since" { // without a time, those in which nobody waits would come first
			all = intercomapi.Where(at.Sort, ">", 1)
		}
		return c.SearchConversations(ctx, intercomapi.NewSearch(all, at.Listing()).SortedBy(at.Sort, order))
	})
	if page.At.Sort == "waiting_since" {
		page.Notes = append(page.Notes, "sorted by waiting_since: conversations in which nobody waits are left out")
	}
	return conversationsPage{items, page}, err
}

type conversationsFound struct {
	Conversations result.Items[result.Conversation] `json:"conversations,omitzero"`
	cursor.Page
	search.Compiled
}

func searchConversations(ctx context.Context, c registry.Caller, in search.ConversationSearch) (conversationsFound, error) {
	found, err := in.Find(ctx, c.Resolver, c.Tool)
	return conversationsFound{found.Items, found.Page, found.Compiled}, err
}
