package tools

import (
	"cmp"
	"slices"
	"strings"
)

// slimField is a field of a slim item.
type slimField struct {
	name string
	of   func(summariser, *tree) *tree // nil: the item has none
}

// A Kind is what the items of a list are: Contact, Company, Conversation, Ticket,
// Article, ByType or Plain. It says what their summaries have.
type Kind interface {
	fields(item *tree) []slimField // of the summary; nil: whatever says something
	summarises() bool              // reports whether a call may ask for more than the summary
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

func (Contact) fields(*tree) []slimField      { return slimContact }
func (Company) fields(*tree) []slimField      { return slimCompany }
func (Conversation) fields(*tree) []slimField { return slimConversation }
func (Ticket) fields(*tree) []slimField       { return slimTicket }
func (Article) fields(*tree) []slimField      { return slimArticle }
func (Plain) fields(*tree) []slimField        { return nil }

func (ByType) fields(item *tree) []slimField {
	kind := map[string]Kind{"contact": Contact{}, "company": Company{}, "conversation": Conversation{}, "ticket": Ticket{}}[item.get("type").scalar()]
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

var slimContact = []slimField{
	plain("id"), plain("role"), plain("name"), plain("email"), plain("phone"), plain("external_id"), plain("owner_id"),
	{"location", joined("location.city", "location.country")}, plain("created_at"), plain("last_seen_at"),
}

var slimCompany = []slimField{
	plain("id"), plain("company_id"), plain("name"), {"plan", atPath("plan.name")}, plain("industry"), plain("monthly_spend"),
	plain("size"), plain("user_count"), plain("website"), plain("created_at"), plain("last_request_at"),
}

var slimConversation = []slimField{
	plain("id"), {"title", firstWords(titleLength, "title", "source.subject", "source.body")}, plain("state"), {"priority", unlike("none", "priority")},
	{"from", author}, {"contact_id", contactOf}, {"assignee", unlike("0", "admin_assignee_id")}, {"team", unlike("0", "team_assignee_id")},
	{"tags", namesOf("tags.tags")},
	plain("created_at"), plain("updated_at"), plain("waiting_since"), plain("snoozed_until"),
	{"last_message", lastWords("conversation_parts.conversation_parts")},
}

var slimTicket = []slimField{
	plain("id"), plain("ticket_id"),
	{"title", firstWords(titleLength, "ticket_attributes._default_title_", "ticket_attributes._default_description_")},
	{"state", firstWords(titleLength, "ticket_state.internal_label", "ticket_state")}, {"type", atPath("ticket_type.name")}, plain("category"),
	{"contact_id", contactOf}, {"assignee", unlike("0", "admin_assignee_id")}, {"team", unlike("0", "team_assignee_id")},
	plain("created_at"), plain("updated_at"), plain("snoozed_until"),
	{"last_message", lastWords("ticket_parts.ticket_parts")},
}

var slimArticle = []slimField{
	plain("id"), plain("title"), plain("state"), {"description", firstWords(messageLength, "description")},
	plain("author_id"), plain("owner_id"), plain("parent_ids"), plain("folder_id"), plain("locale"), plain("external_id"), plain("url"),
	plain("updated_at"), {"text", firstWords(messageLength, "body", "body_markdown", "html")},
}

// plain is a field as the API gives it, a time in RFC 3339.
func plain(name string) slimField { return slimField{name, atPath(name)} }

func atPath(path string) func(summariser, *tree) *tree {
	return func(_ summariser, t *tree) *tree { return plainly(path, find(t, path)) }
}

// unlike is a field that says something only where it is not the usual.
func unlike(usual, name string) func(summariser, *tree) *tree {
	return func(_ summariser, t *tree) *tree {
		if v := t.get(name); v.scalar() != usual {
			return plainly(name, v)
		}
		return nil
	}
}

// joined is what there is of some fields, in one text.
func joined(paths ...string) func(summariser, *tree) *tree {
	return func(_ summariser, t *tree) *tree {
		var found []string
		for _, path := range paths {
			if s := find(t, path).scalar(); s != "" {
				found = append(found, s)
			}
		}
		return some(strings.Join(found, ", "))
	}
}

// some is a text, nil if it is empty.
func some(s string) *tree {
	if s == "" {
		return nil
	}
	return textTree(s)
}

// author is who began a conversation, by name, or by address where there is none.
func author(_ summariser, t *tree) *tree {
	who := find(t, "source.author")
	return some(cmp.Or(who.get("name").scalar(), who.get("email").scalar()))
}

// contactOf is the contact of a conversation or ticket, a list where it has several.
func contactOf(_ summariser, t *tree) *tree {
	ids := find(t, "contacts.contacts.id")
	if ids == nil || len(ids.kids) == 0 {
		return nil
	}
	if len(ids.kids) == 1 {
		return ids.kids[0]
	}
	return ids
}

// namesOf are the names of the items of a list.
func namesOf(path string) func(summariser, *tree) *tree {
	return func(_ summariser, t *tree) *tree { return plainly("name", find(t, path+".name")) }
}

// Characters of a title, and of a message's first words.
const (
	titleLength   = 80
	messageLength = 100
)

// firstWords are how the first of some texts begins that there is.
func firstWords(length int, paths ...string) func(summariser, *tree) *tree {
	return func(s summariser, t *tree) *tree {
		for _, path := range paths {
			if words := s.view.excerpt(find(t, path).scalar(), length); words != "" {
				return textTree(words)
			}
		}
		return nil
	}
}

// timeOf is when a part was written, in Unix seconds, 0 where it does not say.
func timeOf(part *tree) int64 { return loose(part.get("created_at").scalar()).unix() }

// lastWords are how the newest part begins that somebody wrote, with who did.
// Intercom gives parts in the lists of tickets; lists of conversations have none.
func lastWords(path string) func(summariser, *tree) *tree {
	return func(s summariser, t *tree) *tree {
		parts := find(t, path)
		if parts == nil {
			return nil
		}
		newest := slices.Clone(parts.kids)
		slices.Reverse(newest) // of one moment, the last is the newest
		slices.SortStableFunc(newest, func(a, b *tree) int { return cmp.Compare(timeOf(b), timeOf(a)) })
		for _, v := range newest {
			words := s.view.excerpt(v.get("body").scalar(), messageLength)
			if words == "" {
				continue
			}
			if who := find(v, "author.name").scalar(); who != "" {
				words = who + ": " + words
			}
			return textTree(words)
		}
		return nil
	}
}
