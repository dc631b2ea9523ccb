package args

import (
	"fmt"
	"net/url"
	"slices"
	"strings"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/lazy"
)

// Address is what a pasted address of Intercom's names.
type Address struct {
	Kind string // contact, company, conversation, ticket or article
	ID   intercomapi.ID
}

// pathKinds are the words of an address's path after which an id stands.
var pathKinds = map[string]string{
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

// IsAddress reports whether s is meant as an address: no id, name or
// e-mail begins so.
func IsAddress(s string) bool {
	s = strings.ToLower(s)
	return strings.HasPrefix(s, "https://") || strings.HasPrefix(s, "http://") || strings.HasPrefix(s, "app.") && strings.Contains(s, "intercom.")
}

// TrimPasted is an id without what comes along where it is copied: spaces and line
// ends, and the angle brackets around addresses and e-mails, a name before them.
func TrimPasted(s string) string {
	s = strings.TrimSpace(s)
	_, inner, _ := strings.Cut(s, "<")
	inner, ends := strings.CutSuffix(inner, ">")
	if ends && !strings.ContainsAny(inner, "<>") && (IsAddress(inner) || strings.Contains(inner, "@")) {
		return inner
	}
	return s
}

// ParseAddress reads the address of a conversation, contact, company, ticket or
// article as a browser shows it.
func ParseAddress(s string) (Address, error) {
	if !strings.Contains(s, "://") {
		s = "https://" + s
	}
	u, err := url.Parse(s)
	if err != nil {
		return Address{}, fmt.Errorf("%.100q is no address", s)
	}
	if inbox().MatchString(strings.ToLower(u.Hostname())) {
		if a, ok := inboxAddress(u.Path); ok {
			return a, nil
		}
		if id := u.Query().Get("activeContentId"); u.Query().Get("activeContentType") == "article" && IsHexID(id) {
			return Address{"article", intercomapi.ID(id)}, nil // as the knowledge hub shows it
		}
	} else if m := helpCenterArticle().FindStringSubmatch(u.Path); m != nil {
		return Address{"article", intercomapi.ID(m[1])}, nil
	}
	return Address{}, fmt.Errorf("%.100q is not the address of a conversation, contact, company, ticket or article in Intercom", s)
}

// inboxAddress takes the last place of a path that an id follows: views and
// folders, which stand before it, have places of their own.
func inboxAddress(path string) (Address, bool) {
	parts := strings.Split(path, "/")
	for i := len(parts) - 1; i > 0; i-- {
		if kind := pathKinds[parts[i-1]]; kind != "" && strings.ContainsAny(parts[i], "0123456789") && IsHexID(parts[i]) {
			return Address{kind, intercomapi.ID(parts[i])}, true
		}
	}
	return Address{}, false
}

// IsHexID reports whether s may be an id and not a word, such as a view's name:
// Intercom's are digits, or hexadecimal ones with or without dashes.
func IsHexID(s string) bool {
	return s != "" && strings.Trim(s, "0123456789abcdefABCDEF-") == ""
}

// IsOf reports whether an address is of one of these kinds of things. A ticket
// is a conversation, and the inbox shows it as one, as it shows a visitor as a
// contact.
func (a Address) IsOf(kinds []string) bool {
	other := map[string]string{"ticket": "conversation", "conversation": "ticket", "contact": "visitor"}[a.Kind]
	return slices.Contains(kinds, a.Kind) || slices.Contains(kinds, other)
}

// Mismatch says that an address is of something else than an id is. What has no
// address of its own, a tag or a macro, may have the same number as what has one.
func (a Address) Mismatch(kinds []string) error {
	if len(kinds) == 0 {
		return fmt.Errorf("is the address of %s, and this id is of something else", withArticle(a.Kind))
	}
	return fmt.Errorf("is the address of %s, but must be %s", withArticle(a.Kind), withArticle(kinds...))
}

// withArticle is a kind with its article.
func withArticle(kinds ...string) string {
	w := KindWords(kinds...)
	if strings.Contains("aeiou", w[:1]) {
		return "an " + w
	}
	return "a " + w
}

// KindWords is a kind as a sentence has it: ticket_type as "ticket type".
func KindWords(kinds ...string) string {
	return strings.ReplaceAll(strings.Join(kinds, " or "), "_", " ")
}
