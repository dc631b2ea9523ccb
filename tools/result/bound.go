package result

import (
	"encoding/json"
	"fmt"
	"sort"

	"intercom-mcp/tools/args"
	"intercom-mcp/tools/cursor"
	"intercom-mcp/tools/jsontree"
	"intercom-mcp/tools/tokens"
)

// DefaultMaxTokens is the bound of a result, in tokens, where none is configured.
const DefaultMaxTokens = 20_000

// LeastMaxTokens is the smallest bound, in tokens, that leaves room for an answer.
const LeastMaxTokens = 1_000

// Max returns the bound of a result in tokens.
func (v View) Max() int {
	if v.MaxTokens <= 0 {
		return DefaultMaxTokens
	}
	return v.MaxTokens
}

// fits reports whether JSON is within the bound.
func (v View) fits(raw []byte) bool { return tokens.Fit(v.Max(), string(raw)) }

// Largest returns the greatest number up to limit that fits, or 0. Where a
// number fits, every smaller one must.
func Largest(limit int, fits func(int) bool) int {
	return sort.Search(limit, func(n int) bool { return !fits(n + 1) })
}

// bound returns a result's JSON within the bound. A list gives fewer items and a
// cursor that continues after them; any other result, and a list's only item,
// its beginning and a cursor for the rest. A result that can't be read again is
// shortened throughout.
func (v View) bound(from Source, out any, root *jsontree.Node) json.RawMessage {
	earlier, _ := out.(continuation)
	at := earlier.at
	if from.Form.page != nil {
		at = from.Form.start(out)
	}
	if raw := root.Append(nil); at.Offset == 0 && v.fits(raw) {
		return raw
	}
	if file, ok := out.(Portioner); ok {
		if shorter := v.portion(file); shorter != nil {
			return shorter
		}
	}
	var list *jsontree.Node
	switch {
	case from.Form.page != nil && at.Tool != "":
		list = root.Get(from.Form.listName)
		if shorter := v.fewerItems(at, root, list); shorter != nil {
			return shorter
		}
	case from.Form.Continuable:
		at.Tool = from.Tool
	}
	if at.Tool != "" {
		if part := v.continued(root, at, list); part != nil {
			return part
		}
	}
	return v.shorten(from, root)
}

// fewerItems returns a page with as many items as fit. Where not even one does,
// or the first was begun by an earlier answer, it leaves that one alone in the
// list and returns nil.
func (v View) fewerItems(at cursor.Cursor, root, list *jsontree.Node) json.RawMessage {
	if list == nil || len(list.Items) == 0 {
		return nil
	}
	all := list.Items
	first := func(n int) []byte {
		list.Items = all[:n]
		if n < len(all) {
			root.Set(args.StartingAfter, jsontree.NewText(at.SkipItems(n)))
			root.Set(truncatedMember, jsontree.NewText(fmt.Sprintf(
				"%d of the %d items of this page, to stay within %d tokens: starting_after goes on with the others", n, len(all), v.Max())))
		}
		return root.Append(nil)
	}
	n := 0
	if at.Offset == 0 {
		n = Largest(len(all)-1, func(n int) bool { return v.fits(first(n)) })
	}
	if n == 0 {
		first(1)
		return nil
	}
	return first(n)
}

// portion returns as much of a file as fits; nil where nothing does.
func (v View) portion(file Portioner) json.RawMessage {
	first := func(n int) []byte {
		root, _, err := v.tree(file.Portion(n))
		if err != nil {
			return nil
		}
		return root.Append(nil)
	}
	n := Largest(file.Length(), func(n int) bool { return v.fits(first(n)) })
	if n == 0 {
		return nil
	}
	return first(n)
}

// boundText returns as much of a text as is within the bound.
func (v View) boundText(s string) string {
	if tokens.Fit(v.Max(), s) {
		return s
	}
	runes := []rune(s)
	first := func(n int) string {
		return fmt.Sprintf("%s\n… [%d more characters: ask for less at a time, or raise --max-result-tokens]", string(runes[:n]), len(runes)-n)
	}
	return first(Largest(len(runes)-1, func(n int) bool { return tokens.Fit(v.Max(), first(n)) }))
}
