package samples

// overviews returns the samples of the tools that answer from many requests.
func overviews() map[string]dependent {
	return map[string]dependent{
		"get_customer": {
			smallest: object{"id": "1"}, fullest: object{"email": nil, "external_id": nil},
			others: []object{{"external_id": "a/b"}},
		},
		"get_inbox_overview":     {others: []object{{"team_id": "1"}}},
		"get_conversation_stats": {fullest: object{"since": "-7d", "until": "now"}},
	}
}
