package args

import (
	"fmt"
	"net/url"
	"slices"
	"strings"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/lazy"
)

// An Address is what the web address of a page of Intercom's stands for.
type Address struct {
	Kind string // contact, company, conversation, ticket or article
	ID   intercomapi.ID
}

// kindsByPathWord are the words in an address's path that an id follows, and what
// it is the id of.
var kindsByPathWord = map[string]string{
	"conversation": "conversation", "conversations": "conversation",
	"users": "contact", "contacts": "contact", "leads": "contact", "user": "contact", "contact": "contact",
	"companies": "company", "company": "company",
	"tickets": "ticket", "ticket": "ticket",
	"articles": "article", "article": "article",
}

// inboxHost matches the hosts of Intercom's own pages; those of help centers are
// many, and show articles alone.
var inboxHost = lazy.Regexp(`^app\.((eu|au)\.)?intercom\.(com|io)$`)

// helpCenterArticle matches the path of an article as customers see it.
var helpCenterArticle = lazy.Regexp(`/articles/([0-9]+)(-[^/]*)?/?$`)

// IsAddress reports whether s is meant as a web address: no id, name or e-mail
// begins like one.
func IsAddress(s string) bool {
	s = strings.ToLower(s)
	return strings.HasPrefix(s, "https://") || strings.HasPrefix(s, "http://") || strings.HasPrefix(s, "app.") && strings.Contains(s, "intercom.")
}

// ParseAddress reads the address of a conversation, contact, company, ticket or
// article as a browser shows it. Any other address is an error.
func ParseAddress(s string) (Address, error) {
	if !strings.Contains(s, "://") {
		s = "https://" + s
	}
	u, err := url.Parse(s)
	if err != nil {
		return Address{}, fmt.Errorf("%.100q is no address", s)
	}
	if inboxHost().MatchString(strings.ToLower(u.Hostname())) {
		if a, ok := parseInboxPath(u.Path); ok {
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

// parseInboxPath returns what the last id in a path is of: views and folders,
// which stand before it, have ids of their own.
func parseInboxPath(path string) (Address, bool) {
	parts := strings.Split(path, "/")
	for i := len(parts) - 1; i > 0; i-- {
		if kind := kindsByPathWord[parts[i-1]]; kind != "" && strings.ContainsAny(parts[i], "0123456789") && IsHexID(parts[i]) {
			return Address{kind, intercomapi.ID(parts[i])}, true
		}
	}
	return Address{}, false
}

// IsOf reports whether an address is of one of these kinds of things. A ticket
// is a conversation, and the inbox shows it as one, as it shows a visitor as a
// contact.
func (a Address) IsOf(kinds []string) bool {
	other := map[string]string{"ticket": "conversation", "conversation": "ticket", "contact": "visitor"}[a.Kind]
	return slices.Contains(kinds, a.Kind) || slices.Contains(kinds, other)
}

// MismatchError returns an error that says what the address is of, and what it
// must be of: one of kinds, or something else if there are none. A tag or a macro
// may have the same number as what is at the address.
func (a Address) MismatchError(kinds []string) error {
	if len(kinds) == 0 {
		return fmt.Errorf("is the address of %s, and this id is of something else", withIndefiniteArticle(a.Kind))
	}
	return fmt.Errorf("is the address of %s, but must be %s", withIndefiniteArticle(a.Kind), withIndefiniteArticle(kinds...))
}

// withIndefiniteArticle returns kinds after "a" or "an".
func withIndefiniteArticle(kinds ...string) string {
	words := KindWords(kinds...)
	if strings.Contains("aeiou", words[:1]) {
		return "an " + words
	}
	return "a " + words
}

// KindWords returns kinds as a sentence has them: "team or ticket type".
func KindWords(kinds ...string) string {
	return strings.ReplaceAll(strings.Join(kinds, " or "), "_", " ")
}
