package samples

// administration returns the samples of the toolsets workspace and administration,
// and of tags on companies.
func administration() map[string]dependent {
	week := object{"time_intervals": []any{object{"start_minute": 540, "end_minute": 1020}}}
	company := object{"companies": []any{object{"id": "1"}}}
	byOwnID := object{"companies": []any{object{"company_id": "acme"}, object{"id": "1"}}}
	return map[string]dependent{
		"list_tags":     {fullest: object{"starting_after": nil}, others: []object{{"id": "1"}}},
		"list_segments": {fullest: object{"starting_after": nil}, others: []object{{"id": "1"}}},
		"list_data_attributes": {fullest: object{"starting_after": nil},
			others: []object{{"model": "conversation", "include_archived": true}, {"model": "company"}}},
		"list_activity_logs":            {fullest: object{"starting_after": nil}},
		"list_audiences":                {fullest: object{"starting_after": nil}},
		"list_office_hours_exceptions":  {others: []object{{"schedule_id": "1"}}},
		"tag_company":                   {smallest: company, fullest: byOwnID},
		"untag_company":                 {smallest: company, fullest: byOwnID},
		"create_data_attribute":         {smallest: object{"data_type": "string"}, fullest: object{"options": []any{"gold", "silver"}}},
		"update_data_attribute":         {fullest: object{"options": []any{"gold", "silver"}}},
		"create_conversation_attribute": {fullest: object{"options": nil, "reference": nil}, others: optionsAndReference()},
		"create_office_hours_schedule":  {smallest: week, fullest: week},
		"update_office_hours_schedule":  {fullest: week},
		"create_office_hours_exception": {smallest: With(week, object{"exception_date": "2026-12-24"}), fullest: With(week, object{"exception_date": "2026-12-24"}),
			others: []object{{"schedule_id": "1", "exception_type": "closed", "exception_date": "2026-12-25"}}},
		"update_office_hours_exception": {fullest: With(week, object{"exception_date": "2026-12-24"}),
			others: []object{{"schedule_id": "1", "id": "1", "exception_type": "closed", "clear": []any{"time_intervals"}}}},
		"update_ip_allowlist": {smallest: object{"enabled": false}, fullest: object{"ip_allowlist": []any{"10.0.0.1", "192.168.1.0/24", "2001:db8::/32"}}},
	}
}

// optionsAndReference returns the attributes of conversations that have more to say
// than a text has.
func optionsAndReference() []object {
	return []object{
		{"name": "Plan", "data_type": "list", "options": []any{"gold", "silver"}},
		{"name": "Order", "data_type": "relationship", "reference": object{"type": "many", "object_type_id": "1"}},
		{"name": "Seats", "data_type": "integer", "required": true},
	}
}
