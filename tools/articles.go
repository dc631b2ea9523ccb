package tools

import (
	"context"
	"fmt"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/args"
	"intercom-mcp/tools/cursor"
	"intercom-mcp/tools/registry"
	"intercom-mcp/tools/result"
)

func articleTools() []registry.Tool {
	const set = "articles"
	return []registry.Tool{
		registry.Define(set, registry.Read, "list_articles", "List articles", "List help center articles with their text, last updated first.", listArticles),
		registry.Define(set, registry.Read, "search_articles", "Search articles", "Find help center articles that hold a phrase.", searchArticles),
		registry.Define(set, registry.Read, "get_article", "Get article", "Fetch one article as it is live, or its staged draft, or one version.", getArticle),
		registry.Define(set, registry.Create, "create_article", "Create article",
			"Add a help center article: a draft unless state is published.", createArticle),
		registry.Define(set, registry.Update, "update_article", "Update article",
			"Change the given fields of an article. Published text changes at once, unless draft is true.", updateArticle),
		registry.Define(set, registry.Update, "publish_article_draft", "Publish article draft",
			"Make the staged draft of an article live.", publishArticleDraft).WithIDsAlone(),
		registry.Define(set, registry.Delete, "delete_article", "Delete article", "Delete an article for good.", deleteArticle),
		registry.Define(set, registry.Read, "list_article_versions", "List article versions",
			"List an article's versions without their text.", listArticleVersions),
		registry.Define(set, registry.Update, "tag_content", "Tag content", "Put a tag on an article, internal article or snippet.", tagContent),
		registry.Define(set, registry.Update, "untag_content", "Untag content", "Take a tag off an article, internal article or snippet.", untagContent),
	}
}

type articleResult struct {
	Article intercomapi.Object `json:"article"`
}

// savedArticle is an article that was written, and what its readers see of that.
type savedArticle struct {
	Article    intercomapi.Object `json:"article"`
	ReadersSee string             `json:"readers_see,omitempty"`
	Warnings   []string           `json:"warnings,omitempty"`
}

type articlesPage struct {
	Articles   result.Items[result.Article] `json:"articles"`
	Highlights result.Objects               `json:"highlights,omitempty"`
	cursor.Page
}

func listArticles(ctx context.Context, c registry.Caller, in summaryPaging) (articlesPage, error) {
	items, page, err := in.List(cursor.ByCursor(), c.First(), func(at cursor.Cursor) (intercomapi.Page, error) {
		return c.Articles(ctx, at.Paging())
	})
	return articlesPage{Articles: items, Page: page}, err
}

type searchArticlesArgs struct {
	intercomapi.ArticleSearch
	cursor.Args
	result.FieldOptions
}

func searchArticles(ctx context.Context, c registry.Caller, in searchArticlesArgs) (articlesPage, error) {
	var highlights []intercomapi.Object
	items, page, err := in.List(cursor.ByCursor(), c.First(), func(at cursor.Cursor) (intercomapi.Page, error) {
		found, err := c.SearchArticles(ctx, in.ArticleSearch, at.Paging())
		highlights = found.Highlights
		return found.Page, err
	})
	return articlesPage{items, highlights, page}, err
}

type articleID struct {
	ID intercomapi.ID `json:"id" jsonschema:"Article" rule:"of=article"`
}

type getArticleArgs struct {
	articleID
	Draft     bool           `json:"draft,omitempty" jsonschema:"The staged draft"`
	VersionID intercomapi.ID `json:"version_id,omitempty" jsonschema:"This version"`
	Locale    string         `json:"locale,omitempty" jsonschema:"Of the version: fr"`
}

// getArticle fetches the article itself, its draft or one of its versions. A
// locale is a version's alone.
func getArticle(ctx context.Context, c registry.Caller, in getArticleArgs) (articleResult, error) {
	var article intercomapi.Object
	var err error
	switch {
	case in.Draft && in.VersionID != "":
		return articleResult{}, args.Errorf("version_id", "does not go with draft: give one of them")
	case in.Locale != "" && in.VersionID == "":
		return articleResult{}, args.Errorf("locale", "goes with version_id alone: an article comes with all its translations")
	case in.Draft:
		if article, err = c.ArticleDraft(ctx, in.ID); err != nil { // a 404 has two reasons
			err = fmt.Errorf("an article has a draft only while changes are staged: %w", err)
		}
	case in.VersionID != "":
		article, err = c.ArticleVersion(ctx, in.ID, in.VersionID, in.Locale)
	default:
		article, err = c.Article(ctx, in.ID)
	}
	return articleResult{article}, err
}

// createArticle names an author, as Intercom requires.
func createArticle(ctx context.Context, c registry.Caller, in intercomapi.NewArticle) (savedArticle, error) {
	if err := checkArticle(in.ArticleFields, c.Now()); err != nil {
		return savedArticle{}, err
	}
	author, err := c.Author(ctx, intercomapi.ID(in.AuthorID))
	if err != nil {
		return savedArticle{}, err
	}
	in.AuthorID = intercomapi.IntID(author)
	article, err := c.CreateArticle(ctx, in)
	return savedArticle{Article: article, ReadersSee: readersSee(article, in.ArticleFields, false)}, err
}

type updateArticleArgs struct {
	articleID
	intercomapi.ArticleChange
	Draft bool `json:"draft,omitempty" jsonschema:"Stage the text on a published article"`
}

// updateArticle changes the article itself, or with draft what is staged for it.
func updateArticle(ctx context.Context, c registry.Caller, in updateArticleArgs) (savedArticle, error) {
	if err := checkArticle(in.ArticleFields, c.Now()); err != nil {
		return savedArticle{}, err
	}
	save := c.UpdateArticle
	if in.Draft {
		if err := checkDraft(in.ArticleChange); err != nil {
			return savedArticle{}, err
		}
		save = c.StageArticleDraft
	}
	article, err := save(ctx, in.ID, in.ArticleChange)
	return savedArticle{Article: article, ReadersSee: readersSee(article, in.ArticleFields, in.Draft)}, err
}

type publishArticleDraftArgs struct {
	articleID
	Locales []string `json:"locales,omitempty" jsonschema:"Required if the workspace has several" rule:"minitems=1"`
}

func publishArticleDraft(ctx context.Context, c registry.Caller, in publishArticleDraftArgs) (savedArticle, error) {
	article, err := c.PublishArticleDraft(ctx, in.ID, in.Locales)
	return savedArticle{Article: article, ReadersSee: readersSee(article, intercomapi.ArticleFields{}, false)}, err
}

func deleteArticle(ctx context.Context, c registry.Caller, in articleID) (deletedResult, error) {
	d, err := c.DeleteArticle(ctx, in.ID)
	return deletion(c, d), err
}

type versionsPage struct {
	Versions result.Items[result.Plain] `json:"versions"`
	cursor.Page
}

type listArticleVersionsArgs struct {
	articleID
	Locale string `json:"locale,omitempty" jsonschema:"Such as fr"`
	cursor.Args
}

func listArticleVersions(ctx context.Context, c registry.Caller, in listArticleVersionsArgs) (versionsPage, error) {
	items, page, err := in.List(cursor.ByNumber(), c.First(), func(at cursor.Cursor) (intercomapi.Page, error) {
		return c.ArticleVersions(ctx, in.ID, intercomapi.VersionListing{Numbered: at.Numbered(), Locale: in.Locale})
	})
	return versionsPage{items, page}, err
}
