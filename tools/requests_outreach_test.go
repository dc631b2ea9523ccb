package tools_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"intercom-mcp/tools/registry"
)

// outreachRequests are what calls send: tool, arguments, request, body.
var outreachRequests = []singleRow{
	{"create_event", `{"event_name":"placed-order","created_at":"2026-01-31","user_id":"ann","id":"5f","email":"ann@example.com",` +
		`"metadata":{"order_date":1392036272,"price":{"amount":34999,"currency":"eur"}}}`,
		"POST /events", `{"event_name":"placed-order","created_at":1769817600,"user_id":"ann","id":"5f","email":"ann@example.com",` +
			`"metadata":{"order_date":1392036272,"price":{"amount":34999,"currency":"eur"}}}`},
	{"create_event", `{"event_name":"placed-order","id":"5f"}`,
		"POST /events", `{"event_name":"placed-order","created_at":1800000000,"id":"5f"}`},
	{"list_events", `{"user_id":"a&b"}`, "GET /events?per_page=20&type=user&user_id=a%26b", ""},
	{"list_events", `{"id":"5f","per_page":50}`, "GET /events?intercom_user_id=5f&per_page=50&type=user", ""},
	{"list_events", `{"email":"ann@example.com","summary":true}`, "GET /events?email=ann%40example.com&per_page=20&summary=true&type=user", ""},
	{"create_event_summary", `{"user_id":"ann","event_name":"placed-order","count":0,"first":"1","last":"2"}`,
		"POST /events/summaries", `{"user_id":"ann","event_summaries":{"event_name":"placed-order","count":0,"first":1,"last":2}}`},
	{"show_contact_banners", `{"id":"5f"}`, "GET /contacts/5f/banners", ""},
	{"dismiss_banner", `{"id":"5f","view_id":"645"}`, "POST /contacts/5f/banners/645/dismiss", ""},
	{"get_whatsapp_status", `{"message_id":"wamid.HB=="}`, "GET /messages/whatsapp/status?message_id=wamid.HB%3D%3D", ""},
	{"list_whatsapp_statuses", `{"ruleset_id":"7","per_page":100,"starting_after":"abc"}`, "GET /messages/status?per_page=100&ruleset_id=7&starting_after=abc",
		""},

	{"list_calls", `{}`, "GET /calls?page=1&per_page=20", ""},
	{"list_calls", `{"per_page":25}`, "GET /calls?page=1&per_page=25", ""},
	{"list_calls", `{"conversation_ids":["1","2"]}`, "POST /calls/search", `{"conversation_ids":["1","2"]}`},
	{"get_call", `{"id":"1"}`, "GET /calls/1", ""},
	{"get_call_recording", `{"id":"1"}`, "GET /calls/1/recording", ""},
	{"get_call_transcript", `{"id":"1","offset":3}`, "GET /calls/1/transcript", ""},
	{"find_fin_voice_calls", `{"id":"1"}`, "GET /fin_voice/collect/1", ""},
	{"find_fin_voice_calls", `{"conversation_id":"1"}`, "GET /fin_voice/conversation/1", ""},
	{"find_fin_voice_calls", `{"external_id":"a/b?c"}`, "GET /fin_voice/external_id/a%2Fb%3Fc", ""},
	{"find_fin_voice_calls", `{"phone_number":"+353832345678"}`, "GET /fin_voice/phone_number/+353832345678", ""},
	{"register_fin_voice_call", `{"phone_number":"+353832345678","call_id":"c","source":"five9","data":{"queue":3}}`,
		"POST /fin_voice/register", `{"phone_number":"+353832345678","call_id":"c","source":"five9","data":{"queue":3}}`},

	{"create_data_export", `{"created_at_after":"1","created_at_before":"2"}`, "POST /export/content/data", `{"created_at_after":1,"created_at_before":2}`},
	{"get_data_export", `{"job_identifier":"v1"}`, "GET /export/content/data/v1", ""},
	{"cancel_data_export", `{"job_identifier":"v1"}`, "POST /export/cancel/v1", ""},
	{"download_data_export", `{"job_identifier":"v1","offset":3}`, "GET /download/content/data/v1", ""},
	{"list_reporting_datasets", `{}`, "GET /export/reporting_data/get_datasets", ""},
	{"create_reporting_export", `{"dataset_id":"conversation","attribute_ids":["standard.channel"],"start_time":"1","end_time":"2"}`,
		"POST /export/reporting_data/enqueue", `{"dataset_id":"conversation","attribute_ids":["standard.channel"],"start_time":1,"end_time":2}`},
	{"get_reporting_export", `{"job_identifier":"v1"}`, "GET /export/reporting_data/v1", ""},
	{"get_reporting_export", `{"job_identifier":"v1","app_id":"a","client_id":"c"}`, "GET /export/reporting_data/v1?app_id=a&client_id=c", ""},
	{"download_reporting_export", `{"job_identifier":"v1","app_id":"a","offset":3}`, "GET /download/reporting_data/v1?app_id=a", ""},
	{"get_job", `{"id":"1"}`, "GET /jobs/status/1", ""},

	{"list_custom_object_instances", `{"type":"My order","contact_id":"5f","conversation_id":"1","per_page":150}`,
		"GET /custom_object_instances/My%20order?page=1&per_page=150&references_contact_id=5f&references_conversation_id=1", ""},
	{"get_custom_object_instance", `{"type":"Order","id":"1"}`, "GET /custom_object_instances/Order/1", ""},
	{"get_custom_object_instance", `{"type":"Order","external_id":"a/b"}`, "GET /custom_object_instances/Order?external_id=a%2Fb", ""},
	{"create_custom_object_instance", `{"type":"Order","external_id":"7","external_created_at":"1","clear":"external_updated_at",` +
		`"custom_attributes":{"total":9.5,"note":null}}`,
		"POST /custom_object_instances/Order", `{"external_id":"7","external_created_at":1,"external_updated_at":null,` +
			`"custom_attributes":{"total":9.5,"note":null}}`},
	{"delete_custom_object_instance", `{"type":"Order","id":"1"}`, "DELETE /custom_object_instances/Order/1", ""},
	{"delete_custom_object_instance", `{"type":"Order","external_id":"a/b"}`, "DELETE /custom_object_instances/Order?external_id=a%2Fb", ""},

	{"start_fin_conversation", `{"conversation_id":"ext-1","body":"<p>Hi</p>","timestamp":"2026-01-31",
		"user":{"id":"ann","name":"Ann","email":"ann@example.com","attributes":{"plan":"gold"}},
		"attachments":[{"type":"url","url":"https://example.com/a.png"},{"type":"file","name":"a.txt","content_type":"text/plain","data":"aGk="}],
		"history":[{"author":"agent","body":"Hello","timestamp":"1"}],"attributes":{"urgent":true}}`,
		"POST /fin/start", `{"conversation_id":"ext-1","message":{"author":"user","body":"<p>Hi</p>","timestamp":"2026-01-31T00:00:00.000Z"},
		"user":{"id":"ann","name":"Ann","email":"ann@example.com","attributes":{"plan":"gold"}},
		"attachments":[{"type":"url","url":"https://example.com/a.png"},{"type":"file","name":"a.txt","content_type":"text/plain","data":"aGk="}],
		"conversation_metadata":{"history":[{"author":"agent","body":"Hello","timestamp":"1970-01-01T00:00:01.000Z"}],"attributes":{"urgent":true}}}`},
	{"reply_to_fin", `{"conversation_id":"ext-1","body":"Yes","user":{"id":"ann"}}`,
		"POST /fin/reply", `{"conversation_id":"ext-1","message":{"author":"user","body":"Yes","timestamp":"2027-01-15T08:00:00.000Z"},"user":{"id":"ann"}}`},
	{"submit_fin_rating", `{"conversation_id":"ext-1","rating":"ok","remark":"Fine"}`, "POST /fin/csat",
		`{"conversation_id":"ext-1","rating":"ok","remark":"Fine"}`},

	{"get_visitor", `{"user_id":"v 1"}`, "GET /visitors?user_id=v+1", ""},
	{"update_visitor", `{"user_id":"v1","name":"Ann"}`, "PUT /visitors", `{"user_id":"v1","name":"Ann"}`},
	{"convert_visitor", `{"type":"user","visitor":{"id":"1","user_id":"v1","email":"v@example.com"},"user":{"id":"2","user_id":"ann","email":"ann@example.com"}}`,
		"POST /visitors/convert", `{"type":"user","visitor":{"id":"1","user_id":"v1","email":"v@example.com"},"user":{"id":"2","user_id":"ann",` +
			`"email":"ann@example.com"}}`},
}

func TestOutreachRequests(t *testing.T) {
	ofVisitor := requestRow{"update_visitor", `{"id":"5f","name":"Ann","custom_attributes":{"paid":true,"plan":null}}`,
		[]string{contactAttributes, `PUT /visitors {"id":"5f","name":"Ann","custom_attributes":{"paid":true,"plan":null}}`}}
	ofSwitch := requestRow{"create_phone_switch", `{"phone":"+353832345678","custom_attributes":{"issue":"billing"}}`,
		[]string{contactAttributes, `POST /phone_call_redirects {"phone":"+353832345678","custom_attributes":{"issue":"billing"}}`}}
	for _, row := range append(rowsOf(outreachRequests), ofVisitor, ofSwitch) {
		t.Run(row.tool+row.args.(string), func(t *testing.T) {
			row.check(t, statusReply(http.StatusOK), func(c *registry.Caller) {
				c.Clock = func() time.Time { return time.Unix(1_800_000_000, 0) }
			})
		})
	}
}

// TestOutreachRefusals are calls that Intercom would refuse, or take for
// something else in silence: nothing is sent, and a word says why.
func TestOutreachRefusals(t *testing.T) {
	keys := `"a":1,"b":1,"c":1,"d":1,"e":1,"f":1,"g":1,"h":1,"i":1,"j":1,"k":1`
	turn := `"conversation_id":"1","body":"Hi","user":{"id":"ann"}`
	for _, tt := range []struct{ tool, args, want string }{
		{"create_event", `{"event_name":"x"}`, "one of user_id, id and email"},
		{"create_event", `{"event_name":"x","id":"1","metadata":{` + keys + `}}`, "metadata has 11 keys"},
		{"list_events", `{}`, "exactly one of user_id, id, email"},
		{"list_events", `{"id":"1","email":"ann@example.com"}`, "exactly one of user_id, id, email"},
		{"list_events", `{"id":"1","starting_after":"abc"}`, "starting_after is not of list_events"},
		{"create_phone_switch", `{"phone":"0838 2345"}`, "phone is not a phone number"},
		{"list_calls", `{"conversation_ids":["1"],"per_page":5}`, "conversation_ids does not go with per_page"},
		{"list_calls", `{"conversation_ids":[""]}`, "conversation_ids[0] is empty"},
		{"list_calls", `{"per_page":26}`, "per_page"},
		{"list_calls", `{"starting_after":"abc"}`, "starting_after is not of list_calls"},
		{"find_fin_voice_calls", `{}`, "exactly one of id, conversation_id, external_id, phone_number"},
		{"find_fin_voice_calls", `{"phone_number":"12"}`, "phone_number is not a phone number"},
		{"find_fin_voice_calls", `{"external_id":".."}`, "only dots"},
		{"register_fin_voice_call", `{"phone_number":"12","call_id":"c"}`, "phone_number is not a phone number"},
		{"create_data_export", `{"created_at_after":"2","created_at_before":"1"}`, "created_at_before is before"},
		{"create_reporting_export", `{"dataset_id":"x","attribute_ids":["y"],"start_time":"2","end_time":"1"}`, "end_time is before"},
		{"get_data_export", `{"job_identifier":"../x"}`, "job_identifier"},
		{"get_reporting_export", `{"job_identifier":"get_datasets"}`, "a word of the API"},
		{"get_custom_object_instance", `{"type":"Order"}`, "exactly one of id, external_id"},
		{"get_custom_object_instance", `{"type":"..","id":"1"}`, "only dots"},
		{"delete_custom_object_instance", `{"type":"Order","id":"1","external_id":"2"}`, "exactly one of id, external_id"},
		{"start_fin_conversation", `{` + turn + `,"attachments":[{"type":"url"}]}`, "attachments[0] needs a url"},
		{"start_fin_conversation", `{` + turn + `,"attachments":[{"type":"file","name":"a"}]}`, "attachments[0] is a file, which needs"},
		{"start_fin_conversation", `{` + turn + `,"attributes":{` + keys + `}}`, "attributes has 11 keys"},
		{"reply_to_fin", `{` + turn + `,"attachments":[{"type":"file","name":"a","content_type":"b","data":"!"}]}`, "attachments[0] is not Base64"},
		{"reply_to_fin", `{"conversation_id":"1","body":"Hi","user":{"id":"ann","attributes":{` + keys + `}}}`, "user.attributes has 11 keys"},
		{"update_visitor", `{"name":"Ann"}`, "exactly one of id, user_id"},
		{"convert_visitor", `{"type":"user","visitor":{},"user":{"id":"1"}}`, "visitor needs id, user_id or email"},
		{"convert_visitor", `{"type":"user","visitor":{"id":"1"},"user":{}}`, "user needs id, user_id or email"},
	} {
		t.Run(tt.tool+tt.args, func(t *testing.T) { checkRefusal(t, tt.tool, tt.args, tt.want) })
	}
}

// TestOutreachPages walks lists whose next page is told in each way.
func TestOutreachPages(t *testing.T) {
	for name, tt := range map[string]struct{ tool, args, first, second string }{
		"events, a link": {"list_events", `{"email":"ann@example.com"}`,
			`{"events":[{}],"pages":{"next":"https://elsewhere.example/events?type=admin&email=eve%40example.com&before=77&per_page=20"}}`,
			"before=77&email=ann%40example.com&per_page=20&type=user"},
		"events, a useless link": {"list_events", `{"email":"ann@example.com"}`, `{"events":[{}],"pages":{"next":null}}`, ""},
		"statuses, a cursor": {"list_whatsapp_statuses", `{"ruleset_id":"7"}`, `{"events":[{}],"total_count":125,"pages":{"next":{"starting_after":"abc"}}}`,
			"per_page=20&ruleset_id=7&starting_after=abc"},
		"calls, a page":        {"list_calls", `{"per_page":2}`, `{"data":[{}],"pages":{"next":{"page":2,"starting_after":null}}}`, "page=2&per_page=2"},
		"calls, a cursor":      {"list_calls", `{}`, `{"data":[{}],"pages":{"next":{"starting_after":"abc"}}}`, "page=2&per_page=20"},
		"calls, only a number": {"list_calls", `{}`, `{"data":[{}],"total_count":21,"pages":{"page":1,"total_pages":2}}`, "page=2&per_page=20"},
		"calls, the last page": {"list_calls", `{}`, `{"data":[{}],"total_count":20,"pages":{"page":1,"total_pages":1}}`, ""},
		"custom objects, a link": {"list_custom_object_instances", `{"type":"Order"}`,
			`{"data":[{}],"pages":{"next":"https://api.intercom.io/custom_object_instances/Order?page=2&per_page=20"}}`, "page=2&per_page=20"},
		"custom objects, the last": {"list_custom_object_instances", `{"type":"Order"}`, `{"data":[{}],"pages":{"next":null}}`, ""},
	} {
		t.Run(name, func(t *testing.T) {
			first, request, more := secondPage(t, tt.tool, asObject(decoded(t, tt.args)), tt.first)
			if more != (tt.second != "") {
				t.Fatalf("another page is %v: %s", more, first)
			}
			if _, query, _ := strings.Cut(request, "?"); query != tt.second {
				t.Errorf("sent %s, want %s", query, tt.second)
			}
		})
	}
}

// TestOtherFormsOfErrors are errors that come without Intercom's errors[], or with
// another one: what they say must reach the model.
func TestOtherFormsOfErrors(t *testing.T) {
	for body, want := range map[string]string{
		`{"error_key":"invalid_phone_number","message":"Invalid phone number"}`:                "400 invalid_phone_number: Invalid phone number",
		`{"errors":{"rating":"is no option","base":"too late"}}`:                               "400 too late (field base); is no option (field rating)",
		`{"type":"error","request_id":"r2","message":"ruleset_id is required"}`:                "400 ruleset_id is required (request id r2)",
		`{"type":"error.list","errors":[{"code":"c","message":"m"}],"message":"not this one"}`: "400 c: m.",
	} {
		text, failed, _ := callAs(t, "", "get_job", `{"id":"1"}`, replying(http.StatusBadRequest, body))
		if !failed || !strings.Contains(text, want) {
			t.Errorf("%s: %s", body, text)
		}
	}
}
