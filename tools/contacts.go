package tools

import (
	"context"
	"fmt"
	"slices"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/args"
	"intercom-mcp/tools/cursor"
	"intercom-mcp/tools/lookup"
	"intercom-mcp/tools/registry"
	"intercom-mcp/tools/result"
	"intercom-mcp/tools/search"
)

func contactTools() []registry.Tool {
	const set = "contacts"
	return slices.Concat([]registry.Tool{
		registry.Define(set, registry.Create, "create_contact", "Create contact", "Add a contact by email, external_id or role.", createContact),
		registry.Define(set, registry.Read, "get_contact", "Get contact",
			"Fetch one contact (user or lead) by id or external_id. By e-mail or name: search_contacts.", getContact),
		registry.Define(set, registry.Update, "update_contact", "Update contact",
			"Change the given fields of a contact. A user cannot become a lead.", updateContact),
		registry.Define(set, registry.Read, "list_contacts", "List contacts", "List contacts, without archived ones.", listContacts),
		registry.Define(set, registry.Read, "search_contacts", "Search contacts",
			"Find contacts, but archived ones, by filters, which add up. "+
				"query takes other fields: external_id, updated_at, last_replied_at, os, has_hard_bounced.", searchContacts),
		registry.Define(set, registry.Delete, "delete_contact", "Delete contact", "Delete a contact for good. archive_contact can be undone.", deleteContact),
	}, contactActionTools(set), noteTools(set))
}

type contactResult struct {
	Contact intercomapi.Object `json:"contact"`
}

// savedContact is a contact that was written, and the company that it was
// attached to after that: the contact itself shows its companies as they were before.
type savedContact struct {
	Contact  intercomapi.Object `json:"contact"`
	Attached intercomapi.Object `json:"attached_company,omitempty"`
	Warnings []string           `json:"warnings,omitempty" jsonschema:"What was asked for and not done"`
}

type contactsPage struct {
	Contacts result.Items[result.Contact] `json:"contacts"`
	cursor.Page
}

// contactFields are what a call writes of a contact. The company is another
// request.
type contactFields struct {
	intercomapi.Contact
	CompanyID intercomapi.ID `json:"company_id,omitempty" jsonschema:"Company"`
}

// createContact looks for the contact where Intercom's answer was lost, and names
// the one that exists where Intercom refuses a second one.
func createContact(ctx context.Context, c registry.Caller, in contactFields) (savedContact, error) {
	if in.Email == "" && in.ExternalID == "" && in.Role == "" {
		return savedContact{}, args.Errorf("", "one of email, external_id and role is needed")
	}
	if _, err := c.FitCustomValues(ctx, lookup.ContactModel, in.CustomAttributes); err != nil {
		return savedContact{}, err
	}
	start, warning := c.Now(), ""
	contact, err := c.CreateContact(ctx, in.Contact)
	if err != nil {
		contact, warning, err = registry.Reconcile(ctx, err, "the contacts", func() (intercomapi.Object, intercomapi.ID, error) {
			return findNewContact(ctx, c, in.Contact, start)
		})
	}
	if err != nil {
		return savedContact{}, withExistingContact(ctx, c, in.Contact, err)
	}
	out := attachToCompany(ctx, c, contact, in.CompanyID)
	out.Warnings = appendWarning(out.Warnings, warning)
	return out, nil
}

// attachToCompany attaches a contact to a company, where one is named. The contact
// is written by then, so what fails here is a warning and not an error.
func attachToCompany(ctx context.Context, c registry.Caller, contact intercomapi.Object, company intercomapi.ID) savedContact {
	out := savedContact{Contact: contact}
	if company == "" {
		return out
	}
	attached, err := c.AttachCompany(ctx, contact.ID(), company)
	out.Attached = pickFields(attached, "id", "name")
	if err != nil {
		not := "not"
		if registry.MayHaveHappened(err) {
			not = "perhaps not"
		}
		out.Warnings = append(out.Warnings, fmt.Sprintf(
			"The contact %s is saved, but %s attached to company %s: %v. Do not create it again", contact.ID(), not, company, err))
	}
	return out
}

type contactID struct {
	ID intercomapi.ID `json:"id" jsonschema:"Contact id" rule:"of=contact"`
}

type getContactArgs struct {
	ID         intercomapi.ID `json:"id,omitempty" jsonschema:"Contact id" rule:"of=contact"`
	ExternalID string         `json:"external_id,omitempty" jsonschema:"Your own id of a user"`
	intercomapi.ContactView
}

func getContact(ctx context.Context, c registry.Caller, in getContactArgs) (contactResult, error) {
	if err := args.ExactlyOne(args.Choices{{"id", in.ID != ""}, {"external_id", in.ExternalID != ""}}); err != nil {
		return contactResult{}, err
	}
	if in.ID == "" {
		contact, err := c.ContactByExternalID(ctx, in.ExternalID, in.ContactView)
		return contactResult{Contact: contact}, err
	}
	contact, err := c.Contact(ctx, in.ID, in.ContactView)
	return contactResult{Contact: contact}, err
}

type updateContactArgs struct {
	contactID
	contactFields
}

func updateContact(ctx context.Context, c registry.Caller, in updateContactArgs) (savedContact, error) {
	if _, err := c.FitCustomValues(ctx, lookup.ContactModel, in.CustomAttributes); err != nil {
		return savedContact{}, err
	}
	contact, err := c.UpdateContact(ctx, in.ID, in.Contact)
	if err != nil {
		return savedContact{}, err
	}
	return attachToCompany(ctx, c, contact, in.CompanyID), nil
}

func listContacts(ctx context.Context, c registry.Caller, in summaryPaging) (contactsPage, error) {
	items, page, err := in.List(cursor.ByCursor(), c.First(), func(at cursor.Cursor) (intercomapi.Page, error) {
		return c.Contacts(ctx, at.Listing())
	})
	return contactsPage{items, page}, err
}

func deleteContact(ctx context.Context, c registry.Caller, in contactID) (deletedResult, error) {
	d, err := c.DeleteContact(ctx, in.ID)
	return deletion(c, d), err
}

type contactsFound struct {
	Contacts result.Items[result.Contact] `json:"contacts,omitzero"`
	cursor.Page
	search.Compiled
}

func searchContacts(ctx context.Context, c registry.Caller, in search.ContactSearch) (contactsFound, error) {
	found, err := in.Find(ctx, c.Resolver, c.Tool)
	return contactsFound{found.Items, found.Page, found.Compiled}, err
}
