package tools

import (
	"context"
	"fmt"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/args"
	"intercom-mcp/tools/registry"
)

// tagTools returns the tools that define tags, and those that put them on
// companies, which Intercom does by the same operation.
func tagTools(set string) []registry.Tool {
	return []registry.Tool{
		registry.Define(set, registry.Update, "create_tag", "Create or rename tag",
			"Add a tag, or with id rename it. An existing name returns that tag.", createTag),
		registry.Define(set, registry.Delete, "delete_tag", "Delete tag", "Delete a tag, off everything that has it.", deleteTag),
		registry.Define("companies", registry.Update, "tag_company", "Tag companies",
			"Put a tag, by name, on companies. An unknown name adds the tag.", tagCompany),
		registry.Define("companies", registry.Update, "untag_company", "Untag companies", "Take a tag, by name, off companies.", untagCompany),
	}
}

type tagResult struct {
	Tag intercomapi.Object `json:"tag"`
}

func createTag(ctx context.Context, c registry.Caller, in intercomapi.NewTag) (tagResult, error) {
	tag, err := c.SaveTag(ctx, in)
	return tagResult{tag}, err
}

func deleteTag(ctx context.Context, c registry.Caller, in idArgs) (deletedResult, error) {
	_, err := c.DeleteTag(ctx, in.ID)
	return deletionOf(c, in.ID), err
}

type tagCompanyArgs struct {
	Name      string                   `json:"name" jsonschema:"Tag name" rule:"minlen=1"`
	Companies []intercomapi.CompanyRef `json:"companies" jsonschema:"Companies" rule:"minitems=1"`
}

// check returns an error unless each company is named in one way.
func (in tagCompanyArgs) check() error {
	for i, ref := range in.Companies {
		if (ref.ID == "") == (ref.CompanyID == "") {
			return args.Errorf(fmt.Sprintf("companies[%d]", i), "needs exactly one of id and company_id")
		}
	}
	return nil
}

func tagCompany(ctx context.Context, c registry.Caller, in tagCompanyArgs) (tagResult, error) {
	if err := in.check(); err != nil {
		return tagResult{}, err
	}
	tag, err := c.TagCompanies(ctx, in.Name, in.Companies)
	c.Forget() // the tag may be new
	return tagResult{tag}, err
}

func untagCompany(ctx context.Context, c registry.Caller, in tagCompanyArgs) (tagResult, error) {
	if err := in.check(); err != nil {
		return tagResult{}, err
	}
	tag, err := c.UntagCompanies(ctx, in.Name, in.Companies)
	return tagResult{tag}, err
}
