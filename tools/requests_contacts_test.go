package tools_test

import (
	"net/http"
	"slices"
	"testing"

	"intercom-mcp/tools/registry"
	"intercom-mcp/tools/samples"
)

var coreToolsets = []string{"contacts", "companies", "conversations", "tickets", "messages"}

// elsewhere are tools of these toolsets whose rows stand in other tables, or
// whose arguments choose from the answer and make no request.
var elsewhere = []string{"get_conversation", "get_ticket", "get_job", "tag_company", "untag_company", "get_visitor", "update_visitor", "convert_visitor",
	"get_customer", "get_inbox_overview", "get_conversation_stats"}

// shared are arguments of many tools that make no request: they have tests of
// their own.
var shared = []string{"allow_duplicate", "fields", "detail", "preview"}

func TestCoreRequests(t *testing.T) {
	rows := slices.Concat(contactRows(), companyRows(), conversationRows(), ticketRows(), messageRows(), searchRows())
	for _, row := range rows {
		t.Run(row.tool, func(t *testing.T) {
			t.Parallel()
			row.check(t, statusReply(http.StatusOK), func(c *registry.Caller) { c.AdminID = "7" })
		})
	}
	checkArguments(t, rows, coreToolsets, func(tool registry.Tool, name string) bool {
		return slices.Contains(elsewhere, tool.Name) || slices.Contains(shared, name) || name == "starting_after" && samples.Continuable(t, tool)
	})
}

const (
	contactArgs = `"role":"user","email":"ann@example.com","external_id":"u/1","phone":"+1","name":"Ann","avatar":"https://a/b.png",` +
		`"signed_up_at":"2026-01-31T09:00:00Z","last_seen_at":1700000000,"owner_id":"7","unsubscribed_from_emails":false,"custom_attributes":{"plan":"gold",` +
		`"seats":9007199254740993}`
	contactBody = `{"role":"user","email":"ann@example.com","external_id":"u/1","phone":"+1","name":"Ann","avatar":"https://a/b.png",` +
		`"signed_up_at":1769850000,"last_seen_at":1700000000,"owner_id":"7","unsubscribed_from_emails":false,"custom_attributes":{"plan":"gold",` +
		`"seats":9007199254740993}}`
	contactAttributes = "GET /data_attributes?model=contact" // which a call with custom attributes asks for first
	companyAttributes = "GET /data_attributes?model=company"
	oneFilter         = `{"field":"email","operator":"=","value":"ann@example.com"}`
)

func contactRows() []requestRow {
	attach := `POST /contacts/1/companies {"id":"9"}` // 1 is the id that every answer has
	return []requestRow{
		{"create_contact", `{` + contactArgs + `,"company_id":"9"}`, []string{contactAttributes, "POST /contacts " + contactBody, attach}},
		{"create_contact", `{"role":"lead"}`, []string{`POST /contacts {"role":"lead"}`}},
		{"create_contact", `{"email":"ann@example.com","custom_attributes":"{\"plan\":\"gold\"}"}`,
			[]string{contactAttributes, `POST /contacts {"email":"ann@example.com","custom_attributes":{"plan":"gold"}}`}},
		{"get_contact", `{"id":"5","include_merge_history":true}`, []string{"GET /contacts/5?include_merge_history=true"}},
		{"get_contact", `{"contactId":"5"}`, []string{"GET /contacts/5"}},
		{"get_contact", `{"external_id":"a/b?c"}`, []string{"GET /contacts/find_by_external_id/a%2Fb%3Fc"}},
		{"update_contact", `{"id":"5",` + contactArgs + `,"company_id":"9"}`, []string{contactAttributes, "PUT /contacts/5 " + contactBody, attach}},
		{"update_contact", `{"contactId":"5","clear":["name"]}`, []string{`PUT /contacts/5 {"name":null}`}},
		{"list_contacts", `{"per_page":5,"starting_after":"abc"}`, []string{"GET /contacts?per_page=5&starting_after=abc"}},
		{"create_note", `{"contact_id":"5","body":"**x**","body_format":"markdown"}`, []string{`POST /contacts/5/notes {"body":"<p><b>x</b></p>","admin_id":"7"}`}},
		{"list_contacts", `{}`, []string{"GET /contacts?per_page=20"}},
		{"search_contacts", `{"query":` + oneFilter + `,"per_page":5,"starting_after":"abc","sort_field":"name","sort_order":"ascending"}`,
			[]string{`POST /contacts/search {"query":` + oneFilter + `,"pagination":{"per_page":5,"starting_after":"abc"},` +
				`"sort":{"field":"name","order":"ascending"}}`}},
		{"search_contacts", `{"query":"{\"field\":\"email\",\"operator\":\"=\",\"value\":\"ann@example.com\"}"}`,
			[]string{`POST /contacts/search {"query":` + oneFilter + `,"pagination":{"per_page":20}}`}},
		{"delete_contact", `{"id":"5"}`, []string{"DELETE /contacts/5"}},
		{"delete_contact", `{"contactId":"5"}`, []string{"DELETE /contacts/5"}},
		{"archive_contact", `{"id":"5"}`, []string{"POST /contacts/5/archive"}},
		{"unarchive_contact", `{"id":"5"}`, []string{"POST /contacts/5/unarchive"}},
		{"block_contact", `{"id":"5"}`, []string{"POST /contacts/5/block"}},
		{"merge_contacts", `{"from":"5","into":"6","skip_duplicate_validation":true}`,
			[]string{`POST /contacts/merge {"from":"5","into":"6","skip_duplicate_validation":true}`}},
		{"list_contact_related", `{"id":"5","list":"companies","per_page":5}`, []string{"GET /contacts/5/companies?page=1&per_page=5"}},
		{"list_contact_related", `{"contactId":"5","list":"notes"}`, []string{"GET /contacts/5/notes?page=1&per_page=20"}},
		{"list_contact_related", `{"id":"5","list":"segments"}`, []string{"GET /contacts/5/segments"}},
		{"list_contact_related", `{"id":"5","list":"subscriptions"}`, []string{"GET /contacts/5/subscriptions"}},
		{"list_contact_related", `{"id":"5","list":"tags"}`, []string{"GET /contacts/5/tags"}},
		{"list_contact_related", `{"id":"5","list":"merge_history","starting_after":"abc"}`, []string{"GET /contacts/5/merge_history?cursor=abc&per_page=20"}},
		{"tag_contact", `{"contact_id":"5","tag_id":"6"}`, []string{`POST /contacts/5/tags {"id":"6"}`}},
		{"tag_contact", `{"contact_id":"5","tag_id":"vip","create":true}`,
			[]string{"GET /tags", `POST /tags {"name":"vip"}`, `POST /contacts/5/tags {"id":"1"}`}},
		{"untag_contact", `{"contactId":"5","tagId":"6"}`, []string{"DELETE /contacts/5/tags/6"}},
		{"untag_contact", `{"contact_id":"5","tag_id":"6"}`, []string{"DELETE /contacts/5/tags/6"}},
		{"subscribe_contact", `{"contact_id":"5","subscription_id":"6","consent_type":"opt_in"}`,
			[]string{`POST /contacts/5/subscriptions {"id":"6","consent_type":"opt_in"}`}},
		{"unsubscribe_contact", `{"contact_id":"5","subscription_id":"6"}`, []string{"DELETE /contacts/5/subscriptions/6"}},
		{"create_note", `{"contact_id":"5","body":"<p>x</p>"}`, []string{`POST /contacts/5/notes {"body":"<p>x</p>","admin_id":"7"}`}},
		{"create_note", `{"company_id":"5","body":"x","admin_id":"8"}`, []string{`POST /companies/5/notes {"body":"x","admin_id":"8"}`}},
	}
}

func companyRows() []requestRow {
	fields := `"name":"Acme","website":"https://acme.example","plan":"gold","size":0,"industry":"Toys","monthly_spend":155.98,"custom_attributes":{"a":1}`
	body := `"name":"Acme","website":"https://acme.example","plan":"gold","size":0,"industry":"Toys","monthly_spend":155,"custom_attributes":{"a":1}`
	return []requestRow{
		{"create_company", `{"company_id":"a/1",` + fields + `,"remote_created_at":1700000000,"update_last_request_at":true}`,
			[]string{companyAttributes, `POST /companies {"company_id":"a/1",` + body + `,"remote_created_at":1700000000,"update_last_request_at":true}`}},
		{"create_company", `{"company_id":"a","monthly_spend":"155.98","custom_attributes":"{\"a\":1}"}`,
			[]string{companyAttributes, `POST /companies {"company_id":"a","monthly_spend":155,"custom_attributes":{"a":1}}`}},
		{"get_company", `{"id":"5"}`, []string{"GET /companies/5"}},
		{"get_company", `{"companyId":"5"}`, []string{"GET /companies/5"}},
		{"list_companies", `{"per_page":5,"page":2}`, []string{"POST /companies/list?page=2&per_page=5"}},
		{"list_companies", `{"scroll":true}`, []string{"GET /companies/scroll"}},
		{"list_companies", `{"starting_after":"page.eyJwIjozLCJuIjo1LCJ0IjoibGlzdF9jb21wYW5pZXMifQ"}`, []string{"POST /companies/list?page=3&per_page=5"}},
		{"find_companies", `{"company_id":"a/1","per_page":5}`, []string{"GET /companies?company_id=a%2F1&page=1&per_page=5"}},
		{"find_companies", `{"name":"Acme & Co"}`, []string{"GET /companies?name=Acme+%26+Co&page=1&per_page=20"}},
		{"find_companies", `{"tag_id":"5"}`, []string{"GET /companies?page=1&per_page=20&tag_id=5"}},
		{"find_companies", `{"segment_id":"5","starting_after":"page.eyJwIjozLCJuIjo1LCJ0IjoiZmluZF9jb21wYW5pZXMifQ"}`,
			[]string{"GET /companies?page=3&per_page=5&segment_id=5"}},
		{"update_company", `{"id":"5",` + fields + `}`, []string{companyAttributes, `PUT /companies/5 {` + body + `}`}},
		{"update_company", `{"companyId":"5","plan":"x"}`, []string{`PUT /companies/5 {"plan":"x"}`}},
		{"delete_company", `{"id":"5"}`, []string{"DELETE /companies/5"}},
		{"list_company_related", `{"id":"5","list":"contacts","per_page":5,"starting_after":"abc"}`,
			[]string{"GET /companies/5/contacts?per_page=5&starting_after=abc"}},
		{"list_company_related", `{"id":"5","list":"notes"}`, []string{"GET /companies/5/notes?page=1&per_page=20"}},
		{"list_company_related", `{"id":"5","list":"segments"}`, []string{"GET /companies/5/segments"}},
		{"attach_contact_to_company", `{"contact_id":"5","company_id":"6"}`, []string{`POST /contacts/5/companies {"id":"6"}`}},
		{"attach_contact_to_company", `{"contactId":"5","companyId":"6"}`, []string{`POST /contacts/5/companies {"id":"6"}`}},
		{"detach_contact_from_company", `{"contact_id":"5","company_id":"6"}`, []string{"DELETE /contacts/5/companies/6"}},
	}
}
