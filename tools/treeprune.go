package tools

import (
	"slices"
	"strings"
)

// prune is t without what is null or empty; nil if nothing is left. A list
// object of Intercom's that holds nothing is empty as well.
func prune(t *tree) *tree {
	switch {
	case t.isNull(), t.kind == letters && t.text == "":
		return nil
	case t.kind == literal, t.kind == numeral, t.kind == letters:
		return t
	}
	out := &tree{kind: t.kind}
	for i, kid := range t.kids {
		v := prune(kid)
		if v == nil {
			continue
		}
		if out.kids = append(out.kids, v); t.kind == record {
			out.names = append(out.names, t.names[i])
		}
	}
	if len(out.kids) == 0 || isEmptyList(out) {
		return nil
	}
	return out
}

// isEmptyList reports whether a pruned object is a list of Intercom's without
// items: {"type":"tag.list"}.
func isEmptyList(t *tree) bool {
	if !strings.HasSuffix(t.get("type").scalar(), "list") {
		return false
	}
	return !slices.ContainsFunc(t.names, func(name string) bool {
		return !strings.Contains(" type url has_more total_count ", " "+name+" ")
	}) && strings.Trim(t.get("total_count").scalar(), "0") == ""
}
