package untrusted

import (
	"strings"
	"unicode"

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

// Name returns a name in one line of no more than most characters and an ellipsis.
// A name is no HTML: what stands in angle brackets is part of it.
func Name(s string, most int) string {
	s = strings.Join(strings.Fields(withoutSigned(Visible(s))), " ")
	if r := []rune(s); len(r) > most {
		return strings.TrimSpace(string(r[:most])) + "…"
	}
	return s
}

// InMarkdown returns a text as it may stand in Markdown: what would be taken for an
// element of HTML is escaped, <b> but not <nil> nor <ann@example.com>.
func InMarkdown(s string) string {
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(s, "<")
		b.WriteString(before)
		if !found {
			return b.String()
		}
		tag := strings.TrimPrefix(rest, "/")
		end := strings.IndexFunc(tag, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
		if end < 0 {
			end = len(tag)
		}
		if strings.HasPrefix(rest, "!") || strings.HasPrefix(rest, "?") || atom.Lookup([]byte(strings.ToLower(tag[:end]))) != 0 {
			b.WriteByte('\\')
		}
		b.WriteByte('<')
		s = rest
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
