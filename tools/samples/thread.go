package samples

// threads take out what names a part: the fake API's thread has none.
func threads() map[string]dependent {
	whole := object{"before": nil, "after": nil, "around": nil, "part_id": nil, "offset": nil}
	return map[string]dependent{
		"get_conversation": {fullest: whole},
		"get_ticket":       {fullest: whole},
	}
}
