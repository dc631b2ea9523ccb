package tools_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"
	"syscall"
	"testing"

	"intercom-mcp/intercomapi"
)

// answered is an answer of Intercom's with one error in it.
func answered(status int, code string) *intercomapi.Error {
	return &intercomapi.Error{Operation: "GET /x", Status: status, RequestID: "r1", Details: []intercomapi.Detail{{Code: code, Message: "its own words"}}}
}

// saidSo is an answer of Intercom's with one error, in these words.
func saidSo(status int, code, words string) *intercomapi.Error {
	e := answered(status, code)
	e.Details[0].Message = words
	return e
}

// TestAdvice is about what a model should do next: it depends on the answer
// and, where there is none, on what the call does.
func TestAdvice(t *testing.T) {
	refused := &intercomapi.Error{Operation: "POST /x", Err: &net.OpError{Op: "dial", Err: syscall.ECONNREFUSED}}
	cut := &intercomapi.Error{Operation: "POST /x", Err: io.ErrUnexpectedEOF}
	unread := &intercomapi.Error{Operation: "POST /x", Status: 200, Err: errors.New("no JSON")}
	read, write, send := "get_contact", "create_contact", "create_message"
	for _, c := range []struct {
		name  string
		err   error
		tools []string
		words string // all of them
		never string // none of these
	}{
		{"bad request", answered(400, "parameter_invalid"), []string{read, write, send}, "Nothing has changed|correct", "permission"},
		{"token", answered(401, "unauthorized"), []string{read, write, send}, "token|region|do not call again", ""},
		{"permission", answered(403, "forbidden"), []string{read, write}, "permission|do not call again", ""},
		{"not found", answered(404, "not_found"), []string{read, write}, "find the right id", ""},
		{"not in the sandbox", answered(404, "sandbox_lacks"), []string{read, write}, "Nothing has changed|real workspace", "find the right id"},
		{"version", answered(406, "x"), []string{read}, "--api-version", ""},
		{"conflict", answered(409, "conflict"), []string{write}, "exists already", "call again"},
		{"gone", answered(410, "contact_merged"), []string{read}, "merged", ""},
		{"region", answered(403, "region_mismatch"), []string{read, send}, "--region|operator|do not call again", "permission"},
		{"plan", answered(403, "api_plan_restricted"), []string{read, write}, "plan|do not call again", "permission"},
		{"scroll", answered(400, "scroll_exists"), []string{read}, "walk|wait a minute", "arguments"},
		{"scroll by its words", saidSo(400, "bad_request", "scroll already exists for this workspace"), []string{read}, "walk|wait a minute", "arguments"},
		{"archived", saidSo(409, "conflict", "An archived contact matching those details already exists with id=66f0a"), []string{write},
			"unarchive_contact (id 66f0a)|do not create it again", "use the one"},
		{"archived, without an id", saidSo(409, "conflict", "An archived contact exists"), []string{write}, "unarchive_contact, and", "%"},
		{"going", saidSo(400, "parameter_invalid", "Contact is marked for permanent deletion"), []string{write}, "deleted for good", "arguments"},
		{"version", answered(400, "intercom_version_invalid"), []string{read, write}, "--api-version|operator|do not call again", "arguments"},
		{"expired", answered(401, "token_expired"), []string{read}, "has expired|do not call again", "region"},
		{"revoked", answered(401, "token_revoked"), []string{read}, "revoked|do not call again", "region"},
		{"blocked", answered(401, "token_blocked"), []string{read}, "blocked|do not call again", "region"},
		{"not allowed", answered(401, "token_unauthorized"), []string{read}, "may not do this|permission|do not call again", ""},
		{"same assignee", saidSo(422, "parameter_invalid", "The conversation is already assigned to this assignee"), []string{"assign_conversation"},
			"nothing to do", "correct"},
		{"same state", saidSo(400, "parameter_invalid", "Cannot transition ticket to the same state"), []string{"update_ticket"}, "nothing to do", "correct"},
		{"missing", answered(400, "parameter_not_found"), []string{write}, "missing", "has this id"},
		{"busy", answered(429, "too_many_requests"), []string{write}, "wait some seconds|nothing has changed", ""},
		{"limit, whatever it says", saidSo(429, "rate_limit_exceeded", "archived contact"), []string{write}, "rate limit", "unarchive"},
		{"no ticket", answered(404, "ticket_not_found"), []string{read}, "search_tickets", ""},
		{"in use", answered(400, "tag_has_dependent_objects"), []string{"delete_tag"}, "still uses it", "arguments"},
		{"cursor", saidSo(400, "client_error", "Invalid starting_after param"), []string{read}, "begin it again", "arguments"},
		{"unprocessable", answered(422, "x"), []string{read, send}, "correct", ""},
		{"limit", answered(429, "rate_limit_exceeded"), []string{read, write, send}, "nothing has changed|wait", ""},
		{"teapot", answered(418, "x"), []string{read}, "correct the call", ""},
		{"redirect", answered(302, "x"), []string{read, send}, "redirect|--base-url", ""},

		{"server's fault", answered(500, "server_error"), []string{read}, "Nothing has changed|call again", "It may have happened"},
		{"server's fault", answered(503, "x"), []string{write, send}, "It may have happened|look before", "Nothing has changed"},
		{"late", answered(408, "request_timeout"), []string{read}, "call again", "It may have happened"},
		{"late", answered(408, "request_timeout"), []string{send}, "It may have happened", "Nothing has changed"},
		{"cut", cut, []string{read}, "Nothing has changed|call again", ""},
		{"cut", cut, []string{write, send}, "It may have happened|look before", "Nothing has changed"},
		{"unreadable", unread, []string{read}, "nothing has changed", ""},
		{"unreadable", unread, []string{write, send}, "do not call again", "nothing has changed"},
		{"a failure that is cut", &intercomapi.Error{Operation: "POST /x", Status: 502, Err: io.ErrUnexpectedEOF}, []string{write, send},
			"It may have happened|look before", "accepted"},
		{"a refusal that is cut", &intercomapi.Error{Operation: "POST /x", Status: 429, Err: io.ErrUnexpectedEOF}, []string{read, write, send},
			"nothing has changed|wait", "accepted"},
		{"no connection", refused, []string{read, write, send}, "did not reach Intercom|nothing has changed", "It may have happened"},
	} {
		for _, tool := range c.tools {
			told := named(t, tool).Explain(fmt.Errorf("wrapped: %w", c.err))
			for word := range strings.SplitSeq(c.words, "|") {
				if !strings.Contains(told, word) {
					t.Errorf("%s of %s: %q is not in: %s", c.name, tool, word, told)
				}
			}
			if c.never != "" && strings.Contains(told, c.never) {
				t.Errorf("%s of %s: %q is in: %s", c.name, tool, c.never, told)
			}
			if !strings.Contains(told, tool) {
				t.Errorf("%s: %s is not named: %s", c.name, tool, told)
			}
		}
	}
}

// TestIntercomsOwnWords are never lost.
func TestIntercomsOwnWords(t *testing.T) {
	for _, status := range []int{302, 400, 401, 403, 404, 405, 406, 408, 409, 410, 418, 422, 429, 500, 502, 503} {
		told := named(t, "get_contact").Explain(answered(status, "some_code"))
		for _, word := range []string{"some_code", "its own words", "r1", fmt.Sprint(status)} {
			if !strings.Contains(told, word) {
				t.Errorf("%d: %q is not in: %s", status, word, told)
			}
		}
	}
}

func TestOtherErrors(t *testing.T) {
	tool := named(t, "get_contact")
	if got := tool.Explain(errors.New("odd")); got != "get_contact: odd" {
		t.Error(got)
	}
	if !errors.Is(fmt.Errorf("x: %w", &intercomapi.Error{Err: context.Canceled}), context.Canceled) {
		t.Error("what is cancelled is not told from what is late")
	}
}

// TestMissingNamesTheOtherTools: an id of one thing that is given for another leads to
// the tool that takes it, for whatever is done with it.
func TestMissingNamesTheOtherTools(t *testing.T) {
	for _, c := range []struct{ operation, code, words, never string }{
		{"GET /conversations/{conversation_id}", "not_found", "search_conversations|get_ticket|search_tickets|get_contact|get_company", "get_conversation"},
		{"POST /conversations/{conversation_id}/parts", "not_found", "search_conversations|get_ticket|search_tickets|get_contact", ""},
		{"DELETE /conversations/{conversation_id}/tags/{tag_id}", "", "another one of the call|search_conversations|get_ticket", ""},
		{"PUT /tickets/{ticket_id}", "not_found", "search_tickets|number in the inbox|get_conversation|get_contact", "get_ticket"},
		{"GET /tickets/{ticket_id}", "ticket_not_found", "search_tickets|number in the inbox|get_conversation|get_contact", "get_ticket"},
		{"GET /contacts/{contact_id}", "not_found", "search_contacts|get_company|get_conversation|get_ticket", ""},
		{"GET /companies/{company_id}", "company_not_found", "find_companies|get_contact|get_conversation", "get_company"},
		{"GET /companies/{company_id}/contacts", "not_found", "find_companies|get_contact|get_conversation", ""},
		{"POST /conversations", "not_found", "find the right id", "get_ticket"},
		{"GET /conversations/attributes", "not_found", "find the right id", "get_ticket"},
		{"GET /macros/{macro_id}", "not_found", "find the right id", "get_ticket"},
	} {
		e := answered(404, c.code)
		e.Operation = c.operation
		told := named(t, "get_macro").Explain(e)
		for word := range strings.SplitSeq(c.words, "|") {
			if !strings.Contains(told, word) {
				t.Errorf("%s: %q is not in: %s", c.operation, word, told)
			}
		}
		if c.never != "" && strings.Contains(told, c.never) {
			t.Errorf("%s: %q is in: %s", c.operation, c.never, told)
		}
	}
}
