package sandbox

import (
	"html"
	"strings"
)

// nameEscaper escapes a name for HTML, as Intercom does in its answers, though they are JSON.
var nameEscaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;", "'", "&#39;")

// escapeName returns a record as answers show it: its name is escaped for HTML. Stored names are as they were given, and filters compare those.
func escapeName(o object) object {
	name, ok := o["name"].(string)
	if !ok {
		return o
	}
	return o.with(object{"name": nameEscaper.Replace(name)})
}

// unescapedName returns a name that was stored as answers show it, which those of authors are.
func unescapedName(v any) any {
	name, ok := v.(string)
	if !ok {
		return v
	}
	return html.UnescapeString(name)
}
