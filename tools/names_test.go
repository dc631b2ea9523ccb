package tools_test

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/lookup"
	"intercom-mcp/tools/registry"
)

// bureau is an API with a few people and things, which remembers its requests.
type bureau struct {
	mu     sync.Mutex
	sent   []string
	broken bool
	began  chan struct{} // where set, look-ups say so
	hold   chan struct{} // and wait for its end
}

var bureauLists = map[string]string{
	"/admins": `{"admins":[{"id":"1","name":"Ann Lee","email":"ann@x.example"},{"id":"2","name":"Ann Berg","email":"berg@x.example"},{"id":"3",` +
		`"name":"Bo Support","email":"bo@x.example"}]}`,
	"/teams":    `{"teams":[{"id":"9","name":"Support"},{"id":"8","name":"Tier 2"}]}`,
	"/tags":     `{"data":[{"id":"71","name":"vip"},{"id":"72","name":"Churn risk"},{"id":"73","name":"2024"}]}`,
	"/segments": `{"segments":[{"id":"66f05e650000000000000001","name":"New users"}]}`,
	"/ticket_types": `{"data":[{"id":"41","name":"Bug","ticket_type_attributes":{"data":[{"id":"411","name":"Severity","required_to_create":true,` +
		`"input_options":{"list_options":[{"id":"o1","label":"High"}]}},{"id":"412","name":"Amount","data_type":"decimal"}]}},{"id":"42","name":"Old",` +
		`"archived":true}]}`,
	"/ticket_states": `{"data":[{"id":"81","category":"submitted","internal_label":"Submitted"},{"id":"82","category":"waiting_on_customer",` +
		`"internal_label":"Waiting on you","external_label":"Your turn"},` +
		`{"id":"84","category":"in_progress","internal_label":"Escalated","external_label":"In progress"},{"id":"83","category":"in_progress",` +
		`"internal_label":"In progress"}]}`,
	"/subscription_types": `{"data":[{"id":"91","default_translation":{"name":"Product news"}}]}`,
	"/companies":          `{"data":[]}`,
	"/companies/list": `{"data":[{"id":"66f0c0ffee0a1b2c00000001","name":"Acme","company_id":"acct-1"},{"id":"66f0c0ffee0a1b2c00000002",` +
		`"name":"Acme Labs"}]}`,
	"/tickets/6":                       `{"id":"6","ticket_type":{"id":"41"}}`,
	"/me":                              `{"id":"2","name":"Ann Berg"}`,
	"/contacts/find_by_external_id/u1": `{"id":"c1"}`,
}

func (o *bureau) RoundTrip(r *http.Request) (*http.Response, error) {
	line := r.Method + " " + r.URL.Path
	if r.Body != nil {
		body, _ := io.ReadAll(r.Body)
		line = strings.TrimSpace(line + " " + string(body))
	}
	o.mu.Lock()
	o.sent = append(o.sent, line)
	hold, broken := o.hold, o.broken
	o.mu.Unlock()
	if hold != nil {
		o.began <- struct{}{}
		<-hold
	}
	status, reply := http.StatusOK, bureauLists[r.URL.Path]
	switch {
	case broken:
		status, reply = http.StatusInternalServerError, `{"errors":[{"code":"server_error"}]}`
	case reply == "" && strings.Contains(line, "twice@x.example"):
		reply = `{"data":[{"id":"c1","role":"user","name":"Pat","email":"twice@x.example"},{"id":"c2","role":"lead","name":"Pat","email":"twice@x.example"}]}`
	case reply == "" && strings.Contains(line, "pat@x.example"):
		reply = `{"data":[{"id":"c1","name":"Pat","email":"pat@x.example"}]}`
	case reply == "" && strings.Contains(r.URL.Path, "find_by_external_id"):
		status, reply = http.StatusNotFound, `{"errors":[{"code":"not_found"}]}`
	case reply == "":
		reply = anything
	}
	return &http.Response{StatusCode: status, Header: http.Header{"Content-Type": {"application/json"}}, Body: io.NopCloser(strings.NewReader(reply)),
		Request: r}, nil
}

func (o *bureau) requests() []string {
	o.mu.Lock()
	defer o.mu.Unlock()
	return append([]string(nil), o.sent...)
}

func visitor(t testing.TB, o *bureau, names *lookup.Cache, at time.Time) registry.Caller {
	t.Helper()
	client, err := intercomapi.New(intercomapi.Config{BaseURL: "https://api.example", Transport: o})
	if err != nil {
		t.Fatal(err)
	}
	return registry.Caller{Resolver: lookup.Resolver{Client: client.WithToken("x"), Clock: func() time.Time { return at }, Names: names}}
}

// TestNamesForIDs calls tools with names, and holds the last request.
func TestNamesForIDs(t *testing.T) {
	for _, c := range []struct{ tool, arguments, want string }{
		{"assign_conversation", `{"id":"5","assignee_id":"Ann Lee","admin_id":"me","assignee_type":"admin"}`,
			`POST /conversations/5/parts {"message_type":"assignment","type":"admin","admin_id":"2","assignee_id":"1"}`},
		{"assign_conversation", `{"id":"5","assignee_id":"lee","admin_id":"7","assignee_type":"admin"}`, `"assignee_id":"1"`},
		{"assign_conversation", `{"id":"5","assignee_id":"BERG@X.example","admin_id":"7","assignee_type":"admin"}`, `"assignee_id":"2"`},
		{"assign_conversation", `{"id":"5","assignee_id":"tier  2","admin_id":"7"}`, `"assignee_id":"8"`},
		{"assign_conversation", `{"id":"5","assignee_id":"support","admin_id":"7","assignee_type":"team"}`, `"assignee_id":"9"`}, // exactly so: not Bo Support
		{"assign_conversation", `{"id":"5","assignee_id":"Unassigned","admin_id":"7"}`, `"assignee_id":"0"`},
		{"tag_conversation", `{"conversation_id":"5","tag_id":"VIP","admin_id":"7"}`, `POST /conversations/5/tags {"id":"71","admin_id":"7"}`},
		{"untag_contact", `{"contact_id":"5","tag_id":"churn risk"}`, `DELETE /contacts/5/tags/72`},
		{"create_ticket", `{"ticket_type_id":"bug","contacts":[{"id":"external_id:u1"}]}`, `"ticket_type_id":"41","contacts":[{"id":"c1"}]`},
		{"get_contact", `{"id":"pat@x.example"}`, `GET /contacts/c1`},
		{"tag_contact", `{"contact_id":" <pat@x.example>\n","tag_id":" vip "}`, `POST /contacts/c1/tags {"id":"71"}`},
		{"get_contact", `{"id":"66f000000000000000000001\n"}`, `GET /contacts/66f000000000000000000001`},
		{"tag_contact", `{"contact_id":"external_id:u1","tag_id":"vip"}`, `POST /contacts/c1/tags {"id":"71"}`},
		{"create_message", `{"message_type":"inapp","body":"x","from_id":"Bo","to_id":"pat@x.example","to_type":"user"}`,
			`"from":{"type":"admin","id":3},"to":{"type":"user","id":"c1"}`},
		{"update_contact", `{"id":"5","owner_id":"Ann Lee"}`, `PUT /contacts/5 {"owner_id":"1"}`},
		{"update_ticket", `{"id":"5","state":"in progress"}`, `PUT /tickets/5 {"ticket_state_id":"83"}`}, // what admins see comes first
		{"update_ticket", `{"id":"5","state":"Your turn"}`, `PUT /tickets/5 {"ticket_state_id":"82"}`},
		{"convert_conversation_to_ticket", `{"id":"5","ticket_type_id":"bug","ticket_state_id":"In progress"}`, `{"ticket_type_id":"41","ticket_state_id":"83"}`},
		{"subscribe_contact", `{"contact_id":"5","subscription_id":"product news","consent_type":"opt_out"}`,
			`POST /contacts/5/subscriptions {"id":"91","consent_type":"opt_out"}`},
		{"attach_contact_to_company", `{"contact_id":"5","company_id":"acme"}`, `POST /contacts/5/companies {"id":"66f0c0ffee0a1b2c00000001"}`},
		{"tag_company", `{"name":"vip","companies":"acme labs"}`, `"companies":[{"id":"66f0c0ffee0a1b2c00000002"}]`},
		{"get_company", `{"id":"66F0C0FFEE0A1B2C00000001"}`, `GET /companies/66F0C0FFEE0A1B2C00000001`},
		{"create_ticket", `{"ticket_type_id":"41","contacts":[{"id":"5"}],"ticket_attributes":{"severity":"high","Amount":"12.50"}}`,
			`"ticket_attributes":{"Amount":12.50,"Severity":"o1"}`},
		{"create_ticket", `{"ticket_type_id":"41","contacts":[{"id":"5"}],"ticket_attributes":{"Severity":["o1","High"],"Amount":null},"background":true}`,
			`POST /tickets/enqueue {"ticket_type_id":"41","contacts":[{"id":"5"}],"ticket_attributes":{"Amount":null,"Severity":["o1","o1"]}}`},
		{"create_ticket", `{"ticket_type_id":"40","contacts":[{"id":"5"}],"ticket_attributes":{"Size":"XL"}}`,
			`"ticket_attributes":{"Size":"XL"}`}, // of a type that is not known
		{"change_ticket_type", `{"id":"5","ticket_type_id":"Bug","ticket_state_id":"83","ticket_attributes":{"Severity":"High"}}`,
			`"ticket_attributes":{"Severity":"o1"}`},
		{"convert_conversation_to_ticket", `{"id":"5","ticket_type_id":"Bug","attributes":{"Severity":"High"}}`, `"attributes":{"Severity":"o1"}`},
		{"update_ticket", `{"id":"6","state":"In progress","ticket_attributes":{"Severity":"High"}}`,
			`PUT /tickets/6 {"ticket_attributes":{"Severity":"o1"},"ticket_state_id":"83"}`},
		{"search_tickets", `{"state":"your turn","type":"bug","attributes":{"severity":"high"}}`,
			`{"field":"ticket_type_id","operator":"=","value":"41"},{"field":"state","operator":"=","value":"waiting_on_customer"},` +
				`{"field":"ticket_attribute.411","operator":"=","value":"o1"}`},
		{"search_conversations", `{"assignee":"Tier 2"}`, `{"field":"team_assignee_id","operator":"=","value":8}`},
		{"search_conversations", `{"tags":["2024","71"]}`, `{"field":"tag_ids","operator":"=","value":"73"},{"field":"tag_ids","operator":"=","value":"71"}`},
		{"search_conversations", `{"tags":["4040"]}`, `{"field":"tag_ids","operator":"=","value":"4040"}`},
		{"search_contacts", `{"segments":"new users"}`, `{"field":"segment_id","operator":"=","value":"66f05e650000000000000001"}`},
		{"search_conversations", `{"contact":" <twice@x.example> "}`, `{"field":"contact_ids","operator":"IN","value":["c1","c2"]}`},
	} {
		o := &bureau{}
		_, err := named(t, c.tool).Call(t.Context(), visitor(t, o, nil, now), json.RawMessage(c.arguments))
		sent := o.requests()
		if last := sent[len(sent)-1]; err != nil || !strings.Contains(last, c.want) {
			t.Errorf("%s %s: %v\n got %v\nwant %s", c.tool, c.arguments, err, sent, c.want)
		}
	}
}

// TestNamesRefused tells who or what may have been meant, before any write.
func TestNamesRefused(t *testing.T) {
	for _, c := range []struct{ tool, arguments, want string }{
		{"assign_conversation", `{"id":"5","assignee_id":"Ann","admin_id":"7"}`,
			`assignee_id "Ann" is ambiguous; give the id of one: Ann Lee <ann@x.example> (admin 1), Ann Berg <berg@x.example> (admin 2)`},
		{"assign_conversation", `{"id":"5","assignee_id":"Ber","admin_id":"7"}`, `"Ber" is no admin or team here. There are: Ann Berg <berg@x.example> (admin 2)`},
		{"tag_conversation", `{"conversation_id":"5","tag_id":"churn","admin_id":"7"}`, `"churn" is no tag here. There are: Churn risk (tag 72)`},
		{"tag_conversation", `{"conversation_id":"5","tag_id":"zzz","admin_id":"7"}`, `There are: vip (tag 71), Churn risk (tag 72), 2024 (tag 73)`},
		{"create_ticket", `{"ticket_type_id":"old","contacts":[{"id":"5"}]}`, `ticket_type_id "old" is no ticket type here. There are: Bug (ticket type 41)`},
		{"delete_contact", `{"id":"twice@x.example"}`,
			`is ambiguous; give the id of one: Pat <twice@x.example> (contact c1, user), Pat <twice@x.example> (contact c2, lead)`},
		{"delete_contact", `{"id":"none@x.example"}`, `is no contact's e-mail (archived contacts are not found`},
		{"delete_contact", `{"id":"external_id:.."}`, `holds no external_id`},
		{"search_tickets", `{"contact":"external_id:"}`, `holds no external_id`},
		{"delete_contact", `{"id":"external_id:u2"}`, `is no user's external_id`},
		{"update_ticket", `{"id":"5","state":"in_progress"}`, `"in_progress" is ambiguous: Submitted (81)`},
		{"search_tickets", `{"state":"lost"}`, `"lost" is no ticket state here. There are: Submitted`},
		{"search_tickets", `{"attributes":{"Weight":1}}`, `"Weight" is no attribute of these tickets. There are: Amount, Severity`},
		{"search_tickets", `{"attributes":{"Severity":"Huge"}}`, `"Huge" is no value of Severity. There are: High`},
		{"subscribe_contact", `{"contact_id":"5","subscription_id":"news","consent_type":"opt_out"}`,
			`subscription_id "news" is no subscription here. There are: Product news (subscription 91)`},
		{"create_contact", `{"email":"a@x.example","company_id":"Acm"}`,
			`company_id "Acm" is no company's name, company_id or Intercom id. The latest: Acme (company 66f0c0ffee0a1b2c00000001), Acme Labs`},
		{"create_ticket", `{"ticket_type_id":"Bug","contacts":[{"id":"5"}],"ticket_attributes":{"Severity":"Huge"}}`,
			`ticket_attributes "Huge" is no value of Severity. There are: High`},
		{"create_ticket", `{"ticket_type_id":"Bug","contacts":[{"id":"5"}],"ticket_attributes":{"Severity":"High","severity":"High"}}`,
			`ticket_attributes has both severity and Severity`},
		{"update_ticket", `{"id":"6","ticket_attributes":{"Weight":1}}`,
			`ticket_attributes "Weight" is no attribute of this ticket type. There are: Severity, Amount`},
		{"search_conversations", `{"tags":["vip","nope"]}`, `tags "nope" is no tag here`},
	} {
		o := &bureau{}
		tool := named(t, c.tool)
		_, err := tool.Call(t.Context(), visitor(t, o, nil, now), json.RawMessage(c.arguments))
		if err == nil || !strings.HasPrefix(tool.Explain(err), "invalid arguments for "+c.tool+": ") || !strings.Contains(tool.Explain(err), c.want) {
			t.Errorf("%s %s: %v", c.tool, c.arguments, err)
		}
		for _, sent := range o.requests() {
			if !looks(sent) {
				t.Errorf("%s %s: sent %s", c.tool, c.arguments, sent)
			}
		}
	}
}

// TestNothingIsLookedUpInVain checks all else before names.
func TestNothingIsLookedUpInVain(t *testing.T) {
	o := &bureau{}
	_, err := named(t, "tag_conversation").Call(t.Context(), visitor(t, o, nil, now), json.RawMessage(`{"conversation_id":"a/b","tag_id":"vip"}`))
	if err == nil || len(o.requests()) > 0 {
		t.Errorf("%v, sent %v", err, o.requests())
	}
}

// TestFailedLookUp says that nothing was written.
func TestFailedLookUp(t *testing.T) {
	o := &bureau{broken: true}
	for _, tool := range []registry.Tool{named(t, "tag_conversation"), named(t, "create_ticket")} {
		arguments := map[string]string{"tag_conversation": `{"conversation_id":"5","tag_id":"vip"}`,
			"create_ticket": `{"ticket_type_id":"bug","contacts":[{"id":"5"}]}`}[tool.Name]
		_, err := tool.Call(t.Context(), visitor(t, o, nil, now), json.RawMessage(arguments))
		if err == nil || !strings.Contains(tool.Explain(err), "look up") || !strings.Contains(tool.Explain(err), "Nothing has changed") {
			t.Errorf("%s: %v", tool.Name, err)
		}
	}
	for _, sent := range o.requests() {
		if !looks(sent) {
			t.Errorf("sent %s", sent)
		}
	}
}

// TestGivenUpLookUps end a write before its request: that nothing has changed is told.
func TestGivenUpLookUps(t *testing.T) {
	o := &bureau{began: make(chan struct{}, 1), hold: make(chan struct{})}
	c, tag := visitor(t, o, lookup.NewCache(), now), named(t, "tag_conversation")
	ctx, give := context.WithCancel(t.Context())
	got := make(chan error, 1)
	go func() {
		_, err := tag.Call(ctx, c, json.RawMessage(`{"conversation_id":"5","tag_id":"vip","admin_id":"7"}`))
		got <- err
	}()
	<-o.began
	give()
	if told := tag.Explain(<-got); !strings.Contains(told, "Nothing has changed") {
		t.Error(told)
	}
	close(o.hold)
}

// FuzzNames gives any text for a name: it is one of those that there are, or
// refused without a write.
func FuzzNames(f *testing.F) {
	for _, s := range []string{"Ann", "ann lee", "me", "0", "nobody", "", " ", "Tier 2", "9", "@", "external_id:", "\xff", "a/b", strings.Repeat("é", 300),
		"https://app.intercom.com"} {
		f.Add(s)
	}
	known := map[string]bool{"0": true, "1": true, "2": true, "3": true, "8": true, "9": true}
	f.Fuzz(func(t *testing.T, s string) {
		o := &bureau{}
		arguments, err := json.Marshal(map[string]string{"id": "5", "assignee_id": s, "admin_id": "7", "assignee_type": "admin"})
		if err != nil {
			t.Fatal(err)
		}
		_, err = named(t, "assign_conversation").Call(t.Context(), visitor(t, o, nil, now), arguments)
		for _, sent := range o.requests() {
			var body struct {
				ID string `json:"assignee_id"`
			}
			_, raw, isWrite := strings.Cut(sent, "POST /conversations/5/parts ")
			if !isWrite {
				continue
			}
			digits := strings.Trim(strings.TrimSpace(s), "0123456789abcdefABCDEF-") == "" // spaces come along with what is pasted
			if json.Unmarshal([]byte(raw), &body) != nil || err != nil || !known[body.ID] && !digits {
				t.Errorf("%q: %v, sent %s", s, err, sent)
			}
		}
	})
}
