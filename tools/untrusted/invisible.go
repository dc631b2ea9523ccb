package untrusted

import (
	"strings"
	"unicode"
)

// Characters that joined scripts and emoji need, each in its place alone.
const (
	zeroWidthNonJoiner = '\u200c'
	zeroWidthJoiner    = '\u200d'
	textStyle          = '\ufe0e'
	emojiStyle         = '\ufe0f'
)

// Visible takes out of s what a person would not see and a model would read:
// controls, characters that turn the direction of writing, tag characters and
// others without a shape. Joiners inside joined scripts and emoji stay, and so
// do new lines and tabs; other line ends become new lines.
func Visible(s string) string {
	if strings.IndexFunc(s, suspect) < 0 {
		return strings.ToValidUTF8(s, "\ufffd")
	}
	var b strings.Builder
	b.Grow(len(s))
	runes := []rune(s)
	last := rune(0)
	for i, r := range runes {
		next := rune(0)
		if i+1 < len(runes) {
			next = runes[i+1]
		}
		switch {
		case !suspect(r):
		case r == '\r' && next == '\n':
			continue
		case r == '\r', r == '\u2028', r == '\u2029', r == '\u0085':
			r = '\n'
		case !joins(last, r, next):
			continue
		}
		b.WriteRune(r)
		last = r
	}
	return b.String()
}

// suspect reports whether a character has no shape of its own.
func suspect(r rune) bool {
	switch {
	case r == '\n' || r == '\t':
		return false
	case r < 0x80:
		return r < 0x20 || r == 0x7f
	case r == '\u2028', r == '\u2029', r == '\u3164', r == '\uffa0', r == '\u115f', r == '\u1160', r == '\u2800':
		return true
	}
	return unicode.IsControl(r) || unicode.Is(unicode.Variation_Selector, r) ||
		unicode.Is(unicode.Other_Default_Ignorable_Code_Point, r) ||
		unicode.Is(unicode.Cf, r) && !unicode.Is(unicode.Prepended_Concatenation_Mark, r)
}

// joins reports whether an invisible character does its work between two others.
func joins(last, r, next rune) bool {
	const joined = 0x0590 // where the scripts begin that join, and after them emoji
	switch r {
	case zeroWidthJoiner, zeroWidthNonJoiner:
		return last >= joined && next >= joined && !suspect(next) && last != zeroWidthJoiner && last != zeroWidthNonJoiner
	case emojiStyle, textStyle:
		return last != 0 && !suspect(last) && !unicode.IsLetter(last) && !unicode.IsSpace(last)
	}
	return false
}
