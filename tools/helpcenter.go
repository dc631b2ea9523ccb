package tools

import (
	"context"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/cursor"
	"intercom-mcp/tools/registry"
	"intercom-mcp/tools/result"
)

func helpCenterTools() []registry.Tool {
	const set = "articles"
	return []registry.Tool{
		registry.Define(set, registry.Read, "list_collections", "List collections",
			"List the collections of help center articles.", listCollections),
		registry.Define(set, registry.Read, "get_collection", "Get collection", "Fetch one help center collection.", getCollection),
		registry.Define(set, registry.Create, "create_collection", "Create collection", "Add a help center collection.", createCollection),
		registry.Define(set, registry.Update, "update_collection", "Update collection", "Change the given fields of a collection.", updateCollection),
		registry.Define(set, registry.Delete, "delete_collection", "Delete collection", "Delete a help center collection for good.", deleteCollection),
		registry.Define(set, registry.Read, "list_help_centers", "List help centers", "List help centers.", listHelpCenters),
	}
}

type collectionResult struct {
	Collection intercomapi.Object `json:"collection"`
}

type collectionsPage struct {
	Collections result.Items[result.Plain] `json:"collections"`
	cursor.Page
}

func listCollections(ctx context.Context, c registry.Caller, in cursor.Args) (collectionsPage, error) {
	items, page, err := in.List(cursor.ByCursor(), c.First(), func(at cursor.Cursor) (intercomapi.Page, error) {
		return c.Collections(ctx, at.Paging())
	})
	return collectionsPage{items, page}, err
}

type collectionID struct {
	ID intercomapi.ID `json:"id" jsonschema:"Collection"`
}

func getCollection(ctx context.Context, c registry.Caller, in collectionID) (collectionResult, error) {
	collection, err := c.Collection(ctx, in.ID)
	return collectionResult{collection}, err
}

// checkCollection returns an error for a name in some locale that has nothing to read.
func checkCollection(in intercomapi.CollectionFields) error {
	for locale, text := range in.TranslatedContent {
		if err := checkFilled("translated_content."+locale+".", map[string]*string{"name": text.Name}); err != nil {
			return err
		}
	}
	return nil
}

func createCollection(ctx context.Context, c registry.Caller, in intercomapi.NewCollection) (collectionResult, error) {
	if err := checkCollection(in.CollectionFields); err != nil {
		return collectionResult{}, err
	}
	collection, err := c.CreateCollection(ctx, in)
	return collectionResult{collection}, err
}

type updateCollectionArgs struct {
	collectionID
	intercomapi.CollectionChange
}

func updateCollection(ctx context.Context, c registry.Caller, in updateCollectionArgs) (collectionResult, error) {
	if err := checkCollection(in.CollectionFields); err != nil {
		return collectionResult{}, err
	}
	collection, err := c.UpdateCollection(ctx, in.ID, in.CollectionChange)
	return collectionResult{collection}, err
}

func deleteCollection(ctx context.Context, c registry.Caller, in collectionID) (deletedResult, error) {
	d, err := c.DeleteCollection(ctx, in.ID)
	return deletion(c, d), err
}

type helpCentersResult struct {
	HelpCenters result.Items[result.Plain] `json:"help_centers"`
}

type listHelpCentersArgs struct {
	ID intercomapi.ID `json:"id,omitempty" jsonschema:"This one alone"`
}

func listHelpCenters(ctx context.Context, c registry.Caller, in listHelpCentersArgs) (helpCentersResult, error) {
	if in.ID != "" {
		center, err := c.HelpCenter(ctx, in.ID)
		return helpCentersResult{[]intercomapi.Object{center}}, err
	}
	page, err := c.HelpCenters(ctx)
	return helpCentersResult{page.Items}, err
}
