package untrusted

import (
	"net/url"
	"path"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// tokensOf returns the tags and texts of HTML.
func tokensOf(body string) []html.Token {
	var all []html.Token
	z := html.NewTokenizer(strings.NewReader(body))
	for z.Next() != html.ErrorToken {
		all = append(all, z.Token())
	}
	return all
}

// A balancer writes HTML anew so that a parser has little to decide: every element
// is closed, none is deeper than maxDepth, and tables that serve for layout alone
// become blocks.
type balancer struct {
	out    strings.Builder
	open   []string       // elements, outermost first
	deeper map[string]int // open elements that are too deep to be written
	tables []bool         // of each open table, whether it serves for layout alone
	urls   bool
}

// balance returns HTML that is balanced, and in which images are texts.
func balance(tokens []html.Token, urls bool) string {
	b := &balancer{deeper: map[string]int{}, urls: urls}
	layout := layoutTables(tokens)
	for i := range tokens {
		switch t := tokens[i]; t.Type {
		case html.TextToken:
			b.text(t.Data)
		case html.StartTagToken, html.SelfClosingTagToken:
			if t.Data == "a" && isBareLink(tokens[i:]) {
				continue // its text is its address; its end has no start
			}
			b.start(t, layout[i])
		case html.EndTagToken:
			b.end(t.Data)
		}
	}
	b.popTo(0)
	return b.out.String()
}

// longCell is the most bytes in a cell of a table that shows data.
const longCell = 300

// tableStats are what tells a table that shows data from one for layout alone.
type tableStats struct {
	index       int // of its start among the tokens
	columns     int // of the current row
	cell        int // bytes of the current cell
	mostColumns int
	longestCell int // bytes
	nested      bool
}

// isLayout reports whether a table serves for layout alone.
func (t *tableStats) isLayout() bool {
	return t.nested || t.mostColumns < 2 || t.longestCell > longCell
}

// layoutTables returns, by the indexes of their starts, which tables serve for
// layout alone: mail programs use such that hold others, have but one column, or
// hold long texts.
func layoutTables(tokens []html.Token) map[int]bool {
	var open []*tableStats
	layout := map[int]bool{}
	closeLast := func() {
		last := open[len(open)-1]
		layout[last.index] = last.isLayout()
		open = open[:len(open)-1]
	}
	for i, t := range tokens {
		if t.Data == "table" && t.Type == html.StartTagToken {
			if len(open) > 0 {
				open[len(open)-1].nested = true
			}
			open = append(open, &tableStats{index: i})
			continue
		}
		if len(open) == 0 {
			continue
		}
		if t.Data == "table" && t.Type == html.EndTagToken {
			closeLast()
			continue
		}
		open[len(open)-1].add(t)
	}
	for len(open) > 0 {
		closeLast()
	}
	return layout
}

// add counts a tag or a text within the table.
func (t *tableStats) add(token html.Token) {
	switch {
	case token.Type == html.TextToken:
		t.cell += len(token.Data)
		t.longestCell = max(t.longestCell, t.cell)
	case token.Data == "tr":
		t.columns = 0
	case (token.Data == "td" || token.Data == "th") && token.Type == html.StartTagToken:
		t.cell = 0
		t.columns++
		t.mostColumns = max(t.mostColumns, t.columns)
	}
}

// isBareLink reports whether the text of the link that tokens begin with is its
// address.
func isBareLink(tokens []html.Token) bool {
	if len(tokens) < 3 || tokens[1].Type != html.TextToken || tokens[2].Type != html.EndTagToken || tokens[2].Data != "a" {
		return false
	}
	text, to := strings.TrimSpace(tokens[1].Data), attributeOf(tokens[0], "href")
	return text != "" && (text == to || "mailto:"+text == to || text+"/" == to || "https://"+text == to)
}

// attributeOf returns the value of an attribute; "" where there is none.
func attributeOf(t html.Token, name string) string {
	for _, a := range t.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// text writes a text. In a table that shows data it must not end its cell.
func (b *balancer) text(s string) {
	if b.inCell() {
		s = strings.ReplaceAll(strings.Join(strings.FieldsFunc(" "+s+" ", isLineEnd), " "), "|", `\|`)
	}
	b.out.WriteString(html.EscapeString(replaceAngles.Replace(s)))
}

func isLineEnd(r rune) bool { return r == '\n' || r == '\r' || r == '\t' }

// inCell reports whether the innermost table shows data, so that its cells are one
// line each.
func (b *balancer) inCell() bool { return len(b.tables) > 0 && !b.tables[len(b.tables)-1] }

// start writes a start tag; layout says of a table's that it serves for layout alone.
func (b *balancer) start(t html.Token, layout bool) {
	switch t.Data {
	case "img":
		b.text(imageText(t, b.urls))
		return
	case "table":
		b.tables = append(b.tables, layout)
	}
	name := b.writtenName(t.Data)
	b.closeImplied(name)
	switch to := attributeOf(t, "href"); {
	case b.inCell() && !inline[name] && !ofTable[name]:
		b.out.WriteByte(' ')
	case name == "br" || name == "hr":
		b.out.WriteString("<" + name + ">")
	case name == "a" && (to == "" || !b.urls && Signed(to)):
	case name == "a":
		b.push(name, ` href="`+html.EscapeString(to)+`"`)
	default:
		b.push(name, "")
	}
}

// push opens an element with its attributes; one that is too deep becomes a line
// break.
func (b *balancer) push(name, attributes string) {
	if len(b.open) < maxDepth {
		b.open = append(b.open, name)
		b.out.WriteString("<" + name + attributes + ">")
		return
	}
	b.deeper[name]++
	if !inline[name] {
		b.out.WriteString("<br>")
	}
}

var inline = map[string]bool{"a": true, "b": true, "strong": true, "i": true, "em": true, "s": true, "del": true, "strike": true, "code": true}

var ofTable = map[string]bool{"table": true, "thead": true, "tbody": true, "tfoot": true, "tr": true, "td": true, "th": true}

// writtenName returns the name by which an element is written: div for one of a
// table that serves for layout alone, or of no table.
func (b *balancer) writtenName(name string) string {
	if ofTable[name] && !b.inCell() {
		return "div"
	}
	return name
}

// closedBy says of a start tag which open elements it ends, and within which others
// it does not.
var closedBy = map[string]struct{ ends, within string }{
	"li": {"li", "ul ol table"}, "td": {"td th", "tr table"}, "th": {"td th", "tr table"}, "tr": {"tr", "table"},
	"tbody": {"thead tbody", "table"}, "tfoot": {"thead tbody", "table"}, "a": {"a", "table"}, "p": {"p", "td th li div blockquote table"},
}

// closeImplied ends the element that a start tag ends without an end tag.
func (b *balancer) closeImplied(name string) {
	rule, ok := closedBy[name]
	if !ok {
		return
	}
	for i, v := range slices.Backward(b.open) {
		switch {
		case slices.Contains(strings.Fields(rule.within), v):
			return
		case slices.Contains(strings.Fields(rule.ends), v):
			b.popTo(i)
			return
		}
	}
}

// end writes an end tag, and those of what is open within its element.
func (b *balancer) end(name string) {
	written := b.writtenName(name)
	if name == "table" && len(b.tables) > 0 {
		b.tables = b.tables[:len(b.tables)-1]
	}
	if b.deeper[written] > 0 {
		b.deeper[written]--
		return
	}
	for i, v := range slices.Backward(b.open) {
		if v == written {
			b.popTo(i)
			return
		}
		if ofTable[v] && !ofTable[written] {
			return // what is open around a table is not ended in it
		}
	}
}

// popTo ends the i-th open element and all within it.
func (b *balancer) popTo(i int) {
	for _, name := range slices.Backward(b.open[i:]) {
		b.out.WriteString("</" + name + ">")
	}
	b.open = b.open[:i]
}

// imageText returns an image in words; "" for one of a pixel, which only reports to
// its sender that the message was opened.
func imageText(t html.Token, urls bool) string {
	for _, side := range []string{"width", "height"} {
		if v := attributeOf(t, side); v == "0" || v == "1" {
			return ""
		}
	}
	src := attributeOf(t, "src")
	name := attributeOf(t, "alt")
	if u, err := url.Parse(src); err == nil && name == "" && u.Path != "" {
		name = path.Base(u.Path)
	}
	if name = OneLine(strings.NewReplacer("[", "(", "]", ")").Replace(name), 80); name == "" {
		name = "unnamed"
	}
	if urls && src != "" {
		return "![" + name + "](" + strings.NewReplacer("(", "%28", ")", "%29", " ", "%20").Replace(src) + ")"
	}
	return "[image: " + name + "]"
}
