package samples

// threads take out what names a part, of which the fake API's thread has none, and what
// does not go with the form that the parts are shown in.
func threads() map[string]dependent {
	whole := object{"before": nil, "after": nil, "around": nil, "part_id": nil, "offset": nil, "find": nil}
	search := []object{{"id": "1", "find": "words to find"}}
	return map[string]dependent{
		"get_conversation": {fullest: whole, others: search},
		"get_ticket":       {fullest: whole, others: search},
	}
}
