package result

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"intercom-mcp/tools/jsontree"
)

// trim cuts a result until it fits: first its longest texts, then lists within
// it, then its objects down to what they are called, and at last its own list.
// What is cut says so in its place or in truncated.
func (v View) trim(from Source, root *jsontree.Node) json.RawMessage {
	const readable = 200 // characters of a text that are left before anything else is cut
	wide := widest(root)
	for _, cut := range []struct {
		limit int
		to    func(int) trimming
	}{
		{longest(root), func(n int) trimming {
			return trimming{texts: readable + n, nested: unlimited, members: unlimited, items: unlimited}
		}},
		{wide, func(n int) trimming {
			return trimming{texts: readable, nested: n, members: unlimited, items: unlimited}
		}},
		{wide, func(n int) trimming { return trimming{texts: readable / 5, nested: 1, members: n, items: unlimited} }},
		{wide, func(n int) trimming { return trimming{texts: readable / 5, items: 1 + n} }},
	} {
		try := func(n int) []byte { return v.trimmed(from, root, cut.to(n)) }
		if v.fits(try(0)) {
			return try(Largest(cut.limit, func(n int) bool { return v.fits(try(n)) }))
		}
	}
	return v.trimmed(from, root, trimming{})
}

const unlimited = 1 << 60

// trimming is how much of a result is left.
type trimming struct {
	texts   int // characters of a text
	nested  int // items of a list within an object
	members int // fields of an object, besides those that say what it is
	items   int // items of the result's own list

	cutTexts, left int // what was cut
	places         []string
}

func (v View) trimmed(from Source, root *jsontree.Node, how trimming) []byte {
	short := &jsontree.Node{Kind: root.Kind, Names: slices.Clone(root.Names)}
	for i, kid := range root.Items { // the result's own members stay: its schema requires some
		short.Items = append(short.Items, how.value(root.Names[i], kid))
	}
	said := how.said(v.Max(), from)
	if before := root.Get("truncated").Scalar(); before != "" {
		said = before + ". " + said
	}
	short.Set("truncated", jsontree.NewText(said))
	return short.Append(nil)
}

func (how *trimming) value(path string, t *jsontree.Node) *jsontree.Node {
	switch t.Kind {
	case jsontree.String:
		return how.text(path, t)
	case jsontree.Array:
		return how.list(path, t)
	case jsontree.Object:
		return how.object(path, t)
	}
	return t
}

func (how *trimming) text(path string, t *jsontree.Node) *jsontree.Node {
	if isCursor(lastName(path)) || len(t.Text) <= how.texts {
		return t
	}
	runes := []rune(t.Text)
	if len(runes) <= how.texts {
		return t
	}
	how.cutTexts++
	if lastName(path) == "base64" { // half of it is worth nothing
		return jsontree.NewText("")
	}
	return jsontree.NewText(fmt.Sprintf("%s… [%d more characters]", string(runes[:how.texts]), len(runes)-how.texts))
}

func (how *trimming) list(path string, t *jsontree.Node) *jsontree.Node {
	short := &jsontree.Node{Kind: jsontree.Array}
	items := how.nested
	if !strings.Contains(path, ".") { // the result's own list
		items = how.items
	}
	for _, kid := range t.Items[:min(items, len(t.Items))] {
		short.Items = append(short.Items, how.value(path, kid))
	}
	if n := len(t.Items) - len(short.Items); n > 0 {
		how.say(path, n, len(t.Items), "items")
	}
	return short
}

func (how *trimming) object(path string, t *jsontree.Node) *jsontree.Node {
	short := &jsontree.Node{Kind: jsontree.Object}
	for i, kid := range t.Items {
		if i >= how.members && t.Names[i] != "id" && t.Names[i] != "name" {
			continue
		}
		short.Names = append(short.Names, t.Names[i])
		short.Items = append(short.Items, how.value(path+"."+t.Names[i], kid))
	}
	if n := len(t.Items) - len(short.Items); n > 0 {
		how.say(path, n, len(t.Items), "fields")
	}
	return short
}

const namedPlaces = 5

func (how *trimming) say(path string, left, of int, what string) {
	how.left++
	if len(how.places) < namedPlaces {
		how.places = append(how.places, fmt.Sprintf("%.80s without the last %d of %d %s", path, left, of, what))
	}
}

// said tells what was cut, and how to get the rest.
func (how *trimming) said(bound int, from Source) string {
	var cut []string
	if how.cutTexts > 0 {
		cut = append(cut, fmt.Sprintf("%d texts end in «… [n more characters]»", how.cutTexts))
	}
	cut = append(cut, how.places...)
	if n := how.left - len(how.places); n > 0 {
		cut = append(cut, fmt.Sprintf("%d more places", n))
	}
	way := from.Rest
	switch {
	case way != "":
	case from.Reads:
		way = "ask for less at a time, or raise --max-result-tokens"
	default: // again would be twice
		way = "read what was written with its get_ or list_ tool: do not call this again"
	}
	return fmt.Sprintf("Cut to stay within %d tokens: %s. For the rest, %s", bound, strings.Join(cut, "; "), way)
}

func lastName(path string) string { return path[strings.LastIndexByte(path, '.')+1:] }

// longest is the length of the longest text below t.
func longest(t *jsontree.Node) int {
	n := 0
	if t.Kind == jsontree.String {
		n = len(t.Text)
	}
	for _, kid := range t.Items {
		n = max(n, longest(kid))
	}
	return n
}

// widest is the length of the longest list or object below t.
func widest(t *jsontree.Node) int {
	n := len(t.Items)
	for _, kid := range t.Items {
		n = max(n, widest(kid))
	}
	return n
}
