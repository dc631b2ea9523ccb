package untrusted

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// inlineElements are those that do not part words.
var inlineElements = map[atom.Atom]bool{
	atom.A: true, atom.B: true, atom.I: true, atom.U: true, atom.S: true, atom.Em: true, atom.Strong: true,
	atom.Code: true, atom.Span: true, atom.Font: true, atom.Sub: true, atom.Sup: true, atom.Mark: true,
}

// Line returns the text of HTML, or a plain text, in one line.
func Line(s string) string {
	if !strings.ContainsAny(s, "<&") {
		return strings.Join(strings.Fields(s), " ")
	}
	var b strings.Builder
	hidden := false // within a script or a style sheet
	for z := html.NewTokenizer(strings.NewReader(s)); ; {
		switch kind := z.Next(); kind {
		case html.ErrorToken:
			return strings.Join(strings.Fields(b.String()), " ")
		case html.TextToken:
			if !hidden {
				b.Write(z.Text())
			}
		case html.StartTagToken, html.EndTagToken, html.SelfClosingTagToken:
			name, _ := z.TagName()
			tag := atom.Lookup(name)
			if tag == atom.Script || tag == atom.Style {
				hidden = kind == html.StartTagToken
			}
			if !inlineElements[tag] {
				b.WriteByte(' ')
			}
		}
	}
}

// FirstOf returns the first of some texts that is not blank, without the spaces
// around it; "" if all are.
func FirstOf(texts ...string) string {
	for _, t := range texts {
		if t = strings.TrimSpace(t); t != "" {
			return t
		}
	}
	return ""
}

// Prefixed returns a text in one line, with other texts before and after it; "" where
// it is empty.
func Prefixed(before, text string, after ...string) string {
	if text == "" {
		return ""
	}
	return before + Line(text) + strings.Join(after, "")
}
