package result

import (
	"encoding/json"
	"fmt"

	"intercom-mcp/tools/args"
	"intercom-mcp/tools/cursor"
	"intercom-mcp/tools/jsontree"
	"intercom-mcp/tools/tokens"
)

// bound writes a result within the bound: a list gives fewer items and a cursor
// that goes on after them; anything else, be it a lone item, its beginning and
// a cursor for the rest. What can't be asked for again is cut down.
func (v View) bound(from Source, out any, root *jsontree.Node) json.RawMessage {
	raw := root.Append(nil)
	on, _ := out.(continuation)
	at := on.at
	if from.Form.page != nil {
		at = from.Form.place(out)
	}
	if at.Offset == 0 && v.fits(raw) {
		return raw
	}
	if file, ok := out.(Portioner); ok {
		if shorter := v.portion(file); shorter != nil {
			return shorter
		}
	}
	list := root.Get(from.Form.name)
	switch {
	case from.Form.page != nil && at.Tool != "":
		if shorter := v.fewer(at, root, list); shorter != nil {
			return shorter
		}
	case from.Form.Continuable:
		at.Tool = from.Tool
	}
	if at.Tool != "" {
		if from.Form.page == nil {
			list = nil
		}
		if part := v.read(root, at, list); part != nil {
			return part
		}
	}
	return v.trim(from, root)
}

func (v View) fits(raw []byte) bool { return tokens.Fit(v.Max(), string(raw)) }

// fewer gives as many items as fit. Where not even one does, or the first has
// been begun, it is left alone in the list and root, and nil comes back.
func (v View) fewer(at cursor.Cursor, root, list *jsontree.Node) json.RawMessage {
	if list == nil || len(list.Items) == 0 {
		return nil
	}
	all := list.Items
	give := func(n int) []byte {
		list.Items = all[:n]
		if n < len(all) {
			root.Set(args.StartingAfter, jsontree.NewText(at.SkipItems(n)))
			root.Set("truncated", jsontree.NewText(fmt.Sprintf("%d of the %d items of this page, to stay within %d tokens: starting_after goes on with the others", n, len(all), v.Max())))
		}
		return root.Append(nil)
	}
	n := 0
	if at.Offset == 0 {
		n = Largest(len(all)-1, func(n int) bool { return v.fits(give(n)) })
	}
	raw := give(max(n, 1))
	if n == 0 {
		return nil
	}
	return raw
}

// portion gives as much of a file as fits, and where the rest begins.
func (v View) portion(file Portioner) json.RawMessage {
	give := func(n int) []byte {
		root, _, err := v.tree(file.Portion(n))
		if err != nil {
			return nil
		}
		return root.Append(nil)
	}
	n := Largest(file.Length(), func(n int) bool { return v.fits(give(n)) })
	if n == 0 {
		return nil
	}
	return give(n)
}
