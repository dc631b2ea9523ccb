package result

import (
	"encoding/json"
	"fmt"
	"hash/crc32"
	"strings"
	"unicode"
	"unicode/utf8"

	"intercom-mcp/tools/args"
	"intercom-mcp/tools/cursor"
	"intercom-mcp/tools/jsontree"
)

// excerptLength is how many characters of a long text stand where the text does;
// its rest comes after all else.
const excerptLength = 160

// leafValue is what a result consists of: a value that holds no others.
type leafValue struct {
	at   *jsontree.Node
	path string
	rest int // where the rest of a long text begins, in the order of reading
	size int // characters of that rest
}

// readingOrder is a result in the order in which it is read: its values, of long
// texts no more than the beginning, and then the rest of each of those.
type readingOrder struct {
	root   *jsontree.Node
	leaves []leafValue
	long   []leafValue
	place  map[*jsontree.Node]int // of a value among the leaves
	end    int
}

func newReadingOrder(root *jsontree.Node) *readingOrder {
	r := &readingOrder{root: root, place: map[*jsontree.Node]int{}}
	r.add("", root)
	r.end = len(r.leaves)
	for i, l := range r.leaves {
		if n := utf8.RuneCountInString(l.at.Text) - excerptLength; l.at.Kind == jsontree.String && n > 0 {
			r.leaves[i].rest, r.leaves[i].size = r.end, n
			r.long = append(r.long, r.leaves[i])
			r.end += n
		}
	}
	return r
}

func (r *readingOrder) add(path string, t *jsontree.Node) {
	if len(t.Items) == 0 {
		r.place[t] = len(r.leaves)
		r.leaves = append(r.leaves, leafValue{at: t, path: path})
		return
	}
	for i, kid := range t.Items {
		if t.Kind == jsontree.Object {
			r.add(jsontree.JoinPath(path, t.Names[i]), kid)
		} else {
			r.add(fmt.Sprintf("%s[%d]", path, i), kid)
		}
	}
}

// name is what a place is called.
func (r *readingOrder) name(at int) string {
	if at < len(r.leaves) {
		return fmt.Sprintf("%.80s", r.leaves[at].path)
	}
	for _, l := range r.long {
		if at < l.rest+l.size {
			return fmt.Sprintf("%.80s, character %d", l.path, excerptLength+at-l.rest+1)
		}
	}
	return "its end"
}

// part is the result from a place to another: what lies there, within objects
// and lists that say what they are.
func (r *readingOrder) part(from, to int) *jsontree.Node {
	short := &jsontree.Node{Kind: jsontree.Object}
	for i, kid := range r.root.Items {
		v := r.value(kid, from, to)
		if v == nil { // the result's own members stay: its schema requires some
			v = r.called(kid)
		}
		short.Set(r.root.Names[i], v)
	}
	return short
}

// value is what of t lies between two places, nil where nothing does.
func (r *readingOrder) value(t *jsontree.Node, from, to int) *jsontree.Node {
	if len(t.Items) == 0 {
		return r.leafPart(r.leaves[r.place[t]], r.place[t], from, to)
	}
	short := &jsontree.Node{Kind: t.Kind}
	for i, kid := range t.Items {
		v := r.value(kid, from, to)
		if v == nil {
			continue
		}
		if short.Items = append(short.Items, v); t.Kind == jsontree.Object {
			short.Names = append(short.Names, t.Names[i])
		}
	}
	if len(short.Items) == 0 {
		return nil
	}
	if t.Kind == jsontree.Object {
		return named(t, short)
	}
	return short
}

// called is a value of which nothing is shown, as briefly as its kind can be.
func (r *readingOrder) called(t *jsontree.Node) *jsontree.Node {
	switch t.Kind {
	case jsontree.String:
		return jsontree.NewText("")
	case jsontree.Object:
		return named(t, &jsontree.Node{Kind: jsontree.Object})
	case jsontree.Array:
		return &jsontree.Node{Kind: jsontree.Array}
	}
	return t
}

// named gives a part of an object what the object is called.
func named(whole, part *jsontree.Node) *jsontree.Node {
	const brief = 60 // bytes of a name
	out := &jsontree.Node{Kind: jsontree.Object}
	for _, name := range []string{"type", "id", "name", "title"} {
		if v := whole.Get(name); v.Scalar() != "" && len(v.Text) <= brief && part.Get(name) == nil {
			out.Set(name, v)
		}
	}
	out.Names, out.Items = append(out.Names, part.Names...), append(out.Items, part.Items...)
	return out
}

// leafPart is what of a value lies between two places.
func (r *readingOrder) leafPart(l leafValue, place, from, to int) *jsontree.Node {
	head := from <= place && place < to
	if l.size == 0 {
		if head {
			return l.at
		}
		return nil
	}
	start, end := max(from, l.rest)-l.rest, min(to, l.rest+l.size)-l.rest
	switch {
	case !head && start >= end:
		return nil
	case start >= end:
		start, end = 0, 0
	}
	runes := []rune(l.at.Text)
	start, end = start+excerptLength, end+excerptLength
	before, after := fmt.Sprintf("[from character %d] ", start+1), ""
	if head {
		start, before = 0, ""
	}
	if left := len(runes) - end; left > 0 {
		after = fmt.Sprintf("… [%d more characters]", left)
	}
	return jsontree.NewText(before + string(runes[start:end]) + after)
}

// atWord is a place to stop at, not within a word where one ends shortly before.
func (r *readingOrder) atWord(from, to int) int {
	const near = 40
	for _, l := range r.long {
		if to <= l.rest || to >= l.rest+l.size {
			continue
		}
		runes := []rune(l.at.Text)
		for n := to; n > max(from+1, l.rest, to-near); n-- {
			if unicode.IsSpace(runes[excerptLength+n-l.rest-1]) {
				return n
			}
		}
	}
	return to
}

// read shows as much of a result as fits, from where a call goes on, with a
// cursor for the rest; nil where not the smallest part fits. Where root is a
// page with a lone item in its list, the page's cursor stays, and the rest has
// another one; list is nil for what is no page.
func (v View) read(root *jsontree.Node, at cursor.Cursor, list *jsontree.Node) json.RawMessage {
	cursor, before := root.Get(args.StartingAfter), root.Get("truncated")
	root.Remove(args.StartingAfter)
	root.Remove("truncated")
	sum := sumOf(root)
	if list != nil {
		sum = sumOf(list)
	}
	r := newReadingOrder(root)
	from := min(at.Offset, r.end)
	give := func(to int) []byte {
		short := r.part(from, to)
		var said []string
		if before != nil && to == r.end {
			said = append(said, before.Scalar())
		}
		if from > 0 {
			said = append(said, "This goes on at "+r.name(from))
		}
		if at.Checksum != 0 && at.Checksum != sum {
			said = append(said, "It has changed since its beginning was given: read it again without starting_after")
		}
		switch {
		case to < r.end && list != nil && from == 0: // who lists wants the next item
			said = append(said, fmt.Sprintf("Cut to stay within %d tokens: starting_after goes on with the next item, and starting_after=%s with this one at %s", v.Max(), at.AtOffset(to, sum), r.name(to)))
			if cursor != nil {
				short.Set(args.StartingAfter, cursor)
			}
		case to < r.end:
			said = append(said, fmt.Sprintf("Cut to stay within %d tokens: starting_after goes on at %s", v.Max(), r.name(to)))
			short.Set(args.StartingAfter, jsontree.NewText(at.AtOffset(to, sum)))
		case cursor != nil:
			short.Set(args.StartingAfter, cursor)
		}
		if len(said) > 0 {
			short.Set("truncated", jsontree.NewText(strings.Join(said, ". ")))
		}
		return short.Append(nil)
	}
	if raw := give(r.end); v.fits(raw) {
		return raw
	}
	n := Largest(r.end-from-1, func(n int) bool { return v.fits(give(from + n)) })
	if n == 0 {
		for name, v := range map[string]*jsontree.Node{args.StartingAfter: cursor, "truncated": before} {
			if v != nil {
				root.Set(name, v)
			}
		}
		return nil
	}
	if raw := give(r.atWord(from, from+n)); v.fits(raw) {
		return raw
	}
	return give(from + n)
}

// sumOf returns a checksum, which tells whether a thing is still what it was.
func sumOf(t *jsontree.Node) uint32 {
	if t == nil {
		return 0
	}
	return crc32.ChecksumIEEE(t.Append(nil))
}
