package server

import (
	"regexp"
	"strings"
)

// quotes are the marks that people and clients leave around a value.
const quotes = "\"'`“”„‟‘’‚‛«»‹›"

// blank is what nobody sees around a value: spaces, a byte-order mark, and
// characters without width.
const blank = " \t\r\n\v\f\u00a0\u200b\u200c\u200d\u2060\ufeff"

// Unquote returns a value without the blanks and the pair of quotes around it.
func Unquote(value string) string {
	value = strings.Trim(value, blank)
	inner := strings.TrimLeft(value, quotes)
	if inner == value || strings.TrimRight(inner, quotes) == inner && inner != "" {
		return value
	}
	if inner = strings.TrimRight(inner, quotes); strings.ContainsAny(inner, quotes) {
		return value // a list of quoted words, or a text with quotes in it
	}
	return strings.Trim(inner, blank)
}

// beforeToken is what comes before a token in a header.
var beforeToken = regexp.MustCompile(`(?i)^(?:authorization\s*:|bearer(?:\s+|$))\s*`)

// CleanToken returns the token in a value as people and clients write it: in
// quotes, with Bearer before it, with blanks around it. It returns "" for what
// can't be a token.
func CleanToken(value string) string {
	for before := ""; before != value; {
		before = value
		value = strings.Trim(value, blank+quotes)
		value = beforeToken.ReplaceAllString(value, "")
	}
	if IsPlaceholder(value) || strings.ContainsFunc(value, func(r rune) bool { return r <= ' ' || r > '~' }) {
		return ""
	}
	return value
}

// placeholder matches a value that was to be replaced, in whole or in part:
// ${NAME}, $(NAME), {{name}} anywhere; $NAME, %NAME%, {env:NAME}, <name>,
// op://…, YOUR_TOKEN, … alone, and what some programs write for nothing.
var placeholder = regexp.MustCompile(`\$\{[^}]*\}?|\$\([^)]*\)|\{\{.*?\}\}` +
	`|^(?:\$[A-Za-z_][\w:.]*|%[A-Za-z_]\w*%|\{[^{}"]*\}|<[^<>]*>|op://.*|…|\.\.\.|undefined|null|None)$` +
	`|^(?i:(?:your|my|paste|insert|enter)[-_ ](?:.*[-_ ])?(?:token|key|secret|value|here))$`)

// IsPlaceholder reports whether a value, without quotes, stands for one that
// nothing was put in place of.
func IsPlaceholder(value string) bool { return placeholder.MatchString(value) }
