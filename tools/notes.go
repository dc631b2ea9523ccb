package tools

import (
	"context"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/args"
	"intercom-mcp/tools/registry"
)

// noteResult is a note on a contact or a company.
type noteResult struct {
	Note intercomapi.Object `json:"note"`
}

type createNoteArgs struct {
	ContactID intercomapi.ID `json:"contact_id,omitempty" jsonschema:"Contact, or"`
	CompanyID intercomapi.ID `json:"company_id,omitempty" jsonschema:"company"`
	Body      string         `json:"body" jsonschema:"Text or HTML" rule:"minlen=1"`
	AdminID   intercomapi.ID `json:"admin_id,omitempty" jsonschema:"Author"`
}

func createNote(ctx context.Context, c registry.Caller, in createNoteArgs) (noteResult, error) {
	if err := args.ExactlyOne(args.Choices{{"contact_id", in.ContactID != ""}, {"company_id", in.CompanyID != ""}}); err != nil {
		return noteResult{}, err
	}
	admin, err := c.Author(ctx, in.AdminID)
	if err != nil {
		return noteResult{}, err
	}
	n := intercomapi.NewNote{Body: in.Body, AdminID: admin}
	if in.ContactID != "" {
		note, err := c.CreateContactNote(ctx, in.ContactID, n)
		return noteResult{note}, err
	}
	note, err := c.CreateCompanyNote(ctx, in.CompanyID, n)
	return noteResult{note}, err
}

type noteID struct {
	ID intercomapi.ID `json:"id" jsonschema:"Note id" rule:"of=note"`
}

func getNote(ctx context.Context, c registry.Caller, in noteID) (noteResult, error) {
	note, err := c.Note(ctx, in.ID)
	return noteResult{note}, err
}
