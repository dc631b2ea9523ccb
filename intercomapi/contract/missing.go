package contract

import "github.com/getkin/kin-openapi/openapi3"

// missingFields are fields of replies that Intercom documents and its schemas do not declare: nearly all stand in
// the examples of the very operations whose schema lacks them. Their values may be anything.
var missingFields = []struct {
	schema string
	fields []string
	why    string
}{
	{"contact", []string{"opted_in_subscription_types", "opted_out_subscription_types"}, "every example of a contact"},
	{"contact", []string{"referrer", "utm_campaign", "utm_content", "utm_medium", "utm_source", "utm_term"}, "every example of a contact"},
	{"contact", []string{"enabled_push_messaging"}, "declared for the reply to POST /contacts alone; in the example of POST /visitors/convert"},
	{"contact", []string{"sms_consent", "unsubscribed_from_sms"}, "every recorded contact"},
	{"contact_companies", []string{"type"}, "every example of a contact"},
	{"contact_notes", []string{"type"}, "every example of a contact"},
	{"contact_tags", []string{"type"}, "every example of a contact"},
	{"contact_social_profiles", []string{"type"}, "every example of a contact"},
	{"contact_location", []string{"continent_code", "country_code"}, "every example of a contact"},
	{"contact_attached_companies", []string{"data"}, "the example's list stands under data, the schema's under companies"},
	{"conversation", []string{"ticket", "topics", "ai_topics"}, "examples of conversations"},
	{"conversation", []string{"customers"}, "all that the examples of POST and DELETE /conversations/{id}/customers hold"},
	{"conversation_list_item", []string{"ticket", "topics"}, "examples of lists of conversations"},
	{"ticket", []string{"ticket_state_internal_label", "ticket_state_external_label"}, "the example of POST /tickets/{id}/change_type"},
	{"ticket_reply", []string{"app_package_code"}, "the example of a note on a ticket"},
	{"ticket_type", []string{"is_internal"}, "every example of a ticket type"},
	{"ticket_type_attribute_list", []string{"data"}, "the example's list stands under data, the schema's under ticket_type_attributes"},
	{"message", []string{"owner"}, "the example of an admin's message"},
	{"app", []string{"secure"}, "the example of GET /me"},
	{"article_list_item", []string{"parent_id", "parent_type", "statistics"}, "every recorded article; of the schemas, only a single article's has statistics"},
	{"article_statistics", []string{"conversations"}, "every example of an article"},
	{"data_event_summary", []string{"pages"}, "the example of GET /events, where pages.next is an address"},
	{"visitor", []string{"last_request_at"}, "examples of visitors; the schema misspells it las_request_at"},
	{"phone_switch", []string{"url"}, "the example of POST /phone_call_redirects"},
	{"conversation_teammates", []string{"admins"}, "every recorded answer; the schema's list stands under teammates"},
	{"activity_log_metadata", []string{"message"}, "the example of a message's change of state"},
}

// declareMissingFields: the schemas of replies lack fields that Intercom sends.
func declareMissingFields(doc *openapi3.T) {
	for _, m := range missingFields {
		for _, field := range m.fields {
			component(doc, m.schema).Properties[field] = (&openapi3.Schema{Nullable: true}).NewRef()
		}
	}
}
