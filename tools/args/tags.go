package args

import (
	"reflect"
	"slices"
	"strings"
)

// boundKeywords are the schema's words for the bounds in a rule tag.
var boundKeywords = map[string]string{
	"min": "minimum", "max": "maximum", "minlen": "minLength", "maxlen": "maxLength", "minitems": "minItems", "maxitems": "maxItems",
}

// applyTags sets what a field's tags say of it.
func (n *node) applyTags(tag reflect.StructTag) {
	n.description = tag.Get("jsonschema")
	for rule := range strings.FieldsSeq(tag.Get("rule")) {
		key, value, _ := strings.Cut(rule, "=")
		n.applyRule(key, value)
	}
}

// applyRule applies one rule of a tag. It panics on an unknown one.
func (n *node) applyRule(key, value string) {
	if flag := n.flag(key); flag != nil {
		*flag = true
		return
	}
	switch key {
	case "enum":
		n.itemOrSelf().enum = strings.Split(value, "|")
	case "also":
		n.itemOrSelf().synonyms = parseSynonyms(value)
	case "of":
		n.setKinds(strings.Split(value, "|")...)
	case "day":
		if value != "end" {
			panic("args: unknown rule day=" + value)
		}
		n.dayEnd = true
	case "utc":
		n.inUTC = true
	case "cursor":
		n.form = cursorForm
	case "words":
		n.forWords = strings.Split(value, "|")
	default:
		keyword, ok := boundKeywords[key]
		if !ok {
			panic("args: unknown rule " + key)
		}
		n.bounds = append(n.bounds, bound{keyword, value})
		n.filled = n.filled || key == "minlen"
	}
}

// flag returns what a rule without a value sets; nil if it sets no such thing.
func (n *node) flag(rule string) *bool {
	switch rule {
	case "positive":
		return &n.positive
	case "brief":
		return &n.fieldsHidden
	case "main":
		return &n.isMain
	case "filled":
		return &n.filled
	case "empty":
		return &n.takesEmpty
	}
	return nil
}

// keepKnownWords drops the places for words that the tool does not have.
func (n *node) keepKnownWords() {
	for _, f := range n.fields {
		f.forWords = slices.DeleteFunc(f.forWords, func(name string) bool { return n.fields[name] == nil })
	}
}

// itemOrSelf returns the node of a list's items, or n itself if it is no list.
func (n *node) itemOrSelf() *node {
	if n.items != nil {
		return n.items
	}
	return n
}

// parseSynonyms reads "in_app:inapp|mail:email".
func parseSynonyms(pairs string) map[string]string {
	synonyms := map[string]string{}
	for pair := range strings.SplitSeq(pairs, "|") {
		other, canonical, _ := strings.Cut(pair, ":")
		synonyms[other] = canonical
	}
	return synonyms
}

// overrideRules applies the rules of an embedded struct's tag to its fields:
// "per_page.max=50". It panics on a field that is not there.
func (n *node) overrideRules(rules string) {
	for rule := range strings.FieldsSeq(rules) {
		name, rest, _ := strings.Cut(rule, ".")
		key, value, _ := strings.Cut(rest, "=")
		f := n.fields[name]
		if f == nil {
			panic("args: a rule for a field that is not embedded: " + rule)
		}
		f.bounds = slices.DeleteFunc(f.bounds, func(b bound) bool { return b.keyword == boundKeywords[key] })
		f.applyRule(key, value)
	}
}
