package tools

import "strings"

// find is what stands at a dotted path in an object, through lists as well; a
// name that holds dots itself comes first.
func find(t *tree, path string) *tree {
	if t == nil {
		return nil
	}
	if t.kind == array {
		found := &tree{kind: array}
		for _, kid := range t.kids {
			if v := find(kid, path); v != nil {
				found.kids = append(found.kids, v)
			}
		}
		return found
	}
	if v := t.get(path); v != nil {
		return v
	}
	for i := strings.IndexByte(path, '.'); i >= 0; {
		if v := find(t.get(path[:i]), path[i+1:]); v != nil {
			return v
		}
		next := strings.IndexByte(path[i+1:], '.')
		if next < 0 {
			break
		}
		i += 1 + next
	}
	return nil
}
