package redact

import (
	"regexp"
	"strings"
	"unicode"

	"intercom-mcp/tools/lazy"
)

// Between the digits of a number: a space of any kind, as itself or as URLs and
// HTML write it, a mark, or what makes a part of it bold. The loose marks part
// numbers too, and much else.
const (
	gap     = `[ \t\x{a0}\x{2000}-\x{200a}\x{202f}\x{205f}\x{3000}]|%20|&nbsp;|&#160;|` + emphasis
	between = `(?:` + gap + `|[.\-\x{2010}-\x{2015}\x{2212}/])`
	loosely = `(?:` + gap + `|[.\-\x{2010}-\x{2015}\x{2212}/·•_~])`
	bracket = `[()\[\]]{0,2}`
)

// emphasis is what HTML, also in JSON that is a text, and Markdown put around a
// part of a line.
const (
	emphasis = `(?:<|\\u003c)/?(?:wbr|a|b|i|u|s|em|strong|span|font|mark|small|code)(?:\s` + inTag + `)?/?(?:>|\\u003e)|\*{1,3}|__|~~|` + "`"
	inTag    = `(?:[^<>\\]|\\[^u])*`
)

// numbers are the forms of phone numbers that nothing else has. Bare digits
// are a phone number only after a word that says so: they may be an id, a time
// or an amount.
var numbers = []func() *regexp.Regexp{
	// international: +49 (0)30 901820, +1 - 415 - 555 - 0132, 0049 30 901820
	lazy.Regexp(`(?i)(?:\+|%2B|&#43;|&plus;)\]?` + loosely + `{0,3}[(\[]?[1-9](?:` + bracket + loosely + `{0,3}` + bracket + `\d){6,14}`),
	lazy.Regexp(`(?i)\b00` + between + `?\(?[1-9](?:[()]{0,2}` + between + `{0,3}[()]{0,2}\d){6,14}`),
	// North American: (415) 555-0132, 415.555.0132, 1-415-555-0132, 415 - 555 - 0132, (415)5550132
	lazy.Regexp(`(?i)(?:\b1` + between + `{1,3})?(?:\([2-9]\d{2}\)` + between + `{0,3}\d{3}` + between + `{0,3}|\b[2-9]\d{2}` + between + `{1,3}\d{3}` +
		between + `{1,3})\d{4}\b`),
	// with a trunk 0 or 8: 030 901820, (020) 7946 0018, 0171-1234567, 06 12 34 56 78, 8 800 555-35-35
	lazy.Regexp(`(?i)(?:\(0\d{1,5}\)|\b0[1-9])(?:` + between + `{0,2}\d){6,11}\b`),
	lazy.Regexp(`\b8[ -]\d{3}[ -]\d{3}[ -]\d{2}[ -]\d{2}\b`),
	// with a code in brackets: (11) 91234-5678, 8 (495) 123-45-67
	lazy.Regexp(`(?:\b[1-9]\d?[ -]?)?\([1-9]\d{1,4}\) ?\d{2,5}(?:-\d{2,4}){1,2}\b`),
	// Indian and Chinese: 98765 43210, 138 0013 8000
	lazy.Regexp(`\b[6-9]\d{4}[ -]\d{5}\b|\b1[3-9]\d[ -]\d{4}[ -]\d{4}\b`),
}

// announced are the numbers after a word that says what they are: tel. 901820,
// phone=4155550132 or 4155550133, wa.me/4155550132, my number is 4155550132.
var announced = lazy.Regexp(`(?i)(?:\b(?:` + phoneWords + `)\b|手机|手機|电话|電話|携帯|전화|휴대폰)(?:%3A|%3D|%20|[^\d\n@]){0,20}` +
	someDigits + `\b(?:(?:[ ,;/|&]|\bor\b|\(was\b){1,4}` + someDigits + `\b){0,3}`)

const (
	phoneWords = `phone|t[ée]l[ée]phone|tel[ée]fono|telefon|telefonnummer|t[ée]l|mobile|mobil|mobilnummer|cell|celular|cellulare|fax|whatsapp|wa\.me|sms` +
		`|handy|handynummer|rufnummer|call|ring|(?:my|our|his|her|new) number|(?:reach|text) (?:me|us)`
	someDigits = `\(?\d(?:[()]{0,2}` + between + `?[()]{0,2}\d){5,14}`
)

// digitRun is one of the numbers after such a word.
var digitRun = lazy.Regexp(`(?i)` + someDigits)

// notPhone is what says of the number after it that it is an id.
var notPhone = lazy.Regexp(`(?i)\b(?:ids?|orders?|tickets?|conversations?|invoices?|cases?|articles?)(?: ?(?:no\.?|nr\.?|number))?[ :#=]*$`)

// phones redacts the phone numbers in a text.
func (r *Redactor) phones(s string, seen Known) string {
	for _, form := range numbers {
		s = replaceAll(form(), s, func(start, end int) (string, bool) { return r.number(s, start, end, seen) })
	}
	return replaceAll(announced(), s, func(start, end int) (string, bool) {
		from := start + leadOf(s[start:end])
		if notPhone().MatchString(s[start:from]) {
			return "", false
		}
		return s[start:from] + replaceAll(digitRun(), s[from:end], func(a, b int) (string, bool) { return r.number(s, from+a, from+b, seen) }), true
	})
}

// number is s[start:end] with a placeholder, unless it is something else.
func (r *Redactor) number(s string, start, end int, seen Known) (string, bool) {
	match := s[start:end]
	lead := leadOf(match)
	number := match[lead:]
	if seen[number] || !abroad().MatchString(number) && within(s, start+lead, end) || isDate(number) || isPlaceholder(s, start+lead) {
		return "", false
	}
	return match[:lead] + r.phone(number), true
}

// abroad is how a number begins that can't be a part of a word.
var abroad = lazy.Regexp(`^(?i:\+|%2B|&#43;|&plus;)`)

// leadOf is where in a match its number begins, after a word and what an
// address has between the two.
func leadOf(match string) int {
	lead := strings.IndexFunc(match, func(r rune) bool { return unicode.IsDigit(r) || r == '+' || r == '(' || r == '%' || r == '&' })
	for escape := separator().FindString(match[lead:]); escape != ""; escape = separator().FindString(match[lead:]) {
		lead += len(escape)
	}
	return lead
}

// separator is what stands between a word and its number in an address.
var separator = lazy.Regexp(`^(?i:%3A|%3D|%20|&nbsp;|&#160;)`)

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
// hexadecimal id or a UUID. Scripts that write no spaces have numbers beside
// their letters, so that only ASCII's make a word.
func within(s string, start, end int) bool {
	const longest = 24 // bytes of what is looked at before it
	head := s[max(0, start-longest):start]
	if isWord(s, end) || isWord(s, start-1) && !escapeEnd().MatchString(head) {
		return true
	}
	return hexTail().MatchString(head)
}

var (
	escapeEnd = lazy.Regexp(`(?i)(?:%[0-9a-f]{2}|;)$`)
	// hexTail is the first groups of a UUID.
	hexTail = lazy.Regexp(`(?i)(?:^|[^0-9a-z])[0-9a-f]{8}(?:-[0-9a-f]{4}){0,3}-$`)
)

func isWord(s string, i int) bool {
	return i >= 0 && i < len(s) && (s[i] == '_' || 'a' <= s[i]|0x20 && s[i]|0x20 <= 'z' || isDigit(s, i))
}

// date is a day as people write it, which looks like a number with a trunk 0,
// or is one after a word.
var date = lazy.Regexp(`^(?:19|20)\d{2}[./-](?:0?[1-9]|1[0-2])[./-](?:0?[1-9]|[12]\d|3[01])(?:\D|$)|^(?:0?[1-9]|[12]\d|3[01])[./-](?:0?[1-9]|[12]\d|3[01])[./-](?:19|20)\d{2}(?:\D|$)|^\(\d+\) ?(?:19|20)\d{2}-\d{2}-\d{2}$`)

func isDate(s string) bool { return date().MatchString(s) }

// isPlaceholder reports whether the digits at an index are a placeholder's.
func isPlaceholder(s string, i int) bool {
	return strings.HasSuffix(s[:i], "[phone-") || strings.HasSuffix(s[:i], "[card-") || strings.HasSuffix(s[:i], "[email-")
}

// phoneLike is a number in a field that is called a phone.
var phoneLike = lazy.Regexp(`^[\s+(]*\d[\d\s()+./x\x{a0}\x{2010}-\x{2013}-]{3,}$`)

// phone is the placeholder of a number; how it is spaced does not matter.
func (r *Redactor) phone(s string) string {
	isAbroad := abroad().MatchString(strings.TrimLeft(s, " ("))
	plain := onlyDigits(withoutAsides(abroad().ReplaceAllString(strings.ReplaceAll(s, "(0)", ""), "")))
	if !isAbroad {
		plain = strings.TrimPrefix(plain, "00")
	}
	return r.placeholder("phone", plain)
}

// withoutAsides is a number without the spaces and tags in which there are digits.
func withoutAsides(s string) string { return asides().ReplaceAllString(s, "") }

var asides = lazy.Regexp(`(?i)%20|&#160;|<[^<>]*>|\\u003c` + inTag + `\\u003e`)

func onlyDigits(s string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, s)
}

// phoneNames are the words by which a field says that it holds a phone number.
var phoneNames = lazy.Regexp(`(?i)(?:^|[_ ` +
	`-]|\b)(?:phone|t[ée]l[ée]phone|tel[ée]fono|telefon|t[ée]l|mobile|m[óo]vil|mobil|cell|cellphone|celular|cellulare|fax|whatsapp|handy|ruf)` +
	`(?:s|_?numbers?|_?no|nummer|[_ -]|\b|$)|手机|手機|电话|電話|携帯|전화|휴대폰`)

func isPhoneName(name string) bool {
	return phoneNames().MatchString(name) || strings.HasSuffix(name, "Phone") || strings.HasSuffix(name, "PhoneNumber")
}
