package result

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"intercom-mcp/tools/jsontree"
)

// limits are how much of a result is left when it is shortened.
type limits struct {
	text   int // characters of a text
	nested int // items of a list within an object
	fields int // of an object, besides its id, its name, and what its schema requires
	items  int // of the result's own list
}

const unlimited = 1 << 60

// shorten shortens a result until it fits: first its longest texts, then lists
// within it, then its objects to their first fields, and at last its own list.
// What is left out is told in its place or in truncated.
func (v View) shorten(from Source, root *jsontree.Node) json.RawMessage {
	const readable = 200 // characters of a text that are left before anything else is left out
	widest, required := widestIn(root), from.Form.required()
	for _, step := range []struct {
		limit int
		to    func(int) limits
	}{
		{longestText(root), func(n int) limits { return limits{readable + n, unlimited, unlimited, unlimited} }},
		{widest, func(n int) limits { return limits{readable, n, unlimited, unlimited} }},
		{widest, func(n int) limits { return limits{readable / 5, 1, n, unlimited} }},
		{widest, func(n int) limits { return limits{readable / 5, 0, 0, 1 + n} }},
	} {
		try := func(n int) []byte { return v.shortened(from, root, step.to(n), required) }
		if v.fits(try(0)) {
			return try(Largest(step.limit, func(n int) bool { return v.fits(try(n)) }))
		}
	}
	return v.shortened(from, root, limits{}, required)
}

// shortened returns a result within limits. Its own members all stay, since its
// schema requires some; of the objects within it those stay that are required.
func (v View) shortened(from Source, root *jsontree.Node, within limits, required []string) []byte {
	s := shortener{limits: within, required: required}
	short := &jsontree.Node{Kind: root.Kind, Names: slices.Clone(root.Names)}
	for i, child := range root.Items {
		short.Items = append(short.Items, s.value(root.Names[i], child))
	}
	note := s.note(v.Max(), from)
	if before := root.Get(truncatedMember).Scalar(); before != "" {
		note = before + ". " + note
	}
	short.Set(truncatedMember, jsontree.NewText(note))
	return short.Append(nil)
}

// A shortener shortens values, and counts what it leaves out.
type shortener struct {
	limits
	required  []string // members of objects that stay, whatever is left out
	cutTexts  int
	cutPlaces int      // lists and objects
	places    []string // the first of those, in words
}

func (s *shortener) value(path string, t *jsontree.Node) *jsontree.Node {
	switch t.Kind {
	case jsontree.String:
		return s.shortText(path, t)
	case jsontree.Array:
		return s.list(path, t)
	case jsontree.Object:
		return s.object(path, t)
	}
	return t
}

func (s *shortener) shortText(path string, t *jsontree.Node) *jsontree.Node {
	if isCursor(lastName(path)) || len(t.Text) <= s.text {
		return t
	}
	runes := []rune(t.Text)
	if len(runes) <= s.text {
		return t
	}
	s.cutTexts++
	if lastName(path) == base64Member { // half of it is worth nothing
		return jsontree.NewText("")
	}
	return jsontree.NewText(fmt.Sprintf("%s… [%d more characters]", string(runes[:s.text]), len(runes)-s.text))
}

func (s *shortener) list(path string, t *jsontree.Node) *jsontree.Node {
	short := &jsontree.Node{Kind: jsontree.Array}
	limit := s.nested
	if !strings.Contains(path, ".") { // the result's own list
		limit = s.items
	}
	for _, child := range t.Items[:min(limit, len(t.Items))] {
		short.Items = append(short.Items, s.value(path, child))
	}
	s.count(path, len(t.Items)-len(short.Items), len(t.Items), "items")
	return short
}

func (s *shortener) object(path string, t *jsontree.Node) *jsontree.Node {
	short := &jsontree.Node{Kind: jsontree.Object}
	for i, child := range t.Items {
		if i >= s.fields && t.Names[i] != "id" && t.Names[i] != "name" && !slices.Contains(s.required, t.Names[i]) {
			continue
		}
		short.Names = append(short.Names, t.Names[i])
		short.Items = append(short.Items, s.value(path+"."+t.Names[i], child))
	}
	s.count(path, len(t.Items)-len(short.Items), len(t.Items), "fields")
	return short
}

// count counts a list or an object of which some items or fields are left out,
// and describes the first few.
func (s *shortener) count(path string, left, all int, what string) {
	const described = 5
	if left == 0 {
		return
	}
	s.cutPlaces++
	if len(s.places) < described {
		s.places = append(s.places, fmt.Sprintf("%.80s without the last %d of %d %s", path, left, all, what))
	}
}

// note returns a sentence that says what was left out, and how to get it.
func (s *shortener) note(bound int, from Source) string {
	var cut []string
	if s.cutTexts > 0 {
		cut = append(cut, fmt.Sprintf("%d texts end in «… [n more characters]»", s.cutTexts))
	}
	cut = append(cut, s.places...)
	if n := s.cutPlaces - len(s.places); n > 0 {
		cut = append(cut, fmt.Sprintf("%d more places", n))
	}
	rest := from.Rest
	switch {
	case rest != "":
	case from.Reads:
		rest = "ask for less at a time, or raise --max-result-tokens"
	default: // a second call would write twice
		rest = "read what was written with its get_ or list_ tool: do not call this again"
	}
	return fmt.Sprintf("Cut to stay within %d tokens: %s. For the rest, %s", bound, strings.Join(cut, "; "), rest)
}

// lastName returns the last name of a dotted path.
func lastName(path string) string { return path[strings.LastIndexByte(path, '.')+1:] }

// longestText returns the length of the longest text in t, in bytes.
func longestText(t *jsontree.Node) int {
	n := 0
	if t.Kind == jsontree.String {
		n = len(t.Text)
	}
	for _, child := range t.Items {
		n = max(n, longestText(child))
	}
	return n
}

// widestIn returns the length of the longest list or object in t.
func widestIn(t *jsontree.Node) int {
	n := len(t.Items)
	for _, child := range t.Items {
		n = max(n, widestIn(child))
	}
	return n
}
