package strangers

import (
	"regexp"
	"sync"
)

// pattern is a regular expression that is compiled when it is first needed:
// most servers never need most of them, and one starts with every conversation.
func pattern(expr string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expr) })
}
