package tools

import (
	"cmp"
	"context"
	"fmt"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/args"
	"intercom-mcp/tools/cursor"
	"intercom-mcp/tools/lookup"
	"intercom-mcp/tools/registry"
	"intercom-mcp/tools/result"
)

type externalPageResult struct {
	ExternalPage intercomapi.Object `json:"external_page"`
}

type externalPagesPage struct {
	ExternalPages result.Items[result.Article] `json:"external_pages"`
	cursor.Page
}

func listExternalPages(ctx context.Context, c registry.Caller, in summaryPaging) (externalPagesPage, error) {
	items, page, err := in.List(cursor.ByCursor(), c.First(), func(at cursor.Cursor) (intercomapi.Page, error) {
		return c.ExternalPages(ctx, at.Either())
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

// updateExternalPage looks the page up first: Intercom wants all of it again,
// and lets Fin use it where a call leaves that out.
func updateExternalPage(ctx context.Context, c registry.Caller, in updateExternalPageArgs) (externalPageResult, error) {
	is, err := currentExternalPage(ctx, c, in.ID)
	if err != nil {
		return externalPageResult{}, err
	}
	out := intercomapi.ExternalPageChange{
		Title: cmp.Or(in.Title, is.Title), HTML: cmp.Or(in.HTML, is.HTML), URL: cmp.Or(in.URL, is.URL),
		SourceID: cmp.Or(in.SourceID, is.SourceID), ExternalID: in.ExternalID,
		FinAvailability: cmp.Or(in.FinAvailability, is.FinAvailability),
	}
	for _, field := range []struct{ name, value string }{
		{"title", out.Title}, {"html", out.HTML}, {"url", out.URL}, {"source_id", string(out.SourceID)},
	} {
		if field.value == "" {
			return externalPageResult{}, args.Errorf(field.name, "is needed: the page has none, and Intercom takes no update without")
		}
	}
	page, err := c.UpdateExternalPage(ctx, in.ID, out)
	return externalPageResult{page}, err
}

// currentExternalPage is the page as it is, in the words of an update.
func currentExternalPage(ctx context.Context, c registry.Caller, id intercomapi.ID) (is intercomapi.ExternalPageChange, err error) {
	page, err := c.ExternalPage(ctx, id)
	if err == nil {
		err = page.Decode(&is)
	}
	if err != nil {
		return is, lookup.PreconditionFailed(fmt.Errorf("look the page up: %w", err))
	}
	var fin struct {
		Uses *bool `json:"ai_agent_availability"`
	}
	if is.FinAvailability == nil && page.Decode(&fin) == nil { // its other name
		is.FinAvailability = fin.Uses
	}
	return is, nil
}

func deleteExternalPage(ctx context.Context, c registry.Caller, in externalPageID) (deletedResult, error) {
	_, err := c.DeleteExternalPage(ctx, in.ID)
	return deletion(c, intercomapi.Deleted{ID: in.ID, Deleted: true}), err
}
