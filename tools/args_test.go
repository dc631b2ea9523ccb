package tools_test

import "testing"

// TestForms sends arguments in forms that models and other products use, and such
// as clear a field: each makes the request of the canonical form. Package args has
// the forms one by one.
func TestForms(t *testing.T) {
	for _, c := range []struct{ tool, arguments, want string }{
		// ids
		{"get_contact", `{"id":"63a07ddf"}`, "GET /contacts/63a07ddf"},
		{"get_contact", `{"contactId":"5"}`, "GET /contacts/5"},
		{"merge_conversations", `{"id":1,"into_id":9007199254740993}`, `POST /conversations/1/merge {"merge_into_conversation_id":9007199254740993}`},

		// objects, their numbers to the last digit
		{"create_contact", `{"email":"a@b.c","custom_attributes":{"n":9007199254740993,"f":1.50,"b":false,"z":0,"x":null}}`,
			`POST /contacts {"email":"a@b.c","custom_attributes":{"b":false,"f":1.50,"n":9007199254740993,"x":null,"z":0}}`},
		{"create_contact", `{"email":"a@b.c","custom_attributes":" {} "}`, `POST /contacts {"email":"a@b.c"}`},

		// lists
		{"reply_conversation", `{"id":"1","message_type":"note","body":"x","attachment_urls":"https://a, https://b ,"}`,
			`POST /conversations/1/reply {"message_type":"note","type":"admin","admin_id":"7","body":"x","attachment_urls":["https://a","https://b"]}`},
		{"create_ticket", `{"ticket_type_id":1,"contacts":{"email":"a@b.c"}}`, `POST /tickets {"ticket_type_id":"1","contacts":[{"email":"a@b.c"}]}`},

		// groups in any case, which beside a plain filter cost no level
		{"search_contacts", `{"role":"lead","query":{"operator":"and","value":[{"operator":"or","value":[{"field":"name","operator":"~","value":"a"}]}]}}`,
			`POST /contacts/search {"query":{"operator":"AND","value":[{"operator":"OR","value":[{"field":"name","operator":"~","value":"a"}]},{"field":"role",` +
				`"operator":"=","value":"lead"}]},"pagination":{"per_page":20}}`},

		// numbers and booleans
		{"list_contacts", `{"per_page":"5"}`, "GET /contacts?per_page=5"},
		{"list_contacts", `{"per_page":null}`, "GET /contacts?per_page=20"},
		{"create_company", `{"company_id":"c","monthly_spend":155.98}`, `POST /companies {"company_id":"c","monthly_spend":155}`},
		{"create_company", `{"company_id":5,"size":1e3}`, `POST /companies {"company_id":"5","size":1000}`},
		{"get_contact", `{"id":"5","include_merge_history":"true"}`, "GET /contacts/5?include_merge_history=true"},

		// times
		{"create_contact", `{"email":"a@b.c","signed_up_at":"-7d"}`, `POST /contacts {"email":"a@b.c","signed_up_at":1769245200}`},

		// zero and false are values
		{"create_company", `{"company_id":"c","size":0,"monthly_spend":0,"remote_created_at":0}`,
			`POST /companies {"company_id":"c","size":0,"monthly_spend":0,"remote_created_at":0}`},
		{"update_contact", `{"id":"5","unsubscribed_from_emails":false,"signed_up_at":0}`,
			`PUT /contacts/5 {"signed_up_at":0,"unsubscribed_from_emails":false}`},
		{"update_ticket", `{"id":"5","open":false}`, `PUT /tickets/5 {"open":false}`},

		// null is absence, and clear clears
		{"update_contact", `{"id":"5","name":"Maria S.","owner_id":null,"phone":null,"signed_up_at":null,"avatar":null}`, `PUT /contacts/5 {"name":"Maria S."}`},
		{"update_contact", `{"id":"5","clear":["name","owner_id","phone","signed_up_at","unsubscribed_from_emails"]}`,
			`PUT /contacts/5 {"phone":null,"name":null,"signed_up_at":null,"owner_id":null,"unsubscribed_from_emails":null}`},
		{"update_contact", `{"id":"5","email":null,"custom_attributes":{"plan":null}}`, `PUT /contacts/5 {"custom_attributes":{"plan":null}}`},
		{"create_contact", `{"email":"a@b.c","name":null,"owner_id":null,"role":null}`, `POST /contacts {"email":"a@b.c"}`},
	} {
		checkSent(t, c.tool, c.arguments, c.want)
	}
}

// TestBadArguments refuses arguments that a tool cannot have. Package args has the
// forms that are refused one by one.
func TestBadArguments(t *testing.T) {
	for _, c := range []struct {
		tool, arguments string
		words           []string
	}{
		{"list_contacts", `{"per_page":151}`, []string{"per_page", "150"}},
		{"get_note", `{"id":"1","starting_after":"abc"}`, []string{"starting_after", "its last answer"}},
		{"get_contact", `{}`, []string{"id", "external_id"}},
		{"get_contact", `{"id":"5","external_id":"x"}`, []string{"exactly one"}},
		{"create_contact", `{}`, []string{"email", "external_id", "role"}},
		{"update_contact", `{"id":"5"}`, []string{"nothing to change is given", "at least one of avatar, clear, company_id"}},
		{"update_company", `{"id":"5","name":null}`, []string{`nothing to change is given (null and "" are as if left out)`}},
		{"update_contact", `{"id":"5","phone":"","owner_id":"","clear":[]}`, []string{"nothing to change is given", "clear"}},
		{"update_ticket", `{"id":"5","skip_notifications":true,"admin_id":"7"}`, []string{"nothing to change is given"}},

		{"delete_contact", `{"conversationId":"5"}`, []string{`unknown argument "conversationId"`}},
		{"delete_conversation", `{"ticketId":"5"}`, []string{`unknown argument "ticketId"`}},
		{"create_company", `{"companyId":"63a07ddf"}`, []string{`unknown argument "companyId"`, "company_id"}},
		{"create_ticket", `{"ticket_type_id":"1","contacts":[{"id":"5"}],"ticket_attributes":{"default_title":"a","_default_title_":"b"}}`,
			[]string{"default_title", "_default_title_"}},
		{"create_ticket", `{"ticket_type_id":"1","contacts":[{"id":"5"}],"ticket_attributes":{"default_title":["a"],"_default_title_":["b"]}}`,
			[]string{"default_title", "_default_title_"}},

		{"search_contacts", `{"name":"Ann","sort_order":"ascending"}`, []string{"sort_order", "sort_field"}},
		{"search_tickets", `{"query":{"field":"id","operator":"=","value":"1"},"sort_order":"descending"}`, []string{"sort_order", "sort_field"}},

		// words to look for by another name
		{"find_companies", `{"query":"acme"}`, []string{`unknown argument "query": give words as name (valid`}},
		{"search_articles", `{"q":"refund"}`, []string{`"q": give words as phrase (valid`}},
		{"search_conversations", `{"keywords":"refund"}`, []string{"give words as text or subject"}},
		{"search_contacts", `{"text":"Ann"}`, []string{"give words as name or email"}},
		{"close_conversation", `{"id":"5","query":"a"}`, []string{`unknown argument "query" (valid`}},

		// "" is no address and no website, and so is not given
		{"update_contact", `{"id":"5","email":""}`, []string{"nothing to change"}},
		{"update_company", `{"id":"5","website":""}`, []string{"nothing to change"}},
	} {
		refuses(t, c.tool, c.arguments, c.words...)
	}
}

// TestPlainLists takes commas for lists of numbers as for lists of words.
func TestPlainLists(t *testing.T) {
	checkSent(t, "search_conversations", `{"rating":"1, 2"}`,
		`POST /conversations/search {"query":{"field":"conversation_rating.score","operator":"IN","value":[1,2]},"pagination":{"per_page":20}}`)
}

// TestSameValueTwice passes: an alias beside its name does no harm.
func TestSameValueTwice(t *testing.T) {
	checkSent(t, "create_ticket", `{"ticket_type_id":"1","contacts":[{"id":"5"}],"ticket_attributes":{"default_title":["a"],"_default_title_":["a"]}}`,
		`POST /tickets {"ticket_type_id":"1","contacts":[{"id":"5"}],"ticket_attributes":{"_default_title_":["a"]}}`)
}
