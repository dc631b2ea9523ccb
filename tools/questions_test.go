package tools_test

import (
	"encoding/json"
	"io"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"intercom-mcp/intercomapi"
	"intercom-mcp/sandbox"
	"intercom-mcp/tools/lookup"
	"intercom-mcp/tools/registry"
)

// thing is one conversation, ticket or contact as the sandbox shows it, for a
// count of our own.
type thing struct {
	ID                                               string
	State, Priority, Title, Name, Email, Role, Phone string
	Open                                             bool
	Admin                                            int     `json:"admin_assignee_id"`
	Team                                             int     `json:"team_assignee_id"`
	Created                                          int     `json:"created_at"`
	Updated                                          int     `json:"updated_at"`
	Waiting                                          *int    `json:"waiting_since"`
	Seen                                             *int    `json:"last_seen_at"`
	SignedUp                                         *int    `json:"signed_up_at"`
	Owner                                            *string `json:"owner_id"`
	Source                                           struct{ Type, Subject, Body string }
	Tags                                             struct {
		Tags, Data []struct{ ID, Name string }
	}
	Contacts struct{ Contacts []struct{ ID string } }
	Rating   *struct{ Rating int } `json:"conversation_rating"` // 0: asked for, and not given
	Fin      bool                  `json:"ai_agent_participated"`
	Agent    *struct {
		State string `json:"resolution_state"`
	} `json:"ai_agent"`
	Kind struct {
		Name, Category string
	} `json:"ticket_type"`
	TicketState struct {
		Category string
		Label    string `json:"internal_label"`
	} `json:"ticket_state"`
	Values    map[string]any `json:"ticket_attributes"`
	Location  struct{ Country, City string }
	Companies struct{ Data []struct{ ID string } }
	Custom    map[string]any `json:"custom_attributes"`
}

func (x thing) tagged(id string) bool {
	return slices.ContainsFunc(append(x.Tags.Tags, x.Tags.Data...), func(t struct{ ID, Name string }) bool { return t.ID == id })
}

func (x thing) of(people map[string]bool) bool {
	return slices.ContainsFunc(x.Contacts.Contacts, func(c struct{ ID string }) bool { return people[c.ID] })
}

func (x thing) at(company string) bool {
	return slices.ContainsFunc(x.Companies.Data, func(c struct{ ID string }) bool { return c.ID == company })
}

// says reports whether the first message has a word.
func (x thing) says(word string) bool {
	plain := regexp.MustCompile(`<[^>]*>`).ReplaceAllString(x.Source.Body, " ")
	return regexp.MustCompile(`(?i)(^|[^\w'-])` + word + `($|[^\w'-])`).MatchString(plain)
}

// workspace is a sandbox at the tests' time and a caller of it.
func workspace(t testing.TB) (registry.Caller, http.RoundTripper) {
	t.Helper()
	transport := sandbox.New(sandbox.Options{Now: func() time.Time { return now }}).Transport()
	client, err := intercomapi.New(intercomapi.Config{BaseURL: "https://sandbox.invalid", Transport: transport})
	if err != nil {
		t.Fatal(err)
	}
	return registry.Caller{Resolver: lookup.Resolver{Client: client.WithToken("x"), Clock: func() time.Time { return now }, Names: lookup.NewCache()}}, transport
}

// allSeeded asks the sandbox for all of a resource, by a search that leaves
// nothing out and shares nothing with the filters.
func allSeeded(t *testing.T, api http.RoundTripper, resource, always string) []thing {
	t.Helper()
	var all []thing
	after := ""
	for {
		body := `{"query":` + always + `,"pagination":{"per_page":150` + after + `}}`
		req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, "https://sandbox.invalid/"+resource+"/search", strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		req.Header = http.Header{"Authorization": {"Bearer x"}, "Content-Type": {"application/json"}, "Accept": {"application/json"}, "Intercom-Version": {"2.16"}}
		res, err := api.RoundTrip(req)
		if err != nil {
			t.Fatal(err)
		}
		raw, _ := io.ReadAll(res.Body)
		var page struct {
			Data, Conversations, Tickets []thing
			Pages                        struct {
				Next *struct {
					After string `json:"starting_after"`
				}
			}
		}
		if err := json.Unmarshal(raw, &page); err != nil || res.StatusCode != http.StatusOK {
			t.Fatalf("%d %v: %.300s", res.StatusCode, err, raw)
		}
		all = append(all, slices.Concat(page.Data, page.Conversations, page.Tickets)...)
		if page.Pages.Next == nil {
			return all
		}
		after = `,"starting_after":"` + page.Pages.Next.After + `"`
	}
}

// ago is a time before now, in Unix seconds.
func ago(span time.Duration) int { return int(now.Add(-span).Unix()) }

const day = 24 * time.Hour

// question is what somebody in support asks, the one call that answers it, and
// what is meant by it.
type question struct {
	asked, tool, arguments string
	fits                   func(thing) bool
}

const (
	ann, billing, tier2 = 5100001, 6200002, 6200003
	acmeID              = sandbox.CompanyAcme
	severityHigh        = "5e1ec7ed-0000-4000-8000-000000000003"
)

// questions returns what people in support ask, of conversations, tickets and contacts.
func questions(acme map[string]bool) []question {
	return slices.Concat(conversationQuestions(acme), moreConversationQuestions(), priorityQuestions(), ticketQuestions(acme), contactQuestions())
}

// startOf returns when a day begins, in Unix seconds.
func startOf(date string) int { at, _ := time.Parse(time.DateOnly, date); return int(at.Unix()) }

func conversationQuestions(acme map[string]bool) []question {
	return []question{
		{"open conversations of Acme that nobody answered since yesterday", "search_conversations", `{"company":"Acme","state":"open","waiting_until":"-1d"}`,
			func(x thing) bool {
				return x.State == "open" && x.of(acme) && x.Waiting != nil && *x.Waiting <= ago(day)
			}},
		{"what is open and assigned to Ann?", "search_conversations", `{"state":"open","assignee":"Ann"}`,
			func(x thing) bool { return x.State == "open" && x.Admin == ann }},
		{"my open conversations", "search_conversations", `{"state":"open","assignee":"me"}`, func(x thing) bool { return x.State == "open" && x.Admin == ann }},
		{"what is open in Billing?", "search_conversations", `{"team":"billing","open":true}`, func(x thing) bool { return x.Team == billing && x.Open }},
		{"what has nobody taken, neither a teammate nor a team?", "search_conversations", `{"team":"unassigned","assignee":"unassigned"}`,
			func(x thing) bool { return x.Team == 0 && x.Admin == 0 }},
		{"conversations tagged vip", "search_conversations", `{"tags":["vip"]}`, func(x thing) bool { return x.tagged(sandbox.TagVIP) }},
		{"everything of Maria's", "search_conversations", `{"contact":"maria.silva@acme.example"}`,
			func(x thing) bool { return x.of(map[string]bool{sandbox.ContactMaria: true}) }},
	}
}

func moreConversationQuestions() []question {
	return []question{
		{"closed conversations of Maria Silva", "search_conversations", `{"contact":"external_id:user-0001","state":"closed"}`,
			func(x thing) bool { return x.State == "closed" && x.of(map[string]bool{sandbox.ContactMaria: true}) }},
		{"who asked about an invoice by e-mail this month?", "search_conversations",
			`{"text":"invoice","channel":"email","created_since":"2026-01-01","created_until":"2026-01-31"}`,
			func(x thing) bool {
				return x.says("invoice") && x.Source.Type == "email" && x.Created >= startOf("2026-01-01") && x.Created < startOf("2026-02-01")
			}},
		{"ratings that are not the best", "search_conversations", `{"rating":[1,2,3,4]}`,
			func(x thing) bool { return x.Rating != nil && x.Rating.Rating > 0 && x.Rating.Rating <= 4 }},
		{"what did Fin resolve by itself?", "search_conversations", `{"ai":"resolved"}`,
			func(x thing) bool { return x.Agent != nil && strings.HasSuffix(x.Agent.State, "_resolution") }},
	}
}

func priorityQuestions() []question {
	return []question{
		{"high and urgent priority that nobody took", "search_conversations", `{"priority":["high","urgent"],"assignee":"nobody"}`,
			func(x thing) bool { return (x.Priority == "high" || x.Priority == "urgent") && x.Admin == 0 }},
		{"snoozed in Tier 2, changed in the last two weeks", "search_conversations", `{"team":"Tier 2","state":"snoozed","updated_since":"-14d"}`,
			func(x thing) bool { return x.Team == tier2 && x.State == "snoozed" && x.Updated >= ago(14*day) }},
		{"poor ratings of Support", "search_conversations", `{"rating":[1,2,3],"team":"Support"}`,
			func(x thing) bool {
				return x.Rating != nil && x.Rating.Rating > 0 && x.Rating.Rating <= 3 && x.Team == 6200001
			}},
		{"urgent things that wait in Tier 2 for three days", "search_conversations",
			`{"team":"Tier 2","state":"open","priority":["high","urgent"],"waiting_until":"-3d"}`, func(x thing) bool {
				return x.Team == tier2 && x.State == "open" && (x.Priority == "high" || x.Priority == "urgent") && x.Waiting != nil && *x.Waiting <= ago(3*day)
			}},
	}
}

func ticketQuestions(acme map[string]bool) []question {
	return []question{
		{"bugs that are in progress with Ann", "search_tickets", `{"type":"Bug","assignee":"Ann","state":"in progress"}`, func(x thing) bool {
			return x.Kind.Name == "Bug" && x.Admin == ann && x.TicketState.Category == "in_progress"
		}},
		{"requests that wait for the customer", "search_tickets", `{"type":"Customer request","state":"waiting"}`, func(x thing) bool {
			return x.Kind.Name == "Customer request" && x.TicketState.Category == "waiting_on_customer"
		}},
		{"severe bugs", "search_tickets", `{"type":"bug","attributes":{"severity":"high"}}`, func(x thing) bool { return x.Values["Severity"] == severityHigh }},
		{"tickets about VAT of the last ninety days", "search_tickets", `{"text":"vat number","created_since":"-90d"}`, func(x thing) bool {
			return strings.Contains(strings.ToLower(x.Title+toText(x.Values["_default_title_"])+toText(x.Values["_default_description_"])), "vat number") &&
				x.Created >= ago(90*day)
		}},
		{"Acme's tickets that are not resolved", "search_tickets", `{"company":"Acme","state":["submitted","in_progress","waiting_on_customer"]}`,
			func(x thing) bool { return x.of(acme) && x.TicketState.Category != "resolved" }},
		{"back-office tasks nobody has", "search_tickets", `{"category":"task","assignee":"unassigned"}`,
			func(x thing) bool { return x.Kind.Category == "Back-office" && x.Admin == 0 }},
		{"tickets that nobody touched for two weeks", "search_tickets", `{"updated_until":"-14d","open":true}`,
			func(x thing) bool { return x.Updated <= ago(14*day) && x.Open }},
	}
}

func contactQuestions() []question {
	return []question{
		{"people at Acme", "search_contacts", `{"company":"Acme"}`, func(x thing) bool { return x.at(acmeID) }},
		{"users of acme.example seen in the last three hundred days", "search_contacts", `{"email":"acme.example","role":"user","seen_since":"-300d"}`,
			func(x thing) bool {
				return strings.HasSuffix(x.Email, "@acme.example") && x.Role == "user" && x.Seen != nil && *x.Seen >= startOf("2025-04-06")
			}},
		{"vip customers of Goro in Berlin", "search_contacts", `{"tags":"vip","owner":"Goro Tanaka","location":"Berlin"}`, func(x thing) bool {
			return x.tagged(sandbox.TagVIP) && x.Owner != nil && *x.Owner == "5100007" && x.Location.City == "Berlin"
		}},
		{"who signed up last year and is on the scale plan?", "search_contacts",
			`{"signed_up_since":"2025-01-01","signed_up_until":"2025-12-31","custom_attributes":{"plan":"scale"}}`, func(x thing) bool {
				return x.SignedUp != nil && *x.SignedUp >= startOf("2025-01-01") && *x.SignedUp < startOf("2026-01-01") && x.Custom["plan"] == "scale"
			}},
		{"who is in Lisbon, Portugal?", "search_contacts", `{"location":"Lisbon, Portugal"}`,
			func(x thing) bool { return x.Location.City == "Lisbon" && x.Location.Country == "Portugal" }},
		{"at-risk customers that are slipping away", "search_contacts", `{"segments":["slipping away"],"tags":["churn-risk"]}`,
			func(x thing) bool { return x.tagged("7300005") }},
	}
}

func toText(v any) string { s, _ := v.(string); return s }

var (
	epochOrID   = regexp.MustCompile(`[0-9]{5,}`)
	baseQueries = map[string]string{
		"conversations": `{"field":"created_at","operator":">","value":0}`, "tickets": `{"field":"created_at","operator":">","value":0}`,
		"contacts": `{"field":"created_at","operator":">","value":86400}`,
	}
)

// TestQuestions answers each question by one call, without times in seconds and
// without ids, and counts the answer independently.
func TestQuestions(t *testing.T) {
	c, api := workspace(t)
	all := map[string][]thing{}
	for resource, query := range baseQueries {
		all[resource] = allSeeded(t, api, resource, query)
	}
	acme := map[string]bool{}
	for _, x := range all["contacts"] {
		acme[x.ID] = x.at(acmeID)
	}
	for _, q := range questions(acme) {
		t.Run(q.asked, func(t *testing.T) {
			if epochOrID.MatchString(q.arguments) {
				t.Fatalf("%s has an id or a time in seconds", q.arguments)
			}
			var want []string
			for _, x := range all[strings.TrimPrefix(q.tool, "search_")] {
				if q.fits(x) {
					want = append(want, x.ID)
				}
			}
			got, total := foundBy(t, c, q)
			slices.Sort(want)
			slices.Sort(got)
			if !slices.Equal(got, want) || total != len(want) || len(want) == 0 {
				t.Errorf("%s %s: %d (total %d), counted %d\n got %v\nwant %v", q.tool, q.arguments, len(got), total, len(want), got, want)
			}
		})
	}
}

// foundBy are the ids that one call of a question finds, and the total it tells.
func foundBy(t *testing.T, c registry.Caller, q question) (ids []string, total int) {
	t.Helper()
	arguments := strings.TrimSuffix(q.arguments, "}") + `,"per_page":150}`
	out, err := named(t, q.tool).Call(t.Context(), c, json.RawMessage(arguments))
	if err != nil {
		t.Fatal(named(t, q.tool).Explain(err))
	}
	raw, err := json.Marshal(out)
	if err != nil {
		t.Fatal(err)
	}
	var page struct {
		Conversations, Tickets, Contacts []struct{ ID string }
		Total                            int `json:"total_count"`
	}
	if err := json.Unmarshal(raw, &page); err != nil {
		t.Fatal(err)
	}
	for _, x := range slices.Concat(page.Conversations, page.Tickets, page.Contacts) {
		ids = append(ids, x.ID)
	}
	return ids, page.Total
}
