package search

import (
	"context"
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/args"
	"intercom-mcp/tools/lookup"
)

// ContactSearch are the arguments of search_contacts.
type ContactSearch struct {
	Email         string                 `json:"email,omitempty" jsonschema:"Address or domain"`
	Name          string                 `json:"name,omitempty" jsonschema:"Part of it"`
	Phone         string                 `json:"phone,omitempty" jsonschema:"Part of it"`
	Role          string                 `json:"role,omitempty" jsonschema:"Role" rule:"enum=user|lead"`
	Owner         string                 `json:"owner,omitempty" jsonschema:"Admin, me or unassigned"`
	Company       string                 `json:"company,omitempty" jsonschema:"Name or id"`
	Tags          []string               `json:"tags,omitempty" jsonschema:"All of"`
	Segments      []string               `json:"segments,omitempty" jsonschema:"All of"`
	Location      string                 `json:"location,omitempty" jsonschema:"Country, region or city"`
	CreatedSince  *intercomapi.Time      `json:"created_since,omitempty" jsonschema:"From"`
	CreatedUntil  *intercomapi.Time      `json:"created_until,omitempty" jsonschema:"To" rule:"day=end"`
	SignedUpSince *intercomapi.Time      `json:"signed_up_since,omitempty" jsonschema:"From"`
	SignedUpUntil *intercomapi.Time      `json:"signed_up_until,omitempty" jsonschema:"To" rule:"day=end"`
	SeenSince     *intercomapi.Time      `json:"seen_since,omitempty" jsonschema:"From"`
	SeenUntil     *intercomapi.Time      `json:"seen_until,omitempty" jsonschema:"To" rule:"day=end"`
	Attributes    intercomapi.Attributes `json:"custom_attributes,omitempty" jsonschema:"Values by name"`
	Args
}

// Find searches for what the filters want, as a call of the tool named.
func (in ContactSearch) Find(ctx context.Context, book lookup.Resolver, tool string) (Found, error) {
	f := &filterSet{book: book}
	f.email(in.Email)
	f.contains("name", in.Name)
	f.contains("phone", in.Phone)
	f.equal("role", in.Role)
	f.owner(ctx, in.Owner)
	f.company(ctx, "id", in.Company)
	f.hasAll(ctx, "tag_id", "tags", in.Tags, "tag")
	f.hasAll(ctx, "segment_id", "segments", in.Segments, "segment")
	f.location(in.Location)
	f.days("created_at", contactSearch, in.CreatedSince, in.CreatedUntil)
	f.days("signed_up_at", contactSearch, in.SignedUpSince, in.SignedUpUntil)
	f.days("last_seen_at", contactSearch, in.SeenSince, in.SeenUntil)
	f.custom(in.Attributes)
	found, err := in.send(ctx, f, tool, contactSearch, book.SearchContacts)
	if err == nil && found.Page.TotalCount != nil && *found.Page.TotalCount == 0 {
		found.Page.Notes = append(found.Page.Notes, unknownAttributes(ctx, book, in.Attributes)...)
	}
	return found, err
}

// unknownAttributes says of wanted attributes that contacts have none of these
// names, where nothing was found: a name in another case finds nothing either.
func unknownAttributes(ctx context.Context, c lookup.Resolver, wanted intercomapi.Attributes) []string {
	if len(wanted) == 0 {
		return nil
	}
	page, err := c.DataAttributes(ctx, intercomapi.DataAttributeListing{Model: "contact"})
	if err != nil { // it wants a permission that the rest does not
		return nil
	}
	var known, notes []string
	for _, item := range page.Items {
		var a struct {
			Name   string
			Custom bool
		}
		if item.Decode(&a) == nil && a.Custom {
			known = append(known, a.Name)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(wanted)) {
		if own := strings.TrimPrefix(name, "custom_attributes."); !slices.Contains(known, own) {
			notes = append(notes, lookup.NewNameError(own, "is no custom attribute of contacts. There are: "+strings.Join(known[:min(len(known), 50)], ", ")).Error())
		}
	}
	return notes
}

// contains wants a field to hold a text, where one is given.
func (f *filterSet) contains(field, text string) {
	if text != "" {
		f.add(field, "~", text)
	}
}

// email wants an address, or with no name before the @ a domain.
func (f *filterSet) email(s string) {
	name, domain, isAddress := strings.Cut(args.TrimPasted(s), "@")
	switch {
	case s == "":
	case isAddress && domain == "", name == "" && domain == "":
		f.fail("email", lookup.NewNameError(s, "is no address and no domain"))
	case isAddress && name != "":
		f.equal("email", name+"@"+domain)
	default:
		f.equal("email_domain", name+domain)
	}
}

// owner wants the admin who owns a contact; a contact without one has null.
func (f *filterSet) owner(ctx context.Context, name string) {
	if lookup.IsNobody(name) {
		f.add("owner_id", "=", nil)
	} else if found, ok := f.id(ctx, "owner", name, "admin"); ok {
		f.equal("owner_id", string(found.ID))
	}
}

// location wants people of a place, or of several that lie in each other: items
// tell theirs as "Berlin, Germany".
func (f *filterSet) location(place string) {
	if place != "" && strings.Trim(place, ", ") == "" {
		f.fail("location", lookup.NewNameError(place, "is no place"))
	}
	for part := range strings.SplitSeq(place, ",") {
		if part = strings.TrimSpace(part); part == "" {
			continue
		}
		var levels []intercomapi.Query
		for _, level := range []string{"country", "region", "city"} {
			levels = append(levels, intercomapi.Where("location."+level, "=", part))
		}
		f.anyOf(levels...)
	}
}

// custom wants values of custom attributes.
func (f *filterSet) custom(wanted intercomapi.Attributes) {
	for _, name := range slices.Sorted(maps.Keys(wanted)) {
		switch v := wanted[name].(type) {
		case string, bool, json.Number, nil:
			f.add("custom_attributes."+strings.TrimPrefix(name, "custom_attributes."), "=", v)
		default:
			f.fail("custom_attributes", lookup.NewNameError(name, "takes a text, a number or a boolean"))
		}
	}
}

// contactSearch is what Intercom says of POST /contacts/search.
var contactSearch = fieldTable{
	kinds: fieldKinds(map[fieldKind]string{
		stringKind: "id role name avatar owner_id email email_domain phone formatted_phone external_id language_override" +
			" browser browser_language os location.country location.region location.city segment_id",
		booleanKind: "unsubscribed_from_emails marked_email_as_spam has_hard_bounced",
		dateKind: "created_at signed_up_at updated_at last_seen_at last_contacted_at last_replied_at last_email_opened_at" +
			" last_email_clicked_at ios_last_seen_at android_last_seen_at",
		tagKind: "tag_id",
	}),
	operators: map[fieldKind]string{
		stringKind: textual, booleanKind: equality, integerKind: equality + " > < >= <=", dateKind: "= > <", tagKind: "= !=",
	},
	days:    true,
	example: "email: ann@example.com",
}
