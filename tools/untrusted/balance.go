package untrusted

import (
	"net/url"
	"path"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// tokensOf takes HTML apart.
func tokensOf(body string) []html.Token {
	var all []html.Token
	z := html.NewTokenizer(strings.NewReader(body))
	for z.Next() != html.ErrorToken {
		all = append(all, z.Token())
	}
	return all
}

// balancer writes HTML anew so that a parser has little to decide: every
// element is closed, none is deep, and tables that only lay out are none.
type balancer struct {
	out    strings.Builder
	open   []string
	deeper map[string]int // open elements that are too deep to be written
	layout map[int]bool   // tables, by the place of their start
	tables []bool         // whether each open table is one of those
	urls   bool
}

func balance(tokens []html.Token, urls bool) string {
	b := &balancer{deeper: map[string]int{}, layout: layoutTables(tokens), urls: urls}
	for i := range tokens {
		switch t := tokens[i]; t.Type {
		case html.TextToken:
			b.text(t.Data)
		case html.StartTagToken, html.SelfClosingTagToken:
			if t.Data == "a" && bareLink(tokens[i:]) {
				continue // its text is its address; its end has no start
			}
			b.start(t, b.layout[i])
		case html.EndTagToken:
			b.end(t.Data)
		}
	}
	for len(b.open) > 0 {
		b.pop()
	}
	return b.out.String()
}

// longCell is how many bytes a cell of a table may hold that shows data.
const longCell = 300

// tally is what tells a table that shows data from one that only lays out.
type tally struct {
	at, columns, cell int
	widest, longest   int
	holds             bool // another table
}

func (t tally) layout() bool { return t.holds || t.widest < 2 || t.longest > longCell }

// layoutTables finds the tables that hold others, have but one column, or hold
// long texts: mail programs lay out with them.
func layoutTables(tokens []html.Token) map[int]bool {
	var open []tally
	layout := map[int]bool{}
	done := func() {
		last := open[len(open)-1]
		layout[last.at] = last.layout()
		open = open[:len(open)-1]
	}
	for i, t := range tokens {
		if t.Data == "table" && t.Type == html.StartTagToken {
			if len(open) > 0 {
				open[len(open)-1].holds = true
			}
			open = append(open, tally{at: i})
			continue
		}
		if len(open) == 0 {
			continue
		}
		if t.Data == "table" && t.Type == html.EndTagToken {
			done()
			continue
		}
		open[len(open)-1].take(t)
	}
	for len(open) > 0 {
		done()
	}
	return layout
}

func (t *tally) take(token html.Token) {
	switch {
	case token.Type == html.TextToken:
		t.cell += len(token.Data)
		t.longest = max(t.longest, t.cell)
	case token.Data == "tr":
		t.columns = 0
	case (token.Data == "td" || token.Data == "th") && token.Type == html.StartTagToken:
		t.cell = 0
		t.columns++
		t.widest = max(t.widest, t.columns)
	}
}

// bareLink reports whether a link's text is its address.
func bareLink(tokens []html.Token) bool {
	if len(tokens) < 3 || tokens[1].Type != html.TextToken || tokens[2].Type != html.EndTagToken || tokens[2].Data != "a" {
		return false
	}
	text, to := strings.TrimSpace(tokens[1].Data), attributeOf(tokens[0], "href")
	return text != "" && (text == to || "mailto:"+text == to || text+"/" == to || "https://"+text == to)
}

func attributeOf(t html.Token, name string) string {
	for _, a := range t.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// text writes a text; in a table that shows data it must not end its cell.
func (b *balancer) text(s string) {
	if b.inCell() {
		s = strings.ReplaceAll(strings.Join(strings.FieldsFunc(" "+s+" ", isLineEnd), " "), "|", `\|`)
	}
	b.out.WriteString(html.EscapeString(noAngles.Replace(s)))
}

func isLineEnd(r rune) bool { return r == '\n' || r == '\r' || r == '\t' }

// inCell reports whether a table is open that shows data: its cells are one line each.
func (b *balancer) inCell() bool { return len(b.tables) > 0 && !b.tables[len(b.tables)-1] }

func (b *balancer) start(t html.Token, layout bool) {
	switch t.Data {
	case "img":
		b.text(imageText(t, b.urls))
		return
	case "table":
		b.tables = append(b.tables, layout)
	}
	name := b.flat(t.Data)
	b.implied(name)
	to := attributeOf(t, "href")
	switch {
	case b.inCell() && !inline[name] && !ofTable[name]:
		b.out.WriteByte(' ')
	case name == "br" || name == "hr":
		b.out.WriteString("<" + name + ">")
	case name == "a" && (to == "" || !b.urls && Signed(to)):
	case len(b.open) >= maxDepth:
		b.deeper[name]++
		if !inline[name] {
			b.out.WriteString("<br>")
		}
	default:
		b.open = append(b.open, name)
		b.out.WriteString("<" + name)
		if name == "a" {
			b.out.WriteString(` href="` + html.EscapeString(to) + `"`)
		}
		b.out.WriteByte('>')
	}
}

var inline = map[string]bool{"a": true, "b": true, "strong": true, "i": true, "em": true, "s": true, "del": true, "strike": true, "code": true}

var ofTable = map[string]bool{"table": true, "thead": true, "tbody": true, "tfoot": true, "tr": true, "td": true, "th": true}

// flat is what an element of a table that only lays out is written as; so is
// one outside of any table.
func (b *balancer) flat(name string) string {
	if ofTable[name] && !b.inCell() {
		return "div"
	}
	return name
}

// closes says which open element a start tag ends, and what keeps it open.
var closes = map[string][2]string{
	"li": {"li", "ul ol table"}, "td": {"td th", "tr table"}, "th": {"td th", "tr table"}, "tr": {"tr", "table"},
	"tbody": {"thead tbody", "table"}, "tfoot": {"thead tbody", "table"}, "a": {"a", "table"}, "p": {"p", "td th li div blockquote table"},
}

// implied ends what a start tag ends without a word.
func (b *balancer) implied(name string) {
	rule, ok := closes[name]
	if !ok {
		return
	}
	for i, v := range slices.Backward(b.open) {
		switch {
		case slices.Contains(strings.Fields(rule[1]), v):
			return
		case slices.Contains(strings.Fields(rule[0]), v):
			b.popTo(i)
			return
		}
	}
}

func (b *balancer) end(name string) {
	written := b.flat(name)
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

func (b *balancer) popTo(i int) {
	for len(b.open) > i {
		b.pop()
	}
}

func (b *balancer) pop() {
	last := len(b.open) - 1
	b.out.WriteString("</" + b.open[last] + ">")
	b.open = b.open[:last]
}

// imageText is an image in words; nothing for one that only tells its sender
// that it was opened.
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
