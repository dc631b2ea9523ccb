package args

import (
	"regexp"
	"strings"

	"intercom-mcp/tools/lazy"
)

// plainMessages are messages of the schema validator, and a plain sentence for each.
var plainMessages = []struct {
	message func() *regexp.Regexp
	plain   string
}{
	{lazy.Regexp(`^minimum: (\S+?)(?:/1)? is less than (\S+?)\.?0*$`), "$1 is less than $2"},
	{lazy.Regexp(`^maximum: (\S+?)(?:/1)? is greater than (\S+?)\.?0*$`), "$1 is more than $2"},
	{lazy.Regexp(`(?s)^minLength: .* contains (\d+) Unicode code points, fewer than (\d+)$`), "$1 characters are fewer than $2"},
	{lazy.Regexp(`(?s)^maxLength: .* contains (\d+) Unicode code points, more than (\d+)$`), "$1 characters are more than $2"},
	{lazy.Regexp(`^minItems: array length (\d+) is less than (\d+)$`), "$1 items are fewer than $2"},
	{lazy.Regexp(`^maxItems: array length (\d+) is greater than (\d+)$`), "$1 items are more than $2"},
	{lazy.Regexp(`(?s)^enum: (.*) does not equal any of: \[(.*)\]$`), `"$1" is none of $2`},
}

// plainMessage returns a message of the schema validator as a sentence after the
// argument's name, without JSON pointers. A message that it does not know stays
// as it is.
func plainMessage(message string) string {
	argument := ""
	for {
		rest, ok := strings.CutPrefix(message, "validating ")
		pointer, inner, cut := strings.Cut(rest, ": ")
		if !ok || !cut {
			break
		}
		if message = inner; !strings.HasPrefix(inner, "validating ") && pointer != "root" {
			path := strings.NewReplacer("/properties/", ".", "/items", "[]").Replace(pointer)
			argument = strings.TrimPrefix(path, ".") + ": "
		}
	}
	for _, p := range plainMessages {
		if pattern := p.message(); pattern.MatchString(message) {
			return argument + pattern.ReplaceAllString(message, p.plain)
		}
	}
	return argument + message
}
