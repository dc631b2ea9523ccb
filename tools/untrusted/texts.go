package untrusted

import "strings"

// FirstOf returns the first of some texts that is not blank, without the spaces
// around it; "" if all are.
func FirstOf(texts ...string) string {
	for _, t := range texts {
		if t = strings.TrimSpace(t); t != "" {
			return t
		}
	}
	return ""
}

// Prefixed returns a text in one line with something before it, and after it; ""
// where the text is empty.
func Prefixed(before, text string, after ...string) string {
	if text == "" {
		return ""
	}
	return before + Line(text) + strings.Join(after, "")
}
