// Package redact replaces e-mail addresses, phone numbers and card numbers in
// texts by placeholders that stay the same, so that people stay apart.
package redact

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"intercom-mcp/tools/lazy"
)

// kinds are what can be redacted.
var kinds = []string{"email", "phone", "card"}

// Rules are what the server redacts, for every caller.
type Rules struct {
	Kinds []string // email, phone, card
	Key   string   // replicas with the same one agree on placeholders; "": the caller's token serves
}

// Check says which kind is unknown.
func (r Rules) Check() error {
	for _, k := range r.Kinds {
		if !slices.Contains(kinds, k) {
			return fmt.Errorf("%q can't be redacted: only %s can", k, strings.Join(kinds, ", "))
		}
	}
	return nil
}

// For is the redaction for one caller, told by the fingerprint of its token;
// nil where nothing is redacted.
func (r Rules) For(fingerprint [sha256.Size]byte) *Redactor {
	if len(r.Kinds) == 0 {
		return nil
	}
	secret := fingerprint[:]
	if r.Key != "" {
		secret = []byte(r.Key)
	}
	mac := hmac.New(sha256.New, secret)
	mac.Write([]byte("intercom-mcp redaction 1"))
	return &Redactor{kinds: r.Kinds, key: mac.Sum(nil)}
}

// Redactor replaces e-mail addresses, phone numbers and card numbers by
// placeholders: the same for the same one, so that people stay apart, and
// nothing that could be turned back without the key.
type Redactor struct {
	kinds []string
	key   []byte
}

// placeholderDigits tell placeholders apart: with fewer, two of the people in
// one long list would soon look like one.
const placeholderDigits = 6

// placeholder stands for something in its plainest spelling.
func (r *Redactor) placeholder(kind, plain string) string {
	mac := hmac.New(sha256.New, r.key)
	mac.Write([]byte(kind + "\x00" + plain))
	return "[" + kind + "-" + hex.EncodeToString(mac.Sum(nil))[:placeholderDigits] + "]"
}

func (r *Redactor) does(kind string) bool { return slices.Contains(r.kinds, kind) }

// Known are the ids that a result holds: digits in a text that are one of them
// are no phone number and no card.
type Known map[string]bool

// Field redacts the text of a field called name, which may say that it holds
// phone numbers.
func (r *Redactor) Field(name, s string, seen Known) string {
	switch isPhone := r.does("phone") && isPhoneName(name); {
	case isPhone && phoneLike().MatchString(s):
		return r.phone(s)
	case isPhone: // one of several, or among words
		s = r.Text(s, seen)
		return replaceAll(digitRun(), s, func(start, end int) (string, bool) { return r.number(s, start, end, seen) })
	}
	return r.Text(s, seen)
}

// Number redacts a bare number of a field called name. What is none any more is
// a text.
func (r *Redactor) Number(name, s string, seen Known) string {
	switch {
	case r.does("phone") && isPhoneName(name) && phoneLike().MatchString(s):
		return r.phone(s)
	case r.does("card") && !seen[s] && isCard(s):
		return r.placeholder("card", s)
	}
	return s
}

// Text redacts within a text. One in which digits or signs of other scripts
// hide something is given in ASCII's.
func (r *Redactor) Text(s string, seen Known) string {
	s = r.plainText(s, seen)
	if plain := inASCII(s); plain != s {
		if clean := r.plainText(plain, seen); clean != plain {
			return clean
		}
	}
	return s
}

// inASCII writes the digits of all scripts, and the wide forms of signs, as ASCII's.
func inASCII(s string) string {
	if strings.IndexFunc(s, func(r rune) bool { return asciiOf(r) != r }) < 0 {
		return s
	}
	return strings.Map(asciiOf, s)
}

func asciiOf(r rune) rune {
	switch {
	case r < 0x660:
		return r
	case unicode.Is(unicode.Nd, r):
		zero := r
		for unicode.Is(unicode.Nd, zero-1) && r-zero < 9 { // digits come in tens, from zero on
			zero--
		}
		return '0' + (r-zero)%10
	case r == '\uff20' || r == '\ufe6b':
		return '@'
	case r == '\uff0e' || r == '\u3002' || r == '\uff61':
		return '.'
	case r == '\uff0b':
		return '+'
	}
	return r
}

// plainText redacts within a text as it is.
func (r *Redactor) plainText(s string, seen Known) string {
	if r.does("email") && strings.ContainsAny(s, "@%&\\[({") {
		s = mailAddress().ReplaceAllStringFunc(s, r.email)
	}
	if !hasDigits(s, fewestDigits) {
		return s
	}
	if r.does("card") {
		s = r.cards(s, seen)
	}
	if r.does("phone") {
		s = r.phones(s, seen)
	}
	return s
}

// fewestDigits are those of the shortest phone number.
const fewestDigits = 6

// hasDigits reports whether a text has so many digits: most texts have not, and
// need no closer look.
func hasDigits(s string, n int) bool {
	for i := range len(s) {
		if isDigit(s, i) {
			if n--; n == 0 {
				return true
			}
		}
	}
	return false
}

// mailAddress is an e-mail address, its signs as they are, as URLs and HTML write
// them, or as people do who hide them from machines. Where its last name can be
// one in ASCII it is: scripts that write no spaces go on behind it.
var mailAddress = lazy.Regexp(`(?i)(?:"[^"\s@]{1,64}"|[\p{L}\p{N}_](?:[\p{L}\p{M}\p{N}_.+'~-]|%2B)*)` + at +
	`(?:` + labels + `[a-z][a-z0-9-]*[a-z0-9]|` + labels + `[\p{L}\p{M}][\p{L}\p{M}\p{N}-]*[\p{L}\p{M}\p{N}])`)

const (
	amp    = `(?:&|\\u0026)(?:amp;)*` // in HTML, and in JSON that is a text
	at     = marks + `(?:@|[ \x{a0}]@[ \x{a0}]|%(?:25)*40|` + amp + `(?:#0*64;?|#x0*40;|commat;)|\\u0040|[ \x{a0}]?[\[({]\s?(?:at|@)\s?[\])}][ \x{a0}]?)` + marks
	dot    = marks + `(?:\.|%(?:25)*2E|` + amp + `(?:#0*46;?|#x0*2E;|period;)|\\u002e|[ \x{a0}]?[\[({]\s?dot\s?[\])}][ \x{a0}]?)` + marks
	marks  = `(?:` + emphasis + `){0,3}`
	labels = `(?:[\p{L}\p{M}\p{N}](?:[\p{L}\p{M}\p{N}-]*[\p{L}\p{M}\p{N}])?` + dot + `)+`
)

var (
	atSign  = lazy.Regexp(`(?i)` + at)
	dotSign = lazy.Regexp(`(?i)` + dot)
	// beforeMail is text of a script without spaces before an address in ASCII.
	beforeMail = lazy.Regexp(`^[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}\p{Thai}ー]+([A-Za-z0-9_][A-Za-z0-9_.+'~-]*)$`)
)

func (r *Redactor) email(s string) string {
	plain := strings.ToLower(dotSign().ReplaceAllString(atSign().ReplaceAllString(s, "@"), "."))
	plain = strings.ReplaceAll(plain, "%2b", "+")
	before := ""
	if local, _, _ := strings.Cut(plain, "@"); beforeMail().MatchString(local) {
		own := beforeMail().ReplaceAllString(local, "$1")
		before, plain = local[:len(local)-len(own)], plain[len(local)-len(own):]
	}
	return before + r.placeholder("email", plain)
}
