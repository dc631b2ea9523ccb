// Package markdown turns what people write into the HTML that Intercom takes. In
// goes a body and its format: Markdown, HTML, plain text, or none given; out comes
// HTML with paragraphs, line breaks, bold and italic text, links, lists, headings of two
// levels, code and images, and nothing else from Markdown or text. It must not know of
// tools, nor where a body goes.
package markdown

import (
	"html"
	"slices"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"

	"intercom-mcp/tools/lazy"
)

// The formats of a body.
const (
	Markdown = "markdown"
	HTML     = "html"
	Text     = "text"
)

// ToHTML returns a body as HTML. HTML is returned as it is. Where format is "", the body decides:
// one with a tag that Intercom knows is HTML, one with clear Markdown is Markdown,
// anything else is text, of which the same words stay.
func ToHTML(body, format string) string {
	switch format {
	case HTML:
		return body
	case Text:
		return fromText(body)
	case Markdown:
		source := []byte(lines(body))
		return render(parse(source), source)
	}
	source := []byte(lines(body))
	root := parse(source)
	tags, isMarkdown := rawTags(root, source), isClear(root, source)
	isBreak := func(name string) bool { return name == "br" }
	switch {
	case len(tags) > 0 && (!isMarkdown || !all(tags, isBreak)):
		return body
	case isMarkdown:
		return render(root, source)
	}
	return fromText(entity().ReplaceAllStringFunc(body, html.UnescapeString)) // as in HTML and in Markdown
}

// entity matches a character that is written as HTML does, such as &amp;.
var entity = lazy.Regexp(`&(#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});`)

// lines returns a text with ends of lines of one kind, and without NUL.
func lines(s string) string {
	return strings.NewReplacer("\r\n", "\n", "\r", "\n", "\x00", "").Replace(strings.ToValidUTF8(s, "\ufffd"))
}

// all reports whether f holds for each of some texts.
func all(texts []string, f func(string) bool) bool {
	return !slices.ContainsFunc(texts, func(s string) bool { return !f(s) })
}

var escaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")

// blankLine separates paragraphs.
var blankLine = lazy.Regexp(`\n[ \t]*\n\s*`)

// fromText returns plain text as HTML. A line without what HTML would change is
// itself.
func fromText(s string) string {
	s = strings.TrimSpace(lines(s))
	escaped := escaper.Replace(s)
	if escaped == s && !strings.Contains(s, "\n") {
		return s
	}
	var b strings.Builder
	for _, paragraph := range blankLine().Split(escaped, -1) {
		b.WriteString("<p>" + strings.ReplaceAll(paragraph, "\n", "<br>") + "</p>")
	}
	return b.String()
}

// tag matches a tag of HTML that Intercom knows in a body. One without its address is
// none: a text may hold <a>.
var tag = lazy.Regexp(`(?i)^</?(a(?:\s+[^>]*href\s*=[^>]*)|img\s[^>]*src\s*=[^>]*|b|blockquote|br|code|div|em|h[1-6]|hr|i|li|ol|p|pre|span|strong|` +
	`table|tbody|td|th|thead|tr|u|ul)(?:\s[^>]*|/)?>$`)

// rawTags returns the names of the tags of HTML that stand in a text outside of code.
func rawTags(root ast.Node, source []byte) (names []string) {
	_ = ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if raw, ok := n.(*ast.RawHTML); ok && entering {
			if m := tag().FindSubmatch(raw.Segments.Value(source)); m != nil {
				name, _, _ := strings.Cut(strings.ToLower(string(m[1])), " ")
				names = append(names, name)
			}
		}
		return ast.WalkContinue, nil
	})
	return names
}

// isClear reports whether a text holds what nobody writes but as Markdown.
func isClear(root ast.Node, source []byte) (found bool) {
	_ = ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering && isClearNode(n, source) {
			found = true
			return ast.WalkStop, nil
		}
		return ast.WalkContinue, nil
	})
	return found
}

func isClearNode(n ast.Node, source []byte) bool {
	switch n := n.(type) {
	case *ast.FencedCodeBlock:
		return true
	case *ast.Emphasis:
		_, star := n.AttributeString(starAttribute)
		return star && strings.ContainsFunc(plain(n, source), unicode.IsLetter)
	case *ast.CodeSpan:
		s := plain(n, source)
		return s != "" && s == strings.TrimSpace(s) && !strings.Contains(s, "\n")
	case *ast.Heading:
		return strings.IndexFunc(plain(n, source), unicode.IsLetter) == 0
	case *ast.Link:
		return isSafe(n.Destination)
	case *ast.Image:
		return isSafe(n.Destination)
	case *ast.List:
		return n.ChildCount() > 1 && (n.Marker == '-' || n.Marker == '*' || n.IsOrdered() && n.Start <= 1)
	}
	return false
}

// plain returns the text within a node.
func plain(n ast.Node, source []byte) string {
	var b strings.Builder
	_ = ast.Walk(n, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if t, ok := n.(*ast.Text); ok && entering {
			b.Write(t.Segment.Value(source))
		}
		return ast.WalkContinue, nil
	})
	return b.String()
}

// parse returns a text as Markdown understands it.
func parse(source []byte) ast.Node { return parser().Parse(text.NewReader(source)) }
