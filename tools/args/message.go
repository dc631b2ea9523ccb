package args

import (
	"regexp"
	"strings"

	"intercom-mcp/tools/lazy"
)

// validatorMessages says in a sentence what the validator of schemas says in its own way.
var validatorMessages = []struct {
	said  func() *regexp.Regexp
	plain string
}{
	{lazy.Regexp(`^minimum: (\S+?)(?:/1)? is less than (\S+?)\.?0*$`), "$1 is less than $2"},
	{lazy.Regexp(`^maximum: (\S+?)(?:/1)? is greater than (\S+?)\.?0*$`), "$1 is more than $2"},
	{lazy.Regexp(`(?s)^minLength: .* contains (\d+) Unicode code points, fewer than (\d+)$`), "$1 characters are fewer than $2"},
	{lazy.Regexp(`(?s)^maxLength: .* contains (\d+) Unicode code points, more than (\d+)$`), "$1 characters are more than $2"},
	{lazy.Regexp(`^minItems: array length (\d+) is less than (\d+)$`), "$1 items are fewer than $2"},
	{lazy.Regexp(`^maxItems: array length (\d+) is greater than (\d+)$`), "$1 items are more than $2"},
	{lazy.Regexp(`(?s)^enum: (.*) does not equal any of: \[(.*)\]$`), `"$1" is none of $2`},
}

// plainMessage names the argument of a validator's message, drops its pointers, and
// says what is wrong in a sentence.
func plainMessage(msg string) string {
	argument := ""
	for {
		rest, ok := strings.CutPrefix(msg, "validating ")
		at, what, cut := strings.Cut(rest, ": ")
		if !ok || !cut {
			break
		}
		if msg = what; !strings.HasPrefix(what, "validating ") && at != "root" {
			at = strings.NewReplacer("/properties/", ".", "/items", "[]").Replace(at)
			argument = strings.TrimPrefix(at, ".") + ": "
		}
	}
	for _, p := range validatorMessages {
		if said := p.said(); said.MatchString(msg) {
			return argument + said.ReplaceAllString(msg, p.plain)
		}
	}
	return argument + msg
}
