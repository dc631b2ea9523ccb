package tools

import (
	"cmp"
	"context"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/args"
	"intercom-mcp/tools/cursor"
	"intercom-mcp/tools/registry"
	"intercom-mcp/tools/result"
)

func externalPageTools() []registry.Tool {
	const set = "content"
	return []registry.Tool{
		registry.Define(set, registry.Read, "list_external_pages", "List external pages", "List the pages of all content import sources.", listExternalPages),
		registry.Define(set, registry.Read, "get_external_page", "Get external page", "Fetch one external page.", getExternalPage),
		registry.Define(set, registry.Update, "create_external_page", "Create or update external page",
			"Add a page to a content import source, or update the one that has this external_id there.", createExternalPage),
		registry.Define(set, registry.Update, "update_external_page", "Update external page",
			"Change the given fields of a page that came through the API.", updateExternalPage),
		registry.Define(set, registry.Delete, "delete_external_page", "Delete external page",
			"Delete an external page, so that AI answers from it no more.", deleteExternalPage),
	}
}

type externalPageResult struct {
	ExternalPage intercomapi.Object `json:"external_page"`
}

type externalPagesPage struct {
	ExternalPages result.Items[result.Article] `json:"external_pages"`
	cursor.Page
}

func listExternalPages(ctx context.Context, c registry.Caller, in summaryPaging) (externalPagesPage, error) {
	items, page, err := in.List(cursor.ByCursor(), c.First(), func(at cursor.Cursor) (intercomapi.Page, error) {
		return c.ExternalPages(ctx, at.Paging())
	})
	return externalPagesPage{items, page}, err
}

type externalPageID struct {
	ID intercomapi.ID `json:"id" jsonschema:"External page"`
}

func getExternalPage(ctx context.Context, c registry.Caller, in externalPageID) (externalPageResult, error) {
	page, err := c.ExternalPage(ctx, in.ID)
	return externalPageResult{page}, err
}

// createExternalPage also updates: Intercom has one operation for both.
func createExternalPage(ctx context.Context, c registry.Caller, in intercomapi.ExternalPage) (externalPageResult, error) {
	page, err := c.SaveExternalPage(ctx, in)
	return externalPageResult{page}, err
}

type updateExternalPageArgs struct {
	externalPageID
	Title           string            `json:"title,omitempty" jsonschema:"Title" rule:"minlen=1"`
	HTML            string            `json:"html,omitempty" jsonschema:"HTML body" rule:"minlen=1"`
	URL             string            `json:"url,omitempty" jsonschema:"Where Fin links to" rule:"minlen=1"`
	FinAvailability *bool             `json:"fin_availability,omitempty" jsonschema:"Fin uses it"`
	SourceID        intercomapi.IntID `json:"source_id,omitempty" jsonschema:"Content import source"`
	ExternalID      string            `json:"external_id,omitempty" jsonschema:"Your own id" rule:"minlen=1"`
}

// updateExternalPage looks the page up first: Intercom requires all of it again,
// and lets Fin use it where a request leaves that out.
func updateExternalPage(ctx context.Context, c registry.Caller, in updateExternalPageArgs) (externalPageResult, error) {
	current, err := currentExternalPage(ctx, c, in.ID)
	if err != nil {
		return externalPageResult{}, err
	}
	change := intercomapi.ExternalPageChange{
		Title: cmp.Or(in.Title, current.Title), HTML: cmp.Or(in.HTML, current.HTML), URL: cmp.Or(in.URL, current.URL),
		SourceID: cmp.Or(in.SourceID, current.SourceID), ExternalID: in.ExternalID,
		FinAvailability: cmp.Or(in.FinAvailability, current.FinAvailability),
	}
	for _, field := range []struct{ name, value string }{
		{"title", change.Title}, {"html", change.HTML}, {"url", change.URL}, {"source_id", string(change.SourceID)},
	} {
		if field.value == "" {
			return externalPageResult{}, args.Errorf(field.name, "is needed: the page has none, and Intercom takes no update without")
		}
	}
	page, err := c.UpdateExternalPage(ctx, in.ID, change)
	return externalPageResult{page}, err
}

// currentExternalPage returns the page as it is, as the change that changes nothing.
func currentExternalPage(ctx context.Context, c registry.Caller, id intercomapi.ID) (current intercomapi.ExternalPageChange, err error) {
	page, err := c.ExternalPage(ctx, id)
	if err := decodePrecondition("look the page up", page, err, &current); err != nil {
		return current, err
	}
	var other struct { // the field's name in Intercom's answer
		FinAvailability *bool `json:"ai_agent_availability"`
	}
	if current.FinAvailability == nil && page.Decode(&other) == nil {
		current.FinAvailability = other.FinAvailability
	}
	return current, nil
}

func deleteExternalPage(ctx context.Context, c registry.Caller, in externalPageID) (deletedResult, error) {
	_, err := c.DeleteExternalPage(ctx, in.ID)
	return deletionOf(c, in.ID), err
}
