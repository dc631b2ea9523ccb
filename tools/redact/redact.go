// Package redact replaces e-mail addresses, phone numbers and card numbers in
// texts by placeholders. In go a text, the name of its field and the ids that are
// known; out comes the text, with the same placeholder for the same address or
// number, so that people stay apart, and nothing that could be turned back without
// the key. It must not know where a text is from or who reads it.
package redact

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// kinds are what can be redacted.
var kinds = []string{"email", "phone", "card"}

// Rules are what the server redacts, for every caller.
type Rules struct {
	Kinds []string // email, phone, card
	Key   string   // servers with the same one agree on placeholders; "": the caller's token serves
}

// Check returns an error that names a kind that is unknown; nil if all are known.
func (r Rules) Check() error {
	for _, k := range r.Kinds {
		if !slices.Contains(kinds, k) {
			return fmt.Errorf("%q can't be redacted: only %s can", k, strings.Join(kinds, ", "))
		}
	}
	return nil
}

// For returns the Redactor of one caller, known by the fingerprint of its token;
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
	made := &Redactor{kinds: r.Kinds, key: mac.Sum(nil)}
	if made.redacts("card") {
		made.numbers = append(made.numbers, made.groupedCards, made.cards)
	}
	if made.redacts("phone") {
		for _, form := range phoneForms {
			made.numbers = append(made.numbers, made.formatted(form))
		}
		made.numbers = append(made.numbers, made.announced)
	}
	return made
}

// A Redactor replaces e-mail addresses, phone numbers and card numbers by
// placeholders. It is safe for concurrent use.
type Redactor struct {
	kinds   []string
	key     []byte
	numbers []finder // of cards and phone numbers, in the order in which they are looked for
}

// placeholderDigits tell placeholders apart: with fewer, two of the people in
// one long list would soon look like one.
const placeholderDigits = 6

// placeholder returns what stands for an address or number, given in its plainest
// spelling.
func (r *Redactor) placeholder(kind, plain string) string {
	mac := hmac.New(sha256.New, r.key)
	mac.Write([]byte(kind + "\x00" + plain))
	return "[" + kind + "-" + hex.EncodeToString(mac.Sum(nil))[:placeholderDigits] + "]"
}

// redacts reports whether things of this kind are redacted.
func (r *Redactor) redacts(kind string) bool { return slices.Contains(r.kinds, kind) }

// Known are the ids that a result holds: digits in a text that are one of them
// are no phone number and no card.
type Known map[string]bool

// Field returns the text of a field called name, redacted. Its name may say that
// it holds phone numbers.
func (r *Redactor) Field(name, s string, known Known) string {
	isPhone := r.redacts("phone") && isPhoneName(name)
	if isPhone && phoneLike().MatchString(s) {
		return r.phone(s)
	}
	s = r.Text(s, known)
	if isPhone { // one of several, or among words
		s = replaceIn(s, known, func(s string, known Known) []edit { return r.digitRuns(s, 0, len(s), known) })
	}
	return s
}

// Number returns a bare number of a field called name, redacted: a placeholder
// is a text.
func (r *Redactor) Number(name, s string, known Known) string {
	switch {
	case r.redacts("phone") && isPhoneName(name) && phoneLike().MatchString(s):
		return r.phone(s)
	case r.redacts("card") && !known[s] && isCard(s):
		return r.placeholder("card", s)
	}
	return s
}

// Text returns a text, redacted.
func (r *Redactor) Text(s string, known Known) string {
	if r.redacts("email") {
		s = replaceIn(s, known, r.mails)
	}
	if hasDigits(s, fewestDigits) {
		s = replaceIn(s, known, r.numbers...)
	}
	return s
}

// A finder finds what is to be redacted in a text, in order and without overlaps.
type finder func(s string, known Known) []edit

// replaceIn returns a text without what finders find in it: as it is read, as it
// is written, in which a sign may be no escape, and as it is read in ASCII.
func replaceIn(s string, known Known, finders ...finder) string {
	var done []string
	for _, readAs := range []func(string) reading{unescaped, asWritten, inASCII} {
		t := readAs(s)
		if slices.Contains(done, t.text) {
			continue
		}
		for _, find := range finders {
			if edits := find(t.text, known); len(edits) > 0 {
				s = t.apply(edits)
				t = readAs(s)
			}
		}
		done = append(done, t.text)
	}
	return s
}

// eachMatch returns the edits of all matches of a form in s.
func eachMatch(form *regexp.Regexp, s string, edits func(start, end int) []edit) []edit {
	var all []edit
	for _, m := range form.FindAllStringIndex(s, -1) {
		all = append(all, edits(m[0], m[1])...)
	}
	return all
}

// fewestDigits are those of the shortest phone number.
const fewestDigits = 6

// hasDigits reports whether a text has n digits of any script: most texts have
// not, and need no closer look.
func hasDigits(s string, n int) bool {
	for _, r := range s {
		if unicode.IsDigit(r) {
			if n--; n == 0 {
				return true
			}
		}
	}
	return false
}
