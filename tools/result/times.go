package result

import (
	"strconv"
	"strings"
	"time"

	"intercom-mcp/tools/args"
	"intercom-mcp/tools/jsontree"
)

// isTimeName reports whether a field of this name holds a time.
func isTimeName(name string) bool {
	for _, end := range []string{"_at", "_since", "_until"} {
		if strings.HasSuffix(name, end) {
			return true
		}
	}
	return false
}

// moment3339 is a time of the API in RFC 3339; what is no time in seconds stays
// as it is.
func moment3339(t *jsontree.Node) *jsontree.Node {
	seconds, err := strconv.ParseInt(t.Text, 10, 64)
	if err != nil || seconds < 0 || seconds > args.LatestTime {
		return t
	}
	if seconds == 0 { // never
		return nil
	}
	return jsontree.NewText(time.Unix(seconds, 0).UTC().Format(time.RFC3339))
}
