package untrusted

import (
	"strings"
	"unicode"
)

// Characters that joined scripts and emoji need, and only in certain places.
const (
	zeroWidthNonJoiner = '\u200c'
	zeroWidthJoiner    = '\u200d'
	textStyle          = '\ufe0e'
	emojiStyle         = '\ufe0f'
)

// Visible returns s without what a person would not see and a model would read:
// controls, characters that turn the direction of writing, tag characters and
// others without a shape of their own. Joiners inside joined scripts and emoji
// stay, and so do new lines and tabs; other line ends become new lines, and what is
// no UTF-8 becomes U+FFFD.
func Visible(s string) string {
	if strings.IndexFunc(s, isInvisible) < 0 {
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
		case !isInvisible(r):
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

// isInvisible reports whether a character has no shape of its own.
func isInvisible(r rune) bool {
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

// joins reports whether an invisible character has an effect between two others
// that a person sees.
func joins(last, r, next rune) bool {
	const joined = 0x0590 // where the scripts begin that join, and after them emoji
	switch r {
	case zeroWidthJoiner, zeroWidthNonJoiner:
		return last >= joined && next >= joined && !isInvisible(next) && last != zeroWidthJoiner && last != zeroWidthNonJoiner
	case emojiStyle, textStyle:
		return last != 0 && !isInvisible(last) && !unicode.IsLetter(last) && !unicode.IsSpace(last)
	}
	return false
}
