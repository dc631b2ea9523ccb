package tools

import (
	"context"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/registry"
)

// contactActionTools returns the tools that do something to a contact besides
// writing its fields.
func contactActionTools(set string) []registry.Tool {
	return []registry.Tool{
		registry.Define(set, registry.Update, "archive_contact", "Archive contact", "Hide a contact from lists and searches.", archiveContact),
		registry.Define(set, registry.Update, "unarchive_contact", "Unarchive contact", "Bring an archived contact back.", unarchiveContact),
		registry.Define(set, registry.Delete, "block_contact", "Block contact", "Block a contact and archive their conversations.", blockContact),
		registry.Define(set, registry.Delete, "merge_contacts", "Merge contacts", "Merge a lead into a user, for good.", mergeContacts),
		registry.Define(set, registry.Read, "list_contact_related", "List what belongs to a contact",
			"List a contact's companies, notes, segments, subscriptions, tags or merge history.", listContactRelated),
		registry.Define(set, registry.Update, "tag_contact", "Tag contact", "Put a tag on a contact.", tagContact).WithIDsAlone(),
		registry.Define(set, registry.Update, "untag_contact", "Untag contact", "Take a tag off a contact.", untagContact),
		registry.Define(set, registry.Update, "subscribe_contact", "Set consent", "Set a contact's consent to a subscription type.", subscribeContact),
		registry.Define(set, registry.Update, "unsubscribe_contact", "Remove consent",
			"Remove a contact's consent to a subscription type.", unsubscribeContact),
	}
}

func archiveContact(ctx context.Context, c registry.Caller, in contactID) (contactResult, error) {
	contact, err := c.ArchiveContact(ctx, in.ID)
	return contactResult{Contact: contact}, err
}

func unarchiveContact(ctx context.Context, c registry.Caller, in contactID) (contactResult, error) {
	contact, err := c.UnarchiveContact(ctx, in.ID)
	return contactResult{Contact: contact}, err
}

func blockContact(ctx context.Context, c registry.Caller, in contactID) (contactResult, error) {
	contact, err := c.BlockContact(ctx, in.ID)
	return contactResult{Contact: contact}, err
}

func mergeContacts(ctx context.Context, c registry.Caller, in intercomapi.Merge) (contactResult, error) {
	contact, err := c.MergeContact(ctx, in)
	return contactResult{Contact: contact}, err
}

type subscriptionResult struct {
	Subscription intercomapi.Object `json:"subscription_type"`
}

// contactSubscriptionArgs name a contact and a subscription type.
type contactSubscriptionArgs struct {
	ContactID      intercomapi.ID `json:"contact_id" jsonschema:"Contact" rule:"main"`
	SubscriptionID intercomapi.ID `json:"subscription_id" jsonschema:"Subscription type"`
}

type subscribeArgs struct {
	contactSubscriptionArgs
	ConsentType string `json:"consent_type" jsonschema:"As the type wants it" rule:"enum=opt_in|opt_out"`
}

func subscribeContact(ctx context.Context, c registry.Caller, in subscribeArgs) (subscriptionResult, error) {
	s, err := c.Subscribe(ctx, in.ContactID, in.SubscriptionID, in.ConsentType)
	return subscriptionResult{s}, err
}

func unsubscribeContact(ctx context.Context, c registry.Caller, in contactSubscriptionArgs) (subscriptionResult, error) {
	s, err := c.Unsubscribe(ctx, in.ContactID, in.SubscriptionID)
	return subscriptionResult{s}, err
}
