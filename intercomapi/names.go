package intercomapi

import (
	"bytes"
	"encoding/json"
	"html"
	"regexp"
	"strings"
)

// Intercom escapes names for HTML before it puts them into JSON: "Phone &amp; SMS".
// Recorded answers show it of contacts, authors and companies, and of tags by what
// users say; the names of other things are taken to be alike.

// nameMembers are the members whose text is a name. A body is none.
var nameMembers = setOf(
	"name", "first_name", "last_name", "full_name", "display_name", "team_name", "monitor_name", "sla_name", "email", "industry",
	"label", "internal_label", "external_label", "ticket_state_internal_label", "ticket_state_external_label",
	"ticket_type", // of a conversation that is a ticket; elsewhere it is an object
	"ticket_custom_state_admin_label", "ticket_custom_state_customer_label", "ticket_custom_state_user_label",
	"city", "region", "country", "city_name", "region_name", "country_name",
)

// valueMembers are the members that hold what a workspace's own attributes are set
// to, whatever they are called: it stays as it is.
var valueMembers = setOf("custom_attributes", "ticket_attributes", "attributes", "metadata", "value")

func setOf(names ...string) map[string]bool {
	set := make(map[string]bool, len(names))
	for _, name := range names {
		set[name] = true
	}
	return set
}

// withPlainNames returns a reply's JSON with its names unescaped once, and all else
// byte for byte as it was. One without an escape is returned as it is.
func withPlainNames(reply []byte) []byte {
	if !bytes.Contains(reply, []byte("&")) && !bytes.Contains(reply, []byte(`\u0026`)) {
		return reply
	}
	var out []byte
	copied := 0           // how much of the reply is in out
	depth, hidden := 0, 0 // of objects and lists; of the one that holds values, 0 for none
	member := ""          // whose value comes next
	for i := 0; i < len(reply); i++ {
		switch reply[i] {
		case '{', '[':
			depth++
			if hidden == 0 && valueMembers[member] {
				hidden = depth
			}
			member = ""
		case '}', ']':
			if hidden == depth {
				hidden = 0
			}
			depth--
		case ',':
			member = ""
		case '"':
			end := endOfString(reply, i)
			text := reply[i:end]
			if isMemberName(reply[end:]) {
				member = string(bytes.Trim(text, `"`))
			} else if plain, changed := plainName(text, hidden == 0 && nameMembers[member]); changed {
				out, copied = append(append(out, reply[copied:i]...), plain...), end
			}
			i = end - 1
		}
	}
	return append(out, reply[copied:]...)
}

// endOfString returns where a JSON string ends that begins at start, behind its last
// quote.
func endOfString(b []byte, start int) int {
	for i := start + 1; i < len(b); i++ {
		switch b[i] {
		case '\\':
			i++
		case '"':
			return i + 1
		}
	}
	return len(b)
}

// isMemberName reports whether a string with this behind it is a member's name.
func isMemberName(rest []byte) bool {
	rest = bytes.TrimLeft(rest, " \t\r\n")
	return len(rest) > 0 && rest[0] == ':'
}

// plainName returns a text, a JSON string, unescaped if it is a name, and whether that
// changes it.
func plainName(text []byte, isName bool) ([]byte, bool) {
	var name string
	if !isName || json.Unmarshal(text, &name) != nil {
		return nil, false
	}
	plain := UnescapeName(name)
	if plain == name {
		return nil, false
	}
	out, err := encodeJSON(plain)
	return out, err == nil
}

// entity matches a character that is escaped for HTML.
var entity = regexp.MustCompile(`&(#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});`)

// UnescapeName returns a name as it was written, from how Intercom sends it. What is
// escaped twice is unescaped once, and what is no entity stays.
func UnescapeName(name string) string {
	if !strings.Contains(name, "&") {
		return name
	}
	return entity.ReplaceAllStringFunc(name, func(escaped string) string {
		plain := html.UnescapeString(escaped)
		if strings.HasSuffix(plain, ";") && len(plain) > 1 { // an entity without its end, and more: "&ampx;"
			return escaped
		}
		return plain
	})
}

// SpellingsOfName returns how Intercom may keep a name, to search for it: as people
// write it, and escaped where that differs. Which of them a search compares with is
// not known.
func SpellingsOfName(name string) []string {
	if escaped := nameEscapes.Replace(name); escaped != name {
		return []string{name, escaped}
	}
	return []string{name}
}

// nameEscapes escapes a name as recorded answers do.
var nameEscapes = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;", "'", "&#39;")
