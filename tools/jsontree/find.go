package jsontree

import "strings"

// FindPath is what stands at a dotted path in an object, through lists as well; a
// name that holds dots itself comes first.
func FindPath(t *Node, path string) *Node {
	if t == nil {
		return nil
	}
	if t.Kind == Array {
		found := &Node{Kind: Array}
		for _, kid := range t.Items {
			if v := FindPath(kid, path); v != nil {
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
