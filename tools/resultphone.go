package tools

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Between the digits of a number: a space of any kind, as itself or as URLs and
// HTML write it, or a mark. The loose marks part numbers too, and much else.
const (
	gap     = `[ \x{a0}\x{2000}-\x{200a}\x{202f}\x{205f}\x{3000}]|%20|&nbsp;|&#160;`
	between = `(?:` + gap + `|[.\-\x{2010}-\x{2015}\x{2212}/])`
	loosely = `(?:` + gap + `|[.\-\x{2010}-\x{2015}\x{2212}/·•_~])`
	bracket = `[()\[\]]{0,2}`
)

// numbers are the forms of phone numbers that nothing else has. Bare digits
// are a phone number only after a word that says so: they may be an id, a time
// or an amount.
var numbers = []func() *regexp.Regexp{
	// international: +49 (0)30 901820, +1 - 415 - 555 - 0132, 0049 30 901820
	pattern(`(?i)(?:\+|%2B|&#43;|&plus;)\]?` + loosely + `{0,3}[(\[]?[1-9](?:` + bracket + loosely + `{0,3}` + bracket + `\d){6,14}`),
	pattern(`\b00` + between + `?\(?[1-9](?:[()]{0,2}` + between + `?[()]{0,2}\d){6,14}`),
	// North American: (415) 555-0132, 415.555.0132, 1-415-555-0132, 415 - 555 - 0132
	pattern(`(?:\b1` + between + `{1,3})?(?:\([2-9]\d{2}\)` + between + `{0,3}|\b[2-9]\d{2}` + between + `{1,3})\d{3}` + between + `{1,3}\d{4}\b`),
	// with a trunk 0 or 8: 030 901820, (020) 7946 0018, 0171-1234567, 06 12 34 56 78, 8 800 555-35-35
	pattern(`(?:\(0\d{1,5}\)|\b0[1-9])(?:` + between + `{0,2}\d){6,11}\b`),
	pattern(`\b8[ -]\d{3}[ -]\d{3}[ -]\d{2}[ -]\d{2}\b`),
	// with a code in brackets: (11) 91234-5678, 8 (495) 123-45-67
	pattern(`(?:\b[1-9]\d?[ -]?)?\([1-9]\d{1,4}\) ?\d{2,5}(?:-\d{2,4}){1,2}\b`),
	// after a word: tel. 901820, phone=4155550132, wa.me/4155550132
	pattern(`(?i)\b(?:phone|telephone|telefon|tel|mobile|mobil|cell|fax|whatsapp|wa\.me|sms|handy|call|ring|rufnummer)\b(?:%3A|%3D|%20|[^\d\n@]){0,20}\(?\d(?:[()]{0,2}` + between + `?[()]{0,2}\d){5,14}\b`),
}

// phones redacts the phone numbers in a text.
func (r *Redactor) phones(s string, seen known) string {
	for _, form := range numbers {
		s = replaceAll(form(), s, func(start, end int) (string, bool) {
			match := s[start:end]
			lead := strings.IndexFunc(match, func(r rune) bool { return unicode.IsDigit(r) || r == '+' || r == '(' || r == '%' || r == '&' })
			number, plain := match[lead:], true
			for escape := separator().FindString(number); escape != ""; escape = separator().FindString(number) { // after a word
				lead += len(escape)
				number, plain = match[lead:], false
			}
			if seen[number] || plain && within(s, start+lead, end) || isDate(number) || isPlaceholder(s, start+lead) {
				return "", false
			}
			return match[:lead] + r.phone(number), true
		})
	}
	return s
}

// separator is what stands between a word and its number in an address.
var separator = pattern(`^(?i:%3A|%3D|%20|&nbsp;|&#160;)`)

// replaceAll replaces the matches that a function has a replacement for.
func replaceAll(form *regexp.Regexp, s string, by func(start, end int) (string, bool)) string {
	var b strings.Builder
	last := 0
	for _, m := range form.FindAllStringIndex(s, -1) {
		if short, ok := by(m[0], m[1]); ok {
			b.WriteString(s[last:m[0]] + short)
			last = m[1]
		}
	}
	if last == 0 {
		return s
	}
	return b.String() + s[last:]
}

// within reports whether s[start:end] is a part of a longer word, such as a
// hexadecimal id or a UUID.
func within(s string, start, end int) bool {
	before, size := utf8.DecodeLastRuneInString(s[:start])
	after, _ := utf8.DecodeRuneInString(s[end:])
	if isWord(before) || isWord(after) {
		return true
	}
	if before != '-' {
		return false
	}
	return hexTail().MatchString(s[:start-size])
}

// hexTail is the first groups of a UUID.
var hexTail = pattern(`(?i)(?:^|[^0-9a-z])[0-9a-f]{8}(?:-[0-9a-f]{4}){0,3}$`)

func isWord(r rune) bool {
	return r == '_' || r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r))
}

// date is a day as people write it, which looks like a number with a trunk 0.
var date = pattern(`^(?:0?[1-9]|[12]\d|3[01])[./-](?:0?[1-9]|[12]\d|3[01])[./-](?:19|20)\d{2}(?:\D|$)|^\(\d+\) ?(?:19|20)\d{2}-\d{2}-\d{2}$`)

func isDate(s string) bool { return date().MatchString(s) }

// isPlaceholder reports whether the digits at an index are a placeholder's.
func isPlaceholder(s string, i int) bool {
	return strings.HasSuffix(s[:i], "[phone-") || strings.HasSuffix(s[:i], "[card-") || strings.HasSuffix(s[:i], "[email-")
}

// phoneLike is a number in a field that is called a phone.
var phoneLike = pattern(`^[\s+(]*\d[\d\s()+./x\x{a0}\x{2010}-\x{2013}-]{3,}$`)

// phone is the placeholder of a number; how it is spaced does not matter.
func (r *Redactor) phone(s string) string {
	s = strings.NewReplacer("(0)", "", "%2B", "+", "%2b", "+", "&#43;", "+", "&plus;", "+", "%20", " ", "&#160;", " ").Replace(s)
	plain := onlyDigits(s)
	if !strings.HasPrefix(strings.TrimLeft(s, " ("), "+") {
		plain = strings.TrimPrefix(plain, "00")
	}
	return r.placeholder("phone", plain)
}

func onlyDigits(s string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, s)
}

// phoneNames are the words by which a field says that it holds a phone number.
var phoneNames = pattern(`(?i)(?:^|[_ -]|\b)(?:phone|telephone|telefon|tel|mobile|mobil|cell|cellphone|fax|whatsapp|handy)(?:s|_?numbers?|_?no|[_ -]|\b|$)`)

func isPhoneName(name string) bool {
	return phoneNames().MatchString(name) && !isIDName(name) || strings.HasSuffix(name, "Phone") || strings.HasSuffix(name, "PhoneNumber")
}
