package markdown

import (
	"bufio"
	"fmt"
	"net/url"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/util"
)

// A writer writes the HTML that Intercom takes.
type writer struct {
	out    strings.Builder
	source []byte
}

// render returns what was parsed as HTML.
func render(root ast.Node, source []byte) string {
	w := &writer{source: source}
	_ = ast.Walk(root, w.visit)
	return w.out.String()
}

// visit writes the beginning or the end of a node.
func (w *writer) visit(n ast.Node, entering bool) (ast.WalkStatus, error) {
	switch n := n.(type) {
	case *ast.Text:
		w.text(n, entering)
	case *ast.String:
		w.escaped(n.Value, entering)
	case *ast.CodeSpan:
		w.element("code", entering)
		if entering {
			w.escaped([]byte(strings.ReplaceAll(plain(n, w.source), "\n", " ")), true)
		}
		return skipAfter(entering), nil
	case *ast.RawHTML:
		w.rawHTML(n, entering)
		return ast.WalkSkipChildren, nil
	case *ast.AutoLink:
		w.autoLink(n, entering)
	case *ast.Link:
		w.link("", n.Destination, entering)
	case *ast.Image:
		return w.image(n, entering), nil
	case *ast.FencedCodeBlock:
		if entering {
			w.out.WriteString("<pre><code>" + escaper.Replace(string(n.Lines().Value(w.source))) + "</code></pre>")
		}
	default:
		w.block(n, entering)
	}
	return ast.WalkContinue, nil
}

// skipAfter returns the status that leaves out what is in a node.
func skipAfter(entering bool) ast.WalkStatus {
	if entering {
		return ast.WalkSkipChildren
	}
	return ast.WalkContinue
}

// block writes the beginning or the end of what is not within a line.
func (w *writer) block(n ast.Node, entering bool) {
	switch n := n.(type) {
	case *ast.Emphasis:
		w.element([]string{"i", "b"}[min(n.Level, 2)-1], entering)
	case *ast.Heading:
		w.element([]string{"h1", "h2"}[min(n.Level, 2)-1], entering)
	case *ast.ListItem:
		w.element("li", entering)
	case *ast.ThematicBreak:
		if entering {
			w.out.WriteString("<p>---</p>")
		}
	case *ast.Paragraph:
		switch inItem := n.Parent().Kind() == ast.KindListItem; {
		case !inItem:
			w.element("p", entering)
		case entering && n.PreviousSibling() != nil:
			w.out.WriteString("<br>")
		}
	case *ast.List:
		w.list(n, entering)
	}
}

func (w *writer) list(n *ast.List, entering bool) {
	switch {
	case !n.IsOrdered():
		w.element("ul", entering)
	case entering && n.Start != 1:
		fmt.Fprintf(&w.out, `<ol start="%d">`, n.Start)
	default:
		w.element("ol", entering)
	}
}

// element writes a start tag or an end tag.
func (w *writer) element(name string, start bool) {
	if start {
		w.out.WriteString("<" + name + ">")
		return
	}
	w.out.WriteString("</" + name + ">")
}

// escaped writes a text as it stands.
func (w *writer) escaped(s []byte, entering bool) {
	if entering {
		w.out.WriteString(escaper.Replace(string(s)))
	}
}

// text writes a text without the backslashes that Markdown takes; a line stays a line.
func (w *writer) text(n *ast.Text, entering bool) {
	if !entering {
		return
	}
	b := bufio.NewWriter(&w.out)
	html.DefaultWriter.Write(b, n.Segment.Value(w.source))
	_ = b.Flush()
	if n.SoftLineBreak() || n.HardLineBreak() {
		w.out.WriteString("<br>")
	}
}

// rawHTML writes a line break as it is, and the text of any other tag.
func (w *writer) rawHTML(n *ast.RawHTML, entering bool) {
	raw := n.Segments.Value(w.source)
	if m := tag().FindSubmatch(raw); m != nil && strings.EqualFold(string(m[1]), "br") {
		if entering {
			w.out.WriteString("<br>")
		}
		return
	}
	w.escaped(raw, entering)
}

// autoLink writes an address as a link; an e-mail address in angle brackets stays
// as it stands.
func (w *writer) autoLink(n *ast.AutoLink, entering bool) {
	switch address := n.URL(w.source); {
	case !entering:
	case n.AutoLinkType == ast.AutoLinkURL && isSafe(address):
		w.out.WriteString(`<a href="` + attribute(address) + `">`)
		w.escaped(n.Label(w.source), true)
		w.out.WriteString("</a>")
	default:
		w.escaped([]byte("<"+string(n.Label(w.source))+">"), true)
	}
}

// link writes the beginning or the end of a link. One to what is no address of the
// web, of mail or a telephone is written as it stands.
func (w *writer) link(mark string, to []byte, entering bool) {
	switch safe := isSafe(to); {
	case safe && entering:
		w.out.WriteString(`<a href="` + attribute(to) + `">`)
	case safe:
		w.out.WriteString("</a>")
	case entering:
		w.out.WriteString(mark + "[")
	default:
		w.escaped([]byte("]("+string(to)+")"), true)
	}
}

func (w *writer) image(n *ast.Image, entering bool) ast.WalkStatus {
	if !isSafe(n.Destination) {
		w.link("!", n.Destination, entering)
		return ast.WalkContinue
	}
	if entering {
		w.out.WriteString(`<img src="` + attribute(n.Destination) + `" alt="` + attributeText(plain(n, w.source)) + `">`)
	}
	return ast.WalkSkipChildren
}

// attribute returns an address as the value of an attribute.
func attribute(address []byte) string { return attributeText(string(util.URLEscape(address, true))) }

func attributeText(s string) string { return strings.ReplaceAll(escaper.Replace(s), `"`, "&quot;") }

// isSafe reports whether a link may lead to an address: to one of the web or of
// mail, or to a telephone.
func isSafe(address []byte) bool {
	u, err := url.Parse(strings.TrimSpace(string(util.URLEscape(address, true))))
	if err != nil {
		return false
	}
	switch u.Scheme {
	case "http", "https":
		return u.Host != ""
	case "mailto", "tel":
		return u.Opaque != ""
	}
	return false
}
