package result

import (
	"strings"
	"unicode"

	"intercom-mcp/tools/untrusted"
)

// Excerpt returns how a text or HTML begins, in one line, whole words only. It is
// cleaned before it is cut: half an address would not be known as one.
func (v View) Excerpt(text string, length int) string {
	runes := []rune(v.Clean(untrusted.Line(text)))
	if len(runes) <= length {
		return string(runes)
	}
	end := length
	for end > length/2 && !unicode.IsSpace(runes[end]) {
		end--
	}
	if !unicode.IsSpace(runes[end]) { // a script without spaces
		end = length
	}
	return strings.TrimRightFunc(string(runes[:end]), unicode.IsSpace) + "…"
}
