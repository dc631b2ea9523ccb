package jsontree

import (
	"slices"
	"strings"
)

// Prune returns a copy of t without values that are null or empty; nil if nothing
// is left. A list object of Intercom's that has no items is empty as well. Values
// that stay whole are shared with t.
func Prune(t *Node) *Node {
	switch {
	case t.IsNull(), t.Kind == String && t.Text == "":
		return nil
	case t.Kind == Literal, t.Kind == Number, t.Kind == String:
		return t
	}
	out := &Node{Kind: t.Kind}
	for i, item := range t.Items {
		v := Prune(item)
		if v == nil {
			continue
		}
		if out.Items = append(out.Items, v); t.Kind == Object {
			out.Names = append(out.Names, t.Names[i])
		}
	}
	if len(out.Items) == 0 || isEmptyList(out) {
		return nil
	}
	return out
}

// isEmptyList reports whether a pruned object is a list object of Intercom's
// without items: {"type":"tag.list"}.
func isEmptyList(t *Node) bool {
	if !strings.HasSuffix(t.Get("type").Scalar(), "list") {
		return false
	}
	return !slices.ContainsFunc(t.Names, func(name string) bool {
		return !strings.Contains(" type url has_more total_count ", " "+name+" ")
	}) && strings.Trim(t.Get("total_count").Scalar(), "0") == ""
}
