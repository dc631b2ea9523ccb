package tools

import (
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// words are how a text or HTML begins, in one line, whole words only. It is
// cleaned before it is cut: half an address would not be known as one.
func (s slimmer) words(text string, length int) string {
	runes := []rune(s.view.Clean(inOneLine(text)))
	if len(runes) <= length {
		return string(runes)
	}
	end := length
	for end > length/2 && !unicode.IsSpace(runes[end]) {
		end--
	}
	if !unicode.IsSpace(runes[end]) { // a script without spaces
		end = length
	}
	return strings.TrimRightFunc(string(runes[:end]), unicode.IsSpace) + "…"
}

// gapless are elements that do not part words.
var gapless = map[atom.Atom]bool{
	atom.A: true, atom.B: true, atom.I: true, atom.U: true, atom.S: true, atom.Em: true, atom.Strong: true,
	atom.Code: true, atom.Span: true, atom.Font: true, atom.Sub: true, atom.Sup: true, atom.Mark: true,
}

// inOneLine is the text of HTML, or of a plain text, in one line.
func inOneLine(s string) string {
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
			if !gapless[tag] {
				b.WriteByte(' ')
			}
		}
	}
}
