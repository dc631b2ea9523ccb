package tools

import (
	"cmp"
	"context"

	"intercom-mcp/intercomapi"
)

func conversations() []Tool {
	const set = "conversations"
	return append([]Tool{
		Define(set, Read, "get_conversation", "Get conversation", "Read one conversation: head, and the newest parts of its thread that fit.", getConversation).InTriage().LeftOutBy("leave display_as raw out: then a long part is read in pieces, by part_id and offset"),
		Define(set, Read, "list_conversations", "List conversations", "List conversations, without parts.", listConversations),
		Define(set, Send, "reply_conversation", "Reply to conversation", "Write into a conversation as an admin. A comment reaches the customer at once; a note only admins see.", replyConversation).InTriage(),
		Define(set, Read, "search_conversations", "Search conversations", "Find conversations by filters, which add up. query takes other fields: read, snoozed_until, source.*, teammate_ids, statistics.*, conversation_rating.*, ai_agent.*.", searchConversations).InTriage(),
	}, conversationActs()...)
}

type conversationResult struct {
	Conversation intercomapi.Object `json:"conversation"`
	Warnings     []string           `json:"warnings,omitempty"`
}

type conversationsPage struct {
	Conversations Items[Conversation] `json:"conversations"`
	Page
}

type conversationID struct {
	ID intercomapi.ID `json:"id" jsonschema:"Conversation id" rule:"of=conversation"`
}

type listConversationsArgs struct {
	Args2
	Sort  string `json:"sort,omitempty" jsonschema:"Field" rule:"enum=waiting_since|updated_at|created_at"`
	Order string `json:"order,omitempty" jsonschema:"Default desc" rule:"enum=asc|desc"`
	FieldOptions
}

// listConversations serves an order through the search of all conversations,
// since the list itself takes none.
func listConversations(ctx context.Context, c Caller, in listConversationsArgs) (conversationsPage, error) {
	first := Cursor{Tool: c.Tool, Sort: in.Sort, Order: in.Order}
	if in.Sort != "" || in.Order != "" {
		first.Sort, first.Order = cmp.Or(in.Sort, "updated_at"), cmp.Or(in.Order, "desc")
	}
	items, page, err := in.List(ByCursor(), first, func(at Cursor) (intercomapi.Page, error) {
		if at.Sort == "" {
			return c.Conversations(ctx, at.Listing())
		}
		order := map[string]string{"asc": "ascending", "desc": "descending"}[at.Order]
		all := intercomapi.Where("created_at", ">", 0)
		return c.SearchConversations(ctx, intercomapi.NewSearch(all, at.Listing()).SortedBy(at.Sort, order))
	})
	return conversationsPage{items, page}, err
}

type conversationsFound struct {
	Conversations Items[Conversation] `json:"conversations,omitzero"`
	Page
	Compiled
}

func searchConversations(ctx context.Context, c Caller, in ConversationSearch) (conversationsFound, error) {
	found, err := in.Find(ctx, c.Book, c.Tool)
	return conversationsFound{found.Items, found.Page, found.Compiled}, err
}
