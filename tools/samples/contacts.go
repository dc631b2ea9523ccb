package samples

// ContactID is a contact's id of the length that Intercom's description wants.
const ContactID = "6762f0dd1bb69f9f2193bb83"

// contacts returns the samples of the toolsets contacts, companies, conversations, tickets
// and messages, and of the connector's two tools.
func contacts() map[string]dependent {
	many := []any{"1", "2", "3"}
	return map[string]dependent{
		"create_contact": {smallest: object{"email": "ann@example.com"}},
		"get_contact":    {smallest: object{"id": "1"}, fullest: object{"external_id": nil}, others: []object{{"external_id": "a/b"}}},
		"list_companies": {fullest: object{"starting_after": nil, "scroll": nil}, others: []object{{"scroll": true}}},
		"find_companies": {
			smallest: object{"company_id": "1"},
			fullest:  object{"name": nil, "tag_id": nil, "segment_id": nil, "starting_after": nil},
			others:   []object{{"name": "Acme"}, {"tag_id": "1"}, {"segment_id": "1"}},
		},
		"list_company_related": {
			smallest: object{"list": "segments"},
			others:   []object{{"id": "1", "list": "contacts"}, {"id": "1", "list": "notes"}},
		},
		"list_contact_related": {
			fullest:  object{"starting_after": nil},
			smallest: object{"list": "segments"},
			others: []object{
				{"id": "1", "list": "companies"}, {"id": "1", "list": "notes"}, {"id": "1", "list": "subscriptions"},
				{"id": "1", "list": "tags"}, {"id": "1", "list": "merge_history", "per_page": 5, "starting_after": "abc"},
			},
		},
		"create_note":                {smallest: object{"contact_id": "1"}, fullest: object{"contact_id": nil}},
		"list_conversations":         {others: []object{{}, {"order": "asc"}}},
		"list_conversation_related":  {smallest: object{"list": "handling_events"}, fullest: object{"list": "side_conversations", "starting_after": nil}},
		"list_deleted_conversations": {fullest: object{"starting_after": nil}},
		"create_conversation":        {smallest: object{"contact_id": ContactID}, fullest: object{"contact_id": ContactID}},
		"reply_conversation":         {fullest: object{"attachment_files": files}},
		"reply_ticket": {
			fullest: object{"message_type": "note", "attachment_files": files, "attachment_urls": nil},
			others:  []object{{"id": "1", "message_type": "comment", "body": "1", "attachment_urls": []any{"https://example.com/a.png"}}},
		},
		"add_internal_note":  {others: []object{{"ids": many, "body": "1"}}},
		"close_conversation": {others: []object{{"ids": many}}},
		"open_conversation":  {others: []object{{"ids": many}}},
		"tag_conversation":   {others: []object{{"ids": many, "tag_id": "1"}}},
		"untag_conversation": {others: []object{{"ids": many, "tag_id": "1"}}},
		"snooze_conversation": {
			smallest: object{"snoozed_until": "+1d"}, fullest: object{"snoozed_until": "+1d"},
			others: []object{{"ids": many, "snoozed_until": "+1d"}},
		},
		"assign_conversation": {smallest: object{"assignee_type": "team"}, others: []object{{"id": "1", "assignee_id": "0"}, {"ids": many, "assignee_id": "0"}}},
		"redact_conversation": {smallest: object{"part_id": "1"}, fullest: object{"part_id": nil}},
		"merge_conversations": {smallest: object{"into_id": "2"}, fullest: object{"into_id": "2"}},
		"attach_contact_to_conversation": {
			smallest: object{"contact_id": "1"}, fullest: object{"external_id": nil, "email": nil},
			others: []object{{"id": "1", "external_id": "1"}, {"id": "1", "email": "ann@example.com"}},
		},
		"create_ticket": {
			smallest: object{"contacts": []any{object{"id": "1"}}},
			fullest:  object{"contacts": []any{object{"email": "ann@example.com"}}},
			others: []object{{ // the fullest goes to the queue
				"ticket_type_id": "1", "contacts": []any{object{"external_id": "a/b"}}, "ticket_attributes": object{"_default_title_": "A"}, "company_id": "1",
				"created_at": "2026-01-31", "conversation_to_link_id": "1", "assignment": object{"admin_assignee_id": "1", "team_assignee_id": "2"},
				"skip_notifications": true,
			}},
		},
		"update_ticket": {fullest: object{"snoozed_until": "+1d"}, others: []object{{"id": "1", "assignee_id": "0"}}},
	}
}

// searches returns the samples of the tools that search, and of create_message.
func searches() map[string]dependent {
	return map[string]dependent{
		"search_conversations": {
			smallest: object{"state": "open"},
			fullest:  object{"query": rawQuery, "contact": ContactID, "company": nil, "rating": []any{1.0, 2.0}},
			others: []object{
				{"query": rawQuery}, {"text": "cannot log in", "count_only": true, "show_query": true}, {"company": ContactID},
				{"rating": 1.0, "channel": "phone", "ai": "unresolved"},
				{"contact": ContactID, "assignee": "me", "team": "unassigned"},
			},
		},
		"search_tickets": {
			smallest: object{"open": true},
			fullest:  object{"query": rawQuery, "contact": ContactID, "company": nil, "state": "submitted", "attributes": nil},
			others:   []object{{"query": rawQuery}, {"text": "log in", "assignee": "unassigned"}, {"company": ContactID}},
		},
		"search_contacts": {
			smallest: object{"email": "ann@example.com"},
			fullest:  object{"query": rawQuery, "company": nil},
			others:   []object{{"query": rawQuery}, {"email": "example.com", "owner": "unassigned"}, {"company": ContactID, "seen_since": "-7d"}},
		},
		"search":         {fullest: object{"query": "object_type:contacts email:ann@example.com refund"}},
		"fetch":          {smallest: object{"id": "conversation_1"}, fullest: object{"id": "contact_1"}},
		"create_message": {fullest: object{"message_type": "email"}},
	}
}

// rawQuery is a search that names a field of its own.
var rawQuery = object{"field": "id", "operator": "=", "value": "1"}

var files = []any{object{"content_type": "text/plain", "name": "a.txt", "data": "aGVsbG8="}}
