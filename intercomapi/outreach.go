package intercomapi

import "context"

// Banners lists the banners that a contact matches. Each one is counted as
// shown to the contact. Errors: 404.
//
// GET /contacts/{id}/banners (Banners: List banners for a contact)
func (c *Client) Banners(ctx context.Context, contact ID) (Page, error) {
	return call[Page](ctx, c, get("/contacts/{id}/banners").withIDs(contact))
}

// DismissBanner hides a banner, named by its view_id, from a contact. A repeat
// changes nothing. Errors: 404.
//
// POST /contacts/{id}/banners/{view_id}/dismiss (Banners: Dismiss a banner for a contact)
func (c *Client) DismissBanner(ctx context.Context, contact, view ID) (Object, error) {
	return call[Object](ctx, c, post("/contacts/{id}/banners/{view_id}/dismiss").repeatable().withIDs(contact, view))
}

// WhatsAppStatuses lists what became of the WhatsApp messages of an outbound
// ruleset, at most 100 a page. Errors: 400, 403 api_plan_restricted.
//
// GET /messages/status (Messages: Get statuses of all messages of a ruleset)
func (c *Client) WhatsAppStatuses(ctx context.Context, ruleset ID, l Listing) (Page, error) {
	query := struct {
		RulesetID ID `json:"ruleset_id"`
		Listing
	}{ruleset, l}
	return call[Page](ctx, c, get("/messages/status").withQuery(query))
}

// WhatsAppStatus fetches what became of one message, named by WhatsApp's id.
// Errors: 404 whatsapp_message_not_found.
//
// GET /messages/whatsapp/status (Messages: Retrieve WhatsApp message delivery status)
func (c *Client) WhatsAppStatus(ctx context.Context, messageID string) (Object, error) {
	query := struct {
		MessageID string `json:"message_id"`
	}{messageID}
	return call[Object](ctx, c, get("/messages/whatsapp/status").withQuery(query))
}

// PhoneSwitch moves a phone call to the Messenger.
type PhoneSwitch struct {
	Phone            string     `json:"phone" jsonschema:"E.164, such as +353832345678"`
	CustomAttributes Attributes `json:"custom_attributes,omitempty" jsonschema:"Set on the contact"`
}

// CreatePhoneSwitch sends an SMS with a link to the Messenger: a repeat sends
// another one. Errors: 400 invalid_phone_number, sms_failed; 422.
//
// POST /phone_call_redirects (Switch: Create a phone Switch)
func (c *Client) CreatePhoneSwitch(ctx context.Context, in PhoneSwitch) (Object, error) {
	return call[Object](ctx, c, post("/phone_call_redirects").withBody(in))
}
