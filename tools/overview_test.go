package tools_test

import (
	"encoding/json"
	"errors"
	"fmt"
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

// office answers each request by the first route that its line holds: an
// answer, or a status to fail with. It remembers the lines.
type office struct {
	routes [][2]string

	mu   sync.Mutex
	sent []string
}

func (o *office) RoundTrip(r *http.Request) (*http.Response, error) {
	line := r.Method + " " + r.URL.RequestURI()
	if r.Body != nil {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			return nil, err
		}
		line += " " + string(body)
	}
	o.mu.Lock()
	o.sent = append(o.sent, line)
	o.mu.Unlock()
	status, reply := http.StatusOK, `{"type":"list","data":[],"total_count":0}`
	for _, route := range o.routes {
		if strings.Contains(line, route[0]) {
			reply = route[1]
			break
		}
	}
	if _, err := fmt.Sscanf(reply, "%d", &status); err == nil {
		reply = `{"errors":[{"code":"some_code","message":"some message"}]}`
	}
	return &http.Response{
		StatusCode: status, Header: http.Header{"Content-Type": {"application/json"}},
		Body: io.NopCloser(strings.NewReader(reply)), Request: r,
	}, nil
}

// visit is a caller of such an office, whose clock says now.
func (o *office) visit(t *testing.T) registry.Caller {
	t.Helper()
	client, err := intercomapi.New(intercomapi.Config{BaseURL: "https://api.example", Transport: o})
	if err != nil {
		t.Fatal(err)
	}
	return registry.Caller{Resolver: lookup.Resolver{Client: client.WithToken("x"), Clock: func() time.Time { return now }, Names: lookup.NewCache()}}
}

// overview calls a tool, and gives its result as a client reads it.
func overview(t *testing.T, o *office, name, arguments string) (map[string]any, error) {
	t.Helper()
	out, err := named(t, name).Call(t.Context(), o.visit(t), json.RawMessage(arguments))
	if err != nil {
		return nil, err
	}
	raw, err := json.Marshal(out)
	if err != nil {
		t.Fatal(err)
	}
	var result map[string]any
	if err := json.Unmarshal(raw, &result); err != nil {
		t.Fatal(err)
	}
	return result, nil
}

// holds checks what stands in a result under dotted names.
func holds(t *testing.T, result map[string]any, want map[string]string) {
	t.Helper()
	for path, value := range want {
		var at any = result
		for name := range strings.SplitSeq(path, ".") {
			switch v := at.(type) {
			case map[string]any:
				at = v[name]
			case []any:
				var i int
				if _, err := fmt.Sscan(name, &i); err != nil || i >= len(v) {
					t.Fatalf("%s: no %s in %v", path, name, v)
				}
				at = v[i]
			}
		}
		if got := fmt.Sprint(at); got != value {
			t.Errorf("%s is %s, want %s", path, got, value)
		}
	}
}

const (
	maria = `{"type":"contact","id":"c1","role":"user","name":"Maria","email":"m@acme.example","owner_id":"7","created_at":1769000000,` +
		`"has_hard_bounced":false,"unsubscribed_from_emails":true}`
	dispute = `{"type":"conversation","id":"21","state":"open","title":"Invoice","admin_assignee_id":7,"team_assignee_id":3,"created_at":1769000000,` +
		`"waiting_since":1769100000,"conversation_rating":{"rating":2}}`
)

// knownOffice is an office where everything is known of one customer.
func knownOffice() *office {
	return &office{routes: [][2]string{
		{"GET /contacts/c1/companies", `{"data":[{"id":"k1","name":"Acme","plan":{"name":"Scale"}}]}`},
		{"GET /contacts/c1/notes", `{"data":[{"id":"1","created_at":1769000000,"body":"<p>Old</p>"},{"id":"2","created_at":1769800000,"author":{"name":"Ann"},` +
			`"body":"<p>Wants <b>SSO</b></p>"}]}`},
		{"GET /contacts/c1/tags", `{"data":[{"id":"9","name":"vip"}]}`},
		{"GET /contacts/", maria},
		{"POST /contacts/search", `{"data":[` + maria + `,{"id":"c2","role":"lead","name":"Mary"},{"id":"c3"}],"total_count":8}`},
		{"POST /conversations/search", `{"conversations":[` + dispute + `],"total_count":17}`},
		{"POST /tickets/search", `{"tickets":[{"id":"31","ticket_id":"5","ticket_attributes":{"_default_title_":"Crash"},"admin_assignee_id":"7"}],"total_count":1}`},
		{"GET /admins", `{"admins":[{"id":"7","name":"Goro"}]}`},
		{"GET /teams", `{"teams":[{"id":"3","name":"Billing"}]}`},
	}}
}

func TestCustomer(t *testing.T) {
	for name, arguments := range map[string]string{
		"id": `{"id":"c1"}`, "external id": `{"external_id":"u 1"}`, "e-mail": `{"email":" <m@acme.example>"}`,
	} {
		t.Run(name, func(t *testing.T) {
			o := knownOffice()
			result, err := overview(t, o, "get_customer", arguments)
			if err != nil {
				t.Fatal(err)
			}
			holds(t, result, map[string]string{
				"contact.name": "Maria", "contact.owner": "Goro", "contact.created_at": "2026-01-21T12:53:20Z",
				"contact.unsubscribed_from_emails": "true", "contact.has_hard_bounced": "<nil>",
				"companies.0.plan": "Scale", "tags.0": "vip",
				"notes.0.text": "Wants SSO", "notes.0.author": "Ann", "notes.0.created_at": "2026-01-30T19:06:40Z", "notes.1.text": "Old",
				"conversations.total": "17", "conversations.newest.0.assignee": "Goro", "conversations.newest.0.team": "Billing",
				"conversations.newest.0.waiting_since": "2026-01-22T16:40:00Z", "conversations.newest.0.rating": "2",
				"tickets.newest.0.title": "Crash", "tickets.newest.0.assignee": "Goro",
			})
			if warned := fmt.Sprint(result["warnings"]); strings.Contains(warned,
				"8 contacts have this e-mail; this is the one seen last. Others: Mary (contact c2, lead), without a name (contact c3)") != (name == "e-mail") {
				t.Errorf("warnings: %s", warned)
			}
			if name == "e-mail" && !strings.Contains(o.sent[0], `"value":"m@acme.example"`) {
				t.Errorf("asked %s", o.sent[0])
			}
			if len(o.sent) > 9 {
				t.Errorf("%d requests: %v", len(o.sent), o.sent)
			}
		})
	}
}

// TestCustomerParts lets each part fail alone: the others are there, and the
// failure is told.
func TestCustomerParts(t *testing.T) {
	for part, failing := range map[string]string{
		"companies": "GET /contacts/c1/companies", "notes": "GET /contacts/c1/notes", "tags": "GET /contacts/c1/tags",
		"conversations": "POST /conversations/search", "tickets": "POST /tickets/search", "contact": "GET /contacts/c1 ", "nobody": "GET /admins",
	} {
		t.Run(part, func(t *testing.T) {
			o := knownOffice()
			if part == "contact" {
				o.routes[3] = [2]string{"GET /contacts/", "500"}
			}
			o.routes = append([][2]string{{failing, "403"}}, o.routes...)
			result, err := overview(t, o, "get_customer", `{"id":"c1"}`)
			if err != nil {
				t.Fatal(err)
			}
			for _, other := range []string{"contact", "companies", "notes", "tags", "conversations", "tickets"} {
				if (result[other] == nil) != (other == part) {
					t.Errorf("%s: %v", other, result[other])
				}
			}
			if warned := fmt.Sprint(result["warnings"]); part != "nobody" && !strings.Contains(warned, part+": not known: ") {
				t.Errorf("warnings: %s", warned)
			}
		})
	}
}

func TestCustomerWhoIsNone(t *testing.T) {
	for _, status := range []string{"404", "410"} {
		o := knownOffice()
		o.routes[3] = [2]string{"GET /contacts/", status}
		_, err := overview(t, o, "get_customer", `{"id":"c1"}`)
		var e *intercomapi.Error
		if !errors.As(err, &e) || fmt.Sprint(e.Status) != status {
			t.Errorf("%s: %v", status, err)
		}
	}
	if _, err := overview(t, &office{}, "get_customer", `{"email":"x@y.example"}`); err == nil || !strings.Contains(err.Error(), "search_contacts") {
		t.Errorf("an unknown e-mail: %v", err)
	}
	refuses(t, "get_customer", `{}`, "exactly one", "email")
	refuses(t, "get_customer", `{"id":"1","email":"a@b.c"}`, "exactly one")
}

// staffed is an office of so many admins and teams; conversations are counted
// by who has them.
func staffed(admins, teams int) *office {
	list := func(n int, name string) string {
		var items []string
		for i := range n {
			items = append(items, fmt.Sprintf(`{"id":"%d","name":"%s %d"}`, i+1, name, i+1))
		}
		return `{"data":[` + strings.Join(items, ",") + `]}`
	}
	return &office{routes: [][2]string{
		{"GET /admins", list(admins, "Admin")}, {"GET /teams", list(teams, "Team")},
		{`"sort"`, `{"conversations":[` + dispute + `],"total_count":4}`},
		{`{"field":"admin_assignee_id","operator":"=","value":0},{"field":"team_assignee_id"`, `{"conversations":[],"total_count":6}`},
		{`"admin_assignee_id","operator":"=","value":0`, `{"conversations":[],"total_count":8}`},
		{`"admin_assignee_id","operator":"=","value":2`, `{"conversations":[],"total_count":9}`},
		{`"admin_assignee_id","operator":"=","value":3`, `{"conversations":[],"total_count":0}`},
		{`"team_assignee_id","operator":"=","value":1`, `{"conversations":[],"total_count":3}`},
		{`"value":"snoozed"`, `{"conversations":[],"total_count":2}`},
		{`"value":1769763600`, `{"conversations":[],"total_count":11}`}, // a day before now
		{`"value":1769245200`, `{"conversations":[],"total_count":12}`}, // a week before now
		{`"waiting_since"`, `{"conversations":[],"total_count":14}`},
		{`POST /conversations/search`, `{"conversations":[],"total_count":40}`},
	}}
}

func TestInboxOverview(t *testing.T) {
	o := staffed(3, 1)
	result, err := overview(t, o, "get_inbox_overview", `{}`)
	if err != nil {
		t.Fatal(err)
	}
	holds(t, result, map[string]string{
		"at": "2026-01-31T09:00:00Z", "open": "40", "unassigned": "6", "snoozed": "2", "waiting": "14", "waiting_over_1d": "11", "open_over_7d": "12",
		"waiting_longest.0.id": "21", "waiting_longest.0.assignee": "7",
		"by_assignee.1.name": "Admin 2", "by_assignee.1.open": "9", "by_assignee.2.name": "no admin", "by_assignee.2.open": "8",
		"by_team.0.name": "no team", "by_team.1.name": "Team 1", "by_team.1.open": "3", "left_out": "<nil>", "warnings": "<nil>",
	})
	if all := result["by_assignee"].([]any); len(all) != 3 {
		t.Errorf("who has nothing is listed: %v", all)
	}
}

// TestInboxOverviewIsBounded counts the requests for a large company.
func TestInboxOverviewIsBounded(t *testing.T) {
	o := staffed(500, 40)
	result, err := overview(t, o, "get_inbox_overview", `{}`)
	if err != nil {
		t.Fatal(err)
	}
	if n := len(o.sent); n > 30 {
		t.Errorf("%d requests", n)
	}
	if left := fmt.Sprint(result["left_out"]); !strings.Contains(left, "of 500 admins") || !strings.Contains(left, "of 40 teams") {
		t.Errorf("left out: %s", left)
	}
	for _, line := range o.sent {
		if strings.HasPrefix(line, "POST") && !strings.Contains(line, `"per_page":1}`) && !strings.Contains(line, `"per_page":5}`) {
			t.Errorf("not a count: %s", line)
		}
	}
}

func TestInboxOverviewOfATeam(t *testing.T) {
	o := staffed(3, 1)
	result, err := overview(t, o, "get_inbox_overview", `{"team_id":1}`)
	if err != nil || result["by_team"] != nil || result["unassigned"] != nil {
		t.Errorf("%v %v", result, err)
	}
	for _, line := range o.sent {
		if strings.HasPrefix(line, "POST") && !strings.Contains(line, `"team_assignee_id","operator":"=","value":1}`) {
			t.Errorf("of every team: %s", line)
		}
	}
}

// TestInboxOverviewParts: what can't be counted is absent and told, not 0.
func TestInboxOverviewParts(t *testing.T) {
	o := staffed(3, 1)
	o.routes = append([][2]string{{"GET /teams", "403"}, {`"value":"snoozed"`, "500"}, {`"admin_assignee_id","operator":"=","value":2`, "500"}}, o.routes...)
	result, err := overview(t, o, "get_inbox_overview", `{}`)
	if err != nil {
		t.Fatal(err)
	}
	holds(t, result, map[string]string{"open": "40", "snoozed": "<nil>", "by_team": "<nil>", "by_assignee.0.name": "Admin 1"})
	for _, want := range []string{"by team: not known", "snoozed: not known", "admin Admin 2: not known"} {
		if !strings.Contains(fmt.Sprint(result["warnings"]), want) {
			t.Errorf("%q is not in %v", want, result["warnings"])
		}
	}
}
