package tools

import (
	"context"
	"fmt"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/args"
	"intercom-mcp/tools/cursor"
	"intercom-mcp/tools/registry"
	"intercom-mcp/tools/result"
	"intercom-mcp/tools/search"
)

func contacts() []registry.Tool {
	const set = "contacts"
	return append([]registry.Tool{
		registry.Define(set, registry.Create, "create_contact", "Create contact", "Add a contact by email, external_id or role.", createContact),
		registry.Define(set, registry.Read, "get_contact", "Get contact", "Fetch one contact (user or lead) by id or external_id. By e-mail or name: search_contacts.", getContact),
		registry.Define(set, registry.Update, "update_contact", "Update contact", "Change the given fields of a contact. A user cannot become a lead.", updateContact),
		registry.Define(set, registry.Read, "list_contacts", "List contacts", "List contacts, newest first, without archived ones.", listContacts),
		registry.Define(set, registry.Read, "search_contacts", "Search contacts", "Find contacts, but archived ones, by filters, which add up. query takes other fields: external_id, updated_at, last_replied_at, os, has_hard_bounced.", searchContacts),
		registry.Define(set, registry.Delete, "delete_contact", "Delete contact", "Delete a contact for good. archive_contact can be undone.", deleteContact),
	}, contactActs()...)
}

type contactResult struct {
	Contact intercomapi.Object `json:"contact"`
}

// savedContact is a contact that was written, and the company that it was
// attached to after: the contact's own companies are as they were before.
type savedContact struct {
	Contact  intercomapi.Object `json:"contact"`
	Attached intercomapi.Object `json:"attached_company,omitempty"`
	Warnings []string           `json:"warnings,omitempty" jsonschema:"What was asked for and not done"`
}

type contactsPage struct {
	Contacts result.Items[result.Contact] `json:"contacts"`
	cursor.Page
}

type contactFields struct {
	intercomapi.Contact
	CompanyID intercomapi.ID `json:"company_id,omitempty" jsonschema:"Company"`
}

func createContact(ctx context.Context, c registry.Caller, in contactFields) (savedContact, error) {
	if in.Email == "" && in.ExternalID == "" && in.Role == "" {
		return savedContact{}, args.Errorf("", "one of email, external_id and role is needed")
	}
	start, warning := c.Now(), ""
	contact, err := c.CreateContact(ctx, in.Contact)
	if err != nil {
		contact, warning, err = registry.Reconcile(ctx, err, "the contacts", func() (intercomapi.Object, intercomapi.ID, error) {
			return findNewContact(ctx, c, in.Contact, start)
		})
	}
	if err != nil {
		return savedContact{}, existingContact(ctx, c, in.Contact, err)
	}
	out := attachTo(ctx, c, contact, in.CompanyID)
	out.Warnings = appendWarning(out.Warnings, warning)
	return out, nil
}

// attachTo attaches a contact to a company, where one is named. The contact is
// written by then, so what fails here is a warning and not an error.
func attachTo(ctx context.Context, c registry.Caller, contact intercomapi.Object, company intercomapi.ID) savedContact {
	out := savedContact{Contact: contact}
	if company == "" {
		return out
	}
	attached, err := c.AttachCompany(ctx, contact.ID(), company)
	out.Attached = onlyOf(attached, "id", "name")
	if err != nil {
		not := "not"
		if registry.MayHaveHappened(err) {
			not = "perhaps not"
		}
		out.Warnings = append(out.Warnings, fmt.Sprintf("The contact %s is saved, but %s attached to company %s: %v. Do not create it again", contact.ID(), not, company, err))
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
	if err := args.ExactlyOne("id", in.ID != "", "external_id", in.ExternalID != ""); err != nil {
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
	contact, err := c.UpdateContact(ctx, in.ID, in.Contact)
	if err != nil {
		return savedContact{}, err
	}
	return attachTo(ctx, c, contact, in.CompanyID), nil
}

func listContacts(ctx context.Context, c registry.Caller, in summaryPaging) (contactsPage, error) {
	items, page, err := in.List(cursor.ByCursor(), c.First(), func(at cursor.Cursor) (intercomapi.Page, error) {
		return c.Contacts(ctx, at.Listing())
	})
	return contactsPage{items, page}, err
}

type deletedResult struct {
	ID       intercomapi.ID  `json:"id"`
	Deleted  bool            `json:"deleted"`
	Metadata deletedMetadata `json:"metadata"`
}

type deletedMetadata struct {
	Operation string `json:"operation"`
	RequestID string `json:"request_id,omitempty"`
}

// deletedBy returns the result of the tool that is called, a deletion, as
// Intercom answered it.
func deletedBy(c registry.Caller, d intercomapi.Deleted) deletedResult {
	return deletedResult{d.ID, d.Deleted, deletedMetadata{c.Tool, d.RequestID}}
}

func deleteContact(ctx context.Context, c registry.Caller, in contactID) (deletedResult, error) {
	d, err := c.DeleteContact(ctx, in.ID)
	return deletedBy(c, d), err
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
