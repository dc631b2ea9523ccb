package tools

import (
	"context"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/registry"
)

type contentTagArgs struct {
	Type  string         `json:"type" jsonschema:"Kind" rule:"enum=article|internal_article|content_snippet"`
	ID    intercomapi.ID `json:"id" jsonschema:"Id" rule:"of=article"`
	TagID intercomapi.ID `json:"tag_id" jsonschema:"Tag"`
}

type tagContentArgs struct {
	contentTagArgs
	AdminID intercomapi.ID `json:"admin_id,omitempty" jsonschema:"Who tags, if not you"`
}

func tagContent(ctx context.Context, c registry.Caller, in tagContentArgs) (tagResult, error) {
	attach := c.TagArticle
	switch in.Type {
	case "internal_article":
		attach = c.TagInternalArticle
	case "content_snippet":
		attach = c.TagContentSnippet
	}
	tag, err := attach(ctx, in.ID, in.TagID, in.AdminID)
	return tagResult{tag}, err
}

func untagContent(ctx context.Context, c registry.Caller, in contentTagArgs) (tagResult, error) {
	detach := c.UntagArticle
	switch in.Type {
	case "internal_article":
		detach = c.UntagInternalArticle
	case "content_snippet":
		detach = c.UntagContentSnippet
	}
	tag, err := detach(ctx, in.ID, in.TagID)
	return tagResult{tag}, err
}
