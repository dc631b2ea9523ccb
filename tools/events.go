package tools

import (
	"context"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/args"
	"intercom-mcp/tools/cursor"
	"intercom-mcp/tools/lazy"
	"intercom-mcp/tools/lookup"
	"intercom-mcp/tools/registry"
	"intercom-mcp/tools/result"
)

func eventTools() []registry.Tool {
	const set = "events"
	return []registry.Tool{
		registry.Define(set, registry.Create, "create_event", "Create event",
			"Record that a contact did something. Name them by user_id, id or email.", createEvent),
		registry.Define(set, registry.Read, "list_events", "List events",
			"Events of one contact, named by user_id, id or email, in the last 90 days.", listEvents),
		registry.Define(set, registry.Create, "create_event_summary", "Create event summary",
			"Record how often an event happened to a user.", createEventSummary),
		registry.Define(set, registry.Update, "show_contact_banners", "Show contact banners",
			"Banners that a contact matches. Each counts as shown to them, so ask only to show them.", showContactBanners),
		registry.Define(set, registry.Update, "dismiss_banner", "Dismiss banner", "Hide a banner from a contact, everywhere.", dismissBanner),
		registry.Define(set, registry.Read, "get_whatsapp_status", "Get WhatsApp status", "Delivery status of one WhatsApp message.", getWhatsAppStatus),
		registry.Define(set, registry.Read, "list_whatsapp_statuses", "List WhatsApp statuses",
			"Delivery statuses of an outbound ruleset's WhatsApp messages.", listWhatsAppStatuses),
		registry.Define(set, registry.Send, "create_phone_switch", "Switch phone call to Messenger",
			"Send an SMS with a link to the Messenger, to continue a phone call there.", createPhoneSwitch),
	}
}

// maxMetadata is how many keys of an event's metadata Intercom keeps; it drops
// the others without an error.
const maxMetadata = 10

type createdEvent struct {
	EventName string `json:"event_name"`
	CreatedAt int    `json:"created_at" jsonschema:"Unix seconds"`
	Done      bool   `json:"done"`
}

// createEvent gives an event its time where the call gives none: Intercom knows a
// repeated request by contact, name and second.
func createEvent(ctx context.Context, c registry.Caller, in intercomapi.Event) (createdEvent, error) {
	switch {
	case in.UserID == "" && in.ID == "" && in.Email == "":
		return createdEvent{}, args.Errorf("", "one of user_id, id and email is needed")
	case len(in.Metadata) > maxMetadata:
		return createdEvent{}, args.Errorf("metadata", "has %d keys: Intercom keeps %d", len(in.Metadata), maxMetadata)
	}
	if in.CreatedAt == nil {
		now := intercomapi.Time(c.Now().Unix())
		in.CreatedAt = &now
	}
	_, err := c.CreateEvent(ctx, in)
	return createdEvent{in.EventName, int(*in.CreatedAt), true}, err
}

type listEventsArgs struct {
	UserID  string         `json:"user_id,omitempty" jsonschema:"Your own id of the user"`
	ID      intercomapi.ID `json:"id,omitempty" jsonschema:"Intercom contact id" rule:"of=contact"`
	Email   string         `json:"email,omitempty" jsonschema:"E-mail"`
	Summary bool           `json:"summary,omitempty" jsonschema:"Counts by event instead, of all time"`
	cursor.Args
}

type eventsPage struct {
	Events result.Items[result.Plain] `json:"events"`
	cursor.Page
}

func listEvents(ctx context.Context, c registry.Caller, in listEventsArgs) (eventsPage, error) {
	if err := args.ExactlyOne(args.Choices{{"user_id", in.UserID != ""}, {"id", in.ID != ""}, {"email", in.Email != ""}}); err != nil {
		return eventsPage{}, err
	}
	items, page, err := in.List(cursor.ByLink(), c.First(), func(at cursor.Cursor) (intercomapi.Page, error) {
		page, err := c.Events(ctx, intercomapi.EventListing{
			EventOwner: intercomapi.EventOwner{UserID: in.UserID, IntercomUserID: in.ID, Email: in.Email},
			Summary:    in.Summary, PerPage: at.PerPage,
		}, at.After)
		return intercomapi.Page{Items: page.Events, Next: intercomapi.Next{StartingAfter: page.Next}}, err
	})
	return eventsPage{items, page}, err
}

type createEventSummaryArgs struct {
	UserID string `json:"user_id" jsonschema:"Your own id of the user" rule:"minlen=1"`
	intercomapi.EventSummary
}

type doneResult struct {
	Done bool `json:"done"`
}

func createEventSummary(ctx context.Context, c registry.Caller, in createEventSummaryArgs) (doneResult, error) {
	_, err := c.CreateEventSummary(ctx, in.UserID, in.EventSummary)
	return doneResult{true}, err
}

type bannersResult struct {
	Banners result.Objects `json:"banners"`
}

// showContactBanners is an update: Intercom counts each banner as shown.
func showContactBanners(ctx context.Context, c registry.Caller, in contactID) (bannersResult, error) {
	page, err := c.Banners(ctx, in.ID)
	return bannersResult{page.Items}, err
}

type dismissBannerArgs struct {
	contactID
	ViewID intercomapi.ID `json:"view_id" jsonschema:"view_id of the banner"`
}

type bannerResult struct {
	Banner intercomapi.Object `json:"banner"`
}

func dismissBanner(ctx context.Context, c registry.Caller, in dismissBannerArgs) (bannerResult, error) {
	banner, err := c.DismissBanner(ctx, in.ID, in.ViewID)
	return bannerResult{banner}, err
}

type whatsAppMessage struct {
	MessageID string `json:"message_id" jsonschema:"whatsapp_message_id" rule:"minlen=1 main"`
}

type whatsAppResult struct {
	Status intercomapi.Object `json:"status"`
}

func getWhatsAppStatus(ctx context.Context, c registry.Caller, in whatsAppMessage) (whatsAppResult, error) {
	status, err := c.WhatsAppStatus(ctx, in.MessageID)
	return whatsAppResult{status}, err
}

type whatsAppStatusesArgs struct {
	RulesetID   intercomapi.ID `json:"ruleset_id" jsonschema:"Ruleset id" rule:"main of=ruleset"`
	cursor.Args `rule:"per_page.max=100"`
}

type whatsAppPage struct {
	Statuses result.Items[result.Plain] `json:"statuses"`
	cursor.Page
}

func listWhatsAppStatuses(ctx context.Context, c registry.Caller, in whatsAppStatusesArgs) (whatsAppPage, error) {
	items, page, err := in.List(cursor.ByCursor(), c.First(), func(at cursor.Cursor) (intercomapi.Page, error) {
		return c.WhatsAppStatuses(ctx, in.RulesetID, at.Listing())
	})
	return whatsAppPage{items, page}, err
}

// e164Number matches a phone number as Intercom takes it, for an SMS and for a
// call; it refuses anything else.
var e164Number = lazy.Regexp(`^\+[1-9]\d{6,14}$`)

// checkPhone returns an error of the argument name unless phone is in E.164 form.
func checkPhone(name, phone string) error {
	if !e164Number().MatchString(phone) {
		return args.Errorf(name, "is not a phone number in E.164 form, such as +353832345678")
	}
	return nil
}

type phoneSwitchResult struct {
	PhoneSwitch intercomapi.Object `json:"phone_switch"`
}

func createPhoneSwitch(ctx context.Context, c registry.Caller, in intercomapi.PhoneSwitch) (phoneSwitchResult, error) {
	if err := checkPhone("phone", in.Phone); err != nil {
		return phoneSwitchResult{}, err
	}
	if _, err := c.FitCustomValues(ctx, lookup.ContactModel, in.CustomAttributes); err != nil {
		return phoneSwitchResult{}, err
	}
	created, err := c.CreatePhoneSwitch(ctx, in)
	return phoneSwitchResult{created}, err
}
