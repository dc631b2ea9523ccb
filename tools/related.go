package tools

import (
	"context"

	"intercom-mcp/intercomapi"
)

// relatedPage is a page of what belongs to something.
type relatedPage struct {
	Items []intercomapi.Object `json:"items"`
	more
}

// way is how a list goes on from page to page.
type way struct {
	resume func(position, string) (position, error)
	next   func(position, intercomapi.Page) more
}

var (
	byCursor = way{resume, position.next}
	byNumber = way{resumePage, position.nextPage}
	// allAtOnce is the way of a list that comes all at once.
	allAtOnce = way{resumePage, func(at position, p intercomapi.Page) more { return more{TotalCount: p.Total, at: at} }}
)

// related asks for the page of a list that a call wants. name is the tool's;
// the list's own name is kept in the cursor, so that it goes on with the same.
func related(name, list string, w way, in paging, ask func(position) (intercomapi.Page, error)) (relatedPage, error) {
	at, err := w.resume(position{Tool: name, Sort: list, PerPage: in.PerPage}, in.StartingAfter)
	if err != nil {
		return relatedPage{}, err
	}
	page, err := ask(at)
	return relatedPage{page.Items, w.next(at, page)}, err
}

// wayOf is the way of a list among these, or else that of a list that comes all at once.
func wayOf(ways map[string]way, list string) way {
	if w, ok := ways[list]; ok {
		return w
	}
	return allAtOnce
}

type contactRelatedArgs struct {
	contactID
	List string `json:"list" jsonschema:"What" rule:"enum=companies|notes|segments|subscriptions|tags|merge_history"`
	paging
	slimOnly
}

func listContactRelated(ctx context.Context, c Caller, in contactRelatedArgs) (relatedPage, error) {
	w := wayOf(map[string]way{"companies": byNumber, "notes": byNumber, "merge_history": byCursor}, in.List)
	return related("list_contact_related", in.List, w, in.paging, func(at position) (intercomapi.Page, error) {
		switch in.List {
		case "companies":
			return c.ContactCompanies(ctx, in.ID, at.numbered())
		case "notes":
			return c.ContactNotes(ctx, in.ID, at.numbered())
		case "segments":
			return c.ContactSegments(ctx, in.ID)
		case "subscriptions":
			return c.ContactSubscriptions(ctx, in.ID)
		case "tags":
			return c.ContactTags(ctx, in.ID)
		}
		return c.ContactMergeHistory(ctx, in.ID, at.listing())
	})
}

type companyRelatedArgs struct {
	companyID
	List string `json:"list" jsonschema:"What" rule:"enum=contacts|notes|segments"`
	paging
	slimOnly
}

func listCompanyRelated(ctx context.Context, c Caller, in companyRelatedArgs) (relatedPage, error) {
	w := wayOf(map[string]way{"contacts": byCursor, "notes": byNumber}, in.List)
	return related("list_company_related", in.List, w, in.paging, func(at position) (intercomapi.Page, error) {
		switch in.List {
		case "contacts":
			return c.CompanyContacts(ctx, in.ID, at.listing())
		case "notes":
			return c.CompanyNotes(ctx, in.ID, at.numbered())
		}
		return c.CompanySegments(ctx, in.ID)
	})
}

type conversationRelatedArgs struct {
	conversationID
	List          string `json:"list" jsonschema:"What" rule:"enum=handling_events|side_conversations"`
	PerPage       int    `json:"per_page,omitempty" jsonschema:"Default 20" rule:"some max=50"`
	StartingAfter string `json:"starting_after,omitempty" jsonschema:"Next page" rule:"cursor"`
}

func listConversationRelated(ctx context.Context, c Caller, in conversationRelatedArgs) (relatedPage, error) {
	p := paging{in.PerPage, in.StartingAfter}
	w := wayOf(map[string]way{"side_conversations": byNumber}, in.List)
	return related("list_conversation_related", in.List, w, p, func(at position) (intercomapi.Page, error) {
		if in.List == "handling_events" {
			return c.HandlingEvents(ctx, in.ID)
		}
		return c.SideConversations(ctx, in.ID, at.numbered())
	})
}

type deletedArgs struct {
	PerPage       int    `json:"per_page,omitempty" jsonschema:"Default 20" rule:"some max=60"`
	StartingAfter string `json:"starting_after,omitempty" jsonschema:"Next page" rule:"cursor"`
	Order         string `json:"order,omitempty" jsonschema:"Default desc" rule:"enum=asc|desc"`
}

func listDeletedConversations(ctx context.Context, c Caller, in deletedArgs) (conversationsPage, error) {
	at, err := resumePage(position{Tool: "list_deleted_conversations", PerPage: in.PerPage, Order: in.Order}, in.StartingAfter)
	if err != nil {
		return conversationsPage{}, err
	}
	page, err := c.DeletedConversations(ctx, intercomapi.DeletedListing{Page: at.Page, PerPage: at.PerPage, Order: at.Order})
	return conversationsPage{page.Items, at.nextPage(page)}, err
}
