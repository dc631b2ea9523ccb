package tools

import (
	"context"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/args"
	"intercom-mcp/tools/cursor"
	"intercom-mcp/tools/registry"
	"intercom-mcp/tools/result"
)

func snippetTools() []registry.Tool {
	const set = "content"
	return []registry.Tool{
		registry.Define(set, registry.Read, "list_content_snippets", "List content snippets",
			"List the snippets of knowledge that AI answers from.", listContentSnippets),
		registry.Define(set, registry.Read, "get_content_snippet", "Get content snippet", "Fetch one content snippet.", getContentSnippet),
		registry.Define(set, registry.Create, "create_content_snippet", "Create content snippet",
			"Add a snippet of knowledge; no AI uses it unless told to.", createContentSnippet),
		registry.Define(set, registry.Update, "update_content_snippet", "Update content snippet",
			"Change the given fields of a content snippet.", updateContentSnippet),
		registry.Define(set, registry.Delete, "delete_content_snippet", "Delete content snippet",
			"Delete a content snippet for good. Fails if a procedure uses it.", deleteContentSnippet),
	}
}

type snippetResult struct {
	ContentSnippet intercomapi.Object `json:"content_snippet"`
}

type snippetsPage struct {
	ContentSnippets result.Items[result.Plain] `json:"content_snippets"`
	cursor.Page
}

func listContentSnippets(ctx context.Context, c registry.Caller, in fiftyPerPage) (snippetsPage, error) {
	items, page, err := in.List(cursor.ByNumber(), c.First(), func(at cursor.Cursor) (intercomapi.Page, error) {
		return c.ContentSnippets(ctx, at.Numbered())
	})
	return snippetsPage{items, page}, err
}

type snippetID struct {
	ID intercomapi.ID `json:"id" jsonschema:"Content snippet"`
}

func getContentSnippet(ctx context.Context, c registry.Caller, in snippetID) (snippetResult, error) {
	snippet, err := c.ContentSnippet(ctx, in.ID)
	return snippetResult{snippet}, err
}

// checkSnippet returns an error where a snippet has its body in both forms.
func checkSnippet(in intercomapi.ContentSnippet) error {
	if in.BodyMarkdown != nil && in.JSONBlocks != nil {
		return args.Errorf("json_blocks", "does not go with body_markdown: give one of them")
	}
	return nil
}

type createSnippetArgs struct {
	Title string `json:"title" jsonschema:"Title" rule:"maxlen=255"`
	intercomapi.ContentSnippet
}

func createContentSnippet(ctx context.Context, c registry.Caller, in createSnippetArgs) (snippetResult, error) {
	if err := checkSnippet(in.ContentSnippet); err != nil {
		return snippetResult{}, err
	}
	snippet, err := c.CreateContentSnippet(ctx, in.Title, in.ContentSnippet)
	return snippetResult{snippet}, err
}

type updateSnippetArgs struct {
	snippetID
	Title string `json:"title,omitempty" jsonschema:"Title" rule:"minlen=1 maxlen=255"`
	intercomapi.ContentSnippet
}

func updateContentSnippet(ctx context.Context, c registry.Caller, in updateSnippetArgs) (snippetResult, error) {
	if err := checkSnippet(in.ContentSnippet); err != nil {
		return snippetResult{}, err
	}
	snippet, err := c.UpdateContentSnippet(ctx, in.ID, in.Title, in.ContentSnippet)
	return snippetResult{snippet}, err
}

func deleteContentSnippet(ctx context.Context, c registry.Caller, in snippetID) (deletedResult, error) {
	err := c.DeleteContentSnippet(ctx, in.ID)
	return deletionOf(c, in.ID), err
}
