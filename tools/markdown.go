package tools

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
)

// What is over these bounds becomes plain text, which one pass over it makes,
// whatever it holds; a parser of HTML has no such promise.
const (
	maxHTML  = 256 << 10 // bytes
	maxMarks = 20_000
	maxDepth = 40
)

// markdown makes Markdown of HTML that a stranger wrote. Of images their names
// stay, of links their addresses; addresses that carry a signature, and so open
// what they name to whoever has them, only with urls.
func markdown(body string, urls bool) string {
	if !strings.ContainsAny(body, "<&") {
		return tidy(body, urls)
	}
	if len(body) > maxHTML || strings.Count(body, "<") > maxMarks {
		return tidy(plainText(body, urls), urls)
	}
	tame := balance(tokensOf(sanitize().Sanitize(body)), urls)
	text, err := converters().ConvertString(tame)
	if err != nil {
		text = plainText(tame, urls)
	}
	return tidy(angles.Replace(text), urls)
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
	lineEnds   = pattern(`[ \t\x{a0}]+\n`)
	emptyLines = pattern(`\n{3,}`)
)

// tidy takes out what is not seen and what only fills.
func tidy(text string, urls bool) string {
	text = visible(text)
	if !urls {
		text = unsigned(text)
	}
	text = lineEnds().ReplaceAllString(text, "\n")
	return strings.TrimSpace(emptyLines().ReplaceAllString(text, "\n\n"))
}

// oneLine is a stranger's word that stands among words of ours: one line, of
// bounded length.
func oneLine(s string, most int) string {
	s = strings.Join(strings.Fields(unsigned(visible(html.UnescapeString(s)))), " ")
	if r := []rune(s); len(r) > most {
		return strings.TrimSpace(string(r[:most])) + "…"
	}
	return s
}
