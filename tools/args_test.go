package tools_test

import "testing"

// TestForms sends arguments in the forms that models and other products use:
// each makes the request of the canonical form.
func TestForms(t *testing.T) {
	for _, c := range []struct{ tool, arguments, want string }{
		// ids
		{"get_contact", `{"id":"63a07ddf"}`, "GET /contacts/63a07ddf"},
		{"get_contact", `{"id":5}`, "GET /contacts/5"},
		{"get_contact", `{"id":9007199254740993}`, "GET /contacts/9007199254740993"},
		{"get_contact", `{"id":"9007199254740993"}`, "GET /contacts/9007199254740993"},
		{"get_contact", `{"contactId":"5"}`, "GET /contacts/5"},
		{"get_contact", `{"contactId":5,"id":"5"}`, "GET /contacts/5"},
		{"get_contact", `{"contactId":null,"id":"5"}`, "GET /contacts/5"},
		{"get_contact", `{"contactId":"5","id":null}`, "GET /contacts/5"},
		{"merge_conversations", `{"id":1,"into_id":9007199254740993}`, `POST /conversations/1/merge {"merge_into_conversation_id":9007199254740993}`},
		{"merge_conversations", `{"id":"1","into_id":"2"}`, `POST /conversations/1/merge {"merge_into_conversation_id":2}`},

		// objects, their numbers to the last digit
		{"create_contact", `{"email":"a@b.c","custom_attributes":{"n":9007199254740993,"f":1.50,"b":false,"z":0,"x":null}}`, `POST /contacts {"email":"a@b.c","custom_attributes":{"b":false,"f":1.50,"n":9007199254740993,"x":null,"z":0}}`},
		{"create_contact", `{"email":"a@b.c","custom_attributes":"{\"n\":9007199254740993}"}`, `POST /contacts {"email":"a@b.c","custom_attributes":{"n":9007199254740993}}`},
		{"create_contact", `{"email":"a@b.c","custom_attributes":" {} "}`, `POST /contacts {"email":"a@b.c"}`},

		// lists
		{"reply_conversation", `{"id":"1","message_type":"note","body":"x","attachment_urls":"https://a, https://b ,"}`, `POST /conversations/1/reply {"message_type":"note","type":"admin","admin_id":"7","body":"x","attachment_urls":["https://a","https://b"]}`},
		{"reply_conversation", `{"id":"1","message_type":"note","body":"x","attachment_urls":"[\"https://a\"]"}`, `POST /conversations/1/reply {"message_type":"note","type":"admin","admin_id":"7","body":"x","attachment_urls":["https://a"]}`},
		{"create_ticket", `{"ticket_type_id":"1","contacts":"[{\"id\":5}]"}`, `POST /tickets {"ticket_type_id":"1","contacts":[{"id":"5"}]}`},
		{"create_ticket", `{"ticket_type_id":1,"contacts":{"email":"a@b.c"}}`, `POST /tickets {"ticket_type_id":"1","contacts":[{"email":"a@b.c"}]}`},

		// groups in any case, which beside a plain filter cost no level
		{"search_contacts", `{"role":"lead","query":{"operator":"and","value":[{"operator":"or","value":[{"field":"name","operator":"~","value":"a"}]}]}}`, `POST /contacts/search {"query":{"operator":"AND","value":[{"operator":"OR","value":[{"field":"name","operator":"~","value":"a"}]},{"field":"role","operator":"=","value":"lead"}]},"pagination":{"per_page":20}}`},

		// numbers and booleans
		{"list_contacts", `{"per_page":"5"}`, "GET /contacts?per_page=5"},
		{"list_contacts", `{"per_page":5.0}`, "GET /contacts?per_page=5"},
		{"list_contacts", `{"per_page":"5.0"}`, "GET /contacts?per_page=5"},
		{"list_contacts", `{"per_page":1e2}`, "GET /contacts?per_page=100"},
		{"list_contacts", `{"per_page":null}`, "GET /contacts?per_page=20"},
		{"create_company", `{"company_id":"c","monthly_spend":155.98}`, `POST /companies {"company_id":"c","monthly_spend":155}`},
		{"create_company", `{"company_id":"c","monthly_spend":"155.98"}`, `POST /companies {"company_id":"c","monthly_spend":155}`},
		{"create_company", `{"company_id":5,"size":1e3}`, `POST /companies {"company_id":"5","size":1000}`},
		{"get_contact", `{"id":"5","include_merge_history":"true"}`, "GET /contacts/5?include_merge_history=true"},

		// zero and false are values
		{"create_company", `{"company_id":"c","size":0,"monthly_spend":0,"remote_created_at":0}`, `POST /companies {"company_id":"c","size":0,"monthly_spend":0,"remote_created_at":0}`},
		{"update_contact", `{"id":"5","unsubscribed_from_emails":false,"name":"","signed_up_at":0}`, `PUT /contacts/5 {"name":"","signed_up_at":0,"unsubscribed_from_emails":false}`},
		{"update_ticket", `{"id":"5","open":false}`, `PUT /tickets/5 {"open":false}`},

		// null clears on update, and is absence elsewhere
		{"update_contact", `{"id":"5","name":null,"owner_id":null,"phone":null,"signed_up_at":null,"unsubscribed_from_emails":null}`, `PUT /contacts/5 {"phone":null,"name":null,"signed_up_at":null,"owner_id":null,"unsubscribed_from_emails":null}`},
		{"update_contact", `{"id":"5","email":null,"custom_attributes":{"plan":null}}`, `PUT /contacts/5 {"custom_attributes":{"plan":null}}`},
		{"create_contact", `{"email":"a@b.c","name":null,"owner_id":null,"role":null}`, `POST /contacts {"email":"a@b.c"}`},
		{"list_contacts", `null`, "GET /contacts?per_page=20"},
		{"list_contacts", ``, "GET /contacts?per_page=20"},
	} {
		sends(t, c.tool, c.arguments, c.want)
	}
}

func TestBadArguments(t *testing.T) {
	for _, c := range []struct {
		tool, arguments string
		words           []string
	}{
		{"list_contacts", `{"limit":5}`, []string{`unknown argument "limit"`, "per_page", "starting_after"}},
		{"create_ticket", `{"ticket_type_id":"1","contacts":[{"mail":"x"}]}`, []string{`unknown argument "contacts[0].mail"`, "email", "external_id"}},
		{"search_contacts", `{"query":{"field":"id","operator":"=","value":"1","values":[]}}`, []string{`unknown argument "query.values"`}},

		{"list_contacts", `{"per_page":"many"}`, []string{"per_page", "integer"}},
		{"list_contacts", `{"per_page":5.5}`, []string{"per_page"}},
		{"list_contacts", `{"per_page":0}`, []string{"per_page", "1"}},
		{"list_contacts", `{"per_page":151}`, []string{"per_page", "150"}},
		{"list_contacts", `{"per_page":-1}`, []string{"per_page"}},
		{"list_contacts", `{"per_page":true}`, []string{"per_page"}},
		{"list_contacts", `{"per_page":[5]}`, []string{"per_page"}},
		{"list_contacts", `{"per_page":1e400}`, nil},
		{"list_contacts", `{"per_page":"0x5"}`, []string{"per_page"}},
		{"list_contacts", `{"starting_after":""}`, []string{"starting_after", "first page"}},
		{"list_contacts", `{"per_page":"0"}`, []string{"per_page", "at least 1"}},
		{"list_contacts", `{"per_page":-3}`, []string{"per_page", "at least 1"}},
		{"get_note", `{"id":"1","starting_after":"abc"}`, []string{"starting_after", "its last answer"}},
		{"get_contact", `{"id":true}`, []string{"id"}},
		{"get_contact", `{"id":["5"]}`, []string{"id"}},
		{"get_contact", `{"id":{}}`, []string{"id"}},
		{"get_contact", `{"id":1e3}`, []string{"id"}},
		{"get_contact", `{"id":1.5}`, []string{"id"}},
		{"get_contact", `{"id":"5","include_merge_history":"yes"}`, []string{"include_merge_history", "boolean"}},
		{"get_contact", `{}`, []string{"id", "external_id"}},
		{"get_contact", `{"id":"5","external_id":"x"}`, []string{"exactly one"}},
		{"merge_conversations", `{"id":"1","into_id":"abc"}`, []string{"into_id", "number"}},
		{"create_contact", `{"email":5.5,"name":{}}`, []string{"name"}},
		{"create_contact", `{"email":"a@b.c","role":"owner"}`, []string{"role", "user"}},
		{"create_contact", `{"email":"a@b.c","custom_attributes":[]}`, []string{"custom_attributes"}},
		{"create_contact", `{"email":"a@b.c","custom_attributes":"{"}`, []string{"custom_attributes", "not valid JSON"}},
		{"create_contact", `{"email":"a@b.c","custom_attributes":""}`, []string{"custom_attributes", "not valid JSON"}},
		{"create_contact", `{"email":"a@b.c","custom_attributes":"{} {}"}`, []string{"custom_attributes"}},
		{"create_contact", `{"email":"a@b.c","custom_attributes":{"n":1e400}}`, nil},
		{"create_contact", `{}`, []string{"email", "external_id", "role"}},
		{"update_contact", `{"name":"x"}`, []string{`missing argument "id"`}},
		{"update_contact", `{"id":"5"}`, []string{"nothing to change is given", "at least one of avatar, company_id"}},
		{"update_company", `{"id":"5","name":null}`, []string{"nothing to change is given (null clears only where an argument says so)"}},
		{"update_ticket", `{"id":"5","skip_notifications":true,"admin_id":"7"}`, []string{"nothing to change is given"}},
		{"update_contact", `{"id":null,"name":"x"}`, []string{`missing argument "id"`}},
		{"reply_conversation", `{"id":"1","body":"x"}`, []string{`missing argument "message_type" (comment, note`}},
		{"search_contacts", `{"query":"{broken"}`, []string{"query", "not valid JSON"}},
		{"search_contacts", `{"query":[]}`, []string{"query"}},
		{"reply_conversation", `{"id":"1","message_type":"note","body":"x","attachment_urls":"[1"}`, []string{"attachment_urls", "not valid JSON"}},
		{"reply_conversation", `{"id":"1","message_type":"note","body":"x","attachment_urls":[null]}`, []string{"attachment_urls"}},

		{"snooze_conversation", `{"id":"1","snoozed_until":"2d"}`, []string{"snoozed_until", "not a time", "+2h"}},

		{"get_contact", `{"id":"5","contactId":"6"}`, []string{"id", "contactId", "twice"}},
		{"get_contact", `{"companyId":"5"}`, []string{`unknown argument "companyId"`, "external_id"}},
		{"delete_contact", `{"conversationId":"5"}`, []string{`unknown argument "conversationId"`}},
		{"delete_conversation", `{"ticketId":"5"}`, []string{`unknown argument "ticketId"`}},
		{"create_company", `{"companyId":"63a07ddf"}`, []string{`unknown argument "companyId"`, "company_id"}},
		{"create_ticket", `{"ticket_type_id":"1","contacts":[{"id":"5"}],"skip_notifications":true,"disable_notifications":false}`, []string{"skip_notifications", "disable_notifications"}},
		{"create_ticket", `{"ticket_type_id":"1","contacts":[{"id":"5"}],"ticket_attributes":{"default_title":"a","_default_title_":"b"}}`, []string{"default_title", "_default_title_"}},
		{"create_ticket", `{"ticket_type_id":"1","contacts":[{"id":"5"}],"ticket_attributes":{"default_title":["a"],"_default_title_":["b"]}}`, []string{"default_title", "_default_title_"}},

		{"search_contacts", `{"name":"Ann","sort_order":"ascending"}`, []string{"sort_order", "sort_field"}},
		{"search_tickets", `{"query":{"field":"id","operator":"=","value":"1"},"sort_order":"descending"}`, []string{"sort_order", "sort_field"}},

		// no update does less than it says
		{"update_contact", `{"id":"5","email":""}`, []string{"email", "empty", "leave it out"}},
		{"update_company", `{"id":"5","website":""}`, []string{"website", "empty"}},
		{"create_company", `{"company_id":"c","industry":""}`, []string{"industry", "empty"}},

		{"get_contact", `[]`, []string{"not a JSON object"}},
		{"get_contact", `"5"`, []string{"not a JSON object"}},
		{"get_contact", `{"id":`, []string{"not a JSON object"}},
		{"get_contact", `{} {}`, []string{"not a JSON object"}},
	} {
		refuses(t, c.tool, c.arguments, c.words...)
	}
}

// TestPlainLists takes commas for lists of numbers as for lists of words.
func TestPlainLists(t *testing.T) {
	sends(t, "search_conversations", `{"rating":"1, 2"}`, `POST /conversations/search {"query":{"field":"conversation_rating.score","operator":"IN","value":[1,2]},"pagination":{"per_page":20}}`)
}

// TestSameValueTwice passes: an alias beside its name does no harm.
func TestSameValueTwice(t *testing.T) {
	sends(t, "create_ticket", `{"ticket_type_id":"1","contacts":[{"id":"5"}],"ticket_attributes":{"default_title":["a"],"_default_title_":["a"]}}`,
		`POST /tickets {"ticket_type_id":"1","contacts":[{"id":"5"}],"ticket_attributes":{"_default_title_":["a"]}}`)
	sends(t, "create_ticket", `{"ticket_type_id":"1","contacts":[{"id":"5"}],"skip_notifications":true,"disable_notifications":"true"}`,
		`POST /tickets {"ticket_type_id":"1","contacts":[{"id":"5"}],"skip_notifications":true}`)
}
