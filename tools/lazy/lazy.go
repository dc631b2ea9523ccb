// Package lazy compiles regular expressions when they are first needed: most
// servers never need most of them, and one starts with every conversation.
package lazy

import (
	"regexp"
	"sync"
)

// Regexp gives a regular expression, compiled when it is first asked for.
func Regexp(expr string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expr) })
}
