package tools_test

import (
	"net/http"
	"strings"
	"testing"

	"intercom-mcp/tools/samples"
)

// searchRows are the plain filters of the three searches and the queries that
// they become; the clock is real, so times are given in full.
func searchRows() []requestRow {
	asked := func(resource, query, rest string) []string {
		return []string{`POST /` + resource + `/search {"query":` + query + rest + `}`}
	}
	page := `,"pagination":{"per_page":20}`
	and := func(filters ...string) string {
		return `{"operator":"AND","value":[` + strings.Join(filters, ",") + `]}`
	}
	f := func(field, operator, value string) string {
		return `{"field":"` + field + `","operator":"` + operator + `","value":` + value + `}`
	}
	title := func(part string, more ...string) string {
		var places []string
		for _, field := range []string{"title", "source.subject", "custom_attributes._default_title_"} {
			places = append(places, f(field, "~", `"`+part+`"`))
		}
		return `{"operator":"OR","value":[` + strings.Join(append(places, more...), ",") + `]}`
	}
	company := `"company":"` + samples.ContactID + `"`
	return []requestRow{
		{"search_conversations", `{"state":"open","fields":["read"],"detail":"full","show_query":true}`, asked("conversations", f("state", "=", `"open"`), page)},
		{"search_conversations", `{"text":"cannot log-in!","subject":"in","open":true}`,
			asked("conversations", and(f("source.body", "~", `"cannot"`), f("source.body", "~", `"log-in"`), title("in"), f("open", "=", "true")), page)},
		{"search_conversations", `{"subject":"Q&A"}`, asked("conversations", title("Q&A", f("source.subject", "~", `"Q\u0026amp;A"`)), page)},
		{"search_conversations", `{"state":"open","sort_field":"waiting_since"}`, asked("conversations", and(f("state", "=", `"open"`), f("waiting_since", ">", "1")),
			page+`,"sort":{"field":"waiting_since","order":"descending"}`)},
		{"search_tickets", `{"category":["request","Back-office"],"query":{"field":"title","operator":"^","value":"a"}}`,
			asked("tickets", and(f("title", "^", `"a"`), f("category", "IN", `["request","task"]`)), page)},
		{"search_contacts", `{"custom_attributes":{"plan":["gold","silver"]}}`, asked("contacts", f("custom_attributes.plan", "IN", `["gold","silver"]`), page)},
		{"search_conversations", `{"contact":"` + samples.ContactID + `","assignee":"unassigned","team":"9","tags":["1","2"]}`,
			asked("conversations", and(f("contact_ids", "=", `"`+samples.ContactID+`"`), f("admin_assignee_id", "=", "0"), f("team_assignee_id", "=", "9"),
				f("tag_ids", "=", `"1"`), f("tag_ids", "=", `"2"`)), page)},
		{"search_conversations", `{"assignee":"me","priority":"high,urgent","channel":"phone","rating":[1,2],"ai":"unresolved"}`,
			asked("conversations", and(f("admin_assignee_id", "=", "7"), f("priority", "IN", `["high","urgent"]`),
				f("source.type", "IN", `["phone_call","phone_switch"]`),
				f("conversation_rating.score", "IN", "[1,2]"), f("ai_agent_participated", "=", "true"),
				f("ai_agent.resolution_state", "NIN", `["assumed_resolution","confirmed_resolution"]`)), page)},
		{"search_conversations", `{"created_since":"2026-01-30","created_until":"2026-01-31","updated_since":"2026-01-30T09:00:00Z",` +
			`"updated_until":"2026-01-31T09:00:00Z","waiting_since":5,"waiting_until":6}`,
			zoned(asked("conversations", and(f("created_at", ">", "1769731200"), f("created_at", "<", "1769903999"),
				f("updated_at", ">", "1769763600"), f("updated_at", "<", "1769850000"), f("waiting_since", ">", "5"), f("waiting_since", "<", "6")), page))},
		{"search_conversations", `{"rating":5,"count_only":true}`, asked("conversations", f("conversation_rating.score", "=", "5"), `,"pagination":{"per_page":1}`)},
		{"search_conversations", `{` + company + `}`, []string{"GET /companies/" + samples.ContactID + "/contacts?per_page=150"}}, // it has none, so nothing is asked
		{"search_tickets", `{"text":"log in","type":"400001","state":["submitted","In progress"],"category":"Customer","open":"false"}`,
			asked("tickets", and(`{"operator":"OR","value":[`+f("title", "~", `"log in"`)+`,`+f("description", "~", `"log in"`)+`]}`,
				f("ticket_type_id", "=", `"400001"`), f("state", "IN", `["submitted","in_progress"]`), f("category", "=", `"request"`), f("open", "=", "false")), page)},
		{"search_tickets", `{"contact":"https://app.eu.intercom.com/a/apps/x/users/` +
			samples.ContactID + `/all-conversations","assignee":"nobody","team":"2","created_since":1,"created_until":2,"updated_since":3,"updated_until":4,` +
			`"fields":["open"],"detail":"full","count_only":true,"show_query":true}`,
			asked("tickets", and(f("contact_ids", "=", `"`+samples.ContactID+`"`), f("admin_assignee_id", "=", `"0"`), f("team_assignee_id", "=", `"2"`),
				f("created_at", ">", "1"), f("created_at", "<", "2"), f("updated_at", ">", "3"), f("updated_at", "<", "4")), `,"pagination":{"per_page":1}`)},
		{"search_tickets", `{` + company + `,"attributes":{}}`, []string{"GET /companies/" + samples.ContactID + "/contacts?per_page=150"}},
		{"search_contacts", `{"email":"ann@example.com","name":"Ann","phone":"+1503","role":"user","owner":"7","tags":"1,2","segments":["` +
			samples.ContactID + `"],"fields":["os"],"detail":"full","show_query":true}`,
			asked("contacts", and(f("email", "=", `"ann@example.com"`), f("name", "~", `"Ann"`), f("phone", "~", `"+1503"`), f("role", "=", `"user"`),
				f("owner_id", "=", `"7"`), f("tag_id", "=", `"1"`), f("tag_id", "=", `"2"`), f("segment_id", "=", `"`+samples.ContactID+`"`)), page)},
		{"search_contacts", `{"email":"Ann <ann@example.com>"}`, asked("contacts", f("email", "=", `"ann@example.com"`), page)},
		{"search_contacts", `{"email":"@example.com","owner":"nobody","location":"Paris","custom_attributes":{"plan":"gold","seats":9007199254740993},` +
			`"count_only":true}`, asked("contacts", and(f("email_domain", "=", `"example.com"`), f("owner_id", "=", "null"),
			`{"operator":"OR","value":[`+f("location.country", "=", `"Paris"`)+`,`+f("location.region", "=", `"Paris"`)+`,`+f("location.city", "=", `"Paris"`)+`]}`,
			f("custom_attributes.plan", "=", `"gold"`), f("custom_attributes.seats", "=", "9007199254740993")), `,"pagination":{"per_page":1}`)},
		// Whole days: from the 30th on is after the 29th, to the 31st is before the 1st.
		{"search_contacts", `{"created_since":"2026-01-30","created_until":"2026-01-31","signed_up_since":"2026-01-30","signed_up_until":"2026-01-31",` +
			`"seen_since":"2026-01-30","seen_until":"2026-01-31"}`, zoned(asked("contacts", and(f("created_at", ">", "1769680800"), f("created_at", "<", "1769940000"),
			f("signed_up_at", ">", "1769680800"), f("signed_up_at", "<", "1769940000"), f("last_seen_at", ">", "1769680800"), f("last_seen_at", "<", "1769940000")),
			page))},
		{"search_contacts", `{` + company + `}`, []string{"GET /companies/" + samples.ContactID + "/contacts?per_page=150"}},
	}
}

// TestSearchWithQuery joins a query with plain filters: an AND group takes them in.
func TestSearchWithQuery(t *testing.T) {
	own := `{"field":"read","operator":"=","value":true}`
	open := `{"field":"state","operator":"=","value":"open"}`
	for query, want := range map[string]string{
		own: `{"operator":"AND","value":[` + own + `,` + open + `]}`,
		`{"operator":"AND","value":[` + own + `]}`: `{"operator":"AND","value":[` + own + `,` + open + `]}`,
		`{"operator":"OR","value":[` + own + `]}`:  `{"operator":"AND","value":[{"operator":"OR","value":[` + own + `]},` + open + `]}`,
	} {
		_, failed, got := callAs(t, "7", "search_conversations", `{"state":"open","query":`+query+`}`, statusReply(http.StatusOK))
		if failed || !sameRequests(t, got, []string{`POST /conversations/search {"query":` + want + `,"pagination":{"per_page":20}}`}) {
			t.Errorf("%s became %q", query, got)
		}
	}
}

// TestSearchLimits keeps what plain filters become within Intercom's limits,
// and tells the compiled query where they can't.
func TestSearchLimits(t *testing.T) {
	words := strings.Repeat("word ", 40)
	_, failed, got := callAs(t, "7", "search_conversations", `{"text":"`+words+`"}`, statusReply(http.StatusOK))
	if failed || len(got) != 1 || strings.Count(got[0], `"word"`) != 40 {
		t.Errorf("40 words: failed=%v %q", failed, got)
	}
	either := `{"operator":"OR","value":[{"field":"read","operator":"=","value":true}]}`
	_, failed, got = callAs(t, "7", "search_conversations", `{"text":"`+words+`","query":`+either+`}`, statusReply(http.StatusOK))
	if failed || len(got) != 1 || strings.Count(got[0], `"word"`) != 40 || !strings.Contains(got[0], either) {
		t.Errorf("40 words beside a group: failed=%v %q", failed, got)
	}
	deep := `{"operator":"OR","value":[{"operator":"AND","value":[{"field":"read","operator":"=","value":true}]}]}`
	text, failed, got := callAs(t, "7", "search_conversations", `{"state":"open","query":`+deep+`}`, statusReply(http.StatusOK))
	if !failed || len(got) > 0 || !strings.Contains(text, "2 levels") || !strings.Contains(text, "compiled query") || !strings.Contains(text, `"open"`) {
		t.Errorf("too deep: failed=%v %q %s", failed, got, text)
	}
}

// TestSearchFailures tells the compiled query where Intercom refuses it, and asks
// for a filter where there is none.
func TestSearchFailures(t *testing.T) {
	text, failed, _ := callAs(t, "7", "search_conversations", `{"state":"open","assignee":"me"}`, statusReply(http.StatusBadRequest))
	if !failed || !strings.Contains(text, `{"field":"admin_assignee_id","operator":"=","value":7}`) {
		t.Errorf("the compiled query is not told: %s", text)
	}
	for _, tool := range []string{"search_conversations", "search_tickets", "search_contacts"} {
		text, failed, got := callAs(t, "7", tool, `{}`, statusReply(http.StatusOK))
		if !failed || len(got) > 0 || !strings.Contains(text, "give query or a filter") {
			t.Errorf("%s without a filter: failed=%v %q %s", tool, failed, got, text)
		}
	}
}

// TestCountOnly answers with the total and no list, not even an empty one.
func TestCountOnly(t *testing.T) {
	answer := func(w http.ResponseWriter, _ *http.Request) {
		_, _ = w.Write([]byte(`{"type":"list","data":[{"id":"1"}],"total_count":42}`))
	}
	for _, tool := range []string{"search_conversations", "search_tickets", "search_contacts"} {
		text, failed, _ := callAs(t, "7", tool, `{"created_since":"2026-01-30T00:00:00Z","count_only":true}`, answer)
		if failed || text != `{"total_count":42}` {
			t.Errorf("%s: failed=%v %s", tool, failed, text)
		}
	}
}
