package samples

// outreach returns the samples of the toolsets events, calls, exports,
// custom_objects and fin, and of visitors.
func outreach() map[string]dependent {
	phone := object{"phone_number": "+353832345678"}
	order := object{"type": "Order", "id": "1"}
	byOwnID := object{"type": "Order", "external_id": "a/b"}
	user := object{"id": "1", "user_id": nil}
	reporting := object{"app_id": "abc123", "client_id": "c1"} // the description wants them
	visitor := object{"visitor": object{"user_id": "v1"}, "user": object{"email": "ann@example.com", "user_id": "ann"}}
	return map[string]dependent{
		"create_event": {smallest: object{"email": "ann@example.com"}},
		"list_events": {smallest: object{"email": "ann@example.com"},
			fullest: object{"user_id": "ann", "id": nil, "email": nil, "starting_after": nil}, others: []object{{"id": "1"}}},
		"create_phone_switch": {smallest: object{"phone": "+353832345678"}, fullest: object{"phone": "+353832345678"}},
		"list_calls":          {fullest: object{"conversation_ids": nil, "starting_after": nil}, others: []object{{"conversation_ids": []any{"1", "2"}}}},
		"find_fin_voice_calls": {smallest: object{"id": "1"}, fullest: object{"id": nil, "external_id": nil, "phone_number": nil},
			others: []object{phone, {"external_id": "a/b"}}},
		"register_fin_voice_call":       {smallest: phone, fullest: phone},
		"get_call_transcript":           {fullest: object{"offset": 0}},
		"download_data_export":          {fullest: object{"offset": 0}},
		"get_reporting_export":          {smallest: reporting},
		"download_reporting_export":     {smallest: object{"app_id": "abc123"}, fullest: object{"offset": 0}},
		"list_custom_object_instances":  {fullest: object{"starting_after": nil}},
		"get_custom_object_instance":    {smallest: order, fullest: object{"id": nil}, others: []object{byOwnID}},
		"delete_custom_object_instance": {smallest: order, fullest: object{"id": nil}, others: []object{byOwnID}},
		"update_visitor":                {smallest: user, fullest: user},
		"convert_visitor":               {smallest: visitor},
	}
}
