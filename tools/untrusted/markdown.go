// Package untrusted makes texts that people outside wrote, such as customers, fit
// to show to a model. In goes a plain text or HTML, in any size and shape; out comes
// Markdown, safe HTML or plain text, without invisible characters and without
// addresses that open a file to anybody who has them. It must not know where a text
// is from, what is redacted or how long an answer may be.
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

// HTML over the first two bounds becomes plain text, which takes one pass whatever
// the HTML holds; a parser may take much longer.
const (
	maxHTML  = 256 << 10 // bytes
	maxTags  = 20_000
	maxDepth = 40 // elements within each other; deeper ones become line breaks
)

// Markdown returns HTML, or a plain text, as Markdown. Images become their names, and
// links keep their addresses. Signed addresses are left out unless urls is set, and
// so are the addresses of images.
func Markdown(body string, urls bool) string {
	if !mayBeTag().MatchString(body) { // line ends are the text's own
		return Tidy(html.UnescapeString(body), urls)
	}
	if tooLarge(body) {
		return Plain(body, urls)
	}
	balanced := balance(tokensOf(policy().Sanitize(body)), urls)
	text, err := markdownConverter().ConvertString(balanced)
	if err != nil {
		text = plainText(balanced, urls)
	}
	return Tidy(restoreAngles.Replace(text), urls)
}

// The converter writes < and > in a text as entities, which are not what was typed:
// noncharacters stand for them meanwhile.
const (
	lessThan    = "\ufdd0"
	greaterThan = "\ufdd1"
)

var (
	replaceAngles = strings.NewReplacer("<", lessThan, ">", greaterThan)
	restoreAngles = strings.NewReplacer(lessThan, "<", greaterThan, ">")
)

// policy keeps of HTML what is text, structure, a link or an image.
var policy = sync.OnceValue(func() *bluemonday.Policy {
	p := bluemonday.NewPolicy()
	p.AllowElements("p", "div", "br", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "b", "strong", "i", "em", "s", "del", "strike",
		"ul", "ol", "li", "blockquote", "pre", "code", "table", "thead", "tbody", "tfoot", "tr", "th", "td")
	p.AllowAttrs("href").OnElements("a")
	p.AllowAttrs("src", "alt").OnElements("img")
	p.AllowAttrs("width", "height").Matching(bluemonday.NumberOrPercent).OnElements("img")
	p.AllowURLSchemes("http", "https", "mailto", "tel")
	p.RequireParseableURLs(true)
	// One of these elements may stand open to the end: what follows is text.
	p.AllowElementsContent("applet", "canvas", "frame", "frameset", "noembed", "noframes", "noscript", "nostyle", "object")
	p.AddSpaceWhenStrippingTag(false)
	return p
})

// markdownConverter turns HTML into Markdown. It escapes nothing, since an escaped
// error code is another one.
var markdownConverter = sync.OnceValue(func() *converter.Converter {
	return converter.NewConverter(
		converter.WithPlugins(base.NewBasePlugin(), commonmark.NewCommonmarkPlugin(), strikethrough.NewStrikethroughPlugin(),
			table.NewTablePlugin(table.WithHeaderPromotion(true), table.WithCellPaddingBehavior(table.CellPaddingBehaviorMinimal))),
		converter.WithEscapeMode(converter.EscapeModeDisabled),
	)
})

// mayBeTag matches how an element, a comment or a declaration of HTML begins or ends.
var mayBeTag = lazy.Regexp(`<[a-zA-Z/!?]`)

var (
	lineEnds   = lazy.Regexp(`[ \t\x{a0}]+\n`)
	emptyLines = lazy.Regexp(`\n{3,}`)
)

// HTML returns HTML with nothing in it but text, structure, links and images; plain
// text where it is too large. Signed addresses are left out unless urls is set.
func HTML(body string, urls bool) string {
	if tooLarge(body) {
		return Plain(body, urls)
	}
	return Tidy(policy().Sanitize(body), urls)
}

// tooLarge reports whether HTML is not to be parsed.
func tooLarge(body string) bool { return len(body) > maxHTML || strings.Count(body, "<") > maxTags }

// Tidy returns a plain text without invisible characters, spaces at the ends of lines
// and runs of empty lines. Signed addresses are left out unless urls is set.
func Tidy(text string, urls bool) string {
	text = Visible(text)
	if !urls {
		text = withoutSigned(text)
	}
	text = lineEnds().ReplaceAllString(text, "\n")
	return strings.TrimSpace(emptyLines().ReplaceAllString(text, "\n\n"))
}

// OneLine returns a text as one line of no more than most characters and an ellipsis,
// to stand within a sentence of this server's, such as a name.
func OneLine(s string, most int) string {
	return Name(html.UnescapeString(s), most)
}
