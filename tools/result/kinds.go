package result

import (
	"cmp"
	"slices"
	"strings"

	"intercom-mcp/tools/jsontree"
	"intercom-mcp/tools/lookup"
	"intercom-mcp/tools/untrusted"
)

// A summaryField is a field of a summary.
type summaryField struct {
	name  string
	value fieldValue
}

// A fieldValue returns the value of a field in the summary of an item; nil where
// the summary does not have it.
type fieldValue func(s summariser, item *jsontree.Node) *jsontree.Node

// A Kind is what the items of a list are: Contact, Company, Conversation, Ticket,
// Article, ByType or Plain. It decides what their summaries have.
type Kind interface {
	fields(item *jsontree.Node) []summaryField // of the summary; nil: all that are not empty
	summarised() bool                          // reports whether an item has more than its summary, which a call may ask for
}

// Contact is the Kind of contacts: users and leads.
type Contact struct{}

// Company is the Kind of companies.
type Company struct{}

// Conversation is the Kind of conversations.
type Conversation struct{}

// Ticket is the Kind of tickets.
type Ticket struct{}

// Article is the Kind of articles, of the help center or internal, and of external
// pages.
type Article struct{}

// ByType is the Kind of items whose own type says which kind each of them is.
type ByType struct{}

// Plain is the Kind of all other items: they are given whole, but for what is null
// or empty.
type Plain struct{}

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

// conversationKinds are the kinds of items that may be conversations.
var conversationKinds = []Kind{Conversation{}, ByType{}}

func (Contact) summarised() bool      { return true }
func (Company) summarised() bool      { return true }
func (Conversation) summarised() bool { return true }
func (Ticket) summarised() bool       { return true }
func (Article) summarised() bool      { return true }
func (ByType) summarised() bool       { return true }
func (Plain) summarised() bool        { return false }

var contactSummary = []summaryField{
	asGiven("id"), asGiven("role"), asGiven("name"), asGiven("email"), asGiven("phone"), asGiven("external_id"), asGiven("owner_id"),
	{"location", joined("location.city", "location.country")}, asGiven("created_at"), asGiven("last_seen_at"),
}

var companySummary = []summaryField{
	asGiven("id"), asGiven("company_id"), asGiven("name"), {"plan", atPath("plan.name")}, asGiven("industry"), asGiven("monthly_spend"),
	asGiven("size"), asGiven("user_count"), asGiven("website"), asGiven("created_at"), asGiven("last_request_at"),
}

var conversationSummary = []summaryField{
	asGiven("id"), {"title", titleOr("source.body")}, asGiven("state"), {"ticket", ticketOf}, {"priority", unless("none not_priority", "priority")},
	{"from", authorName}, {"contact_id", contactIDs}, {"company", atPath("company.name")},
	{"assignee", unless("0", "admin_assignee_id")}, {"team", unless("0", "team_assignee_id")},
	{"tags", namesOf("tags.tags")}, {"rating", atPath("conversation_rating.rating")},
	asGiven("created_at"), asGiven("updated_at"), asGiven("waiting_since"), asGiven("snoozed_until"),
	{"last_message", lastMessage("conversation_parts.conversation_parts")},
}

var ticketSummary = []summaryField{
	asGiven("id"), asGiven("ticket_id"),
	{"title", titleOr()},
	{"state", nameAt("ticket_state.internal_label", "ticket_state_internal_label", "ticket_state")},
	{"type", atPath("ticket_type.name")}, asGiven("category"),
	{"contact_id", contactIDs}, {"assignee", unless("0", "admin_assignee_id")}, {"team", unless("0", "team_assignee_id")},
	asGiven("created_at"), asGiven("updated_at"), asGiven("snoozed_until"),
	{"last_message", lastMessage("ticket_parts.ticket_parts")},
}

var articleSummary = []summaryField{
	asGiven("id"), asGiven("title"), asGiven("state"), {"description", excerptOf(messageLength, "description")},
	asGiven("author_id"), asGiven("owner_id"), asGiven("parent_ids"), asGiven("folder_id"), asGiven("locale"), asGiven("external_id"), asGiven("url"),
	asGiven("updated_at"), {"text", excerptOf(messageLength, "body", "body_markdown", "html")},
}

// asGiven returns a field as the API gives it, a time in RFC 3339.
func asGiven(name string) summaryField { return summaryField{name, atPath(name)} }

// atPath returns the value at a dotted path of an item.
func atPath(path string) fieldValue {
	return func(_ summariser, t *jsontree.Node) *jsontree.Node {
		return summaryValue(path, jsontree.FindPath(t, path))
	}
}

// unless returns the value of a field that is worth showing only where it is not one
// of the usual ones.
func unless(usual, name string) fieldValue {
	return func(_ summariser, t *jsontree.Node) *jsontree.Node {
		if v := t.Get(name); !slices.Contains(strings.Fields(usual), v.Scalar()) {
			return summaryValue(name, v)
		}
		return nil
	}
}

// joined returns the values at some paths in one text.
func joined(paths ...string) fieldValue {
	return func(_ summariser, t *jsontree.Node) *jsontree.Node {
		var found []string
		for _, path := range paths {
			if s := jsontree.FindPath(t, path).Scalar(); s != "" {
				found = append(found, s)
			}
		}
		return textValue(strings.Join(found, ", "))
	}
}

// textValue returns a text as a value; nil if it is empty.
func textValue(s string) *jsontree.Node {
	if s == "" {
		return nil
	}
	return jsontree.NewText(s)
}

// authorName returns the name of who began a conversation, or else the address; of one
// that a bot began, that of the customer whom it is with.
func authorName(s summariser, t *jsontree.Node) *jsontree.Node {
	who, known := jsontree.FindPath(t, "source.author"), ""
	if lookup.BegunByBot(t) {
		who = lookup.FirstContact(t)
		known = s.customers[who.Get("id").Scalar()]
	}
	return textValue(cmp.Or(who.Get("name").Scalar(), known, who.Get("email").Scalar()))
}

// ticketOf returns type and state of the ticket that a conversation is; nil for one that
// is none.
func ticketOf(s summariser, t *jsontree.Node) *jsontree.Node {
	var found []string
	for _, paths := range [][]string{
		{"ticket.ticket_type.name", "ticket.ticket_type"},
		{"ticket.ticket_custom_state_admin_label", "ticket.ticket_state.internal_label", "ticket.ticket_state", "ticket.state"},
	} {
		if v := nameAt(paths...)(s, t); v != nil {
			found = append(found, v.Text)
		}
	}
	return textValue(strings.Join(found, ": "))
}

// titleOr returns what people call a conversation or a ticket, or else the beginning of
// the ticket's description, or of the first text at some paths.
func titleOr(paths ...string) fieldValue {
	return func(s summariser, t *jsontree.Node) *jsontree.Node {
		for _, text := range []string{lookup.Title(t), untrusted.MixedLine(lookup.Description(t))} {
			if excerpt := s.view.beginning(text, titleLength); excerpt != "" {
				return jsontree.NewText(excerpt)
			}
		}
		return excerptOf(titleLength, paths...)(s, t)
	}
}

// contactIDs returns the id of the contact of a conversation or a ticket, a list
// where it has several.
func contactIDs(_ summariser, t *jsontree.Node) *jsontree.Node {
	ids := jsontree.FindPath(t, "contacts.contacts.id")
	if ids == nil || len(ids.Items) == 0 {
		return nil
	}
	if len(ids.Items) == 1 {
		return ids.Items[0]
	}
	return ids
}

// namesOf returns the names of the items of a list.
func namesOf(path string) fieldValue {
	return func(_ summariser, t *jsontree.Node) *jsontree.Node {
		return summaryValue("name", jsontree.FindPath(t, path+".name"))
	}
}

// Lengths of excerpts, in characters.
const (
	titleLength   = 80
	messageLength = 100
)

// excerptOf returns the beginning of the first text that is not empty among those
// at some paths.
func excerptOf(length int, paths ...string) fieldValue {
	return func(s summariser, t *jsontree.Node) *jsontree.Node {
		for _, path := range paths {
			if excerpt := s.view.Excerpt(jsontree.FindPath(t, path).Scalar(), length); excerpt != "" {
				return jsontree.NewText(excerpt)
			}
		}
		return nil
	}
}

// nameAt returns the first name that is not empty among those at some paths. A name is
// plain text already, and no HTML.
func nameAt(paths ...string) fieldValue {
	return func(s summariser, t *jsontree.Node) *jsontree.Node {
		for _, path := range paths {
			name := strings.Join(strings.Fields(jsontree.FindPath(t, path).Scalar()), " ")
			if name = s.view.beginning(name, titleLength); name != "" {
				return jsontree.NewText(name)
			}
		}
		return nil
	}
}

// lastMessage returns the beginning of the newest part that has a text, with its
// author's name. Intercom gives the parts in lists of tickets, not of conversations.
func lastMessage(path string) fieldValue {
	return func(s summariser, t *jsontree.Node) *jsontree.Node {
		parts := jsontree.FindPath(t, path)
		if parts == nil {
			return nil
		}
		newest := slices.Clone(parts.Items)
		slices.Reverse(newest) // of one moment, the last is the newest
		slices.SortStableFunc(newest, func(a, b *jsontree.Node) int { return cmp.Compare(createdAt(b), createdAt(a)) })
		for _, part := range newest {
			excerpt := s.view.Excerpt(part.Get("body").Scalar(), messageLength)
			if excerpt == "" {
				continue
			}
			if name := jsontree.FindPath(part, "author.name").Scalar(); name != "" {
				excerpt = name + ": " + excerpt
			}
			return jsontree.NewText(excerpt)
		}
		return nil
	}
}

// createdAt returns when a part was written, in Unix seconds; 0 where it does not say.
func createdAt(part *jsontree.Node) int64 {
	return jsontree.Lenient(part.Get("created_at").Scalar()).Unix()
}
