package args

import (
	"strings"

	"intercom-mcp/tools/lazy"
)

// IsDigits reports whether s has digits alone; an empty string does.
func IsDigits(s string) bool { return strings.Trim(s, "0123456789") == "" }

// IsID reports whether s is the id of something that has a name, and not that
// name; an empty string counts as an id.
func IsID(s string) bool { return IsDigits(s) || len(s) == 24 && IsHexID(s) }

// IsHexID reports whether s may be an id and not a word, such as a view's name:
// Intercom's are digits, or hexadecimal ones with or without dashes.
func IsHexID(s string) bool {
	return s != "" && strings.Trim(s, "0123456789abcdefABCDEF-") == ""
}

// companyIDPattern matches Intercom's own ids of companies.
var companyIDPattern = lazy.Regexp(`^([0-9a-f]{24}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$`)

// IsCompanyID reports whether s is Intercom's own id of a company, and not the
// caller's id of it or its name.
func IsCompanyID(s string) bool { return companyIDPattern().MatchString(s) }

// TrimPasted returns an id without what is copied along with it: spaces and line
// ends, and the angle brackets around addresses and e-mails, a name before them.
func TrimPasted(s string) string {
	s = strings.TrimSpace(s)
	_, inner, _ := strings.Cut(s, "<")
	inner, closed := strings.CutSuffix(inner, ">")
	if closed && !strings.ContainsAny(inner, "<>") && (IsAddress(inner) || strings.Contains(inner, "@")) {
		return inner
	}
	return s
}
