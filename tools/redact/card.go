package redact

import (
	"slices"
	"strings"

	"intercom-mcp/tools/lazy"
)

// digitGroups are at least as many digits as a card number has, with no more than one
// space, dash or dot between any two.
var digitGroups = lazy.Regexp(`\d(?:[ \x{a0}\x{202f}.\-\x{2010}-\x{2013}]?\d){12,}`)

// cardGroups are digits in the groups that cards show, with up to three signs between
// two groups.
var cardGroups = lazy.Regexp(`(?i)\d{4}(?:` + wide + `\d{4}){3}|\d{4}` + wide + `\d{6}` + wide + `\d{5}`)

const wide = `(?:` + gap + `|[\n.\-\x{2010}-\x{2015}\x{2212}/·•_:*+]){1,3}`

// The digits of a card number.
const (
	shortestCard = 13
	longestCard  = 19
)

// groupedCards finds the card numbers in a text that are grouped as on cards.
func (r *Redactor) groupedCards(s string, known Known) []edit {
	return eachMatch(cardGroups(), s, func(start, end int) []edit {
		plain := onlyDigits(withoutTags(s[start:end]))
		if ofID(s, start, end) || known[plain] || !isCard(plain) {
			return nil
		}
		return []edit{{start, end, r.placeholder("card", plain)}}
	})
}

// cards finds the card numbers in a text, however their digits are grouped.
func (r *Redactor) cards(s string, known Known) []edit {
	return eachMatch(digitGroups(), s, func(start, end int) []edit {
		if known[s[start:end]] || ofID(s, start, end) {
			return nil
		}
		return r.cardsAmong(s, start, end, known)
	})
}

// ofID reports whether s[start:end] is a part of a longer number, of a
// hexadecimal id or of a UUID. Beside other letters it may be a card number: few
// other numbers have its check digit.
func ofID(s string, start, end int) bool {
	if isDigit(s, start-1) || isDigit(s, end) {
		return true
	}
	isHex := func(i int) bool {
		return i >= 0 && i < len(s) && (s[i] == '-' || isDigit(s, i) || 'a' <= s[i]|0x20 && s[i]|0x20 <= 'f')
	}
	for isHex(start - 1) {
		start--
	}
	for isHex(end) {
		end++
	}
	return slices.Contains([]int{24, 32, 40, 64}, len(strings.ReplaceAll(s[start:end], "-", "")))
}

// cardsAmong finds the card numbers that are whole groups of s[start:end].
func (r *Redactor) cardsAmong(s string, start, end int, known Known) []edit {
	var starts, ends []int // of groups
	for i := start; i < end; i++ {
		if !isDigit(s, i) {
			continue
		}
		if i == start || !isDigit(s, i-1) {
			starts = append(starts, i)
		}
		if i+1 == end || !isDigit(s, i+1) {
			ends = append(ends, i+1)
		}
	}
	var edits []edit
	for i := 0; i < len(starts); i++ {
		last := i
		for last+1 < len(ends) && ends[last+1]-starts[i] <= longestGroups {
			last++
		}
		for ; last >= i; last-- {
			plain := onlyDigits(s[starts[i]:ends[last]])
			if isCard(plain) && !known[plain] {
				edits = append(edits, edit{starts[i], ends[last], r.placeholder("card", plain)})
				i = last
				break
			}
		}
	}
	return edits
}

// longestGroups are the bytes of a card number with a sign of three bytes
// between all of its digits.
const longestGroups = 4 * longestCard

func isDigit(s string, i int) bool { return i >= 0 && i < len(s) && s[i] >= '0' && s[i] <= '9' }

// isCard reports whether s is the digits of a card number: they begin as those
// of the networks do, and their check digit is right.
func isCard(s string) bool {
	if len(s) < shortestCard || len(s) > longestCard || onlyDigits(s) != s {
		return false
	}
	if s[0] < '3' || s[0] > '6' {
		if s[:4] < "2221" || s[:4] > "2720" {
			return false
		}
	}
	sum := 0
	for i := range len(s) {
		d := int(s[len(s)-1-i] - '0')
		if i%2 == 1 {
			if d *= 2; d > 9 {
				d -= 9
			}
		}
		sum += d
	}
	return sum%10 == 0
}
