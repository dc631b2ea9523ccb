package tools

import (
	"intercom-mcp/tools/strangers"
	"strings"
)

// line is l as one short line.
func (l loose) line(most int) string { return strangers.OneLine(string(l), most) }

func spaced(l loose) loose { return loose(strings.ReplaceAll(string(l), "_", " ")) }

// closed is l with an end to what was opened before it, if there is anything.
func (l loose) closed(end string) loose {
	if l == "" {
		return ""
	}
	return l + loose(end)
}
