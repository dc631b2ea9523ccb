package args

import (
	"slices"
	"strings"

	"intercom-mcp/tools/untrusted"
)

// freeTexts are the names of arguments that hold what people write: there the text
// "null" is a word.
var freeTexts = []string{
	"body", "body_markdown", "data", "default_value", "description", "event_name", "html", "label", "name", "phrase", "query", "remark", "subject", "text",
	"title", "value",
}

// isNull reports whether a value says that a field is not given: null, an object or
// a list of nothing but null, and where no words are wanted the text "null".
func (n *node) isNull(v any) bool {
	switch v := v.(type) {
	case nil:
		return n.form != asIsForm
	case string:
		return !n.isFreeText && n.form != asIsForm && strings.EqualFold(strings.TrimSpace(v), "null")
	case []any:
		return len(v) > 0 && n.items != nil && !slices.ContainsFunc(v, func(item any) bool { return !n.items.isNull(item) })
	case map[string]any:
		for name, member := range v {
			if f := n.fields[name]; f == nil || member != nil && !f.isNull(member) {
				return false
			}
		}
		return len(v) > 0
	}
	return false
}

// isBlank reports whether a text has nothing to read: of what people write that
// may be HTML, too.
func (n *node) isBlank(s string) bool {
	return untrusted.IsUnseen(s) || n.isFreeText && untrusted.IsBlank(s)
}

// isEmpty reports whether a value is "", [] or {}.
func isEmpty(v any) bool {
	switch v := v.(type) {
	case string:
		return v == ""
	case []any:
		return len(v) == 0
	case map[string]any:
		return len(v) == 0
	}
	return false
}

// ofEmpty returns what an empty value of a field stands for: nil where it can mean
// nothing but that the field is not given.
func (n *node) ofEmpty(v any) any {
	_, isList := v.([]any)
	switch {
	case n.required && (v != "" || n.takesEmpty):
		return v
	case n.required || n.filled:
		return nil
	case (n.empties || n.takesEmpty) && (n.form == textForm && v == "" || n.form == listForm && isList):
		return v
	}
	return nil
}
