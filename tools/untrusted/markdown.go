// Package strangers makes fit to show what strangers wrote: HTML becomes Markdown
// or plain text, and what nobody sees, or would open a file to whoever reads it,
// is taken out.
package untrusted

import (
	"html"
	"strings"
	"sync"

	"github.com/JohannesKaufmann/html-to-markdown/v2/converter"
	"github.com/JohannesKaufmann/html-to-markdown/v2/plugin/base"
	"github.com/JohannesKaufmann/html-to-markdown/v2/plugin/commonmark"
	"github.com/JohannesKaufmann/html-to-markdown/v2/plugin/strikethrough"
	"github.com/JohannesKaufmann/html-to-markdown/v2/plugin/table"
	"github.com/microcosm-cc/bluemonday"

	"intercom-mcp/tools/lazy"
)

// What is over these bounds becomes plain text, which one pass over it makes,
// whatever it holds; a parser of HTML has no such promise.
const (
	maxHTML  = 256 << 10 // bytes
	maxMarks = 20_000
	maxDepth = 40
)

// Markdown makes Markdown of HTML that a stranger wrote. Of images their names
// stay, of links their addresses; addresses that carry a signature, and so open
// what they name to whoever has them, only with urls.
func Markdown(body string, urls bool) string {
	if !strings.ContainsAny(body, "<&") {
		return Tidy(body, urls)
	}
	if tooLarge(body) {
		return Plain(body, urls)
	}
	tame := balance(tokensOf(sanitize().Sanitize(body)), urls)
	text, err := converters().ConvertString(tame)
	if err != nil {
		text = plainText(tame, urls)
	}
	return Tidy(angles.Replace(text), urls)
}

// The converter writes < and > in a text as entities, which are not what was
// typed; so they go through it as characters that are none.
const (
	lessThan    = "\ufdd0"
	greaterThan = "\ufdd1"
)

var (
	noAngles = strings.NewReplacer("<", lessThan, ">", greaterThan)
	angles   = strings.NewReplacer(lessThan, "<", greaterThan, ">")
)

// sanitize is what of HTML is text, its order, and where it leads.
var sanitize = sync.OnceValue(func() *bluemonday.Policy {
	p := bluemonday.NewPolicy()
	p.AllowElements("p", "div", "br", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "b", "strong", "i", "em", "s", "del", "strike",
		"ul", "ol", "li", "blockquote", "pre", "code", "table", "thead", "tbody", "tfoot", "tr", "th", "td")
	p.AllowAttrs("href").OnElements("a")
	p.AllowAttrs("src", "alt").OnElements("img")
	p.AllowAttrs("width", "height").Matching(bluemonday.NumberOrPercent).OnElements("img")
	p.AllowURLSchemes("http", "https", "mailto", "tel")
	p.RequireParseableURLs(true)
	// An element of these may stand open to the end: what follows is text.
	p.AllowElementsContent("applet", "canvas", "frame", "frameset", "noembed", "noframes", "noscript", "nostyle", "object")
	p.AddSpaceWhenStrippingTag(false)
	return p
})

// converters is the converter; text stays as it was typed, since an error code
// that is escaped is another one. Blocks are told apart by their fence alone.
var converters = sync.OnceValue(func() *converter.Converter {
	return converter.NewConverter(
		converter.WithPlugins(base.NewBasePlugin(), commonmark.NewCommonmarkPlugin(), strikethrough.NewStrikethroughPlugin(),
			table.NewTablePlugin(table.WithHeaderPromotion(true), table.WithCellPaddingBehavior(table.CellPaddingBehaviorMinimal))),
		converter.WithEscapeMode(converter.EscapeModeDisabled),
	)
})

var (
	lineEnds   = lazy.Regexp(`[ \t\x{a0}]+\n`)
	emptyLines = lazy.Regexp(`\n{3,}`)
)

// HTML is a stranger's HTML with nothing in it but text, its order, and where it
// leads.
func HTML(body string, urls bool) string {
	if tooLarge(body) {
		return Plain(body, urls)
	}
	return Tidy(sanitize().Sanitize(body), urls)
}

func tooLarge(body string) bool { return len(body) > maxHTML || strings.Count(body, "<") > maxMarks }

// Tidy takes out of a plain text what is not seen and what only fills.
func Tidy(text string, urls bool) string {
	text = Visible(text)
	if !urls {
		text = unsigned(text)
	}
	text = lineEnds().ReplaceAllString(text, "\n")
	return strings.TrimSpace(emptyLines().ReplaceAllString(text, "\n\n"))
}

// OneLine is a stranger's word that stands among words of ours: one line, of
// bounded length.
func OneLine(s string, most int) string {
	s = strings.Join(strings.Fields(unsigned(Visible(html.UnescapeString(s)))), " ")
	if r := []rune(s); len(r) > most {
		return strings.TrimSpace(string(r[:most])) + "…"
	}
	return s
}
