package server_test

// threadCases take out what names a part: the fake API's thread has none.
func threadCases() map[string]ties {
	whole := object{"before": nil, "after": nil, "around": nil, "part_id": nil, "offset": nil}
	return map[string]ties{
		"get_conversation": {fullest: whole},
		"get_ticket":       {fullest: whole},
	}
}
