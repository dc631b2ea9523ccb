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

func importSourceTools() []registry.Tool {
	const set = "content"
	return []registry.Tool{
		registry.Define(set, registry.Read, "list_content_import_sources", "List content import sources",
			"List the outside sources of Fin's knowledge.", listImportSources),
		registry.Define(set, registry.Create, "create_content_import_source", "Create content import source",
			"Add a source for external pages that come through the API.", createImportSource),
		registry.Define(set, registry.Update, "update_content_import_source", "Update content import source",
			"Change the given fields of a content import source.", updateImportSource),
		registry.Define(set, registry.Delete, "delete_content_import_source", "Delete content import source",
			"Delete a content import source and all its external pages for good.", deleteImportSource),
	}
}

type importSourceResult struct {
	ContentImportSource intercomapi.Object `json:"content_import_source"`
}

type importSourcesPage struct {
	ContentImportSources result.Items[result.Plain] `json:"content_import_sources"`
	cursor.Page
}

type listImportSourcesArgs struct {
	ID intercomapi.ID `json:"id,omitempty" jsonschema:"This one alone"`
	cursor.Args
}

func listImportSources(ctx context.Context, c registry.Caller, in listImportSourcesArgs) (importSourcesPage, error) {
	if in.ID != "" {
		source, err := c.ContentImportSource(ctx, in.ID)
		return importSourcesPage{ContentImportSources: []intercomapi.Object{source}}, err
	}
	items, page, err := in.List(cursor.ByCursor(), c.First(), func(at cursor.Cursor) (intercomapi.Page, error) {
		return c.ContentImportSources(ctx, at.Paging())
	})
	return importSourcesPage{items, page}, err
}

type importSourceID struct {
	ID intercomapi.ID `json:"id" jsonschema:"Content import source"`
}

type importSourceFields struct {
	Status      string              `json:"status,omitempty" jsonschema:"Status" rule:"enum=active|deactivated"`
	AudienceIDs []intercomapi.IntID `json:"audience_ids,omitzero" jsonschema:"Audiences of Fin"`
}

type createImportSourceArgs struct {
	URL string `json:"url" jsonschema:"Address" rule:"minlen=1"`
	importSourceFields
}

func createImportSource(ctx context.Context, c registry.Caller, in createImportSourceArgs) (importSourceResult, error) {
	source, err := c.CreateContentImportSource(ctx, intercomapi.ContentImportSource{URL: in.URL, Status: in.Status, AudienceIDs: in.AudienceIDs})
	return importSourceResult{source}, err
}

type updateImportSourceArgs struct {
	importSourceID
	URL  string `json:"url,omitempty" jsonschema:"Address; changes under api alone" rule:"minlen=1"`
	Sync string `json:"sync_behavior,omitempty" jsonschema:"Never to or from api" rule:"enum=api|automated|manual"`
	importSourceFields
	ApplyToOld bool `json:"apply_audience_to_existing_content,omitempty" jsonschema:"Its pages too"`
}

// updateImportSource looks the source up first: Intercom requires its address
// and sync again, and activates it where a request leaves the status out.
func updateImportSource(ctx context.Context, c registry.Caller, in updateImportSourceArgs) (importSourceResult, error) {
	current, err := currentImportSource(ctx, c, in.ID)
	if err != nil {
		return importSourceResult{}, err
	}
	change := intercomapi.ContentImportSource{
		URL: cmp.Or(in.URL, current.URL), Sync: cmp.Or(in.Sync, current.Sync), Status: cmp.Or(in.Status, current.Status),
		AudienceIDs: in.AudienceIDs, ApplyToOld: in.ApplyToOld,
	}
	if change.URL == "" || change.Sync == "" {
		return importSourceResult{}, args.Errorf("", "url and sync_behavior are needed: Intercom does not tell the source's own")
	}
	source, err := c.UpdateContentImportSource(ctx, in.ID, change)
	return importSourceResult{source}, err
}

// currentImportSource returns the source as it is, as the change that changes nothing.
func currentImportSource(ctx context.Context, c registry.Caller, id intercomapi.ID) (current intercomapi.ContentImportSource, err error) {
	source, err := c.ContentImportSource(ctx, id)
	if err := decodePrecondition("look the source up", source, err, &current); err != nil {
		return current, err
	}
	if current.Sync == "automatic" { // as an answer calls what a request calls automated
		current.Sync = "automated"
	}
	return current, nil
}

func deleteImportSource(ctx context.Context, c registry.Caller, in importSourceID) (deletedResult, error) {
	err := c.DeleteContentImportSource(ctx, in.ID)
	return deletionOf(c, in.ID), err
}
