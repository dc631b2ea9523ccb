package result

import (
	"cmp"
	"slices"
	"strings"

	"intercom-mcp/tools/jsontree"
)

// summaryField is a field of a slim item.
type summaryField struct {
	name string
	of   func(summariser, *jsontree.Node) *jsontree.Node // nil: the item has none
}

// A Kind is what the items of a list are: Contact, Company, Conversation, Ticket,
// Article, ByType or Plain. It says what their summaries have.
type Kind interface {
	fields(item *jsontree.Node) []summaryField // of the summary; nil: whatever says something
	summarises() bool                          // reports whether a call may ask for more than the summary
}

// The kinds of items.
type (
	Contact      struct{}
	Company      struct{}
	Conversation struct{}
	Ticket       struct{}
	Article      struct{} // of the help center, internal, or an external page
	ByType       struct{} // of several kinds, which each item's type tells
	Plain        struct{} // whole, without what is null or empty
)

func (Contact) fields(*jsontree.Node) []summaryField      { return contactSummary }
func (Company) fields(*jsontree.Node) []summaryField      { return companySummary }
func (Conversation) fields(*jsontree.Node) []summaryField { return conversationSummary }
func (Ticket) fields(*jsontree.Node) []summaryField       { return ticketSummary }
func (Article) fields(*jsontree.Node) []summaryField      { return articleSummary }
func (Plain) fields(*jsontree.Node) []summaryField        { return nil }

func (ByType) fields(item *jsontree.Node) []summaryField {
	kind := map[string]Kind{"contact": Contact{}, "company": Company{}, "conversation": Conversation{}, "ticket": Ticket{}}[item.Get("type").Scalar()]
	if kind == nil {
		return nil
	}
	return kind.fields(item)
}

func (Contact) summarises() bool      { return true }
func (Company) summarises() bool      { return true }
func (Conversation) summarises() bool { return true }
func (Ticket) summarises() bool       { return true }
func (Article) summarises() bool      { return true }
func (ByType) summarises() bool       { return true }
func (Plain) summarises() bool        { return false }

var contactSummary = []summaryField{
	asGiven("id"), asGiven("role"), asGiven("name"), asGiven("email"), asGiven("phone"), asGiven("external_id"), asGiven("owner_id"),
	{"location", joined("location.city", "location.country")}, asGiven("created_at"), asGiven("last_seen_at"),
}

var companySummary = []summaryField{
	asGiven("id"), asGiven("company_id"), asGiven("name"), {"plan", atPath("plan.name")}, asGiven("industry"), asGiven("monthly_spend"),
	asGiven("size"), asGiven("user_count"), asGiven("website"), asGiven("created_at"), asGiven("last_request_at"),
}

var conversationSummary = []summaryField{
	asGiven("id"), {"title", firstWords(titleLength, "title", "source.subject", "source.body")}, asGiven("state"), {"priority", unless("none", "priority")},
	{"from", author}, {"contact_id", contactOf}, {"assignee", unless("0", "admin_assignee_id")}, {"team", unless("0", "team_assignee_id")},
	{"tags", namesOf("tags.tags")},
	asGiven("created_at"), asGiven("updated_at"), asGiven("waiting_since"), asGiven("snoozed_until"),
	{"last_message", lastWords("conversation_parts.conversation_parts")},
}

var ticketSummary = []summaryField{
	asGiven("id"), asGiven("ticket_id"),
	{"title", firstWords(titleLength, "ticket_attributes._default_title_", "ticket_attributes._default_description_")},
	{"state", firstWords(titleLength, "ticket_state.internal_label", "ticket_state")}, {"type", atPath("ticket_type.name")}, asGiven("category"),
	{"contact_id", contactOf}, {"assignee", unless("0", "admin_assignee_id")}, {"team", unless("0", "team_assignee_id")},
	asGiven("created_at"), asGiven("updated_at"), asGiven("snoozed_until"),
	{"last_message", lastWords("ticket_parts.ticket_parts")},
}

var articleSummary = []summaryField{
	asGiven("id"), asGiven("title"), asGiven("state"), {"description", firstWords(messageLength, "description")},
	asGiven("author_id"), asGiven("owner_id"), asGiven("parent_ids"), asGiven("folder_id"), asGiven("locale"), asGiven("external_id"), asGiven("url"),
	asGiven("updated_at"), {"text", firstWords(messageLength, "body", "body_markdown", "html")},
}

// asGiven is a field as the API gives it, a time in RFC 3339.
func asGiven(name string) summaryField { return summaryField{name, atPath(name)} }

func atPath(path string) func(summariser, *jsontree.Node) *jsontree.Node {
	return func(_ summariser, t *jsontree.Node) *jsontree.Node {
		return summaryValue(path, jsontree.FindPath(t, path))
	}
}

// unless is a field that says something only where it is not the usual.
func unless(usual, name string) func(summariser, *jsontree.Node) *jsontree.Node {
	return func(_ summariser, t *jsontree.Node) *jsontree.Node {
		if v := t.Get(name); v.Scalar() != usual {
			return summaryValue(name, v)
		}
		return nil
	}
}

// joined is what there is of some fields, in one text.
func joined(paths ...string) func(summariser, *jsontree.Node) *jsontree.Node {
	return func(_ summariser, t *jsontree.Node) *jsontree.Node {
		var found []string
		for _, path := range paths {
			if s := jsontree.FindPath(t, path).Scalar(); s != "" {
				found = append(found, s)
			}
		}
		return some(strings.Join(found, ", "))
	}
}

// some is a text, nil if it is empty.
func some(s string) *jsontree.Node {
	if s == "" {
		return nil
	}
	return jsontree.NewText(s)
}

// author is who began a conversation, by name, or by address where there is none.
func author(_ summariser, t *jsontree.Node) *jsontree.Node {
	who := jsontree.FindPath(t, "source.author")
	return some(cmp.Or(who.Get("name").Scalar(), who.Get("email").Scalar()))
}

// contactOf is the contact of a conversation or ticket, a list where it has several.
func contactOf(_ summariser, t *jsontree.Node) *jsontree.Node {
	ids := jsontree.FindPath(t, "contacts.contacts.id")
	if ids == nil || len(ids.Items) == 0 {
		return nil
	}
	if len(ids.Items) == 1 {
		return ids.Items[0]
	}
	return ids
}

// namesOf are the names of the items of a list.
func namesOf(path string) func(summariser, *jsontree.Node) *jsontree.Node {
	return func(_ summariser, t *jsontree.Node) *jsontree.Node {
		return summaryValue("name", jsontree.FindPath(t, path+".name"))
	}
}

// Characters of a title, and of a message's first words.
const (
	titleLength   = 80
	messageLength = 100
)

// firstWords are how the first of some texts begins that there is.
func firstWords(length int, paths ...string) func(summariser, *jsontree.Node) *jsontree.Node {
	return func(s summariser, t *jsontree.Node) *jsontree.Node {
		for _, path := range paths {
			if words := s.view.Excerpt(jsontree.FindPath(t, path).Scalar(), length); words != "" {
				return jsontree.NewText(words)
			}
		}
		return nil
	}
}

// timeOf is when a part was written, in Unix seconds, 0 where it does not say.
func timeOf(part *jsontree.Node) int64 {
	return jsontree.Lenient(part.Get("created_at").Scalar()).Unix()
}

// lastWords are how the newest part begins that somebody wrote, with who did.
// Intercom gives parts in the lists of tickets; lists of conversations have none.
func lastWords(path string) func(summariser, *jsontree.Node) *jsontree.Node {
	return func(s summariser, t *jsontree.Node) *jsontree.Node {
		parts := jsontree.FindPath(t, path)
		if parts == nil {
			return nil
		}
		newest := slices.Clone(parts.Items)
		slices.Reverse(newest) // of one moment, the last is the newest
		slices.SortStableFunc(newest, func(a, b *jsontree.Node) int { return cmp.Compare(timeOf(b), timeOf(a)) })
		for _, v := range newest {
			words := s.view.Excerpt(v.Get("body").Scalar(), messageLength)
			if words == "" {
				continue
			}
			if who := jsontree.FindPath(v, "author.name").Scalar(); who != "" {
				words = who + ": " + words
			}
			return jsontree.NewText(words)
		}
		return nil
	}
}
