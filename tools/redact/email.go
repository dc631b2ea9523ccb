package redact

import (
	"strings"

	"intercom-mcp/tools/lazy"
)

// mailAddress is an e-mail address, its signs as they are or as people write them
// who hide them from machines. Where its last name can be one in ASCII it is:
// scripts that write no spaces go on behind it.
var mailAddress = lazy.Regexp(`(?i)(?:"[^"\s@]{1,64}"|[\p{L}\p{N}_][\p{L}\p{M}\p{N}_.+'~-]*)` + at +
	`(?:` + labels + `[a-z][a-z0-9-]*[a-z0-9]|` + labels + `[\p{L}\p{M}][\p{L}\p{M}\p{N}-]*[\p{L}\p{M}\p{N}])`)

const (
	at     = marks + `(?:@|[ \x{a0}]@[ \x{a0}]|[ \x{a0}]?[\[({]\s?(?:at|@)\s?[\])}][ \x{a0}]?)` + marks
	dot    = marks + `(?:\.|[ \x{a0}]?[\[({]\s?dot\s?[\])}][ \x{a0}]?)` + marks
	marks  = `(?:` + emphasis + `){0,3}`
	labels = `(?:[\p{L}\p{M}\p{N}](?:[\p{L}\p{M}\p{N}-]*[\p{L}\p{M}\p{N}])?` + dot + `)+`
)

var (
	atSign  = lazy.Regexp(`(?i)` + at)
	dotSign = lazy.Regexp(`(?i)` + dot)
	// beforeMail is text of a script without spaces before an address in ASCII.
	beforeMail = lazy.Regexp(`^[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}\p{Thai}ー]+([A-Za-z0-9_][A-Za-z0-9_.+'~-]*)$`)
)

// mails finds the e-mail addresses in a text.
func (r *Redactor) mails(s string, _ Known) []edit {
	if !strings.ContainsAny(s, "@[({") {
		return nil
	}
	return eachMatch(mailAddress(), s, func(start, end int) []edit {
		plain := strings.ToLower(dotSign().ReplaceAllString(atSign().ReplaceAllString(s[start:end], "@"), "."))
		local, _, _ := strings.Cut(plain, "@")
		if own := beforeMail().FindStringSubmatch(local); own != nil {
			before := len(local) - len(own[1])
			start, plain = start+before, plain[before:]
		}
		return []edit{{start, end, r.placeholder("email", plain)}}
	})
}
