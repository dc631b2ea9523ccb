package search

import (
	"context"
	"html"
	"strings"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/lookup"
)

// A ConversationSearch is the arguments of search_conversations.
type ConversationSearch struct {
	Text         string            `json:"text,omitempty" jsonschema:"Whole words of the first message"`
	Subject      string            `json:"subject,omitempty" jsonschema:"Part of the title"`
	Contact      string            `json:"contact,omitempty" jsonschema:"Id, e-mail, external_id or name"`
	Company      string            `json:"company,omitempty" jsonschema:"Name or id"`
	State        string            `json:"state,omitempty" jsonschema:"Open here is not snoozed" rule:"enum=open|closed|snoozed"`
	Open         *bool             `json:"open,omitempty" jsonschema:"Not closed: snoozed too"`
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

// channels are the source types of a channel, where they are not the word itself.
var channels = map[string][]string{"messenger": {"conversation"}, "phone": {"phone_call", "phone_switch"}}

// resolvedByFin are the resolution states of what Fin answered and nobody else had
// to. All versions of the API have these two.
var resolvedByFin = []string{"assumed_resolution", "confirmed_resolution"}

// Find searches for what the filters want, as a call of the tool named.
func (in ConversationSearch) Find(ctx context.Context, resolver lookup.Resolver, tool string) (Found, error) {
	f := newFilterSet(ctx, resolver, conversations)
	f.text(in.Text)
	f.title(in.Subject)
	f.contact(ctx, "contact_ids", in.Contact)
	f.company(ctx, "contact_ids", in.Company)
	f.equal("state", in.State)
	f.equalBool("open", in.Open)
	f.assigned(ctx, in.Assignee, in.Team, asNumber)
	f.hasAll(ctx, "tag_ids", "tags", in.Tags, "tag")
	oneOf(f, "priority", in.Priority)
	f.channel(in.Channel)
	oneOf(f, "conversation_rating.score", in.Rating)
	f.fin(in.AI)
	f.between("created_at", in.CreatedSince, in.CreatedUntil)
	f.between("updated_at", in.UpdatedSince, in.UpdatedUntil)
	f.between("waiting_since", in.WaitingSince, in.WaitingUntil)
	return in.find(ctx, f, tool)
}

// text wants words of the first message: Intercom searches nothing else.
func (f *filterSet) text(s string) {
	if s == "" {
		return
	}
	switch words := f.containsWords("source.body", s); len(words) {
	case 0:
		f.refuse("text", s, "has no word to look for")
	case 1:
		f.note("text is looked for in the first message alone, as a whole word")
	default:
		f.note("text: the first message has all of these words, in any order: %s", strings.Join(words, ", "))
	}
}

// titleAttribute is where a conversation that is a ticket has its title.
const titleAttribute = attributePrefix + "_default_title_"

// title wants a part of the title that lists show, which may stand in four places: an
// e-mail's is its subject, as HTML, and that of a ticket an attribute. Intercom's table of
// searchable fields has the subject alone.
func (f *filterSet) title(part string) {
	if part == "" {
		return
	}
	places := []intercomapi.Query{
		intercomapi.Where("title", "~", part), intercomapi.Where("source.subject", "~", part),
		intercomapi.Where(titleAttribute, "~", part),
	}
	if escaped := html.EscapeString(part); escaped != part {
		places = append(places, intercomapi.Where("source.subject", "~", escaped))
	}
	f.anyOfUnsure([]string{"title", titleAttribute}, places...)
}

// channel wants conversations that began in a channel.
func (f *filterSet) channel(name string) {
	if types := channels[name]; types != nil {
		oneOf(f, "source.type", types)
		return
	}
	f.equal("source.type", name)
}

// fin wants conversations by what Fin, Intercom's AI agent, did in them.
func (f *filterSet) fin(did string) {
	switch did {
	case "yes", "no":
		f.add("ai_agent_participated", "=", did == "yes")
	case "resolved":
		f.add("ai_agent.resolution_state", "IN", list(resolvedByFin))
	case "unresolved":
		f.add("ai_agent_participated", "=", true)
		f.add("ai_agent.resolution_state", "NIN", list(resolvedByFin))
	}
}

// conversations is the search of POST /conversations/search, as Intercom's reference
// has it. Its > and < on dates and numbers take the value itself in.
var conversations = resource{
	send: lookup.Resolver.SearchConversations,
	kinds: fieldKinds(map[fieldKind]string{
		stringKind: "id title source.type source.id source.delivered_as source.subject source.body source.author.id source.author.type" +
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
	words: map[string]string{
		"state": "open closed snoozed", "priority": "none low medium high urgent",
		"source.type":               "conversation email facebook instagram phone_call phone_switch push sms twitter whatsapp",
		"ai_agent.resolution_state": "assumed_resolution confirmed_resolution escalated negative_feedback procedure_handoff",
	},
	example: "state: open",
}
