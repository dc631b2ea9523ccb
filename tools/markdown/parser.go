package markdown

import (
	"regexp"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	goldmark "github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"intercom-mcp/tools/lazy"
)

// parser returns what parses Markdown. It leaves alone what people write in plain
// text and mean as it stands: lines under which there are dashes, indented lines,
// quoted mail, "1)", references such as "[1]: …", and stars within words.
var parser = sync.OnceValue(func() goldmark.Parser {
	return goldmark.NewParser(
		goldmark.WithBlockParsers(
			util.Prioritized(goldmark.NewThematicBreakParser(), 200),
			util.Prioritized(listParser{goldmark.NewListParser()}, 300),
			util.Prioritized(goldmark.NewListItemParser(), 400),
			util.Prioritized(goldmark.NewATXHeadingParser(), 600),
			util.Prioritized(goldmark.NewFencedCodeBlockParser(), 700),
			util.Prioritized(goldmark.NewParagraphParser(), 1000),
		),
		goldmark.WithInlineParsers(
			util.Prioritized(goldmark.NewCodeSpanParser(), 100),
			util.Prioritized(goldmark.NewLinkParser(), 200),
			util.Prioritized(goldmark.NewAutoLinkParser(), 300),
			util.Prioritized(goldmark.NewRawHTMLParser(), 400),
			util.Prioritized(emphasisParser{}, 500),
			util.Prioritized(extension.NewLinkifyParser(
				extension.WithLinkifyAllowedProtocols([]string{"http:", "https:"}),
				extension.WithLinkifyURLRegexp(webAddress), extension.WithLinkifyWWWRegexp(never), extension.WithLinkifyEmailRegexp(never),
			), 999),
		),
	)
})

// webAddress matches an address of the web, stars in it too, without the punctuation after it.
var webAddress = regexp.MustCompile("^https?://[^\\s<>\"`]*[^\\s<>\"`*_~.,:;!?)'\\]]")

// never matches nothing.
var never = regexp.MustCompile(`\b\B`)

// listParser is goldmark's without lists of "1)" and of years.
type listParser struct{ goldmark.BlockParser }

var noList = lazy.Regexp(`^ *([0-9]+\)|[0-9]{4,}\.)`)

// Open begins a list, or returns nil.
func (p listParser) Open(parent ast.Node, reader text.Reader, pc goldmark.Context) (ast.Node, goldmark.State) {
	if line, _ := reader.PeekLine(); noList().Match(line) {
		return nil, goldmark.NoChildren
	}
	return p.BlockParser.Open(parent, reader, pc)
}

// starAttribute marks an emphasis of stars.
const starAttribute = "star"

// emphasisParser is goldmark's with stricter stars: 2*3*4 and x**n + y**n hold
// no emphasis, nor does (*).
type emphasisParser struct{}

// Trigger returns the characters that may begin or end an emphasis.
func (emphasisParser) Trigger() []byte { return []byte{'*', '_'} }

// Parse reads a run of stars or underscores.
func (emphasisParser) Parse(_ ast.Node, block text.Reader, pc goldmark.Context) ast.Node {
	before := block.PrecendingCharacter()
	line, segment := block.PeekLine()
	d := goldmark.ScanDelimiter(line, before, 1, emphasis{star: line[0] == '*'})
	if d == nil {
		return nil
	}
	if d.Char == '*' {
		after, _ := utf8.DecodeRune(line[d.OriginalLength:])
		d.CanOpen = d.CanOpen && !isOfWord(before) && !isOneOf(after, ").,;:!?]}")
		d.CanClose = d.CanClose && !isOfWord(after) && !isOneOf(before, "([{")
	}
	d.Segment = segment.WithStop(segment.Start + d.OriginalLength)
	block.Advance(d.OriginalLength)
	pc.PushDelimiter(d)
	return d
}

// isOfWord reports whether a character is part of a word in a script that has
// spaces between words.
func isOfWord(r rune) bool {
	return unicode.IsDigit(r) || unicode.In(r, unicode.Latin, unicode.Greek, unicode.Cyrillic)
}

func isOneOf(r rune, of string) bool {
	for _, v := range of {
		if v == r {
			return true
		}
	}
	return false
}

// emphasis says which characters are an emphasis's, and makes one.
type emphasis struct{ star bool }

// IsDelimiter reports whether a character begins or ends an emphasis.
func (emphasis) IsDelimiter(b byte) bool { return b == '*' || b == '_' }

// CanOpenCloser reports whether two runs belong together.
func (emphasis) CanOpenCloser(opener, closer *goldmark.Delimiter) bool {
	return opener.Char == closer.Char
}

// OnMatch returns the emphasis between two runs of so many characters.
func (e emphasis) OnMatch(consumes int) ast.Node {
	n := ast.NewEmphasis(consumes)
	if e.star {
		n.SetAttributeString(starAttribute, true)
	}
	return n
}
