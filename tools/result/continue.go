package result

import (
	"encoding/json"
	"fmt"
	"hash/crc32"
	"slices"
	"strings"

	"intercom-mcp/tools/args"
	"intercom-mcp/tools/cursor"
	"intercom-mcp/tools/jsontree"
)

// A continuation is a result of which an earlier answer has shown the beginning.
type continuation struct {
	result any
	at     cursor.Cursor
}

// MarshalJSON returns the JSON of the whole result.
func (c continuation) MarshalJSON() ([]byte, error) { return json.Marshal(c.result) }

// A remainder is a result, or the only item of a page, that is given part by part.
type remainder struct {
	*sequence
	view      View
	at        cursor.Cursor  // where the call continues
	from      int            // the position of that
	checksum  uint32         // of what is given, to tell whether it has changed
	isItem    bool           // it is an item: a list goes on after it
	next      *jsontree.Node // the page's own cursor; nil: none
	truncated *jsontree.Node // what the result says of itself already; nil: nothing
}

// continued returns as much of a result as fits, from where a call continues, with
// a cursor for the rest; nil where not the smallest part fits. list is the list of
// a page, with one item; nil for any other result.
func (v View) continued(root *jsontree.Node, at cursor.Cursor, list *jsontree.Node) json.RawMessage {
	body := &jsontree.Node{Kind: root.Kind, Names: slices.Clone(root.Names), Items: slices.Clone(root.Items)}
	body.Remove(args.StartingAfter)
	body.Remove(truncatedMember)
	r := remainder{
		sequence: newSequence(body), view: v, at: at, checksum: checksumOf(body), isItem: list != nil,
		next: root.Get(args.StartingAfter), truncated: root.Get(truncatedMember),
	}
	if list != nil {
		r.checksum = checksumOf(list)
	}
	r.from = min(at.Offset, r.end)
	if raw := r.upTo(r.end); v.fits(raw) {
		return raw
	}
	n := Largest(r.end-r.from-1, func(n int) bool { return v.fits(r.upTo(r.from + n)) })
	if n == 0 {
		return nil
	}
	if raw := r.upTo(r.wordEnd(r.from, r.from+n)); v.fits(raw) {
		return raw
	}
	return r.upTo(r.from + n)
}

// upTo returns the JSON of the part that ends at a position.
func (r remainder) upTo(to int) []byte {
	short := r.slice(r.from, to)
	if next := r.nextCursor(to); next != nil {
		short.Set(args.StartingAfter, next)
	}
	if notes := r.notes(to); len(notes) > 0 {
		short.Set(truncatedMember, jsontree.NewText(strings.Join(notes, ". ")))
	}
	return short.Append(nil)
}

// offersNextItem reports whether the cursor of a part that ends at a position is
// the page's own: a call that lists most likely wants the next item.
func (r remainder) offersNextItem(to int) bool { return r.isItem && r.from == 0 && to < r.end }

// nextCursor returns the cursor of a part that ends at a position; nil for none.
func (r remainder) nextCursor(to int) *jsontree.Node {
	if to == r.end || r.offersNextItem(to) {
		return r.next
	}
	return jsontree.NewText(r.at.AtOffset(to, r.checksum))
}

// notes returns what a part that ends at a position says of itself.
func (r remainder) notes(to int) []string {
	var notes []string
	if r.truncated != nil && to == r.end {
		notes = append(notes, r.truncated.Scalar())
	}
	if r.from > 0 {
		notes = append(notes, "This goes on at "+r.describe(r.from))
	}
	if r.at.Checksum != 0 && r.at.Checksum != r.checksum {
		notes = append(notes, "It has changed since its beginning was given: read it again without starting_after")
	}
	switch {
	case r.offersNextItem(to):
		notes = append(notes, fmt.Sprintf("Cut to stay within %d tokens: starting_after goes on with the next item, and starting_after=%s with this one at %s",
			r.view.Max(), r.at.AtOffset(to, r.checksum), r.describe(to)))
	case to < r.end:
		notes = append(notes, fmt.Sprintf("Cut to stay within %d tokens: starting_after goes on at %s", r.view.Max(), r.describe(to)))
	}
	return notes
}

// checksumOf returns a checksum of JSON.
func checksumOf(t *jsontree.Node) uint32 { return crc32.ChecksumIEEE(t.Append(nil)) }
