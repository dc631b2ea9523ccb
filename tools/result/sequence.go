package result

import (
	"fmt"
	"unicode"
	"unicode/utf8"

	"intercom-mcp/tools/jsontree"
)

// excerptLength is how many characters of a long text stand where the text does.
const excerptLength = 160

// A sequence is a result as positions from 0 to end, so that it can be given part
// by part. Each value that holds no others has a position. Of a long text only the
// beginning does; the rest of all long texts follows after the last value, a
// position for each character. So the first part shows a little of everything.
type sequence struct {
	root   *jsontree.Node
	leaves []leaf
	index  map[*jsontree.Node]int // of a value among the leaves
	long   []leaf                 // those of which a rest follows
	end    int
}

// A leaf is a value that holds no others.
type leaf struct {
	node       *jsontree.Node
	path       string
	rest       int // position of the rest of a long text
	restLength int // characters of that rest; 0: there is none
}

// newSequence returns the sequence of a result, an object.
func newSequence(root *jsontree.Node) *sequence {
	s := &sequence{root: root, index: map[*jsontree.Node]int{}}
	s.add("", root)
	s.end = len(s.leaves)
	for i, l := range s.leaves {
		if n := utf8.RuneCountInString(l.node.Text) - excerptLength; l.node.Kind == jsontree.String && n > 0 {
			s.leaves[i].rest, s.leaves[i].restLength = s.end, n
			s.long = append(s.long, s.leaves[i])
			s.end += n
		}
	}
	return s
}

func (s *sequence) add(path string, t *jsontree.Node) {
	if len(t.Items) == 0 {
		s.index[t] = len(s.leaves)
		s.leaves = append(s.leaves, leaf{node: t, path: path})
		return
	}
	for i, child := range t.Items {
		if t.Kind == jsontree.Object {
			s.add(jsontree.JoinPath(path, t.Names[i]), child)
		} else {
			s.add(fmt.Sprintf("%s[%d]", path, i), child)
		}
	}
}

// describe returns a position in words.
func (s *sequence) describe(position int) string {
	if position < len(s.leaves) {
		return fmt.Sprintf("%.80s", s.leaves[position].path)
	}
	for _, l := range s.long {
		if position < l.rest+l.restLength {
			return fmt.Sprintf("%.80s, character %d", l.path, excerptLength+position-l.rest+1)
		}
	}
	return "its end"
}

// slice returns the result with the values at from and up to to alone, within
// the objects and lists that hold them. The result's own members all stay, some
// of them empty, since its schema requires some.
func (s *sequence) slice(from, to int) *jsontree.Node {
	short := &jsontree.Node{Kind: jsontree.Object}
	for i, child := range s.root.Items {
		v := s.sliceValue(child, from, to)
		if v == nil {
			v = emptied(child)
		}
		short.Set(s.root.Names[i], v)
	}
	return short
}

// sliceValue returns what of t lies between two positions; nil where nothing does.
func (s *sequence) sliceValue(t *jsontree.Node, from, to int) *jsontree.Node {
	if len(t.Items) == 0 {
		return s.sliceLeaf(s.index[t], from, to)
	}
	short := &jsontree.Node{Kind: t.Kind}
	for i, child := range t.Items {
		v := s.sliceValue(child, from, to)
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
		return identified(t, short)
	}
	return short
}

// emptied returns the shortest value that can stand for t.
func emptied(t *jsontree.Node) *jsontree.Node {
	switch t.Kind {
	case jsontree.String:
		return jsontree.NewText("")
	case jsontree.Object:
		return identified(t, &jsontree.Node{Kind: jsontree.Object})
	case jsontree.Array:
		return &jsontree.Node{Kind: jsontree.Array}
	}
	return t
}

// identified returns a part of an object with the members that say which object
// it is.
func identified(whole, part *jsontree.Node) *jsontree.Node {
	const longest = 60 // bytes of such a member
	out := &jsontree.Node{Kind: jsontree.Object}
	for _, name := range []string{"type", "id", "name", "title"} {
		if v := whole.Get(name); v.Scalar() != "" && len(v.Text) <= longest && part.Get(name) == nil {
			out.Set(name, v)
		}
	}
	out.Names, out.Items = append(out.Names, part.Names...), append(out.Items, part.Items...)
	return out
}

// sliceLeaf returns what of the leaf at a position lies between two others; nil
// where nothing does.
func (s *sequence) sliceLeaf(position, from, to int) *jsontree.Node {
	l := s.leaves[position]
	begins := from <= position && position < to
	if l.restLength == 0 {
		if begins {
			return l.node
		}
		return nil
	}
	start, end := max(from, l.rest)-l.rest, min(to, l.rest+l.restLength)-l.rest
	switch {
	case !begins && start >= end:
		return nil
	case start >= end:
		start, end = 0, 0
	}
	runes := []rune(l.node.Text)
	start, end = start+excerptLength, end+excerptLength
	before, after := fmt.Sprintf("[from character %d] ", start+1), ""
	if begins {
		start, before = 0, ""
	}
	if left := len(runes) - end; left > 0 {
		after = fmt.Sprintf("… [%d more characters]", left)
	}
	return jsontree.NewText(before + string(runes[start:end]) + after)
}

// wordEnd returns the last position up to to that is not within a word; to itself
// where no word ends shortly before it.
func (s *sequence) wordEnd(from, to int) int {
	const near = 40
	for _, l := range s.long {
		if to <= l.rest || to >= l.rest+l.restLength {
			continue
		}
		runes := []rune(l.node.Text)
		for n := to; n > max(from+1, l.rest, to-near); n-- {
			if unicode.IsSpace(runes[excerptLength+n-l.rest-1]) {
				return n
			}
		}
	}
	return to
}
