package tools_test

func conversationRows() []requestRow {
	reply := `"message_type":"comment","body":"<p>Hi</p>","admin_id":"8","attachment_urls":["https://a/1.png","https://a/2.png"],` +
		`"attachment_files":[{"content_type":"text/plain","name":"a.txt","data":"aGVsbG8="}],"created_at":1700000000,"skip_notifications":true`
	all := `"query":{"field":"created_at","operator":">","value":0}`
	part := func(fields string) []string {
		return []string{"POST /conversations/5/parts {" + fields + `,"admin_id":"7"}`}
	}
	return []requestRow{
		{"get_conversation", `{"id":"5","display_as":"plaintext","include_translations":true}`,
			[]string{"GET /conversations/5?display_as=plaintext&include_translations=true"}},
		{"get_conversation", `{"conversationId":"5"}`, []string{"GET /conversations/5"}},
		{"list_conversations", `{"per_page":5,"starting_after":"abc"}`, []string{"GET /conversations?per_page=5&starting_after=abc"}},
		{"list_conversations", `{"sort":"waiting_since"}`,
			[]string{`POST /conversations/search {"query":{"field":"waiting_since","operator":">","value":1},"pagination":{"per_page":20},` +
				`"sort":{"field":"waiting_since","order":"descending"}}`}},
		{"list_conversations", `{"sort":"created_at","order":"asc","per_page":5}`,
			[]string{"POST /conversations/search {" + all + `,"pagination":{"per_page":5},"sort":{"field":"created_at","order":"ascending"}}`}},
		{"list_conversations", `{"order":"desc"}`,
			[]string{"POST /conversations/search {" + all + `,"pagination":{"per_page":20},"sort":{"field":"updated_at","order":"descending"}}`}},
		{"search_conversations", `{"query":{"field":"state","operator":"=","value":"open"},"per_page":5,"starting_after":"abc","sort_field":"updated_at",` +
			`"sort_order":"descending"}`, []string{`POST /conversations/search {"query":{"field":"state","operator":"=","value":"open"},` +
			`"pagination":{"per_page":5,"starting_after":"abc"},"sort":{"field":"updated_at","order":"descending"}}`}},

		{"reply_conversation", `{"id":"5",` + reply + `}`, []string{`POST /conversations/5/reply {"type":"admin",` + reply + `}`}},
		{"reply_conversation", `{"conversationId":"5","message_type":"note","body":"x","attachment_urls":"https://a/1.png,https://a/2.png",` +
			`"disable_notifications":"true"}`,
			[]string{`POST /conversations/5/reply {"type":"admin","message_type":"note","body":"x","admin_id":"7","attachment_urls":["https://a/1.png",` +
				`"https://a/2.png"],"skip_notifications":true}`}},
		{"add_internal_note", `{"id":"5","body":"x","admin_id":"8"}`,
			[]string{`POST /conversations/5/reply {"type":"admin","message_type":"note","body":"x","admin_id":"8"}`}},
		{"create_conversation", `{"contact_id":"5","body":"x","subject":"s","attachment_urls":["https://a/1.png"],"created_at":1700000000,"brand_id":"9"}`,
			[]string{`POST /conversations {"from":{"type":"contact","id":"5"},"body":"x","subject":"s","attachment_urls":["https://a/1.png"],` +
				`"created_at":1700000000,"brand_id":"9"}`}},

		{"reply_conversation", `{"id":"5","message_type":"comment","body":"**See**:\n- a\n- b"}`,
			[]string{`POST /conversations/5/reply {"type":"admin","message_type":"comment","body":"<p><b>See</b>:</p><ul><li>a</li><li>b</li></ul>","admin_id":"7"}`}},
		{"reply_conversation", `{"id":"5","message_type":"comment","body":"Ann <ann@example.com>","body_format":"text"}`,
			[]string{`POST /conversations/5/reply {"type":"admin","message_type":"comment","body":"<p>Ann &lt;ann@example.com&gt;</p>","admin_id":"7"}`}},
		{"add_internal_note", `{"id":"5","body":"**x**","body_format":"html"}`,
			[]string{`POST /conversations/5/reply {"type":"admin","message_type":"note","body":"**x**","admin_id":"7"}`}},
		{"add_internal_note", `{"ids":["5"],"body":"x"}`, []string{`POST /conversations/5/reply {"type":"admin","message_type":"note","body":"x","admin_id":"7"}`}},
		{"close_conversation", `{"ids":5}`, part(`"message_type":"close","type":"admin"`)},
		{"close_conversation", `{"conversation_ids":"5, 5","ids":null}`, part(`"message_type":"close","type":"admin"`)},
		{"open_conversation", `{"ids":"[\"5\",5]"}`, part(`"message_type":"open"`)},
		{"snooze_conversation", `{"ids":["5"],"snoozed_until":4102444800}`, part(`"message_type":"snoozed","snoozed_until":4102444800`)},
		{"assign_conversation", `{"ids":["5"],"assignee_id":0}`, part(`"message_type":"assignment","type":"admin","assignee_id":"0"`)},
		{"tag_conversation", `{"ids":["5"],"tag_id":"6"}`, []string{`POST /conversations/5/tags {"id":"6","admin_id":"7"}`}},
		{"untag_conversation", `{"ids":["5"],"tag_id":"6"}`, []string{`DELETE /conversations/5/tags/6 {"admin_id":"7"}`}},
		{"close_conversation", `{"id":"5","admin_id":"8"}`, []string{`POST /conversations/5/parts {"message_type":"close","type":"admin","admin_id":"8"}`}},
		{"close_conversation", `{"conversationId":"5"}`, part(`"message_type":"close","type":"admin"`)},
		{"open_conversation", `{"id":"5"}`, part(`"message_type":"open"`)},
		{"open_conversation", `{"id":"5","admin_id":"8"}`, []string{`POST /conversations/5/parts {"message_type":"open","admin_id":"8"}`}},
		{"snooze_conversation", `{"id":"5","snoozed_until":4102444800}`, part(`"message_type":"snoozed","snoozed_until":4102444800`)},
		{"snooze_conversation", `{"id":"5","snoozed_until":"2100-01-01","admin_id":"8"}`,
			zoned([]string{`POST /conversations/5/parts {"message_type":"snoozed","snoozed_until":4102444800,"admin_id":"8"}`})},
		{"assign_conversation", `{"id":"5","assignee_id":"9","assignee_type":"team","admin_id":"7"}`,
			part(`"message_type":"assignment","type":"team","assignee_id":"9"`)},
		{"assign_conversation", `{"id":"5","assignee_id":0}`, part(`"message_type":"assignment","type":"admin","assignee_id":"0"`)},
		{"assign_conversation", `{"id":"5","assignee_id":"9"}`,
			append([]string{"GET /admins/9"}, part(`"message_type":"assignment","type":"admin","assignee_id":"9"`)...)},
		{"update_conversation", `{"id":"5","read":false,"title":"t","custom_attributes":{"a":null},"company_id":"9"}`,
			[]string{"GET /conversations/attributes", `PUT /conversations/5 {"read":false,"title":"t","custom_attributes":{"a":null},"company_id":"9"}`}},
		{"update_conversation", `{"id":"5","clear":["company_id"]}`, []string{`PUT /conversations/5 {"company_id":null}`}},
		{"tag_conversation", `{"conversation_id":"5","tag_id":"6"}`, []string{`POST /conversations/5/tags {"id":"6","admin_id":"7"}`}},
		{"tag_conversation", `{"conversation_id":"5","tag_id":"vip","create":"true"}`,
			[]string{"GET /tags", `POST /tags {"name":"vip"}`, `POST /conversations/5/tags {"id":"1","admin_id":"7"}`}},
		{"tag_conversation", `{"conversationId":"5","tagId":"6","admin_id":"8"}`, []string{`POST /conversations/5/tags {"id":"6","admin_id":"8"}`}},
		{"untag_conversation", `{"conversation_id":"5","tag_id":"6","admin_id":"8"}`, []string{`DELETE /conversations/5/tags/6 {"admin_id":"8"}`}},
		{"attach_contact_to_conversation", `{"id":"5","contact_id":"6"}`,
			[]string{`POST /conversations/5/customers {"admin_id":"7","customer":{"intercom_user_id":"6"}}`}},
		{"attach_contact_to_conversation", `{"id":"5","external_id":"u/1","admin_id":"8"}`,
			[]string{`POST /conversations/5/customers {"admin_id":"8","customer":{"user_id":"u/1"}}`}},
		{"attach_contact_to_conversation", `{"id":"5","email":"ann@example.com"}`,
			[]string{`POST /conversations/5/customers {"admin_id":"7","customer":{"email":"ann@example.com"}}`}},
		{"detach_contact_from_conversation", `{"id":"5","contact_id":"6","admin_id":"8"}`, []string{`DELETE /conversations/5/customers/6 {"admin_id":"8"}`}},
		{"convert_conversation_to_ticket", `{"id":"5","ticket_type_id":"6","ticket_state_id":"9","attributes":{"default_title":"x"}}`,
			[]string{`POST /conversations/5/convert {"ticket_type_id":"6","ticket_state_id":"9","attributes":{"_default_title_":"x"}}`}},
		{"merge_conversations", `{"id":"5","into_id":"6"}`, []string{`POST /conversations/5/merge {"merge_into_conversation_id":6}`}},
		{"redact_conversation", `{"id":"5","part_id":"6"}`,
			[]string{`POST /conversations/redact {"type":"conversation_part","conversation_id":"5","conversation_part_id":"6"}`}},
		{"redact_conversation", `{"id":"5","source_id":"6"}`, []string{`POST /conversations/redact {"type":"source","conversation_id":"5","source_id":"6"}`}},
		{"delete_conversation", `{"id":"5","retain_metrics":false}`, []string{"DELETE /conversations/5?retain_metrics=false"}},
		{"list_conversation_related", `{"id":"5","list":"handling_events"}`, []string{"GET /conversations/5/handling_events"}},
		{"list_conversation_related", `{"id":"5","list":"side_conversations","per_page":5}`, []string{"GET /conversations/5/side_conversations?page=1&per_page=5"}},
		{"list_conversation_related", `{"id":"5","list":"side_conversations",` +
			`"starting_after":"page.eyJwIjozLCJuIjo1LCJ0IjoibGlzdF9jb252ZXJzYXRpb25fcmVsYXRlZCIsImYiOiJzaWRlX2NvbnZlcnNhdGlvbnMifQ"}`,
			[]string{"GET /conversations/5/side_conversations?page=3&per_page=5"}},
		{"list_deleted_conversations", `{"per_page":5,"order":"asc"}`, []string{"GET /conversations/deleted?order=asc&page=1&per_page=5"}},
		{"list_deleted_conversations", `{"starting_after":"page.eyJwIjozLCJuIjo1LCJ0IjoibGlzdF9kZWxldGVkX2NvbnZlcnNhdGlvbnMifQ"}`,
			[]string{"GET /conversations/deleted?page=3&per_page=5"}},
	}
}
