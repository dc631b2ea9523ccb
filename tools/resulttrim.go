package tools

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// trim cuts a result until it fits: first its longest texts, then lists within
// it, then its objects down to what they are called, and at last its own list.
// What is cut says so in its place or in truncated.
func (v View) trim(from Source, root *tree) json.RawMessage {
	const readable = 200 // characters of a text that are left before anything else is cut
	wide := widest(root)
	for _, cut := range []struct {
		limit int
		to    func(int) trimming
	}{
		{longest(root), func(n int) trimming { return trimming{texts: readable + n, nested: all, members: all, items: all} }},
		{wide, func(n int) trimming { return trimming{texts: readable, nested: n, members: all, items: all} }},
		{wide, func(n int) trimming { return trimming{texts: readable / 5, nested: 1, members: n, items: all} }},
		{wide, func(n int) trimming { return trimming{texts: readable / 5, items: 1 + n} }},
	} {
		try := func(n int) []byte { return v.trimmed(from, root, cut.to(n)) }
		if v.fits(try(0)) {
			return try(largest(cut.limit, func(n int) bool { return v.fits(try(n)) }))
		}
	}
	return v.trimmed(from, root, trimming{})
}

const all = 1 << 60

// trimming is how much of a result is left.
type trimming struct {
	texts   int // characters of a text
	nested  int // items of a list within an object
	members int // fields of an object, besides those that say what it is
	items   int // items of the result's own list

	cutTexts, left int // what was cut
	places         []string
}

func (v View) trimmed(from Source, root *tree, how trimming) []byte {
	short := &tree{kind: root.kind, names: slices.Clone(root.names)}
	for i, kid := range root.kids { // the result's own members stay: its schema requires some
		short.kids = append(short.kids, how.value(root.names[i], kid))
	}
	said := how.said(v.max(), from)
	if before := root.get("truncated").scalar(); before != "" {
		said = before + ". " + said
	}
	short.set("truncated", textTree(said))
	return short.append(nil)
}

func (how *trimming) value(path string, t *tree) *tree {
	switch t.kind {
	case letters:
		return how.text(path, t)
	case array:
		return how.list(path, t)
	case record:
		return how.object(path, t)
	}
	return t
}

func (how *trimming) text(path string, t *tree) *tree {
	if isCursor(lastName(path)) || len(t.text) <= how.texts {
		return t
	}
	runes := []rune(t.text)
	if len(runes) <= how.texts {
		return t
	}
	how.cutTexts++
	if lastName(path) == "base64" { // half of it is worth nothing
		return textTree("")
	}
	return textTree(fmt.Sprintf("%s… [%d more characters]", string(runes[:how.texts]), len(runes)-how.texts))
}

func (how *trimming) list(path string, t *tree) *tree {
	short := &tree{kind: array}
	items := how.nested
	if !strings.Contains(path, ".") { // the result's own list
		items = how.items
	}
	for _, kid := range t.kids[:min(items, len(t.kids))] {
		short.kids = append(short.kids, how.value(path, kid))
	}
	if n := len(t.kids) - len(short.kids); n > 0 {
		how.say(path, n, len(t.kids), "items")
	}
	return short
}

func (how *trimming) object(path string, t *tree) *tree {
	short := &tree{kind: record}
	for i, kid := range t.kids {
		if i >= how.members && t.names[i] != "id" && t.names[i] != "name" {
			continue
		}
		short.names = append(short.names, t.names[i])
		short.kids = append(short.kids, how.value(path+"."+t.names[i], kid))
	}
	if n := len(t.kids) - len(short.kids); n > 0 {
		how.say(path, n, len(t.kids), "fields")
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
func longest(t *tree) int {
	n := 0
	if t.kind == letters {
		n = len(t.text)
	}
	for _, kid := range t.kids {
		n = max(n, longest(kid))
	}
	return n
}

// widest is the length of the longest list or object below t.
func widest(t *tree) int {
	n := len(t.kids)
	for _, kid := range t.kids {
		n = max(n, widest(kid))
	}
	return n
}
