package thread

import (
	"strings"
	"unicode/utf8"

	"intercom-mcp/tools/jsontree"
	"intercom-mcp/tools/result"
	"intercom-mcp/tools/tokens"
)

// span is what a call wants to see of a thread.
type span struct {
	before, after, around int // places in the thread; -1: none
	part, offset          int // a part to read on in, from a character; -1: none
}

// cutPart says where a part that is too long for its page goes on.
type cutPart struct {
	PartID string `json:"part_id"`
	From   int    `json:"from"`
	Offset int    `json:"offset,omitempty"`
	Length int    `json:"length"`
}

// picker chooses the parts of a page, from the end that was asked for until
// there is no room.
type picker struct {
	places []int            // in the thread, of the parts that were asked for
	title  func(int) string // of a part, by its index in places
	text   func(int) string // likewise; "" for an event
	whole  bool             // parts are not cut
	room   int              // tokens
	size   int              // what room was at first
	from   map[int]int      // where a part's text begins that is not shown from its start
	until  map[int]int      // and where it ends that is not shown to its end, both in characters
	lo, hi int              // the chosen ones
}

// pick chooses a page of size tokens.
func (p *picker) pick(w span, size int) {
	p.room, p.size, p.from, p.until = size, size, map[int]int{}, map[int]int{}
	n := len(p.places)
	first := func(place int) int { // of the parts at or behind a place
		for i, at := range p.places {
			if at >= place {
				return i
			}
		}
		return n
	}
	switch {
	case w.part >= 0:
		p.lo = first(w.part)
		p.hi = p.lo
		p.from[p.lo] = w.offset
		p.newer(p.lo + 1)
	case w.around >= 0:
		p.lo = first(w.around)
		p.hi = p.lo
		p.both()
	case w.after >= 0:
		p.lo = first(w.after + 1)
		p.hi = p.lo
		p.newer(n)
	case w.before >= 0:
		p.lo = first(w.before)
		p.hi = p.lo
		p.older()
	default:
		p.lo, p.hi = n, n
		p.older()
	}
}

func (p *picker) older() {
	for p.lo > 0 && p.take(p.lo-1) {
		p.lo--
	}
}

func (p *picker) newer(limit int) {
	for p.hi < limit && p.take(p.hi) {
		p.hi++
	}
}

// both goes from the middle to both sides in turn.
func (p *picker) both() {
	n := len(p.places)
	if p.hi < n && p.take(p.hi) {
		p.hi++
	}
	for older, newer := true, true; older || newer; {
		if older = older && p.lo > 0 && p.take(p.lo-1); older {
			p.lo--
		}
		if newer = newer && p.hi < n && p.take(p.hi); newer {
			p.hi++
		}
	}
}

// take makes room for a part, whole or, where it is longer than any page, in
// part. After one that is cut there is no room for more.
func (p *picker) take(i int) bool {
	title, text := p.title(i), p.text(i)
	from := p.from[i]
	start := byteAt(text, from)
	need := cost(title + "\n" + text[start:] + "\n")
	if need <= p.room {
		p.room -= need
		return true
	}
	none := p.lo == p.hi
	switch {
	case p.room <= 0 && !none, p.whole && !none, text == "" && !none:
		return false
	case p.whole || text == "":
		p.room = 0
		return true
	case !none && (need <= p.size || p.room < p.size/4):
		return false
	}
	kept := fitting(text[start:], p.room-cost(title+"\n\n"))
	p.until[i] = from + utf8.RuneCountInString(text[start:start+kept])
	p.room = 0
	return true
}

// cost is what a text takes of a page, as text and as JSON.
func cost(s string) int { return max(tokens.Estimate(s), tokens.Estimate(jsontree.Quote(s))) }

// byteAt is where the n-th character of s begins.
func byteAt(s string, n int) int {
	at := 0
	for ; n > 0 && at < len(s); n-- {
		_, size := utf8.DecodeRuneInString(s[at:])
		at += size
	}
	return at
}

// fitting is how many bytes of the start of s fit, at least one character; the
// cut is between words where there are any.
func fitting(s string, bound int) int {
	const widest = 16 // bytes that a token holds at most, near enough
	end := min(len(s), max(bound, 1)*widest)
	kept := result.Largest(end, func(n int) bool { return cost(s[:n]) <= bound })
	for kept > 0 && kept < len(s) && !utf8.RuneStart(s[kept]) {
		kept--
	}
	if kept == len(s) {
		return kept
	}
	if space := strings.LastIndexAny(s[:kept], " \n\t"); space > kept/2 {
		kept = space + 1
	}
	if kept == 0 {
		_, kept = utf8.DecodeRuneInString(s)
	}
	return kept
}
