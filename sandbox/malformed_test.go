package sandbox_test

import (
	"fmt"
	"net/http/httptest"
	"regexp"
	"slices"
	"strings"
	"testing"

	"intercom-mcp/intercomapi/contract"
	"intercom-mcp/sandbox"
)

// malformedFields are the names of fields that requests have somewhere, those of nested ones included.
var malformedFields = strings.Fields(`
	admin_id admin_ids assignee_id assignment attachment_files attachment_urls audience_ids audiences author_id avatar away_mode_enabled
	away_mode_reassign body companies company_id consent_type contacts conversation_id conversation_part_id conversation_to_link_id created_at
	created_at_after custom_attributes customer data_type email event_name event_summaries event_types exception_date exception_type
	external_id from from_url html http_method id into ip_allowlist enabled input_options label last_seen_at list_items locale locales
	merge_into_conversation_id message_type metadata model monthly_spend name newsfeed_assignments open options owner_id pagination parent_id
	per_page phone plan predicates query read reference reply_options required role sender_id signed_up_at size snoozed_until sort source_id
	state subject sync_behavior target_id target_type template ticket_attributes attributes ticket_state_id ticket_type_id time_intervals
	time_zone_name title to type url user user_id users value visible_to_team_ids visitor website`)

var pathParameter = regexp.MustCompile(`\{[a-z_]+\}`)

// existingPaths returns paths of an operation that lead to something that exists, whatever its parameters are called.
func existingPaths(path string) []string {
	ids := map[string][]string{
		"contacts": {sandbox.ContactMaria}, "companies": {sandbox.CompanyAcme}, "conversations": {sandbox.FirstConversation}, "tickets": {sandbox.FirstTicket},
		"ticket_types": {sandbox.TicketTypeBug}, "attributes": {"640001", "640002",
			"410008"}, "options": {"650001"}, "articles": {"9100001"}, "admins": {sandbox.AdminAnn},
		"data_attributes": {"600001"}, "custom_object_instances": {"Order"}, "office_hours_schedules": {"9750001"}, "help_centers": {"9400001"},
		"collections": {"9300001"},
	}
	all := []string{""}
	before := ""
	for s := range strings.SplitSeq(strings.TrimPrefix(path, "/"), "/") {
		values := []string{s}
		if pathParameter.MatchString(s) {
			if values = ids[before]; values == nil {
				values = []string{"1"}
			}
		}
		var longer []string
		for _, p := range all {
			for _, v := range values {
				longer = append(longer, p+"/"+v)
			}
		}
		all, before = longer, s
	}
	return all
}

// TestMalformedBodies sends every operation what no client should: the sandbox may refuse it, but must neither fail nor store it.
func TestMalformedBodies(t *testing.T) {
	description := contract.Load(t)
	ops := description.Operations()
	// What deletes comes last, so that the others find something.
	slices.SortStableFunc(ops, func(a, b contract.Operation) int {
		return strings.Compare(strings.ReplaceAll(a.Method, "DELETE", "Z"), strings.ReplaceAll(b.Method, "DELETE", "Z"))
	})
	for _, value := range []string{`null`, `-1.5`, `"x"`, `true`, `[1]`, `[{"id":"x"}]`, `{"id":"x","type":"user"}`} {
		w := newWorkspace(sandbox.Options{RateLimit: 100_000})
		var fields []string
		for _, name := range malformedFields {
			fields = append(fields, fmt.Sprintf("%q:%s", name, value))
		}
		whole := "{" + strings.Join(fields, ",") + "}"
		all := append(nearlyValidBodies(fields), whole)
		for _, op := range ops {
			for _, path := range existingPaths(op.Path) {
				bodies := all
				if op.Method == "GET" || !strings.Contains(path, "/con") && !strings.Contains(path, "/tick") && !strings.Contains(path, "/compan") {
					bodies = []string{whole}
				}
				for _, body := range bodies {
					checkMalformed(t, description, op, path, value, ask(t, w, op.Method, path, body))
				}
			}
		}
	}
}

// checkMalformed checks the answer to a malformed request: where the request was accepted, the answer must still be well formed.
func checkMalformed(t *testing.T, description *contract.Description, op contract.Operation, path, value string, rec *httptest.ResponseRecorder) {
	t.Helper()
	if rec.Code >= 500 {
		t.Errorf("%s with %s: %d %.200s", op, value, rec.Code, rec.Body)
	}
	if rec.Code >= 300 || op.Method == "GET" || rec.Body.Len() > 100_000 {
		return
	}
	for _, fault := range description.CheckReply(httptest.NewRequest(op.Method, path, nil), rec.Code, rec.Header(), rec.Body.Bytes()) {
		if !strings.HasPrefix(fault, "undeclared") { // fields within a free-form list's items
			t.Errorf("%s with %s: %s", op, value, fault)
		}
	}
}

// nearlyValidBodies returns bodies in which the fields that decide what a request is are valid, and the others are malformed.
func nearlyValidBodies(fields []string) []string {
	var all []string
	for _, right := range []string{
		`"type":"admin","message_type":"comment","admin_id":"5100001","body":"x"`,
		`"type":"admin","message_type":"assignment","admin_id":"5100001"`,
		`"type":"user","message_type":"comment","user_id":"user-0001","body":"x"`,
		`"ticket_type_id":"400003","contacts":[{"external_id":"user-0001"}]`,
		`"email":"odd@example.com","role":"user"`,
		`"name":"odd","company_id":"odd","model":"contact","data_type":"list"`,
	} {
		var rest []string
		for _, f := range fields {
			name, _, _ := strings.Cut(f, ":")
			if !strings.Contains(right, name+":") {
				rest = append(rest, f)
			}
		}
		all = append(all, "{"+right+","+strings.Join(rest, ",")+"}")
	}
	return all
}
