package search

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/args"
	"intercom-mcp/tools/lookup"
)

// A ContactSearch is the arguments of search_contacts.
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
	Attributes    intercomapi.Attributes `json:"custom_attributes,omitempty" jsonschema:"Value or values by name"`
	Args
}

// Find searches for what the filters want, as a call of the tool named.
func (in ContactSearch) Find(ctx context.Context, resolver lookup.Resolver, tool string) (Found, error) {
	f := newFilterSet(ctx, resolver, contacts)
	f.email(in.Email)
	f.name("name", in.Name)
	f.contains("phone", in.Phone)
	f.equal("role", in.Role)
	f.owner(ctx, in.Owner)
	f.company(ctx, "id", in.Company)
	f.hasAll(ctx, "tag_id", "tags", in.Tags, "tag")
	f.hasAll(ctx, "segment_id", "segments", in.Segments, "segment")
	f.location(in.Location)
	f.between("created_at", in.CreatedSince, in.CreatedUntil)
	f.between("signed_up_at", in.SignedUpSince, in.SignedUpUntil)
	f.between("last_seen_at", in.SeenSince, in.SeenUntil)
	f.customAttributes(in.Attributes)
	found, err := in.find(ctx, f, tool)
	if err == nil && found.Page.TotalCount != nil && *found.Page.TotalCount == 0 {
		found.Page.Notes = append(found.Page.Notes, unknownAttributes(ctx, resolver, in.Attributes)...)
	}
	return found, err
}

// unknownAttributes returns a note for each of the attributes that contacts do not
// have, where nothing was found: a name in another case finds nothing either.
func unknownAttributes(ctx context.Context, resolver lookup.Resolver, wanted intercomapi.Attributes) []string {
	const maxNames = 50
	if len(wanted) == 0 {
		return nil
	}
	page, err := resolver.DataAttributes(ctx, intercomapi.DataAttributeListing{Model: "contact"})
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
		if own := strings.TrimPrefix(name, attributePrefix); !slices.Contains(known, own) {
			there := strings.Join(known[:min(len(known), maxNames)], ", ")
			notes = append(notes, fmt.Sprintf("%.100q is no custom attribute of contacts. There are: %s", own, there))
		}
	}
	return notes
}

// attributePrefix begins the field of a custom attribute.
const attributePrefix = "custom_attributes."

// email wants an address, or with no name before the @ a domain.
func (f *filterSet) email(s string) {
	name, domain, isAddress := strings.Cut(args.TrimPasted(s), "@")
	switch {
	case s == "":
	case isAddress && domain == "", name == "" && domain == "":
		f.refuse("email", s, "is no address and no domain")
	case isAddress && name != "":
		f.equal("email", name+"@"+domain)
	default:
		f.equal("email_domain", name+domain)
	}
}

// location wants people of a place, or of several that lie in each other, as lists of
// contacts show them: "Berlin, Germany".
func (f *filterSet) location(place string) {
	if place != "" && strings.Trim(place, ", ") == "" {
		f.refuse("location", place, "is no place")
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

// customAttributes wants values of custom attributes.
func (f *filterSet) customAttributes(wanted intercomapi.Attributes) {
	for _, name := range slices.Sorted(maps.Keys(wanted)) {
		values, several := wanted[name].([]any)
		if !several {
			values = []any{wanted[name]}
		}
		if len(values) == 0 || slices.ContainsFunc(values, func(v any) bool { return !isPlain(v) }) {
			f.refuse("custom_attributes", name, "takes a text, a number or a boolean, or a list of them")
		}
		f.filters = append(f.filters, equalOrIn(attributePrefix+strings.TrimPrefix(name, attributePrefix), wanted[name]))
	}
}

// isPlain reports whether a value can be compared.
func isPlain(v any) bool {
	switch v.(type) {
	case string, bool, json.Number, nil:
		return true
	}
	return false
}

// contacts is the search of POST /contacts/search, as Intercom's reference has it.
var contacts = resource{
	send: lookup.Resolver.SearchContacts,
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
	words:        map[string]string{"role": "user lead"},
	excludesEnds: true,
	example:      "email: ann@example.com",
}
