package tools

import (
	"encoding/json"
	"fmt"

	"intercom-mcp/tools/tokens"
)

// pageResult is a result that is a page of a list.
type pageResult interface {
	place() position // of its first item; of no tool where it can't be asked for again
}

// bound writes a result within the bound: a list gives fewer items and a cursor
// that goes on after them; anything else, be it a lone item, its beginning and
// a cursor for the rest. What can't be asked for again is cut down.
func (v View) bound(t Tool, out any, root *tree) json.RawMessage {
	raw := root.append(nil)
	on, _ := out.(goingOn)
	page, isPage := out.(pageResult)
	if isPage {
		on.at = page.place()
	}
	if on.at.From == 0 && v.fits(raw) {
		return raw
	}
	if file, ok := out.(fileResult); ok {
		if shorter := v.portion(file); shorter != nil {
			return shorter
		}
	}
	switch {
	case isPage && on.at.Tool != "":
		if shorter := v.fewer(on.at, root); shorter != nil {
			return shorter
		}
	case !isPage && t.readsOn:
		on.at.Tool = t.Name
	}
	if on.at.Tool != "" {
		if part := v.read(root, on.at, isPage); part != nil {
			return part
		}
	}
	return v.trim(t, root)
}

func (v View) fits(raw []byte) bool { return tokens.Fit(v.max(), string(raw)) }

// fewer gives as many items as fit. Where not even one does, or the first has
// been begun, it is left alone in the list and root, and nil comes back.
func (v View) fewer(at position, root *tree) json.RawMessage {
	list := firstList(root)
	if list == nil || len(list.kids) == 0 {
		return nil
	}
	all := list.kids
	give := func(n int) []byte {
		list.kids = all[:n]
		if n < len(all) {
			root.set(startingAfter, textTree(at.skipping(n)))
			root.set("truncated", textTree(fmt.Sprintf("%d of the %d items of this page, to stay within %d tokens: starting_after goes on with the others", n, len(all), v.max())))
		}
		return root.append(nil)
	}
	n := 0
	if at.From == 0 {
		n = most(len(all)-1, func(n int) bool { return v.fits(give(n)) })
	}
	raw := give(max(n, 1))
	if n == 0 {
		return nil
	}
	return raw
}

// portion gives as much of a file as fits, and where the rest begins.
func (v View) portion(file fileResult) json.RawMessage {
	give := func(n int) []byte {
		root, _, err := v.tree(file.portion(n))
		if err != nil {
			return nil
		}
		return root.append(nil)
	}
	n := most(max(len(file.Text), len(file.Base64)), func(n int) bool { return v.fits(give(n)) })
	if n == 0 {
		return nil
	}
	return give(n)
}

// firstList is the list of a page: its first member that is an array.
func firstList(root *tree) *tree {
	for _, kid := range root.kids {
		if kid.kind == array {
			return kid
		}
	}
	return nil
}
