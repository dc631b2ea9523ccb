package tools

import (
	"fmt"
	"net/url"
	"slices"
	"strings"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/lazy"
)

// address is what a pasted address of Intercom's names.
type address struct {
	kind string // contact, company, conversation, ticket or article
	id   intercomapi.ID
}

// places are the words of an address's path after which an id stands.
var places = map[string]string{
	"conversation": "conversation", "conversations": "conversation",
	"users": "contact", "contacts": "contact", "leads": "contact", "user": "contact", "contact": "contact",
	"companies": "company", "company": "company",
	"tickets": "ticket", "ticket": "ticket",
	"articles": "article", "article": "article",
}

// inbox are the hosts of Intercom's own pages; those of help centers are many,
// and show articles alone.
var inbox = lazy.Regexp(`^app\.((eu|au)\.)?intercom\.(com|io)$`)

// helpCenterArticle is the path of an article as customers see it.
var helpCenterArticle = lazy.Regexp(`/articles/([0-9]+)(-[^/]*)?/?$`)

// looksLikeAddress reports whether s is meant as an address: no id, name or
// e-mail begins so.
func looksLikeAddress(s string) bool {
	s = strings.ToLower(s)
	return strings.HasPrefix(s, "https://") || strings.HasPrefix(s, "http://") || strings.HasPrefix(s, "app.") && strings.Contains(s, "intercom.")
}

// pasted is an id without what comes along where it is copied: spaces and line
// ends, and the angle brackets around addresses and e-mails, a name before them.
func pasted(s string) string {
	s = strings.TrimSpace(s)
	_, inner, _ := strings.Cut(s, "<")
	inner, ends := strings.CutSuffix(inner, ">")
	if ends && !strings.ContainsAny(inner, "<>") && (looksLikeAddress(inner) || strings.Contains(inner, "@")) {
		return inner
	}
	return s
}

// parseAddress reads the address of a conversation, contact, company, ticket or
// article as a browser shows it.
func parseAddress(s string) (address, error) {
	if !strings.Contains(s, "://") {
		s = "https://" + s
	}
	u, err := url.Parse(s)
	if err != nil {
		return address{}, fmt.Errorf("%.100q is no address", s)
	}
	if inbox().MatchString(strings.ToLower(u.Hostname())) {
		if a, ok := inboxAddress(u.Path); ok {
			return a, nil
		}
		if id := u.Query().Get("activeContentId"); u.Query().Get("activeContentType") == "article" && longID(id) {
			return address{"article", intercomapi.ID(id)}, nil // as the knowledge hub shows it
		}
	} else if m := helpCenterArticle().FindStringSubmatch(u.Path); m != nil {
		return address{"article", intercomapi.ID(m[1])}, nil
	}
	return address{}, fmt.Errorf("%.100q is not the address of a conversation, contact, company, ticket or article in Intercom", s)
}

// inboxAddress takes the last place of a path that an id follows: views and
// folders, which stand before it, have places of their own.
func inboxAddress(path string) (address, bool) {
	parts := strings.Split(path, "/")
	for i := len(parts) - 1; i > 0; i-- {
		if kind := places[parts[i-1]]; kind != "" && strings.ContainsAny(parts[i], "0123456789") && longID(parts[i]) {
			return address{kind, intercomapi.ID(parts[i])}, true
		}
	}
	return address{}, false
}

// longID reports whether s may be an id and not a word, such as a view's name:
// Intercom's are digits, or hexadecimal ones with or without dashes.
func longID(s string) bool {
	return s != "" && strings.Trim(s, "0123456789abcdefABCDEF-") == ""
}

// fits reports whether an address is of one of these kinds of things. A ticket
// is a conversation, and the inbox shows it as one, as it shows a visitor as a
// contact.
func (a address) fits(kinds []string) bool {
	other := map[string]string{"ticket": "conversation", "conversation": "ticket", "contact": "visitor"}[a.kind]
	return slices.Contains(kinds, a.kind) || slices.Contains(kinds, other)
}

// misfit says that an address is of something else than an id is. What has no
// address of its own, a tag or a macro, may have the same number as what has one.
func (a address) misfit(kinds []string) error {
	if len(kinds) == 0 {
		return fmt.Errorf("is the address of %s, and this id is of something else", aKind(a.kind))
	}
	return fmt.Errorf("is the address of %s, but must be %s", aKind(a.kind), aKind(kinds...))
}

// aKind is a kind with its article.
func aKind(kinds ...string) string {
	w := word(kinds...)
	if strings.Contains("aeiou", w[:1]) {
		return "an " + w
	}
	return "a " + w
}

// word is a kind as a sentence has it: ticket_type as "ticket type".
func word(kinds ...string) string {
	return strings.ReplaceAll(strings.Join(kinds, " or "), "_", " ")
}
