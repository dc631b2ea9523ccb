package tools

import (
	"encoding/json"
	"fmt"
	"hash/crc32"
	"strings"
	"unicode"
	"unicode/utf8"
)

// beginning is how many characters of a long text stand where the text does;
// its rest comes after all else.
const beginning = 160

// leaf is what a result consists of: a value that holds no others.
type leaf struct {
	at   *tree
	path string
	rest int // where the rest of a long text begins, in the order of reading
	size int // characters of that rest
}

// readingOrder is a result in the order in which it is read: its values, of long
// texts no more than the beginning, and then the rest of each of those.
type readingOrder struct {
	root   *tree
	leaves []leaf
	long   []leaf
	place  map[*tree]int // of a value among the leaves
	end    int
}

func newReadingOrder(root *tree) *readingOrder {
	r := &readingOrder{root: root, place: map[*tree]int{}}
	r.add("", root)
	r.end = len(r.leaves)
	for i, l := range r.leaves {
		if n := utf8.RuneCountInString(l.at.text) - beginning; l.at.kind == letters && n > 0 {
			r.leaves[i].rest, r.leaves[i].size = r.end, n
			r.long = append(r.long, r.leaves[i])
			r.end += n
		}
	}
	return r
}

func (r *readingOrder) add(path string, t *tree) {
	if len(t.kids) == 0 {
		r.place[t] = len(r.leaves)
		r.leaves = append(r.leaves, leaf{at: t, path: path})
		return
	}
	for i, kid := range t.kids {
		if t.kind == record {
			r.add(join(path, t.names[i]), kid)
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
			return fmt.Sprintf("%.80s, character %d", l.path, beginning+at-l.rest+1)
		}
	}
	return "its end"
}

// part is the result from a place to another: what lies there, within objects
// and lists that say what they are.
func (r *readingOrder) part(from, to int) *tree {
	short := &tree{kind: record}
	for i, kid := range r.root.kids {
		v := r.value(kid, from, to)
		if v == nil { // the result's own members stay: its schema requires some
			v = r.called(kid)
		}
		short.set(r.root.names[i], v)
	}
	return short
}

// value is what of t lies between two places, nil where nothing does.
func (r *readingOrder) value(t *tree, from, to int) *tree {
	if len(t.kids) == 0 {
		return r.leafPart(r.leaves[r.place[t]], r.place[t], from, to)
	}
	short := &tree{kind: t.kind}
	for i, kid := range t.kids {
		v := r.value(kid, from, to)
		if v == nil {
			continue
		}
		if short.kids = append(short.kids, v); t.kind == record {
			short.names = append(short.names, t.names[i])
		}
	}
	if len(short.kids) == 0 {
		return nil
	}
	if t.kind == record {
		return named(t, short)
	}
	return short
}

// called is a value of which nothing is shown, as briefly as its kind can be.
func (r *readingOrder) called(t *tree) *tree {
	switch t.kind {
	case letters:
		return textTree("")
	case record:
		return named(t, &tree{kind: record})
	case array:
		return &tree{kind: array}
	}
	return t
}

// named gives a part of an object what the object is called.
func named(whole, part *tree) *tree {
	const brief = 60 // bytes of a name
	out := &tree{kind: record}
	for _, name := range []string{"type", "id", "name", "title"} {
		if v := whole.get(name); v.scalar() != "" && len(v.text) <= brief && part.get(name) == nil {
			out.set(name, v)
		}
	}
	out.names, out.kids = append(out.names, part.names...), append(out.kids, part.kids...)
	return out
}

// leafPart is what of a value lies between two places.
func (r *readingOrder) leafPart(l leaf, place, from, to int) *tree {
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
	runes := []rune(l.at.text)
	start, end = start+beginning, end+beginning
	before, after := fmt.Sprintf("[from character %d] ", start+1), ""
	if head {
		start, before = 0, ""
	}
	if left := len(runes) - end; left > 0 {
		after = fmt.Sprintf("… [%d more characters]", left)
	}
	return textTree(before + string(runes[start:end]) + after)
}

// atWord is a place to stop at, not within a word where one ends shortly before.
func (r *readingOrder) atWord(from, to int) int {
	const near = 40
	for _, l := range r.long {
		if to <= l.rest || to >= l.rest+l.size {
			continue
		}
		runes := []rune(l.at.text)
		for n := to; n > max(from+1, l.rest, to-near); n-- {
			if unicode.IsSpace(runes[beginning+n-l.rest-1]) {
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
func (v View) read(root *tree, at Cursor, list *tree) json.RawMessage {
	cursor, before := root.get(startingAfter), root.get("truncated")
	root.remove(startingAfter)
	root.remove("truncated")
	sum := sumOf(root)
	if list != nil {
		sum = sumOf(list)
	}
	r := newReadingOrder(root)
	from := min(at.From, r.end)
	give := func(to int) []byte {
		short := r.part(from, to)
		var said []string
		if before != nil && to == r.end {
			said = append(said, before.scalar())
		}
		if from > 0 {
			said = append(said, "This goes on at "+r.name(from))
		}
		if at.Sum != 0 && at.Sum != sum {
			said = append(said, "It has changed since its beginning was given: read it again without starting_after")
		}
		switch {
		case to < r.end && list != nil && from == 0: // who lists wants the next item
			said = append(said, fmt.Sprintf("Cut to stay within %d tokens: starting_after goes on with the next item, and starting_after=%s with this one at %s", v.max(), at.within(to, sum), r.name(to)))
			if cursor != nil {
				short.set(startingAfter, cursor)
			}
		case to < r.end:
			said = append(said, fmt.Sprintf("Cut to stay within %d tokens: starting_after goes on at %s", v.max(), r.name(to)))
			short.set(startingAfter, textTree(at.within(to, sum)))
		case cursor != nil:
			short.set(startingAfter, cursor)
		}
		if len(said) > 0 {
			short.set("truncated", textTree(strings.Join(said, ". ")))
		}
		return short.append(nil)
	}
	if raw := give(r.end); v.fits(raw) {
		return raw
	}
	n := largest(r.end-from-1, func(n int) bool { return v.fits(give(from + n)) })
	if n == 0 {
		for name, v := range map[string]*tree{startingAfter: cursor, "truncated": before} {
			if v != nil {
				root.set(name, v)
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
func sumOf(t *tree) uint32 {
	if t == nil {
		return 0
	}
	return crc32.ChecksumIEEE(t.append(nil))
}
