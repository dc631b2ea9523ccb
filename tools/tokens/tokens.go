// Package tokens estimates what a text costs a model. A string goes in, and its
// number of tokens comes out, near to what o200k_base would count. The package
// holds none of that encoding, which is as large as the rest of the program, and
// must not know what a text is for or where it comes from.
package tokens

import (
	"math"
	"strings"
	"sync"
	"unicode/utf8"
)

// Costs are in hundredths of a token. They were fitted to o200k_base, as the
// table of alphabets was.
const (
	token         = 100 // a word, three digits, a run of signs
	joinedSign    = 52  // a sign between letters, such as in snake_case or example.com
	signsAToken   = 3   // signs of a run that are one token
	capital       = 15  // what a capital after a capital adds to the pieces of a word
	wholeWord     = 200 // pieces of a word that is a token all the same, since it is common
	aLetter       = 49  // the most that a letter from a to z costs, as in random text
	longestCommon = 16  // letters of a word that may be common
	splitUnit     = 10  // what a step of the alphabet in the table of splits adds to the pieces of a word
	spaces        = 16  // white space that adds a quarter of a token to a run
)

// Estimate returns the number of tokens that a text is for a model, rounded up.
// It is never less for a text than for the beginning of that text.
func Estimate(s string) int { return estimateTo(math.MaxInt/token, s) }

// Fit reports whether a text is within a bound of tokens, by the estimate.
func Fit(bound int, s string) bool { return estimateTo(bound, s) <= bound }

// estimateTo returns the estimate, or any number over the bound once it is past it.
func estimateTo(bound int, s string) int {
	cost := 0
	for i := 0; i < len(s) && cost <= bound*token; {
		var size, more int
		switch c := s[i]; {
		case isLetter(c):
			size, more = nextWord(s[i:])
		case isDigit(c):
			size = run(s[i:], isDigit)
			more = (size + 2) / 3 * token
		case isSpace(c):
			size, more = space(s[i:])
		case c < utf8.RuneSelf:
			size, more = signs(s[i:], i > 0 && s[i-1] == ' ')
		default:
			size, more = foreign(s[i:])
		}
		i += size
		cost += more
	}
	return (cost + token - 1) / token
}

// nextWord returns the length and the cost of letters up to where a small one is
// followed by a capital. Long and rare words are several tokens: the pieces tell
// how likely the encoding splits the word, by the pairs of letters in it.
func nextWord(s string) (size, cost int) {
	pieces, others := 0, 0
	var last byte // the letter from a to z before, if any
	var of alphabet
	for size < len(s) {
		c := s[size]
		switch {
		case isLetter(c):
			if isCapital(c) && last != 0 {
				if !isCapital(last) {
					return size, wordCost(s[:size], !utf8.FullRuneInString(s[size:]), pieces, others)
				}
				pieces += capital
			}
			if last != 0 {
				pieces += splitCost(last, c)
			}
			last = c
			size++
			continue
		case c < utf8.RuneSelf:
			return size, wordCost(s[:size], !utf8.FullRuneInString(s[size:]), pieces, others)
		}
		r, n := utf8.DecodeRuneInString(s[size:])
		if !of.has(r) {
			of = alphabetOf(r)
		}
		switch {
		case !of.has(r):
			return size, wordCost(s[:size], !utf8.FullRuneInString(s[size:]), pieces, others)
		case of.latin():
			pieces += of.letter
		default:
			others += of.letter
		}
		last = 0
		size += n
	}
	return size, wordCost(s[:size], !utf8.FullRuneInString(s[size:]), pieces, others)
}

// wordCost returns the cost of a word, from its pieces and from what its letters
// of other alphabets cost. Where the text ends, so that the word may be only the
// beginning of a common one, it is taken for that.
func wordCost(word string, last bool, pieces, others int) int {
	split := min(max(pieces-wholeWord, 0), len(word)*aLetter)
	if split > 0 && others == 0 && len(word) <= longestCommon && (last || isCommon(word)) {
		split = 0
	}
	return token + others + split
}

// isCommon reports whether a word, or what it is without its capital, is one of
// those that are common.
func isCommon(word string) bool {
	var small [longestCommon]byte
	n := copy(small[:], word)
	small[0] |= 0x20
	_, is := commonWords()[string(small[:n])]
	return is
}

// commonWords returns the words that are one token, although their letters do not tell.
var commonWords = sync.OnceValue(func() map[string]struct{} {
	words := map[string]struct{}{}
	for word := range strings.FieldsSeq(common) {
		words[word] = struct{}{}
	}
	return words
})

// splitCost returns what a letter adds to the pieces of a word after another one.
func splitCost(last, c byte) int { return int(splits[last|0x20-'a'][c|0x20-'a']-'a') * splitUnit }

// foreign returns the length and the cost of what begins with a character beyond
// ASCII: a word, or a sign.
func foreign(s string) (size, cost int) {
	r, n := utf8.DecodeRuneInString(s)
	switch {
	case !utf8.FullRuneInString(s):
		return len(s), 0 // the beginning of a character costs no more than all of it
	case alphabetOf(r).has(r):
		return nextWord(s)
	case 0x2010 <= r && r < 0x2020: // dashes and quotation marks
		return n, joinedSign
	case r < 0x2600 || 0x3000 <= r && r < 0x10000:
		return n, token
	case r < 0x3000 || 0x1f000 <= r && r < 0x1fb00: // emoji
		return n, token * 2
	}
	return n, token * n
}

// space returns the length and the cost of white space. One space before a word
// or a sign is a part of it; so are the spaces that a line is indented by, but one.
func space(s string) (size, cost int) {
	line := 0 // where the last line begins, if there is one
	for size < len(s) && isSpace(s[size]) {
		if size++; s[size-1] == '\n' || s[size-1] == '\r' {
			line = size
		}
	}
	cost = size / spaces * token / 4
	if line > 0 {
		cost += token
	}
	if size == len(s) || size == line {
		return size, cost
	}
	if size-line > 1 {
		cost += token
	}
	if isDigit(s[size]) {
		cost += token
	}
	return size, cost
}

// signs returns the length and the cost of a run of signs and of the line breaks
// after it. A single one that no space precedes is a part of the word after it.
func signs(s string, spaced bool) (size, cost int) {
	size = run(s, isSign)
	if size == 1 && !spaced && (len(s) == 1 || isLetter(s[1])) {
		return size, joinedSign
	}
	cost = token + (size-1)/signsAToken*token
	for size < len(s) && s[size] == '\n' {
		size++
	}
	return size, cost
}

// run returns how many bytes of one kind a text begins with, the first unasked.
func run(s string, is func(byte) bool) int {
	n := 1
	for n < len(s) && is(s[n]) {
		n++
	}
	return n
}

func isLetter(c byte) bool  { return 'a' <= c|0x20 && c|0x20 <= 'z' }
func isCapital(c byte) bool { return c < 'a' }
func isDigit(c byte) bool   { return '0' <= c && c <= '9' }
func isSpace(c byte) bool   { return c == ' ' || c == '\n' || c == '\t' || c == '\r' }
func isSign(c byte) bool {
	return c < utf8.RuneSelf && !isLetter(c) && !isDigit(c) && !isSpace(c)
}
