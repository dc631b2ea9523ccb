package redact

import (
	"regexp"
	"strings"
	"unicode"

	"intercom-mcp/tools/lazy"
)

// Between the digits of a number: a space of any kind, a mark, or what makes a
// part of it bold. The loose marks part numbers too, and much else.
const (
	gap     = `[ \t\x{a0}\x{2000}-\x{200a}\x{202f}\x{205f}\x{3000}]|` + emphasis
	between = `(?:` + gap + `|[.\-\x{2010}-\x{2015}\x{2212}/])`
	loosely = `(?:` + gap + `|[.\-\x{2010}-\x{2015}\x{2212}/·•_~])`
	bracket = `[()\[\]]{0,2}`
)

// emphasis is what HTML and Markdown put around a part of a line.
const emphasis = `</?(?:wbr|a|b|i|u|s|em|strong|span|font|mark|small|code)(?:\s[^<>]*)?/?>|\*{1,3}|__|~~|` + "`"

// phoneForms are the forms of phone numbers that nothing else has. Bare digits
// are a phone number only after a word that says so: they may be an id, a time
// or an amount.
var phoneForms = []func() *regexp.Regexp{
	// international: +49 (0)30 901820, +1 - 415 - 555 - 0132, 0049 30 901820
	lazy.Regexp(`(?i)\+\]?` + loosely + `{0,3}[(\[]?[1-9](?:` + bracket + loosely + `{0,3}` + bracket + `\d){6,14}`),
	lazy.Regexp(`(?i)\b00` + between + `?\(?[1-9](?:[()]{0,2}` + between + `{0,3}[()]{0,2}\d){6,14}`),
	// North American: (415) 555-0132, 415.555.0132, 1-415-555-0132, 415 - 555 - 0132, (415)5550132
	lazy.Regexp(`(?i)(?:\b1` + between + `{1,3})?(?:\([2-9]\d{2}\)` + between + `{0,3}\d{3}` + between + `{0,3}` +
		`|\b[2-9]\d{2}` + between + `{1,3}\d{3}` + between + `{1,3})\d{4}\b`),
	// with a trunk 0 or 8: 030 901820, (020) 7946 0018, 0171-1234567, 06 12 34 56 78, 8 800 555-35-35
	lazy.Regexp(`(?i)(?:\(0\d{1,5}\)|\b0[1-9])(?:` + between + `{0,2}\d){6,11}\b`),
	lazy.Regexp(`\b8[ -]\d{3}[ -]\d{3}[ -]\d{2}[ -]\d{2}\b`),
	// with a code in brackets: (11) 91234-5678, 8 (495) 123-45-67
	lazy.Regexp(`(?:\b[1-9]\d?[ -]?)?\([1-9]\d{1,4}\) ?\d{2,5}(?:-\d{2,4}){1,2}\b`),
	// Indian and Chinese: 98765 43210, 138 0013 8000
	lazy.Regexp(`\b[6-9]\d{4}[ -]\d{5}\b|\b1[3-9]\d[ -]\d{4}[ -]\d{4}\b`),
}

// announcedNumbers are the numbers after a word that says what they are, with the
// word: tel. 901820, phone=4155550132 or 4155550133, my number is 4155550132.
var announcedNumbers = lazy.Regexp(`(?i)(?:\b(?:` + phoneWords + `)\b|手机|手機|电话|電話|携帯|전화|휴대폰)[^\d\n@]{0,20}` +
	someDigits + `\b(?:(?:[ ,;/|&]|\bor\b|\(was\b){1,4}` + someDigits + `\b){0,3}`)

const (
	phoneWords = `phone|t[ée]l[ée]phone|tel[ée]fono|telefon|telefonnummer|t[ée]l|mobile|mobil|mobilnummer|cell|celular|cellulare|fax|whatsapp|wa\.me|sms` +
		`|handy|handynummer|rufnummer|call|ring|(?:my|our|his|her|new) number|(?:reach|text) (?:me|us)`
	someDigits = `\(?\d(?:[()]{0,2}` + between + `?[()]{0,2}\d){5,14}`
)

// digitRun is one of the numbers after such a word.
var digitRun = lazy.Regexp(`(?i)` + someDigits)

// notPhone is a word which says that the number after it is an id.
var notPhone = lazy.Regexp(`(?i)\b(?:ids?|orders?|tickets?|conversations?|invoices?|cases?|articles?)(?: ?(?:no\.?|nr\.?|number))?[ :#=]*$`)

// formatted finds the phone numbers in a text that have a form.
func (r *Redactor) formatted(form func() *regexp.Regexp) finder {
	return func(s string, known Known) []edit {
		return eachMatch(form(), s, func(start, end int) []edit { return r.number(s, start, end, known) })
	}
}

// announced finds the phone numbers in a text that follow a word that says so.
func (r *Redactor) announced(s string, known Known) []edit {
	return eachMatch(announcedNumbers(), s, func(start, end int) []edit {
		from := start + numberStart(s[start:end])
		if notPhone().MatchString(s[start:from]) {
			return nil
		}
		return r.digitRuns(s, from, end, known)
	})
}

// digitRuns finds all the numbers in s[from:to], which are known to be phone
// numbers.
func (r *Redactor) digitRuns(s string, from, to int, known Known) []edit {
	return eachMatch(digitRun(), s[from:to], func(start, end int) []edit { return r.number(s, from+start, from+end, known) })
}

// number returns the placeholder in the place of s[start:end], unless it is
// something else than a phone number.
func (r *Redactor) number(s string, start, end int, known Known) []edit {
	start += numberStart(s[start:end])
	number := s[start:end]
	if known[number] || number[0] != '+' && within(s, start, end) || isDate(number) || isPlaceholder(s, start) {
		return nil
	}
	return []edit{{start, end, r.phone(number)}}
}

// numberStart returns the index in a match at which its number begins.
func numberStart(match string) int {
	return strings.IndexFunc(match, func(r rune) bool { return unicode.IsDigit(r) || r == '+' || r == '(' })
}

// within reports whether s[start:end] is a part of a longer word, such as a
// hexadecimal id or a UUID. Scripts that write no spaces have numbers beside
// their letters, so that only ASCII's make a word. A number in brackets may
// follow a letter.
func within(s string, start, end int) bool {
	const longest = 24 // bytes of what is looked at before it
	if isWord(s, end) || isWord(s, start-1) && (s[start] != '(' || !isLetter(s, start-1)) {
		return true
	}
	return firstGroups().MatchString(s[max(0, start-longest):start])
}

// firstGroups are the first groups of a UUID.
var firstGroups = lazy.Regexp(`(?i)(?:^|[^0-9a-z])[0-9a-f]{8}(?:-[0-9a-f]{4}){0,3}-$`)

// isWord reports whether s[i] is an ASCII letter, a digit or an underscore.
func isWord(s string, i int) bool {
	return isLetter(s, i) || isDigit(s, i) || i >= 0 && i < len(s) && s[i] == '_'
}

func isLetter(s string, i int) bool {
	return i >= 0 && i < len(s) && 'a' <= s[i]|0x20 && s[i]|0x20 <= 'z'
}

// date is a day as people write it, which looks like a number with a trunk 0,
// or is one after a word.
var date = lazy.Regexp(`^(?:19|20)\d{2}[./-](?:0?[1-9]|1[0-2])[./-](?:0?[1-9]|[12]\d|3[01])(?:\D|$)` +
	`|^(?:0?[1-9]|[12]\d|3[01])[./-](?:0?[1-9]|[12]\d|3[01])[./-](?:19|20)\d{2}(?:\D|$)` +
	`|^\(\d+\) ?(?:19|20)\d{2}-\d{2}-\d{2}$`)

func isDate(s string) bool { return date().MatchString(s) }

// isPlaceholder reports whether the digits at an index are a placeholder's.
func isPlaceholder(s string, i int) bool {
	return strings.HasSuffix(s[:i], "[phone-") || strings.HasSuffix(s[:i], "[card-") || strings.HasSuffix(s[:i], "[email-")
}

// phoneLike is a number in a field that is called a phone.
var phoneLike = lazy.Regexp(`^[\s+(]*\d[\d\s()+./x\x{a0}\x{2010}-\x{2013}-]{3,}$`)

// phone returns the placeholder of a number; how it is spaced does not matter.
func (r *Redactor) phone(s string) string {
	isAbroad := strings.HasPrefix(strings.TrimLeft(s, " ("), "+")
	plain := onlyDigits(withoutTags(strings.ReplaceAll(s, "(0)", "")))
	if !isAbroad {
		plain = strings.TrimPrefix(plain, "00")
	}
	return r.placeholder("phone", plain)
}

// withoutTags returns a number without HTML's tags, in which there may be digits.
func withoutTags(s string) string { return tags().ReplaceAllString(s, "") }

var tags = lazy.Regexp(`<[^<>]*>`)

func onlyDigits(s string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, s)
}

// phoneNames are the words by which a field says that it holds a phone number.
var phoneNames = lazy.Regexp(`(?i)(?:^|[_ -]|\b)` +
	`(?:phone|t[ée]l[ée]phone|tel[ée]fono|telefon|t[ée]l|mobile|m[óo]vil|mobil|cell|cellphone|celular|cellulare|fax|whatsapp|handy|ruf)` +
	`(?:s|_?numbers?|_?no|nummer|[_ -]|\b|$)|手机|手機|电话|電話|携帯|전화|휴대폰`)

// isPhoneName reports whether a field of this name holds phone numbers.
func isPhoneName(name string) bool {
	return phoneNames().MatchString(name) || strings.HasSuffix(name, "Phone") || strings.HasSuffix(name, "PhoneNumber")
}
