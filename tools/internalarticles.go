package tools

import (
	"context"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/cursor"
	"intercom-mcp/tools/registry"
	"intercom-mcp/tools/result"
)

func internalArticleTools() []registry.Tool {
	const set = "articles"
	return []registry.Tool{
		registry.Define(set, registry.Read, "list_internal_articles", "List internal articles",
			"List the articles that only admins and AI read, of one folder or of all.", listInternalArticles),
		registry.Define(set, registry.Read, "get_internal_article", "Get internal article", "Fetch one internal article.", getInternalArticle),
		registry.Define(set, registry.Create, "create_internal_article", "Create internal article",
			"Add an article that only admins and AI read.", createInternalArticle),
		registry.Define(set, registry.Update, "update_internal_article", "Update internal article",
			"Change the given fields of an internal article.", updateInternalArticle),
		registry.Define(set, registry.Delete, "delete_internal_article", "Delete internal article",
			"Delete an internal article for good.", deleteInternalArticle),
	}
}

type internalArticleResult struct {
	InternalArticle intercomapi.Object `json:"internal_article"`
}

// savedInternalArticle is an internal article that was written, and what its
// readers see of that.
type savedInternalArticle struct {
	InternalArticle intercomapi.Object `json:"internal_article"`
	ReadersSee      string             `json:"readers_see,omitempty"`
}

type internalArticlesPage struct {
	InternalArticles result.Items[result.Article] `json:"internal_articles"`
	cursor.Page
}

type listInternalArticlesArgs struct {
	FolderID intercomapi.ID `json:"folder_id,omitempty" jsonschema:"Folder"`
	cursor.Args
	result.FieldOptions
}

// listInternalArticles searches where a folder is named: the list itself has no
// filters.
func listInternalArticles(ctx context.Context, c registry.Caller, in listInternalArticlesArgs) (internalArticlesPage, error) {
	items, page, err := in.List(cursor.ByCursor(), c.First(), func(at cursor.Cursor) (intercomapi.Page, error) {
		if in.FolderID == "" {
			return c.InternalArticles(ctx, at.Paging())
		}
		return c.SearchInternalArticles(ctx, in.FolderID, at.Paging())
	})
	return internalArticlesPage{items, page}, err
}

type internalArticleID struct {
	ID intercomapi.ID `json:"id" jsonschema:"Internal article"`
}

func getInternalArticle(ctx context.Context, c registry.Caller, in internalArticleID) (internalArticleResult, error) {
	article, err := c.InternalArticle(ctx, in.ID)
	return internalArticleResult{article}, err
}

type createInternalArticleArgs struct {
	Title string `json:"title" jsonschema:"Title"`
	intercomapi.InternalArticle
}

// createInternalArticle names an author and an owner, as Intercom requires: the
// owner is the author unless the call says otherwise.
func createInternalArticle(ctx context.Context, c registry.Caller, in createInternalArticleArgs) (savedInternalArticle, error) {
	if err := checkOneBody("", in.Body, in.BodyMarkdown); err != nil {
		return savedInternalArticle{}, err
	}
	author, err := c.Author(ctx, intercomapi.ID(in.AuthorID))
	if err != nil {
		return savedInternalArticle{}, err
	}
	if in.AuthorID = intercomapi.IntID(author); in.OwnerID == "" {
		in.OwnerID = in.AuthorID
	}
	article, err := c.CreateInternalArticle(ctx, in.Title, in.InternalArticle)
	return savedInternalArticle{article, internalReadersSee(article, in.InternalArticle)}, err
}

type updateInternalArticleArgs struct {
	internalArticleID
	Title string `json:"title,omitempty" jsonschema:"Title" rule:"minlen=1"`
	intercomapi.InternalArticle
}

func updateInternalArticle(ctx context.Context, c registry.Caller, in updateInternalArticleArgs) (savedInternalArticle, error) {
	if err := checkOneBody("", in.Body, in.BodyMarkdown); err != nil {
		return savedInternalArticle{}, err
	}
	article, err := c.UpdateInternalArticle(ctx, in.ID, in.Title, in.InternalArticle)
	return savedInternalArticle{article, internalReadersSee(article, in.InternalArticle)}, err
}

func deleteInternalArticle(ctx context.Context, c registry.Caller, in internalArticleID) (deletedResult, error) {
	d, err := c.DeleteInternalArticle(ctx, in.ID)
	return deletion(c, d), err
}
