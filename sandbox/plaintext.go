package sandbox

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// toText returns an HTML body as display_as=plaintext shows it: a line for each block, a link as "label (address)".
func toText(body string) string {
	var b strings.Builder
	var links []string
	z := html.NewTokenizer(strings.NewReader(body))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return tidy(b.String())
		case html.TextToken:
			b.WriteString(z.Token().Data)
		case html.StartTagToken, html.SelfClosingTagToken:
			t := z.Token()
			b.WriteString(openingText(t))
			if t.DataAtom == atom.A {
				links = append(links, attribute(t, "href"))
			}
		case html.EndTagToken:
			t := z.Token()
			if t.DataAtom == atom.A && len(links) > 0 {
				b.WriteString(" (" + links[len(links)-1] + ")")
				links = links[:len(links)-1]
			}
			if isBlock(t.DataAtom) {
				b.WriteString("\n")
			}
		}
	}
}

// openingText returns what stands for a start tag in plain text.
func openingText(t html.Token) string {
	switch t.DataAtom {
	case atom.Br:
		return "\n"
	case atom.Li:
		return "- "
	case atom.Img:
		return "[Image: " + attribute(t, "src") + "]"
	}
	return ""
}

func attribute(t html.Token, name string) string {
	for _, a := range t.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func isBlock(a atom.Atom) bool {
	switch a {
	case atom.P, atom.Div, atom.Li, atom.Ul, atom.Ol, atom.H1, atom.H2, atom.H3, atom.Blockquote, atom.Pre, atom.Tr, atom.Table:
		return true
	}
	return false
}

// tidy returns the lines that are not blank, without space around them.
func tidy(s string) string {
	var lines []string
	for line := range strings.Lines(s) {
		if line = strings.TrimSpace(line); line != "" {
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, "\n")
}
