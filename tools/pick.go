package tools

import (
	"slices"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/jsontree"
)

// pickFields returns o with these of its fields alone; nil where o is no object.
func pickFields(o intercomapi.Object, fields ...string) intercomapi.Object {
	root, err := jsontree.Parse(o)
	if err != nil || root.Kind != jsontree.Object {
		return nil
	}
	return root.Pick(fields...).Append(nil)
}

// pickWithin returns items whose elements of a list have these fields alone: each
// state of tickets comes with all that there is of each of its types. list names a
// field that holds the list as its data. An item that can't be read stays as it is.
func pickWithin(items []intercomapi.Object, list string, fields ...string) []intercomapi.Object {
	out := slices.Clone(items)
	for i, item := range items {
		root, err := jsontree.Parse(item)
		if err != nil {
			continue
		}
		data := jsontree.FindPath(root, list+".data")
		if data == nil || data.Kind != jsontree.Array {
			continue
		}
		for n, element := range data.Items {
			if element.Kind == jsontree.Object {
				data.Items[n] = element.Pick(fields...)
			}
		}
		out[i] = root.Append(nil)
	}
	return out
}
