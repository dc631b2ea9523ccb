package tools

import (
	"context"

	"intercom-mcp/intercomapi"
)

// relatedPage is a page of what belongs to something.
type relatedPage struct {
	Items Items[ByType] `json:"items"`
	Page
}

// related asks for the page that a call wants of a list, one of several that a
// tool has: the list's own name is kept in the cursor, so that it goes on with
// the same. ways are those of the lists that have pages; any other comes all at
// once.
func related(c Caller, list string, ways map[string]Pager, in Args2, ask func(Cursor) (intercomapi.Page, error)) ([]intercomapi.Object, Page, error) {
	by, ok := ways[list]
	if !ok {
		by = AllAtOnce()
	}
	return in.List(by, Cursor{Tool: c.Tool, Sort: list}, ask)
}

type contactRelatedArgs struct {
	contactID
	List string `json:"list" jsonschema:"What" rule:"enum=companies|notes|segments|subscriptions|tags|merge_history"`
	Args2
	SummaryOnly
}

func listContactRelated(ctx context.Context, c Caller, in contactRelatedArgs) (relatedPage, error) {
	ways := map[string]Pager{"companies": ByNumber(), "notes": ByNumber(), "merge_history": ByCursor()}
	items, page, err := related(c, in.List, ways, in.Args2, func(at Cursor) (intercomapi.Page, error) {
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
	Args2
	SummaryOnly
}

func listCompanyRelated(ctx context.Context, c Caller, in companyRelatedArgs) (relatedPage, error) {
	ways := map[string]Pager{"contacts": ByCursor(), "notes": ByNumber()}
	items, page, err := related(c, in.List, ways, in.Args2, func(at Cursor) (intercomapi.Page, error) {
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
	List  string `json:"list" jsonschema:"What" rule:"enum=handling_events|side_conversations"`
	Args2 `rule:"per_page.max=50"`
}

type conversationRelatedPage struct {
	Items Items[Plain] `json:"items"`
	Page
}

func listConversationRelated(ctx context.Context, c Caller, in conversationRelatedArgs) (conversationRelatedPage, error) {
	ways := map[string]Pager{"side_conversations": ByNumber()}
	items, page, err := related(c, in.List, ways, in.Args2, func(at Cursor) (intercomapi.Page, error) {
		if in.List == "handling_events" {
			return c.HandlingEvents(ctx, in.ID)
		}
		return c.SideConversations(ctx, in.ID, at.Numbered())
	})
	return conversationRelatedPage{items, page}, err
}

type deletedArgs struct {
	Args2 `rule:"per_page.max=60"`
	Order string `json:"order,omitempty" jsonschema:"Default desc" rule:"enum=asc|desc"`
}

type deletedConversationsPage struct {
	Conversations Items[Plain] `json:"conversations"`
	Page
}

func listDeletedConversations(ctx context.Context, c Caller, in deletedArgs) (deletedConversationsPage, error) {
	items, page, err := in.List(ByNumber(), Cursor{Tool: c.Tool, Order: in.Order}, func(at Cursor) (intercomapi.Page, error) {
		return c.DeletedConversations(ctx, intercomapi.DeletedListing{Page: at.Page, PerPage: at.PerPage, Order: at.Order})
	})
	return deletedConversationsPage{items, page}, err
}
