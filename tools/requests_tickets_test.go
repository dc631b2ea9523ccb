package tools_test

func ticketRows() []requestRow {
	ticket := `"ticket_type_id":"5","contacts":[{"id":"6"}],"company_id":"9","created_at":1700000000,"conversation_to_link_id":"10",` +
		`"assignment":{"admin_assignee_id":"11","team_assignee_id":"12"},"skip_notifications":true`
	reply := `"message_type":"note","body":"x","attachment_urls":["https://a/1.png"],"created_at":1700000000,"skip_notifications":true`
	titled := `"ticket_attributes":{"_default_title_":"t","_default_description_":"d"}`
	return []requestRow{
		{"create_ticket", `{` + ticket + `,"ticket_attributes":{"default_title":"t","default_description":"d"}}`,
			[]string{"POST /tickets {" + ticket + "," + titled + "}"}},
		{"create_ticket", `{"ticket_type_id":5,"contacts":"[{\"id\":\"6\"}]","ticket_attributes":"{\"default_title\":\"t\",\"default_description\":\"d\"}",` +
			`"disable_notifications":true,"background":true}`,
			[]string{`POST /tickets/enqueue {"ticket_type_id":"5","contacts":[{"id":"6"}],` + titled + `,"skip_notifications":true}`}},
		{"create_ticket", `{"ticket_type_id":"5","contacts":[{"email":"ann@example.com"}]}`,
			[]string{`POST /tickets {"ticket_type_id":"5","contacts":[{"email":"ann@example.com"}]}`}},
		{"create_ticket", `{"ticket_type_id":"5","contacts":["6"]}`, []string{`POST /tickets {"ticket_type_id":"5","contacts":[{"id":"6"}]}`}},
		{"create_ticket", `{"ticket_type_id":"5","contacts":[6]}`, []string{`POST /tickets {"ticket_type_id":"5","contacts":[{"id":"6"}]}`}},
		{"create_ticket", `{"ticket_type_id":"5","contacts":6}`, []string{`POST /tickets {"ticket_type_id":"5","contacts":[{"id":"6"}]}`}},
		{"create_ticket", `{"ticket_type_id":"5","contacts":"6"}`, []string{`POST /tickets {"ticket_type_id":"5","contacts":[{"id":"6"}]}`}},
		{"create_ticket", `{"ticket_type_id":"5","contacts":[{"external_id":"u/1"}]}`,
			[]string{`POST /tickets {"ticket_type_id":"5","contacts":[{"external_id":"u/1"}]}`}},
		{"get_ticket", `{"id":"5"}`, []string{"GET /tickets/5"}},
		{"get_ticket", `{"ticketId":"5"}`, []string{"GET /tickets/5"}},
		{"search_tickets", `{"query":{"field":"open","operator":"=","value":true},"per_page":5,"starting_after":"abc","sort_field":"updated_at",` +
			`"sort_order":"ascending"}`, []string{`POST /tickets/search {"query":{"field":"open","operator":"=","value":true},"pagination":{"per_page":5,` +
			`"starting_after":"abc"},"sort":{"field":"updated_at","order":"ascending"}}`}},
		{"update_ticket", `{"id":"5","state":"9","ticket_attributes":{"default_title":"t"},"assignee_id":"6","company_id":"9","open":true,"is_shared":false,` +
			`"snoozed_until":4102444800,"skip_notifications":true,"admin_id":"8"}`,
			[]string{`PUT /tickets/5 {"ticket_state_id":"9","ticket_attributes":{"_default_title_":"t"},"assignee_id":"6","company_id":"9","open":true,` +
				`"is_shared":false,"snoozed_until":4102444800,"skip_notifications":true,"admin_id":8}`}},
		{"update_ticket", `{"id":"5","assignee_id":"0"}`, []string{ // an update of the ticket would take it off its team too
			`POST /conversations/5/parts {"message_type":"assignment","type":"admin","admin_id":"7","assignee_id":"0"}`,
		}},
		{"update_ticket", `{"id":"5","assignee_id":"nobody","open":false,"admin_id":"8","skip_notifications":true}`, []string{
			`POST /conversations/5/parts {"message_type":"assignment","type":"admin","admin_id":"8","assignee_id":"0"}`,
			`PUT /tickets/5 {"open":false,"skip_notifications":true,"admin_id":8}`,
		}},
		{"update_ticket", `{"id":"5","clear":["company_id"]}`, []string{`PUT /tickets/5 {"company_id":null}`}},
		{"update_ticket", `{"ticketId":"5","assignee_id":"6"}`, []string{`PUT /tickets/5 {"assignee_id":"6","admin_id":7}`}},
		{"reply_ticket", `{"id":"5",` + reply + `,"admin_id":"8","cross_post":true}`,
			[]string{`POST /tickets/5/reply {"type":"admin","admin_id":"8","cross_post":true,` + reply + `}`}},
		{"reply_ticket", `{"id":"5","message_type":"comment","body":"x","attachment_files":[{"content_type":"text/plain","name":"a","data":"aGVsbG8="}]}`,
			[]string{`POST /tickets/5/reply {"type":"admin","admin_id":"7","message_type":"comment","body":"x","attachment_files":[{"content_type":"text/plain",` +
				`"name":"a","data":"aGVsbG8="}]}`}},
		{"change_ticket_type", `{"id":"5","ticket_type_id":"6","ticket_state_id":"9","ticket_attributes":{"default_title":"t"}}`,
			[]string{`POST /tickets/5/change_type {"ticket_type_id":"6","ticket_state_id":"9","ticket_attributes":{"_default_title_":"t"}}`}},
		{"link_conversation_to_ticket", `{"ticket_id":"5","conversation_id":"6"}`, []string{`POST /tickets/5/linked_conversations {"conversation_id":"6"}`}},
		{"link_conversation_to_ticket", `{"ticketId":"5","conversationId":"6"}`, []string{`POST /tickets/5/linked_conversations {"conversation_id":"6"}`}},
		{"unlink_conversation_from_ticket", `{"ticket_id":"5","conversation_id":"6"}`, []string{"DELETE /tickets/5/linked_conversations/6"}},
		{"tag_ticket", `{"ticket_id":"5","tag_id":"vip","admin_id":"8","create":true}`,
			[]string{"GET /tags", `POST /tags {"name":"vip"}`, `POST /tickets/5/tags {"id":"1","admin_id":"8"}`}},
		{"tag_ticket", `{"ticket_id":"5","tag_id":"6","admin_id":"8"}`, []string{`POST /tickets/5/tags {"id":"6","admin_id":"8"}`}},
		{"untag_ticket", `{"ticket_id":"5","tag_id":"6","admin_id":"8"}`, []string{`DELETE /tickets/5/tags/6 {"admin_id":"8"}`}},
		{"delete_ticket", `{"id":"5"}`, []string{"DELETE /tickets/5"}},
	}
}

func messageRows() []requestRow {
	to := `"to":{"type":"user","id":"6"}`
	return []requestRow{
		{"create_message", `{"message_type":"email","template":"plain","subject":"s","body":"<p>x</p>","from_type":"admin","from_id":"8","to_type":"user",` +
			`"to_id":"6","created_at":1700000000,"cc":["11"],"bcc":"12,13","create_conversation_without_contact_reply":true}`,
			[]string{"GET /contacts/11", "GET /contacts/12", "GET /contacts/13",
				`POST /messages {"message_type":"email","template":"plain","subject":"s","body":"<p>x</p>","from":{"type":"admin","id":8},` +
					to + `,"cc":[{"type":"user","id":"11"}],"bcc":[{"type":"user","id":"12"},{"type":"user","id":"13"}],` +
					`"create_conversation_without_contact_reply":true,"created_at":1700000000}`}},
		// A contact is a user or a lead on the wire: its role is looked up.
		{"reply_ticket", `{"id":"5","message_type":"note","body":"**x**","body_format":"markdown"}`,
			[]string{`POST /tickets/5/reply {"type":"admin","message_type":"note","body":"<p><b>x</b></p>","admin_id":"7"}`}},
		{"create_message", `{"message_type":"inapp","body":"**x**","body_format":"text","to_id":"6","to_type":"user"}`,
			[]string{`POST /messages {"message_type":"inapp","body":"**x**","from":{"type":"admin","id":7},"to":{"type":"user","id":"6"}}`}},
		{"create_message", `{"message_type":"inapp","body":"x","to_id":"6"}`,
			[]string{"GET /contacts/6", `POST /messages {"message_type":"inapp","body":"x","from":{"type":"admin","id":7},` + to + `}`}},
		{"create_message", `{"message_type":"in_app","body":"x","to_id":"6","to_type":"contact","template":"plain","subject":"s"}`,
			[]string{"GET /contacts/6", `POST /messages {"message_type":"inapp","body":"x","from":{"type":"admin","id":7},` + to + `}`}},
		{"create_message", `{"message_type":"inapp","body":"x","to_id":"6","to_type":"lead"}`,
			[]string{`POST /messages {"message_type":"inapp","body":"x","from":{"type":"admin","id":7},"to":{"type":"lead","id":"6"}}`}},
	}
}
