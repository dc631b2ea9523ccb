package tools

import (
	"context"

	"intercom-mcp/intercomapi"
)

func internalArticles() []Tool {
	const set = "articles"
	return []Tool{
		Define(set, Read, "list_internal_articles", "List internal articles", "List the articles that only admins and AI read, of one folder or of all.", listInternalArticles),
		Define(set, Read, "get_internal_article", "Get internal article", "Fetch one internal article.", getInternalArticle),
		Define(set, Create, "create_internal_article", "Create internal article", "Add an article that only admins and AI read.", createInternalArticle),
		Define(set, Update, "update_internal_article", "Update internal article", "Change the given fields of an internal article.", updateInternalArticle),
		Define(set, Delete, "delete_internal_article", "Delete internal article", "Delete an internal article for good.", deleteInternalArticle),
	}
}

type internalArticleResult struct {
	InternalArticle intercomapi.Object `json:"internal_article"`
}

type internalArticlesPage struct {
	InternalArticles Items[Article] `json:"internal_articles"`
	Page
}

type listInternalArticlesArgs struct {
	FolderID intercomapi.ID `json:"folder_id,omitempty" jsonschema:"Folder"`
	Args2
	FieldOptions
}

func listInternalArticles(ctx context.Context, c Caller, in listInternalArticlesArgs) (internalArticlesPage, error) {
	items, page, err := in.List(ByCursor(), c.first(), func(at Cursor) (intercomapi.Page, error) {
		if in.FolderID == "" {
			return c.InternalArticles(ctx, at.Either())
		}
		return c.SearchInternalArticles(ctx, in.FolderID, at.Either())
	})
	return internalArticlesPage{items, page}, err
}

type internalArticleID struct {
	ID intercomapi.ID `json:"id" jsonschema:"Internal article"`
}

func getInternalArticle(ctx context.Context, c Caller, in internalArticleID) (internalArticleResult, error) {
	article, err := c.InternalArticle(ctx, in.ID)
	return internalArticleResult{article}, err
}

type createInternalArticleArgs struct {
	Title string `json:"title" jsonschema:"Title"`
	intercomapi.InternalArticle
}

// createInternalArticle names an author and an owner, as Intercom requires: the
// owner is the author unless the call says otherwise.
func createInternalArticle(ctx context.Context, c Caller, in createInternalArticleArgs) (internalArticleResult, error) {
	if err := oneBody("", in.Body, in.BodyMarkdown); err != nil {
		return internalArticleResult{}, err
	}
	author, err := c.Author(ctx, intercomapi.ID(in.AuthorID))
	if err != nil {
		return internalArticleResult{}, err
	}
	if in.AuthorID = intercomapi.IntID(author); in.OwnerID == "" {
		in.OwnerID = in.AuthorID
	}
	article, err := c.CreateInternalArticle(ctx, in.Title, in.InternalArticle)
	return internalArticleResult{article}, err
}

type updateInternalArticleArgs struct {
	internalArticleID
	Title string `json:"title,omitempty" jsonschema:"Title" rule:"minlen=1"`
	intercomapi.InternalArticle
}

func updateInternalArticle(ctx context.Context, c Caller, in updateInternalArticleArgs) (internalArticleResult, error) {
	if err := oneBody("", in.Body, in.BodyMarkdown); err != nil {
		return internalArticleResult{}, err
	}
	article, err := c.UpdateInternalArticle(ctx, in.ID, in.Title, in.InternalArticle)
	return internalArticleResult{article}, err
}

func deleteInternalArticle(ctx context.Context, c Caller, in internalArticleID) (deletedResult, error) {
	d, err := c.DeleteInternalArticle(ctx, in.ID)
	return deletedBy(c, d), err
}
