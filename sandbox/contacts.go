package sandbox

import (
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
)

// A contact is a user or a lead.
type contact struct {
	object     // what the API shows and stores alike
	archived   bool
	blocked    bool
	mergedInto string
	generated  bool // the external id was made up for a lead
	tags       []tagging
	companies  []string
	notes      []string
	segments   []string
	optedIn    []string
	optedOut   []string
	history    []any
}

func (ct *contact) key() string { return ct.str("id") }

func (ct *contact) value(field string) any {
	switch field {
	case "tag_id":
		return tagIDValues(ct.tags)
	case "segment_id":
		return anyList(ct.segments)
	case "company_id":
		return anyList(ct.companies)
	case "formatted_phone":
		return ct.object["phone"]
	case "avatar":
		return ct.at("avatar.image_url")
	case "last_request_at":
		return ct.object["last_seen_at"]
	}
	return ct.at(field)
}

// anyList returns ids as a JSON list.
func anyList(ids []string) []any {
	list := make([]any, len(ids))
	for i, id := range ids {
		list[i] = id
	}
	return list
}

// contactFields are the fields that contacts can be searched by.
var contactFields = fieldKinds{
	"id": textField, "role": textField, "name": textField, "avatar": textField, "owner_id": textField, "email": textField, "email_domain": textField,
	"phone": textField, "formatted_phone": textField, "external_id": textField, "created_at": dayField, "signed_up_at": dayField,
	"updated_at": dayField, "last_seen_at": dayField, "last_contacted_at": dayField, "last_replied_at": dayField,
	"last_email_opened_at": dayField, "last_email_clicked_at": dayField, "language_override": textField, "browser": textField,
	"browser_language": textField, "os": textField, "location.": textField, "unsubscribed_from_emails": flagField,
	"marked_email_as_spam": flagField, "has_hard_bounced": flagField, "ios_last_seen_at": dayField, "android_last_seen_at": dayField,
	"ios_app_version": textField, "ios_device": textField, "ios_os_version": textField, "ios_sdk_version": textField,
	"android_app_version": textField, "android_device": textField, "android_os_version": textField, "android_sdk_version": textField,
	"segment_id": tagField, "tag_id": tagField, "custom_attributes.": anyField,
}

// contactNulls are the fields that every contact shows, with or without a value.
var contactNulls = []string{
	"external_id", "email", "phone", "name", "avatar", "owner_id", "signed_up_at", "last_seen_at", "last_replied_at", "last_contacted_at",
	"last_email_opened_at", "last_email_clicked_at", "language_override", "browser", "browser_version", "browser_language", "os",
	"android_app_name", "android_app_version", "android_device", "android_os_version", "android_sdk_version", "android_last_seen_at",
	"ios_app_name", "ios_app_version", "ios_device", "ios_os_version", "ios_sdk_version", "ios_last_seen_at",
	"utm_campaign", "utm_content", "utm_medium", "utm_source", "utm_term", "referrer",
}

// addContact stores a new contact that has passed all checks.
func (w *Workspace) addContact(in object, now int) *contact {
	id := w.hexID("contact", contactPrefix)
	ct := &contact{object: object{
		"type": "contact", "id": id, "workspace_id": workspaceID, "role": roleOf(in), "created_at": now, "updated_at": now,
		"has_hard_bounced": false, "marked_email_as_spam": false, "unsubscribed_from_emails": false, "unsubscribed_from_sms": false, "sms_consent": false,
		"custom_attributes": object{},
		"social_profiles":   object{"type": "list", "data": []any{}},
		"location":          object{"type": "location", "country": nil, "region": nil, "city": nil, "country_code": nil, "continent_code": nil},
	}}
	for _, k := range contactNulls {
		ct.object[k] = nil
	}
	ct.set(in)
	if ct.str("role") == "lead" && ct.str("external_id") == "" {
		ct.object["external_id"], ct.generated = fmt.Sprintf("5ab0c0de-0000-4000-8000-%012d", w.counters["contact"]), true
	}
	w.contacts.put(id, ct)
	return ct
}

// roleOf returns the role that a new contact gets: an unknown value counts as left out.
func roleOf(in object) string {
	switch {
	case in.str("role") == "user" || in.str("role") == "lead":
		return in.str("role")
	case in.str("email") != "" || in.str("external_id") != "":
		return "user"
	}
	return "lead"
}

// set takes over what a create or an update sends.
func (ct *contact) set(in object) {
	ct.copyFields(in, "external_id", "email", "phone", "name", "signed_up_at", "last_seen_at", "unsubscribed_from_emails")
	for _, k := range []string{"external_id", "email"} {
		if ct.object[k] == "" {
			ct.object[k] = nil
		}
	}
	if in.has("owner_id") {
		ct.object["owner_id"] = nullIfZero(in.id("owner_id"))
	}
	if in.has("avatar") {
		ct.object["avatar"] = avatar(in["avatar"])
	}
	ct.object["email_domain"] = nil
	if _, domain, ok := strings.Cut(ct.str("email"), "@"); ok {
		ct.object["email_domain"] = domain
	}
	setAttributes(ct.obj("custom_attributes"), in)
}

func avatar(v any) any {
	url, _ := v.(string)
	if o, ok := v.(object); ok {
		url = o.str("image_url")
	}
	if url == "" {
		return nil
	}
	return object{"type": "avatar", "image_url": url}
}

func setAttributes(attributes, in object) {
	maps.Copy(attributes, in.obj("custom_attributes"))
}

// showContact returns a contact as single answers, lists and searches show it.
func (w *Workspace) showContact(ct *contact) object {
	url := "/contacts/" + ct.key()
	return escapeName(ct.object).with(object{
		"tags":                         linkedRecords(url+"/tags", "tag", "/tags/", tagIDs(ct.tags)),
		"notes":                        linkedRecords(url+"/notes", "note", "/notes/", ct.notes),
		"companies":                    linkedRecords(url+"/companies", "company", "/companies/", ct.companies),
		"opted_in_subscription_types":  linkedRecords(url+"/subscriptions", "subscription", "/subscription_types/", ct.optedIn),
		"opted_out_subscription_types": linkedRecords(url+"/subscriptions", "subscription", "/subscription_types/", ct.optedOut),
	})
}

// linkedRecords returns the short list inside a contact: at most ten records, each with its URL.
func linkedRecords(url, typ, base string, all []string) object {
	shown := all[:min(len(all), 10)]
	data := toList(shown, func(id string) object { return object{"type": typ, "id": id, "url": base + id} })
	return object{"type": "list", "data": data, "url": url, "total_count": len(all), "has_more": len(all) > len(shown)}
}

// contact returns the contact of an id. For one that was merged the error is 410, with a Link header.
func (w *Workspace) contact(id string) (*contact, error) {
	ct, ok := w.contacts.get(id)
	if !ok {
		return nil, errUser
	}
	if ct.mergedInto != "" {
		return nil, &apiError{
			status: http.StatusGone, code: "contact_merged", message: "This contact was merged into another: its Link header names the one that is left.",
			header: http.Header{"Link": {fmt.Sprintf(`</contacts/%s>; rel="canonical"`, ct.mergedInto)}},
		}
	}
	return ct, nil
}

// contactOf returns the contact that the path names.
func (w *Workspace) contactOf(c *call) (*contact, error) {
	return w.contact(c.param(0))
}

func (w *Workspace) createContact(c *call) (any, error) {
	if c.body["email"] == nil && c.body["external_id"] == nil && c.body["role"] == nil {
		return nil, missingParam("one of email, external_id and role must be given")
	}
	if err := w.checkContact(c.body, roleOf(c.body), ""); err != nil {
		return nil, err
	}
	return w.showContact(w.addContact(c.body, c.now)).with(object{"enabled_push_messaging": nil}), nil
}

func (w *Workspace) getContact(c *call, ct *contact) (any, error) {
	return w.withHistory(ct, c), nil
}

// withHistory returns a contact with its merge history, if the query asks for that.
func (w *Workspace) withHistory(ct *contact, c *call) object {
	shown := w.showContact(ct)
	if c.query.Get("include_merge_history") == "true" {
		shown["merge_history"] = append([]any{}, ct.history...)
	}
	return shown
}

// findContact returns the user that has an id of the caller's own; ids that leads are given do not count.
func (w *Workspace) findContact(c *call) (any, error) {
	for _, ct := range w.contacts.all() {
		if ct.object["external_id"] == c.param(0) && ct.str("role") == "user" && !ct.archived {
			if _, err := w.contact(ct.key()); err != nil {
				return nil, err
			}
			return w.withHistory(ct, c), nil
		}
	}
	return nil, errUser
}

func (w *Workspace) updateContact(c *call, ct *contact) (any, error) {
	role := c.body.str("role")
	if role == "lead" && ct.str("role") == "user" {
		return nil, fail(http.StatusBadRequest, "client_error", "A user cannot be turned into a lead")
	}
	if role != "user" {
		role = ct.str("role")
	}
	if err := w.checkContact(c.body, role, ct.key()); err != nil {
		return nil, err
	}
	ct.object["role"], ct.object["updated_at"] = role, c.now
	ct.set(c.body)
	return w.withHistory(ct, c), nil
}

// deletedContacts names the table of contacts that were deleted.
const deletedContacts = "deleted_contact"

func (w *Workspace) deleteContact(c *call, ct *contact) (any, error) {
	w.contacts.remove(ct.key())
	w.records(deletedContacts).put(ct.key(), ct.object)
	return ct.reference().with(object{"deleted": true}), nil
}

func (ct *contact) reference() object {
	return object{"type": "contact", "id": ct.key(), "external_id": ct.object["external_id"]}
}

// visibleContacts returns the contacts that lists and searches show: neither archived nor merged.
func (w *Workspace) visibleContacts() []*contact {
	return slices.DeleteFunc(w.contacts.all(), func(ct *contact) bool { return ct.archived || ct.mergedInto != "" })
}

func (w *Workspace) listContacts(c *call) (any, error) {
	in, err := c.queryPage(10, 150, "created_at", ascending)
	if err != nil {
		return nil, err
	}
	return w.contactPage(w.visibleContacts(), in, c)
}

func (w *Workspace) searchContacts(c *call) (any, error) {
	in, err := c.bodyPage(50, "created_at", ascending)
	if err != nil {
		return nil, err
	}
	found, err := search(w.visibleContacts(), c.body, contactFields)
	if err != nil {
		return nil, err
	}
	return w.contactPage(found, in, c)
}

func (w *Workspace) contactPage(rows []*contact, in pageRequest, c *call) (any, error) {
	page, pages, err := pageByCursor(rows, in)
	if err != nil {
		return nil, err
	}
	data := toList(page, func(ct *contact) object { return w.withHistory(ct, c) })
	return object{"type": "list", "data": data, "total_count": len(rows), "pages": pages}, nil
}
