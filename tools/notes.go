package tools

import (
	"context"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/args"
	"intercom-mcp/tools/registry"
)

// noteTools returns the tools for notes on contacts and companies.
func noteTools(set string) []registry.Tool {
	return []registry.Tool{
		registry.Define(set, registry.Create, "create_note", "Create note", "Add a note to a contact or a company.", createNote),
		registry.Define(set, registry.Read, "get_note", "Get note", "Fetch one note.", getNote),
	}
}

type noteResult struct {
	Note intercomapi.Object `json:"note"`
}

type createNoteArgs struct {
	ContactID intercomapi.ID `json:"contact_id,omitempty" jsonschema:"Contact, or"`
	CompanyID intercomapi.ID `json:"company_id,omitempty" jsonschema:"company"`
	registry.Body
	AdminID intercomapi.ID `json:"admin_id,omitempty" jsonschema:"Author"`
}

func createNote(ctx context.Context, c registry.Caller, in createNoteArgs) (noteResult, error) {
	if err := args.ExactlyOne(args.Choices{{"contact_id", in.ContactID != ""}, {"company_id", in.CompanyID != ""}}); err != nil {
		return noteResult{}, err
	}
	html, err := in.HTML()
	if err != nil {
		return noteResult{}, err
	}
	admin, err := c.Author(ctx, in.AdminID)
	if err != nil {
		return noteResult{}, err
	}
	newNote := intercomapi.NewNote{Body: html, AdminID: admin}
	if in.ContactID != "" {
		note, err := c.CreateContactNote(ctx, in.ContactID, newNote)
		return noteResult{note}, err
	}
	note, err := c.CreateCompanyNote(ctx, in.CompanyID, newNote)
	return noteResult{note}, err
}

type noteID struct {
	ID intercomapi.ID `json:"id" jsonschema:"Note id" rule:"of=note"`
}

func getNote(ctx context.Context, c registry.Caller, in noteID) (noteResult, error) {
	note, err := c.Note(ctx, in.ID)
	return noteResult{note}, err
}
