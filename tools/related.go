package tools

import (
	"context"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/cursor"
	"intercom-mcp/tools/registry"
	"intercom-mcp/tools/result"
)

// relatedPage is a page of what belongs to a contact or a company, of any type.
type relatedPage struct {
	Items result.Items[result.ByType] `json:"items"`
	cursor.Page
}

// listRelated fetches the page that a call wants of a list, one of several that a
// tool has. The cursor keeps the list's name, so that it goes on with the same.
// pagers are those of the lists that have pages; any other comes all at once.
func listRelated(c registry.Caller, list string, pagers map[string]cursor.Pager, in cursor.Args,
	fetchPage func(cursor.Cursor) (intercomapi.Page, error),
) ([]intercomapi.Object, cursor.Page, error) {
	by, ok := pagers[list]
	if !ok {
		by = cursor.AllAtOnce()
	}
	return in.List(by, cursor.Cursor{Tool: c.Tool, Sort: list}, fetchPage)
}

type contactRelatedArgs struct {
	contactID
	List string `json:"list" jsonschema:"What" rule:"enum=companies|notes|segments|subscriptions|tags|merge_history"`
	cursor.Args
	result.SummaryOnly
}

func listContactRelated(ctx context.Context, c registry.Caller, in contactRelatedArgs) (relatedPage, error) {
	pagers := map[string]cursor.Pager{"companies": cursor.ByNumber(), "notes": cursor.ByNumber(), "merge_history": cursor.ByCursor()}
	items, page, err := listRelated(c, in.List, pagers, in.Args, func(at cursor.Cursor) (intercomapi.Page, error) {
		switch in.List {
		case "companies":
			return c.ContactCompanies(ctx, in.ID, at.Numbered())
		case "notes":
			return c.ContactNotes(ctx, in.ID, at.Numbered())
		case "segments":
			return c.ContactSegments(ctx, in.ID)
		case "subscriptions":
			return c.ContactSubscriptions(ctx, in.ID)
		case "tags":
			return c.ContactTags(ctx, in.ID)
		}
		return c.ContactMergeHistory(ctx, in.ID, at.Listing())
	})
	return relatedPage{items, page}, err
}

type companyRelatedArgs struct {
	companyID
	List string `json:"list" jsonschema:"What" rule:"enum=contacts|notes|segments"`
	cursor.Args
	result.SummaryOnly
}

func listCompanyRelated(ctx context.Context, c registry.Caller, in companyRelatedArgs) (relatedPage, error) {
	pagers := map[string]cursor.Pager{"contacts": cursor.ByCursor(), "notes": cursor.ByNumber()}
	items, page, err := listRelated(c, in.List, pagers, in.Args, func(at cursor.Cursor) (intercomapi.Page, error) {
		switch in.List {
		case "contacts":
			return c.CompanyContacts(ctx, in.ID, at.Listing())
		case "notes":
			return c.CompanyNotes(ctx, in.ID, at.Numbered())
		}
		return c.CompanySegments(ctx, in.ID)
	})
	return relatedPage{items, page}, err
}

type conversationRelatedArgs struct {
	conversationID
	List        string `json:"list" jsonschema:"What" rule:"enum=handling_events|side_conversations"`
	cursor.Args `rule:"per_page.max=50"`
}

type conversationRelatedPage struct {
	Items result.Items[result.Plain] `json:"items"`
	cursor.Page
}

func listConversationRelated(ctx context.Context, c registry.Caller, in conversationRelatedArgs) (conversationRelatedPage, error) {
	pagers := map[string]cursor.Pager{"side_conversations": cursor.ByNumber()}
	items, page, err := listRelated(c, in.List, pagers, in.Args, func(at cursor.Cursor) (intercomapi.Page, error) {
		if in.List == "handling_events" {
			return c.HandlingEvents(ctx, in.ID)
		}
		return c.SideConversations(ctx, in.ID, at.Numbered())
	})
	return conversationRelatedPage{items, page}, err
}

type deletedArgs struct {
	cursor.Args `rule:"per_page.max=60"`
	Order       string `json:"order,omitempty" jsonschema:"Order" rule:"enum=asc|desc"`
}

type deletedConversationsPage struct {
	Conversations result.Items[result.Plain] `json:"conversations"`
	cursor.Page
}

func listDeletedConversations(ctx context.Context, c registry.Caller, in deletedArgs) (deletedConversationsPage, error) {
	items, page, err := in.List(cursor.ByNumber(), cursor.Cursor{Tool: c.Tool, Order: in.Order}, func(at cursor.Cursor) (intercomapi.Page, error) {
		return c.DeletedConversations(ctx, intercomapi.DeletedListing{Page: at.Page, PerPage: at.PerPage, Order: at.Order})
	})
	return deletedConversationsPage{items, page}, err
}
