package contract_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"intercom-mcp/intercomapi/contract"
)

// request makes "POST /contacts {…}" a request of API version 2.16.
func request(t *testing.T, line string) (*http.Request, []byte) {
	t.Helper()
	method, rest, _ := strings.Cut(line, " ")
	target, body, _ := strings.Cut(rest, " ")
	r := httptest.NewRequestWithContext(t.Context(), method, target, strings.NewReader(body))
	r.Header.Set("Intercom-Version", "2.16")
	if body != "" {
		r.Header.Set("Content-Type", "application/json")
	}
	return r, []byte(body)
}

func TestRightRequests(t *testing.T) {
	d := contract.Load(t)
	for _, line := range []string{
		`GET /me`,
		`GET /contacts?per_page=150&starting_after=abc`,
		`GET /contacts/63a07ddf05a32042dffac965?include_merge_history=true`,
		`GET /contacts/find_by_external_id/a%2Fb`,
		`POST /contacts {"email":"a@example.com","role":"user","custom_attributes":{"seats":3,"paid":true,"rate":1.5}}`,
		`POST /contacts {"role":"lead","owner_id":"321","phone":null}`,
		`PUT /contacts/63a07ddf05a32042dffac965 {"name":"Ann"}`,
		`POST /contacts/63a07ddf05a32042dffac965/companies {"id":"6762f0a61bb69f9f2193bb55"}`,
		`POST /contacts/63a07ddf05a32042dffac965/archive`,
		`POST /contacts/search {"query":{"field":"email","operator":"=","value":"a@example.com"},"pagination":{"per_page":150}}`,
		`POST /contacts/search {"query":{"operator":"AND","value":[{"field":"role","operator":"IN","value":["user"]},` +
			`{"operator":"OR","value":[{"field":"name","operator":"~","value":"A"}]}]}}`,
		`POST /contacts/search {"query":{"operator":"AND","value":[]}}`,
		`POST /conversations/search {"query":{"field":"created_at","operator":">","value":0},"sort":{"field":"waiting_since","order":"ascending"}}`,
		`POST /companies {"company_id":"acme","custom_attributes":{"seats":3,"paid":true}}`,
		`POST /companies/list?page=2&per_page=60&order=asc`,
		`GET /companies/scroll`,
		`GET /companies/6762f0a61bb69f9f2193bb55/contacts?per_page=50&page=2`,
		`GET /conversations/last?display_as=plaintext&include_translations=true`,
		`POST /conversations/12/reply {"message_type":"comment","type":"admin","admin_id":"3","body":"Hi","skip_notifications":true}`,
		`POST /conversations/last/reply {"message_type":"comment","type":"user","email":"a@example.com","body":"Hi"}`,
		`POST /conversations/12/parts {"message_type":"close","type":"admin","admin_id":"3"}`,
		`POST /tickets {"ticket_type_id":"7","contacts":[{"id":"63a0"}],` +
			`"ticket_attributes":{"_default_title_":"Bug","n":1,"yes":true,"no":null},"skip_notifications":true}`,
		`PUT /tickets/9 {"ticket_state_id":"4"}`,
		`POST /messages {"message_type":"inapp","body":"Hi","from":{"type":"admin","id":3},"to":{"type":"user","id":"63a0"}}`,
		`POST /messages {"message_type":"email","subject":"Hi","body":"Hi","template":"plain","from":{"type":"admin","id":3},"to":[{"type":"lead","id":"63a0"}]}`,
		`POST /messages {"message_type":"whatsapp","template":"hello","components":[{"type":"BODY"}],` +
			`"locale":"en","from":{"type":"admin","id":3},"to":{"type":"user","id":"63a0"}}`,
		`POST /tags {"name":"VIP"}`,
		`POST /tags {"name":"VIP","companies":[{"company_id":"acme"}]}`,
		`POST /tags {"name":"VIP","users":[{"id":"63a0"}]}`,
		`PUT /data_attributes/5 {"options":[{"value":"1-10"},{"value":"11-50"}]}`,
		`POST /events {"event_name":"ordered","created_at":1671028894,"user_id":"314159","metadata":{"price":19.9,"gift":false}}`,
		`GET /events?type=user&intercom_user_id=63a0&per_page=5`,
		`GET /articles?page=2&per_page=10`,
		`GET /content/search?query=refund&tag_ids=1&tag_ids=2`,
		`GET /export/reporting_data/j1?app_id=a&client_id=c`,
	} {
		if faults := check(t, d, line); faults != nil {
			t.Errorf("%s\n\t%s", line, strings.Join(faults, "\n\t"))
		}
	}
}

func TestWrongRequests(t *testing.T) {
	d := contract.Load(t)
	for _, c := range []struct{ line, fault string }{
		{`GET /nothing`, "no operation"},
		{`PATCH /contacts/63a0`, "no operation"},
		{`GET /contacts/`, "no operation"},
		{`GET /contacts/%2E%2E`, `path parameter "contact_id"`},
		{`GET /contacts/../companies`, `path parameter "contact_id"`},
		{`GET /contacts?per_page=151`, `query parameter "per_page": /: number must be at most 150`},
		{`GET /contacts?per_page=0`, "at least 1"},
		{`GET /contacts?per_page=ten`, `"per_page"`},
		{`GET /contacts?per_page=1&per_page=2`, "sent 2 times"},
		{`GET /contacts?starting_after=`, `"starting_after"`},
		{`GET /contacts?order=asc`, `undeclared query parameter "order"`},
		{`GET /conversations?sort=updated_at`, `undeclared query parameter "sort"`},
		{`GET /conversations?per_page=151`, "at most 150"},
		{`GET /companies/scroll?per_page=5`, `undeclared query parameter "per_page"`},
		{`POST /companies/list?per_page=61`, "at most 60"},
		{`POST /companies/list?starting_after=abc`, `undeclared query parameter "starting_after"`},
		{`POST /companies/list {"page":1}`, "body not allowed"},
		{`GET /events?type=user`, "0 of user_id, intercom_user_id, email"},
		{`GET /events?type=user&email=a&user_id=b`, "2 of user_id"},
		{`GET /events?type=company&user_id=b`, `"type"`},
		{`POST /contacts {"name":"Ann"}`, "anyOf"},
		{`POST /contacts {"email":"a@example.com","company_id":"6762"}`, "undeclared body field /company_id"},
		{`POST /contacts {"email":"a@example.com","owner_id":321}`, "/owner_id: value must be a string"},
		{`POST /contacts {"email":"a@example.com","custom_attributes":"{}"}`, "/custom_attributes"},
		{`POST /contacts {"email":`, "body: unexpected EOF"},
		{`POST /contacts/63a0/companies {"company_id":"acme"}`, `"id" is missing`},
		{`POST /contacts/63a0/archive {}`, "body not allowed"},
		{`POST /contacts/search {}`, `"query" is missing`},
		{`POST /contacts/search {"query":{"field":"name","operator":"LIKE","value":"A"}}`, "/query"},
		{`POST /contacts/search {"query":"{}"}`, "/query"},
		{`POST /contacts/search {"query":{"field":"name","operator":"=","value":"A"},"pagination":{"per_page":151}}`, "at most 150"},
		{`POST /contacts/search {"query":{"field":"name","operator":"=","value":"A"},"sort":{"field":"name","order":"asc"}}`, "/sort/order"},
		{`POST /contacts/search {"query":{"field":"name","operator":"=","value":"A"},"sort_field":"name"}`, "undeclared body field /sort_field"},
		{
			`POST /contacts/search {"query":{"operator":"AND","value":[{"field":"name","operator":"=","value":"A","id":1}]}}`,
			"undeclared body field /query/value/0/id",
		},
		{`POST /companies {"company_id":5}`, "/company_id"},
		{`POST /conversations/12/reply {"message_type":"comment","type":"admin","body":"Hi"}`, "body"},
		{
			`POST /conversations/12/reply {"message_type":"comment","type":"user","email":"a@example.com","body":"Hi","admin_id":"3"}`,
			"undeclared body field /admin_id",
		},
		{`POST /tickets {"ticket_type_id":"7","contacts":[{"id":"63a0"}],"disable_notifications":true}`, "undeclared body field /disable_notifications"},
		{`POST /tickets {"ticket_type_id":"7","contacts":[{"id":"63a0","name":"Ann"}]}`, "undeclared body field /contacts/0/name"},
		{`POST /tickets {"contacts":[{"id":"63a0"}]}`, `"ticket_type_id" is missing`},
		{`POST /tickets {"ticket_type_id":"7","contacts":"63a0"}`, "/contacts"},
		{`POST /messages {"message_type":"sms","body":"Hi","from":{"type":"admin","id":3},"to":{"type":"user","id":"63a0"}}`, "/message_type"},
		{`POST /messages {"message_type":"inapp","body":"Hi","from_id":"3"}`, "undeclared body field /from_id"},
		{`POST /messages {"message_type":"inapp","body":"Hi","from":{"type":"admin","id":3},"to":{"type":"company","id":"63a0"}}`, "/to"},
		{`GET /data_attributes?model=conversation`, `"model"`},
	} {
		faults := check(t, d, c.line)
		if !strings.Contains(strings.Join(faults, "\n"), c.fault) {
			t.Errorf("%s\n\tfaults %q, none with %q", c.line, faults, c.fault)
		}
	}
}

func check(t *testing.T, d *contract.Description, line string) []string {
	t.Helper()
	r, body := request(t, line)
	return d.CheckRequest(r, body)
}

func TestRequestHeaders(t *testing.T) {
	d := contract.Load(t)
	for _, version := range []string{"2.17", "3", ""} {
		r, _ := request(t, "GET /me")
		r.Header.Set("Intercom-Version", version)
		if d.CheckRequest(r, nil) == nil {
			t.Errorf("version %q is taken", version)
		}
	}
	r, body := request(t, `POST /contacts {"role":"lead"}`)
	r.Header.Set("Content-Type", "text/plain")
	if d.CheckRequest(r, body) == nil {
		t.Error("a body that calls itself text is taken")
	}
}

func TestReplies(t *testing.T) {
	d := contract.Load(t)
	const contact = `{"type":"contact","id":"63a0","role":"user","email":null,"utm_source":null,"companies":{"type":"list","data":[],"has_more":false}`
	for _, c := range []struct {
		line   string
		status int
		body   string
		fault  string // "": the reply is right
	}{
		{"GET /contacts/63a0", 200, contact + `}`, ""},
		{"GET /contacts/63a0", 200, contact + `,"custom_attributes":{"seats":3}}`, ""},
		{"GET /contacts/63a0", 200, contact + `,"favourite":"tea"}`, "undeclared field /favourite"},
		{"GET /contacts/63a0", 200, `{"id":63}`, "/id: value must be a string"},
		{"GET /contacts/63a0", 200, ``, "body"},
		{"GET /contacts/63a0", 202, contact + `}`, "status 202 is not described"},
		{"GET /contacts", 200, `{"type":"list","data":[` + contact + `,"x":1}],"total_count":1,"pages":{"type":"pages","page":1}}`, "/data/0/x"},
		{"GET /conversations/12", 200, `{"type":"conversation","id":"12","admin_assignee_id":null,"ai_agent":null,"custom_attributes":{"paid":true}}`, ""},
		{"GET /contacts/63a0", 404, `{"type":"error.list","request_id":null,"errors":[{"code":"not_found","message":"No"}]}`, ""},
		{"GET /contacts/63a0", 429, `{"type":"error.list","errors":[{"code":"rate_limit_exceeded","message":null,"field":null}]}`, ""},
		{"GET /contacts/63a0", 500, `{"error":"oops"}`, `"errors" is missing`},
		{"GET /contacts/63a0", 500, `{"type":"error.list","errors":[{"message":"No"}]}`, `"code" is missing`},
		{"GET /contacts/63a0", 401, `{"type":"error.list","errors":[{"code":"unauthorized","hint":"?"}]}`, "/errors/0/hint"},
		{"GET /nothing", 404, `{"type":"error.list","errors":[{"code":"not_found"}]}`, ""},
		{"GET /nothing", 200, `{}`, "not described"},
		{"POST /events", 202, ``, ""},
		{"POST /events", 202, `{}`, "without a body"},
	} {
		r, _ := request(t, c.line)
		faults := d.CheckReply(r, c.status, http.Header{"Content-Type": {"application/json; charset=utf-8"}}, []byte(c.body))
		if (len(faults) == 0) != (c.fault == "") || !strings.Contains(strings.Join(faults, "\n"), c.fault) {
			t.Errorf("%s %d %s\n\tfaults %q, want %q", c.line, c.status, c.body, faults, c.fault)
		}
	}
}

func TestRepliesThatAreNotJSON(t *testing.T) {
	d := contract.Load(t)
	r, _ := request(t, "GET /calls/1/transcript")
	if faults := d.CheckReply(r, 200, http.Header{"Content-Type": {"text/plain"}}, []byte("Hello")); faults != nil {
		t.Errorf("a transcript: %q", faults)
	}
	r, _ = request(t, "GET /calls/1/recording")
	if faults := d.CheckReply(r, 302, http.Header{"Content-Type": {"text/html"}}, []byte("<a>Found</a>")); faults != nil {
		t.Errorf("a redirection: %q", faults)
	}
	r, _ = request(t, "GET /me")
	if d.CheckReply(r, 500, http.Header{"Content-Type": {"text/html"}}, []byte("<html>")) == nil {
		t.Error("an error in HTML is taken")
	}
}
