package untrusted

import (
	"html"
	"slices"
	"strings"

	"intercom-mcp/tools/lazy"
)

// Mixed reads a text that may be plain or HTML or some of both, as the descriptions and
// titles of tickets are. What stands in angle brackets and is no element of HTML is
// text, and so is a line end a line break, unless it stands beside an element that ends
// the line itself. Where the text has no element, it comes back plain, with its
// entities decoded; else as HTML, which isHTML says. One that is too large to be parsed
// counts as HTML.
func Mixed(s string) (text string, isHTML bool) {
	if tooLarge(s) {
		return s, true
	}
	s = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(s)
	tags := elementTags(s)
	if len(tags) == 0 {
		return html.UnescapeString(s), false
	}
	var b strings.Builder
	end, inPre := 0, false
	lineEnded := true // by what stands before the text
	for i, t := range append(tags, elementTag{len(s), len(s), "br", false}) {
		between := strings.ReplaceAll(s[end:t.start], "<", "&lt;")
		if !inPre {
			between = breakLines(between, lineEnded, t.endsLine())
		}
		b.WriteString(between)
		end, lineEnded = t.end, t.endsLine()
		if i < len(tags) {
			b.WriteString(s[t.start:t.end])
		}
		if t.name == "pre" {
			inPre = !t.closes
		}
	}
	return b.String(), true
}

// MixedLine returns such a text in one line.
func MixedLine(s string) string {
	text, isHTML := Mixed(s)
	if isHTML {
		return Line(text)
	}
	return strings.Join(strings.Fields(text), " ")
}

// HasMixedText reports whether such a text has anything to read.
func HasMixedText(s string) bool {
	text, isHTML := Mixed(s)
	if isHTML {
		return HasText(text)
	}
	return strings.TrimSpace(Visible(text)) != ""
}

// breakLines makes line breaks of the line ends of a text between two tags, but for
// those at a tag that ends the line.
func breakLines(text string, after, before bool) string {
	if after {
		text = strings.TrimLeft(text, " \t\n")
	}
	if before {
		text = strings.TrimRight(text, " \t\n")
	}
	return strings.ReplaceAll(text, "\n", "<br>")
}

// An elementTag is where an element of HTML starts or ends in a text.
type elementTag struct {
	start, end int // bytes
	name       string
	closes     bool
}

// endsLine reports whether what follows the tag is on another line than what stands
// before it.
func (t elementTag) endsLine() bool { return !inline[t.name] && !slices.Contains(wordElements, t.name) }

// wordElements are elements within a line besides those of inline.
var wordElements = []string{"span", "u", "font", "sub", "sup", "mark", "small", "big", "img", "tt", "kbd", "ins", "td", "th", "!--"}

// textElements are the elements that texts of people and of mail programs have, besides
// inline and wordElements. Others, such as <title> and <object>, are rather written about.
var textElements = strings.Fields("p div br hr h1 h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote pre table thead tbody tfoot tr caption colgroup col " +
	"html head body meta link style script center section article header footer figure figcaption iframe !doctype")

// tagPattern matches what may be a tag, a comment or a doctype.
var tagPattern = lazy.Regexp(`(?is)<!--.*?-->|<(/?)([a-z][a-z0-9:]*|!doctype)((?:[\s/][^<>"']*(?:"[^"]*"[^<>"']*|'[^']*'[^<>"']*)*)?)>`)

// elementTags returns the tags of HTML in a text.
func elementTags(s string) []elementTag {
	var all []elementTag
	lower := strings.ToLower(s)
	for _, m := range tagPattern().FindAllStringSubmatchIndex(s, -1) {
		t := elementTag{start: m[0], end: m[1], name: "!--"}
		if m[4] >= 0 {
			t.name, t.closes = strings.ToLower(s[m[4]:m[5]]), m[3] > m[2]
		}
		if isElement(t.name) {
			all = append(all, t)
		}
	}
	// A letter in brackets may be the type of List<A>: as an element it has an end.
	ends := map[string]int{}
	return slices.DeleteFunc(all, func(t elementTag) bool {
		if len(t.name) != 1 || t.name == "p" {
			return false
		}
		if _, known := ends[t.name]; !known {
			ends[t.name] = strings.LastIndex(lower, "</"+t.name+">")
		}
		return !t.closes && ends[t.name] < t.start
	})
}

// isElement reports whether a name is that of an element that texts have. Mail
// programs write elements of their own as o:p.
func isElement(name string) bool {
	return inline[name] || slices.Contains(wordElements, name) || slices.Contains(textElements, name) || strings.HasPrefix(name, "o:")
}
