package jsontree

import "strings"

// FindPath returns the value at a dotted path; nil if there is none. Of an array
// it returns an array of the values found in its items. A name that holds dots
// itself comes first.
func FindPath(t *Node, path string) *Node {
	if t == nil {
		return nil
	}
	if t.Kind == Array {
		found := &Node{Kind: Array}
		for _, item := range t.Items {
			if v := FindPath(item, path); v != nil {
				found.Items = append(found.Items, v)
			}
		}
		return found
	}
	if v := t.Get(path); v != nil {
		return v
	}
	for i := strings.IndexByte(path, '.'); i >= 0; {
		if v := FindPath(t.Get(path[:i]), path[i+1:]); v != nil {
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
