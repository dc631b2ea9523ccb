package contract

import (
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
)

// mended shows a repair at work: before it, the description refuses what is right or takes what is wrong; after it, it does not.
// A line is a request, or with "← 200" a reply of that status to it.
var mended = map[string]struct{ right, wrong []string }{
	"servers":            {right: []string{`GET /me`}},
	"job identifiers":    {right: []string{`GET /export/reporting_data/j1?app_id=a&client_id=c`, `GET /download/reporting_data/j1?app_id=a`}},
	"ids in paths":       {right: []string{`GET /conversations/last`, `GET /articles/a1`}},
	"paging of contacts": {right: []string{`GET /contacts?per_page=150&starting_after=abc`}},
	"paging of other lists": {right: []string{
		`GET /articles?page=2&per_page=150`,
		`GET /admins/activity_logs?created_at_after=1&per_page=250`, `GET /companies/67/contacts?starting_after=abc`,
	}},
	"paging of searches":  {wrong: []string{`POST /contacts/search {"query":{"field":"name","operator":"=","value":"A"},"pagination":{"per_page":151}}`}},
	"paging of companies": {wrong: []string{`POST /companies/list?per_page=61`}},
	"filter of events":    {right: []string{`GET /events?type=user&email=a@example.com`, `GET /events?type=user&user_id=1&per_page=5`}},
	"groups in searches": {right: []string{
		`POST /tickets/search {"query":{"operator":"AND","value":[{"field":"open","operator":"=","value":true},` +
			`{"operator":"OR","value":[{"field":"state","operator":"=","value":"submitted"}]}]}}`,
		`POST /contacts/search {"query":{"operator":"OR","value":[]}}`,
	}},
	"sort of searches": {right: []string{
		`POST /conversations/search {"query":{"field":"open","operator":"=","value":true},"sort":{"field":"created_at","order":"ascending"}}`,
	}},
	"inapp messages": {right: []string{`POST /messages {"message_type":"inapp","body":"Hi","from":{"type":"admin","id":3},"to":{"type":"user","id":"63a0"}}`}},
	"messages to contacts": {right: []string{
		`POST /messages {"message_type":"inapp","body":"Hi","from":{"type":"admin","id":"3"},"to":{"type":"contact","id":"63a0"}}`,
	}},
	"WhatsApp messages": {right: []string{
		`POST /messages {"message_type":"whatsapp","template":"hello","components":[{"type":"BODY"}],` +
			`"locale":"en","from":{"type":"admin","id":3},"to":{"type":"user","id":"63a0"}}`,
	}},
	"attribute values": {right: []string{
		`POST /companies {"company_id":"acme","custom_attributes":{"seats":3}}`,
		`PUT /companies/67 {"custom_attributes":{"paid":true}}`,
		`PUT /conversations/12 {"custom_attributes":{"rate":1.5,"paid":true}}`,
		`POST /events {"event_name":"ordered","created_at":1,"user_id":"1","metadata":{"price":19.9}}`,
		`GET /companies/67 ← 200 {"type":"company","id":"67","custom_attributes":{"seats":3}}`,
	}},
	"tagging":                    {right: []string{`POST /tags {"name":"VIP","companies":[{"id":"67"}]}`, `POST /tags {"name":"VIP","users":[{"id":"63a0"}]}`}},
	"options of data attributes": {right: []string{`PUT /data_attributes/5 {"options":[{"value":"1-10"},{"value":"11-50"}]}`}},
	"companies taken off":        {right: []string{`PUT /conversations/12 {"company_id":null}`, `PUT /tickets/12 {"company_id":null}`}},
	"missing fields": {right: []string{
		`GET /contacts/63a0 ← 200 {"type":"contact","utm_source":"ad"}`, `GET /me ← 200 {"type":"admin","app":{"type":"app","secure":false}}`,
	}},
	"recorded replies": {right: []string{
		`GET /conversations/12 ← 200 {"type":"conversation","conversation_parts":{"conversation_parts":[{"attachments":[{"width":"1280","height":"720"}]}]}}`,
		`GET /conversations/12 ← 200 {"type":"conversation","statistics":{"last_closed_by_id":5100001}}`,
		`GET /companies?company_id=acme ← 200 {"type":"company","id":"67","company_id":"acme"}`,
	}},
	"null in replies": {right: []string{
		`GET /conversations/12 ← 200 {"type":"conversation","admin_assignee_id":null,"conversation_parts":{"conversation_parts":[{"author":null}]}}`,
	}},
}

// TestRepairs makes the repairs one after the other, so that each is seen to be the one that was needed.
func TestRepairs(t *testing.T) {
	file, err := locate()
	if err != nil {
		absent(t, err)
	}
	doc, err := parse(file)
	if err != nil {
		absent(t, err)
	}
	for _, r := range repairs {
		lines, ok := mended[r.name]
		if !ok {
			t.Errorf("%s: nothing shows what it is for", r.name)
		}
		before := faultsOf(t, doc, lines.right, lines.wrong)
		r.mend(doc)
		after := faultsOf(t, doc, lines.right, lines.wrong)
		for _, line := range lines.right {
			if before[line] == "" || after[line] != "" {
				t.Errorf("%s: %s\n\tbefore: %s\n\tafter: %s", r.name, line, before[line], after[line])
			}
		}
		for _, line := range lines.wrong {
			if before[line] != "" || after[line] == "" {
				t.Errorf("%s: wrong %s\n\tbefore: %s\n\tafter: %s", r.name, line, before[line], after[line])
			}
		}
	}
}

// faultsOf judges the lines by the document as it stands.
func faultsOf(t *testing.T, doc *openapi3.T, lists ...[]string) map[string]string {
	t.Helper()
	d, err := describe(doc)
	if err != nil {
		t.Fatal(err)
	}
	faults := map[string]string{}
	for _, line := range slices.Concat(lists...) {
		asked, reply, isReply := strings.Cut(line, " ← 200 ")
		method, rest, _ := strings.Cut(asked, " ")
		target, body, _ := strings.Cut(rest, " ")
		r := httptest.NewRequestWithContext(t.Context(), method, target, nil)
		r.Header.Set("Accept", "application/octet-stream") // the download of a report asks for it
		r.Header.Set("Content-Type", "application/json")
		if isReply {
			faults[line] = strings.Join(d.CheckReply(r, http.StatusOK, r.Header, []byte(reply)), "\n")
		} else {
			faults[line] = strings.Join(d.CheckRequest(r, []byte(body)), "\n")
		}
	}
	return faults
}
