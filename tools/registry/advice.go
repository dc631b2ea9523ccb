package registry

import (
	"fmt"
	"net/http"
	"strings"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/lazy"
)

// operator is who can change the server's options: over HTTP that is not who calls.
const operator = "the server's operator (the user, where it runs on their machine)"

// A nextStep is what to do after a refusal of Intercom's, and how to know that one.
type nextStep struct {
	code   string // of the error; "": any
	words  string // that the message holds, in lower case; "": any
	advice string // %s stands for the id in the message
}

// nextSteps are the refusals that say what to do by more than their status. The first
// that fits counts. Each group names its source.
var nextSteps = []nextStep{
	// Production code and reports of users, which have the messages; Intercom's description has none of these.
	{"region_mismatch", "", "The access token is of a workspace in another region: " + operator +
		" must set --region (INTERCOM_REGION) to us, eu or au; do not call again"},
	{"scroll_exists", "", scrollAdvice},
	{"", "scroll already exists", scrollAdvice},
	{"", "archived contact", "An archived contact has these details: bring it back with unarchive_contact%s, and update it; do not create it again"},
	{"", "permanent deletion", deletionAdvice},
	{"", "permanently deleted", deletionAdvice},
	{"", "already assigned", "It has this assignee already: there is nothing to do"},
	{"", "transition ticket to the same state", "The ticket is in this state already: there is nothing to do"},

	// Intercom's list of error codes, developers.intercom.com, "Error codes".
	{"token_revoked", "", tokenAdvice("is revoked: a new one is needed")},
	{"token_expired", "", tokenAdvice("has expired: a new one is needed")},
	{"token_blocked", "", tokenAdvice("is blocked by Intercom: its owner must ask Intercom, or make a new one")},
	{"token_not_found", "", tokenAdvice("is none that Intercom knows: copy it again from the Developer Hub, or set its region (--region)")},
	{"missing_authorization_header", "", tokenAdvice("did not reach Intercom: something on the way takes the Authorization header out")},
	{"action_forbidden", "", "Intercom does not allow this for this admin, or in the state that it is in: do not call again"},
	{"not_restorable", "", "It can't be brought back: do not call again"},
	{"team_unavailable", "", "The team takes nothing now: give another one, or an admin"},

	// Intercom's description of version 2.16.
	{"token_unauthorized", "", "The access token may not do this: its app lacks the permission, or it is of another region (--region); " +
		"the user must mend it; do not call again"},
	{"api_plan_restricted", "", "The plan of the Intercom workspace does not include this: the user must change the plan; do not call again"},
	{"intercom_version_invalid", "", "The API version that is set does not exist or does not have this: " + operator +
		" must leave --api-version (INTERCOM_API_VERSION) out, or set another; do not call again"},
	{"contact_merged", "", "It was merged into another contact: find that one with search_contacts"},
	{"parameter_not_found", "", missingAdvice},
	{"parameter_missing", "", missingAdvice},
	{"missing_parameter", "", missingAdvice},
	{"too_many_requests", "", "Another request holds it: nothing has changed; wait some seconds, then call again once"},
	{"admin_not_found", "", "No admin has this id: list_admins has those there are (--admin-id is the default)"},
	{"assignee_not_found", "", "No admin or team has this id: list_admins and list_teams have those there are"},
	{"team_not_found", "", "No team has this id: list_teams has those there are"},
	{"tag_not_found", "", "No tag has this id: list_tags has those there are"},
	{"company_not_found", "", missing["/companies/"]},
	{"ticket_not_found", "", missing["/tickets/"]},
	{"ticket_state_id_invalid", "", "No state of this ticket's type: list_ticket_states has those there are"},
	{"invalid_ticket_type", "", "Only tracker tickets take linked conversations"},
	{"already_linked_to_tracker", "", "The conversation has a tracker ticket, and can have one: unlink_conversation_from_ticket first"},
	{"linked_conversation_limit_exceeded", "", "The ticket has as many conversations as it can have: unlink one, or use another ticket"},
	{"contact_company_limit_exceeded", "", "The contact is in 1000 companies, the most there can be: detach it from one"},
	{"field_not_found", "", "No such attribute: list_data_attributes has those there are"},
	{"away_status_reason_mandatory", "", "The workspace wants a reason: list_away_status_reasons has those there are"},
	{"invalid_merge", "", "Only a lead can be merged into a user, and only where they are duplicates"},
	{"tag_has_dependent_objects", "", dependentAdvice},
	{"data_connector_in_use", "", dependentAdvice},
	{"content_has_procedure_dependencies", "", dependentAdvice},
	{"", "starting_after", "The list can't go on there: begin it again without starting_after"},
}

const (
	scrollAdvice    = "Another walk through all companies is open, and a workspace has one at a time: wait a minute, then begin again, or list by page"
	deletionAdvice  = "The contact is about to be deleted for good, and can't be brought back: wait for that, then create it anew"
	missingAdvice   = "Nothing has changed: something that Intercom needs is missing or unknown; correct what it names"
	dependentAdvice = "Something still uses it: take it out of what Intercom names first"
)

// tokenAdvice returns what to do about an access token of which something is true.
func tokenAdvice(is string) string {
	return "The access token " + is + ". The user must mend it; do not call again"
}

// missing is the next step where nothing has the id that is given for one of the things
// that are taken for each other, by how its path begins. Each names the tools for the
// ids of the others.
var missing = map[string]string{
	"/conversations/": "Nothing has this id, or another one of the call: find the right id with search_conversations. " +
		"A ticket's is for get_ticket (its number in the inbox is no id: search_tickets finds it), " + hexIDs,
	"/tickets/": "Nothing has this id, or another one of the call: find the right id with search_tickets (the number in the inbox is no id). " +
		"A conversation's is for get_conversation, " + hexIDs,
	"/contacts/": "Nothing has this id, or another one of the call: find the right id with search_contacts. " +
		"A company's is for get_company, a conversation's for get_conversation, a ticket's for get_ticket",
	"/companies/": "No company has this id: find the right id with find_companies, which takes your own id of it, or its name. " +
		"A contact's is for get_contact, a conversation's for get_conversation, a ticket's for get_ticket",
}

const hexIDs = "one of 24 digits and letters a to f for get_contact or get_company"

// missingAt returns the next step where nothing has the id in an operation's path; "" for
// any but the paths of missing.
func missingAt(operation string) string {
	_, path, _ := strings.Cut(operation, " ")
	for beginning, advice := range missing {
		if strings.HasPrefix(path, beginning+"{") {
			return advice
		}
	}
	return ""
}

// adviceByStatus is the next step after each status that has one meaning.
var adviceByStatus = map[int]string{
	400: "Nothing has changed: correct the arguments that Intercom names",
	401: "The access token is wrong, expired or of another region than the server's (--region us, eu or au): the user must mend it; do not call again",
	403: "The access token lacks the permission for this: the user must grant it in the Developer Hub; do not call again",
	404: "Nothing has this id: find the right id with a list or search tool",
	406: "Intercom does not offer this under the API version that is set: " + operator + " can set another (--api-version)",
	409: "Nothing has changed: it exists already (use the one whose id Intercom names), or it is in a state or use that forbids this",
	410: "It is gone: merged into another one, or deleted",
	422: "Nothing has changed: correct the arguments that Intercom names",
	429: "Intercom's rate limit: nothing has changed; wait ten seconds, then call again once",
}

// Advice returns the next step after an answer by which Intercom refused a call, so
// that nothing has changed.
func Advice(e *intercomapi.Error) string {
	switch {
	case e.Status >= 300 && e.Status < 400:
		return "The address answers with a redirect, which is not followed: " + operator + " must check --base-url and --region"
	case e.Has("sandbox_lacks"):
		return "Nothing has changed: try this with a real workspace"
	case e.MergedTo != "":
		return fmt.Sprintf("It was merged into the contact %s: use that id", e.MergedTo)
	}
	for _, step := range nextSteps {
		for _, d := range e.Details {
			if step.fits(d, e.Status) {
				return step.after(d)
			}
		}
	}
	if advice := missingAt(e.Operation); advice != "" && e.Status == http.StatusNotFound {
		return advice
	}
	if advice, ok := adviceByStatus[e.Status]; ok {
		return advice
	}
	return "Nothing has changed: correct the call"
}

// fits reports whether a detail of an error with this status is the refusal that the
// step is for. An answer that something is too often or not there has no other meaning
// by its words.
func (s nextStep) fits(d intercomapi.Detail, status int) bool {
	if s.code == "" && (status == http.StatusTooManyRequests || status == http.StatusNotFound || status == http.StatusUnauthorized) {
		return false
	}
	return (s.code == "" || s.code == d.Code) && strings.Contains(strings.ToLower(d.Message), s.words)
}

// namedID matches the id in Intercom's refusal of a duplicate: "…already exists
// with id=…".
var namedID = lazy.Regexp(`\bid=([A-Za-z0-9_-]+)`)

// NamedID returns the id of what exists already, from Intercom's message; "" where it
// names none.
func NamedID(d intercomapi.Detail) intercomapi.ID {
	if m := namedID().FindStringSubmatch(d.Message); m != nil {
		return intercomapi.ID(m[1])
	}
	return ""
}

// after returns the advice after a detail of an error, with the id that it names.
func (s nextStep) after(d intercomapi.Detail) string {
	if !strings.Contains(s.advice, "%s") {
		return s.advice
	}
	with := ""
	if id := NamedID(d); id != "" {
		with = " (id " + string(id) + ")"
	}
	return fmt.Sprintf(s.advice, with)
}
