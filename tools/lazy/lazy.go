// Package lazy compiles regular expressions at their first use. In goes a pattern,
// out comes a function that returns it compiled. Most servers never need most of
// them, and one starts with every conversation.
package lazy

import (
	"regexp"
	"sync"
)

// Regexp returns a function that returns the regular expression, which its first
// call compiles. That call panics on a pattern that does not compile.
func Regexp(pattern string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(pattern) })
}
