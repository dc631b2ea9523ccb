package search

import (
	"context"
	"strings"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/lookup"
)

// ConversationSearch are the arguments of search_conversations.
type ConversationSearch struct {
	Text         string            `json:"text,omitempty" jsonschema:"In first message"`
	Subject      string            `json:"subject,omitempty" jsonschema:"Part of it"`
	Contact      string            `json:"contact,omitempty" jsonschema:"Id, e-mail, external_id or name"`
	Company      string            `json:"company,omitempty" jsonschema:"Name or id"`
	State        string            `json:"state,omitempty" jsonschema:"State" rule:"enum=open|closed|snoozed"`
	Open         *bool             `json:"open,omitempty" jsonschema:"Open"`
	Assignee     string            `json:"assignee,omitempty" jsonschema:"Admin, me or unassigned"`
	Team         string            `json:"team,omitempty" jsonschema:"Team or unassigned"`
	Tags         []string          `json:"tags,omitempty" jsonschema:"All of"`
	Priority     []string          `json:"priority,omitempty" jsonschema:"Any of" rule:"enum=none|low|medium|high|urgent"`
	Channel      string            `json:"channel,omitempty" jsonschema:"Of origin" rule:"enum=messenger|email|phone|sms|whatsapp|facebook|instagram|twitter|push also=chat:messenger|conversation:messenger"`
	Rating       []int             `json:"rating,omitempty" jsonschema:"Any of 1 to 5"`
	AI           string            `json:"ai,omitempty" jsonschema:"Fin" rule:"enum=yes|no|resolved|unresolved"`
	CreatedSince *intercomapi.Time `json:"created_since,omitempty" jsonschema:"From"`
	CreatedUntil *intercomapi.Time `json:"created_until,omitempty" jsonschema:"To" rule:"day=end"`
	UpdatedSince *intercomapi.Time `json:"updated_since,omitempty" jsonschema:"From"`
	UpdatedUntil *intercomapi.Time `json:"updated_until,omitempty" jsonschema:"To" rule:"day=end"`
	WaitingSince *intercomapi.Time `json:"waiting_since,omitempty" jsonschema:"Wait began from"`
	WaitingUntil *intercomapi.Time `json:"waiting_until,omitempty" jsonschema:"Wait began by" rule:"day=end"`
	Args
}

// channels are what Intercom calls where a conversation began, where that is
// more than the word itself.
var channels = map[string][]string{"messenger": {"conversation"}, "phone": {"phone_call", "phone_switch"}}

// solved are the states of an answer of Fin's that needed nobody else; all
// versions have these two.
var solved = []string{"assumed_resolution", "confirmed_resolution"}

// Find searches for what the filters want, as a call of the tool named.
func (in ConversationSearch) Find(ctx context.Context, book lookup.Resolver, tool string) (Found, error) {
	f := &filterSet{book: book}
	f.text(in.Text)
	f.contains("source.subject", in.Subject)
	f.contact(ctx, "contact_ids", in.Contact)
	f.company(ctx, "contact_ids", in.Company)
	f.equal("state", in.State)
	f.flag("open", in.Open)
	f.assigned(ctx, in.Assignee, in.Team, asNumber)
	f.hasAll(ctx, "tag_ids", "tags", in.Tags, "tag")
	f.oneOf("priority", in.Priority)
	f.channel(in.Channel)
	f.rated(in.Rating)
	f.fin(in.AI)
	f.between("created_at", in.CreatedSince, in.CreatedUntil)
	f.between("updated_at", in.UpdatedSince, in.UpdatedUntil)
	f.between("waiting_since", in.WaitingSince, in.WaitingUntil)
	return in.send(ctx, f, tool, conversationSearch, book.SearchConversations)
}

// text wants words of the first message: Intercom looks nowhere else.
func (f *filterSet) text(s string) {
	if s == "" {
		return
	}
	switch words := f.words("source.body", s); len(words) {
	case 0:
		f.fail("text", lookup.NewNameError(s, "has no word to look for"))
	case 1:
		f.note("text is looked for in the first message alone, as a whole word")
	default:
		f.note("text: the first message has all of these words, in any order: %s", strings.Join(words, ", "))
	}
}

func (f *filterSet) channel(name string) {
	if types := channels[name]; types != nil {
		f.oneOf("source.type", types)
		return
	}
	f.equal("source.type", name)
}

func (f *filterSet) rated(scores []int) {
	switch len(scores) {
	case 0:
	case 1:
		f.add("conversation_rating.score", "=", scores[0])
	default:
		f.add("conversation_rating.score", "IN", anyInts(scores))
	}
}

func anyInts(values []int) []any {
	out := []any{}
	for _, v := range values {
		out = append(out, v)
	}
	return out
}

// fin wants conversations by what Fin, Intercom's AI agent, did in them.
func (f *filterSet) fin(did string) {
	switch did {
	case "yes", "no":
		f.add("ai_agent_participated", "=", did == "yes")
	case "resolved":
		f.add("ai_agent.resolution_state", "IN", anyValues(solved))
	case "unresolved":
		f.add("ai_agent_participated", "=", true)
		f.add("ai_agent.resolution_state", "NIN", anyValues(solved))
	}
}

// conversationSearch is what Intercom says of POST /conversations/search, where
// > and < on dates and numbers take the value itself in.
var conversationSearch = fieldTable{
	kinds: fieldKinds(map[fieldKind]string{
		stringKind: "id source.type source.id source.delivered_as source.subject source.body source.author.id source.author.type" +
			" source.author.name source.author.email source.url contact_ids teammate_ids channel_initiated state tag_ids priority" +
			" statistics.last_closed_by_id conversation_rating.remark conversation_rating.contact_id ai_agent.resolution_state" +
			" ai_agent.last_answer_type ai_agent.rating_remark ai_agent.source_type ai_agent.source_title",
		booleanKind: "open read ai_agent_participated",
		integerKind: "admin_assignee_id team_assignee_id conversation_rating.score ai_agent.rating statistics.time_to_assignment" +
			" statistics.time_to_admin_reply statistics.time_to_first_close statistics.time_to_last_close statistics.median_time_to_reply" +
			" statistics.count_reopens statistics.count_assignments statistics.count_conversation_parts",
		dateKind: "created_at updated_at waiting_since snoozed_until conversation_rating.requested_at conversation_rating.replied_at" +
			" statistics.first_contact_reply_at statistics.first_assignment_at statistics.first_admin_reply_at statistics.first_close_at" +
			" statistics.last_assignment_at statistics.last_assignment_admin_reply_at statistics.last_contact_reply_at" +
			" statistics.last_admin_reply_at statistics.last_close_at",
	}),
	operators: map[fieldKind]string{
		stringKind: textual, booleanKind: equality, integerKind: equality + " > <", dateKind: equality + " > <",
	},
	example: "state: open",
}
