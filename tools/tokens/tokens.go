// Package tokens estimates what a text costs a model, without the encoding that
// would tell: it is as large as the rest of the program.
package tokens

import (
	"math"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// What parts of a text cost at the most, in hundredths of a token of
// o200k_base. The figures were fitted to that encoding: a test with it holds
// them against many kinds of text.
const (
	aToken      = 100 // a word, three digits, a sign
	perLetter   = 20  // of a word, after the first few
	perJolt     = 74  // two letters that seldom follow each other, as in random text
	perUpper    = 52  // a capital after a capital
	perForeign  = 106 // a letter of another alphabet
	perPair     = 40  // one that often follows the letter, or the space, before it
	perStranger = 106 // a letter with an accent after another one
	perMark     = 150 // an accent that is a character of its own
	perRun      = 52  // a letter of a run that is longer than people's words are
	freeLetters = 3
	longestWord = 16
)

// follows are the letters that often follow a to z within a token.
var follows = [26]string{
	"bcdfgiklmnprstuvwy", "aeilou", "aehioru", "adeiorsuy", "acdefglmnprstvwxy", "aeiou", "aeiou", "aeiouy",
	"abcdefglmnoprstvz", "aeou", "eins", "aeilostuy", "aeilopu", "adegiostu", "abcdfgiklmnoprstuvw", "aehilopru",
	"u", "aeiostuy", "acehikmopstu", "aehilorstuy", "abcdegilmnprst", "aeio", "aeio", "aei", "eios", "eio",
}

// signs are runs of signs that are one token, as JSON and HTML are full of them.
var signs = strings.Fields(`":" "," ":{" {" "} "},{" ,"  ": }} </ "}} "] ]} {} [] },{" ":[ \n \" \" :// ... -- ** ="`)

// Estimate is how many tokens a text is for a model, at the most.
func Estimate(s string) int { return estimateTo(math.MaxInt/aToken, s) }

// Fit reports whether a text is within a bound of tokens.
func Fit(bound int, s string) bool { return estimateTo(bound, s) <= bound }

// estimateTo is Estimate that stops counting once it is past a bound.
func estimateTo(bound int, s string) int {
	var e estimator
	for i := 0; i < len(s) && e.cost <= bound*aToken; {
		c := s[i]
		switch {
		case isLetter(c):
			i += e.word(s[i:])
		case isDigit(c):
			i += e.digits(s[i:])
		case c == ' ' || c == '\n' || c == '\t' || c == '\r':
			i += e.space(s[i:])
		case c < utf8.RuneSelf:
			i += e.signs(s[i:])
		default:
			i += e.foreign(s[i:], lastOf(s[:i]))
		}
	}
	return (e.cost + aToken - 1) / aToken
}

type estimator struct {
	cost int
	run  int // letters that were counted without anything between them
}

// word counts letters up to where a small one is followed by a capital.
func (e *estimator) word(s string) int {
	e.cost += aToken
	last := s[0]
	i := 1
	for ; i < len(s) && isLetter(s[i]) && (!isLower(last) || isLower(s[i])); i++ {
		cost := step(last, s[i], i)
		if e.run+i >= longestWord {
			cost = max(cost, perRun)
		}
		e.cost += cost
		last = s[i]
	}
	if e.run += i; i == len(s) || !isLetter(s[i]) {
		e.run = 0
	}
	return i
}

// step is what a letter adds to a word, at a place in it.
func step(last, c byte, place int) int {
	cost := 0
	if place >= freeLetters {
		cost = perLetter
	}
	switch {
	case !isLower(c):
		cost += perUpper
	case strings.IndexByte(follows[last|0x20-'a'], c) < 0:
		cost += perJolt
	}
	return cost
}

func (e *estimator) digits(s string) int {
	i := 1
	for i < len(s) && isDigit(s[i]) {
		i++
	}
	e.cost += (i + 2) / 3 * aToken
	return i
}

// space counts white space: one space before a word or a sign is a part of it.
func (e *estimator) space(s string) int {
	i := 1
	for i < len(s) && strings.IndexByte(" \n\t\r", s[i]) >= 0 {
		if s[i] != s[i-1] {
			e.cost += aToken
		}
		i++
	}
	if i == 1 && s[0] == ' ' && i < len(s) && s[i] < utf8.RuneSelf && !isDigit(s[i]) {
		return i
	}
	e.cost += aToken + i/16*aToken
	return i
}

// signs counts a sign, or a run of them that is one token.
func (e *estimator) signs(s string) int {
	e.cost += aToken
	n := 1
	for _, run := range signs {
		if len(run) > n && strings.HasPrefix(s, run) {
			n = len(run)
		}
	}
	return n
}

// lastOf is the character at the end of a text.
func lastOf(s string) rune {
	r, _ := utf8.DecodeLastRuneInString(s)
	return r
}

// foreign counts a character beyond ASCII that follows another one.
func (e *estimator) foreign(s string, last rune) int {
	r, size := utf8.DecodeRuneInString(s)
	switch {
	case isSingle(r) && isPair(last, r):
		e.cost += perPair
	case r < 0x250 && unicode.IsLetter(r) && isSingle(r) && last < utf8.RuneSelf: // within a word, as in für
		e.cost += perJolt
	case r < 0x250 && isSingle(r): // two of them in a row are no language's
		e.cost += perStranger
	case unicode.IsLetter(r) && isSingle(r) && hasPairs(r):
		e.cost += perForeign
	case 0x300 <= r && r < 0x370 && isSingle(r):
		e.cost += perMark
	case isSingle(r):
		e.cost += aToken
	case 0x1f000 <= r && r < 0x1fb00: // emoji
		e.cost += 3 * aToken
	default:
		e.cost += size * aToken
	}
	return size
}

// followers are the characters that often follow each one within a token: those
// with which it is one.
var followers = sync.OnceValue(func() map[rune]string {
	all := map[rune]string{}
	for list := range strings.FieldsFuncSeq(pairs, func(r rune) bool { return r == '\n' }) {
		first, size := utf8.DecodeRuneInString(list)
		all[first] = list[size:]
	}
	return all
})

func isPair(a, b rune) bool { return strings.ContainsRune(followers()[a], b) }
func hasPairs(r rune) bool  { return followers()[r] != "" }

func isSingle(r rune) bool { return r < 0x10000 && singleTokens()[r] }

func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }
func isLower(c byte) bool  { return c >= 'a' }
func isDigit(c byte) bool  { return '0' <= c && c <= '9' }

// singleTokens are the characters beyond ASCII that are one token by themselves.
var singleTokens = sync.OnceValue(func() []bool {
	is := make([]bool, 0x10000)
	for _, r := range singles {
		is[r] = true
	}
	return is
})
