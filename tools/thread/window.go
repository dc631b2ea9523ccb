package thread

import (
	"strings"
	"unicode/utf8"

	"intercom-mcp/tools/jsontree"
	"intercom-mcp/tools/result"
	"intercom-mcp/tools/tokens"
)

// anchors are the parts of a thread that a call names, by index; -1 where it names none.
type anchors struct {
	before, after, around int // at most one of these and part is set
	part, offset          int // a part to read on in, from a character
}

// A window is the range of parts that a page shows. It grows from an end that the
// call asks for until there is no room.
type window struct {
	indexes []int            // in the thread, of the parts that the call may see
	heading func(int) string // of a part, by its place in indexes
	text    func(int) string // likewise; "" for an event
	uncut   bool             // parts are shown whole
	bound   int              // tokens
	left    int              // of the bound
	from    map[int]int      // where a part's text begins that is not shown from its start
	until   map[int]int      // and where it ends that is not shown to its end, both in characters
	lo, hi  int              // the parts that are shown, as places in indexes
}

// fill chooses the parts of a page of bound tokens.
func (w *window) fill(a anchors, bound int) {
	w.left, w.bound, w.from, w.until = bound, bound, map[int]int{}, map[int]int{}
	end := len(w.indexes)
	switch {
	case a.part >= 0:
		w.startAt(w.placeOf(a.part))
		w.from[w.lo] = a.offset
		w.growNewer(w.lo + 1)
	case a.around >= 0:
		w.startAt(w.placeOf(a.around))
		w.growBoth()
	case a.after >= 0:
		w.startAt(w.placeOf(a.after + 1))
		w.growNewer(end)
	case a.before >= 0:
		w.startAt(w.placeOf(a.before))
		w.growOlder()
	default:
		w.startAt(end)
		w.growOlder()
	}
}

func (w *window) startAt(place int) { w.lo, w.hi = place, place }

// placeOf returns the place in indexes of the first part at or behind an index.
func (w *window) placeOf(index int) int {
	for place, i := range w.indexes {
		if i >= index {
			return place
		}
	}
	return len(w.indexes)
}

func (w *window) growOlder() {
	for w.lo > 0 && w.fit(w.lo-1) {
		w.lo--
	}
}

func (w *window) growNewer(limit int) {
	for w.hi < limit && w.fit(w.hi) {
		w.hi++
	}
}

// growBoth grows to both sides in turn, first to the newer one.
func (w *window) growBoth() {
	n := len(w.indexes)
	if w.hi < n && w.fit(w.hi) {
		w.hi++
	}
	for older, newer := true, true; older || newer; {
		if older = older && w.lo > 0 && w.fit(w.lo-1); older {
			w.lo--
		}
		if newer = newer && w.hi < n && w.fit(w.hi); newer {
			w.hi++
		}
	}
}

// fit makes room for a part, whole or, where it is longer than any page, cut, and
// reports whether there is room. After one that is cut there is none for more.
func (w *window) fit(i int) bool {
	heading, text := w.heading(i), w.text(i)
	from := w.from[i]
	start := byteOffset(text, from)
	need := tokenCost(heading + "\n" + text[start:] + "\n")
	if need <= w.left {
		w.left -= need
		return true
	}
	empty := w.lo == w.hi
	switch {
	case w.left <= 0 && !empty, w.uncut && !empty, text == "" && !empty:
		return false
	case w.uncut || text == "":
		w.left = 0
		return true
	case !empty && (need <= w.bound || w.left < w.bound/4):
		return false
	}
	kept := fittingBytes(text[start:], w.left-tokenCost(heading+"\n\n"))
	w.until[i] = from + utf8.RuneCountInString(text[start:start+kept])
	w.left = 0
	return true
}

// shown returns what of a part's text is shown.
func (w *window) shown(i int) string {
	text := w.text(i)
	start, end := byteOffset(text, w.from[i]), len(text)
	if until := w.until[i]; until > 0 {
		end = byteOffset(text, until)
	}
	return text[start:end]
}

// tokenCost returns how many tokens a text takes of a page, as text or as JSON,
// whichever is more.
func tokenCost(s string) int { return max(tokens.Estimate(s), tokens.Estimate(jsontree.Quote(s))) }

// byteOffset returns where the n-th character of s begins, in bytes.
func byteOffset(s string, n int) int {
	offset := 0
	for ; n > 0 && offset < len(s); n-- {
		_, size := utf8.DecodeRuneInString(s[offset:])
		offset += size
	}
	return offset
}

// fittingBytes returns how many bytes of the start of s fit into bound tokens, at
// least one character; the cut is between words where there are any.
func fittingBytes(s string, bound int) int {
	const maxTokenBytes = 16 // near enough
	end := min(len(s), max(bound, 1)*maxTokenBytes)
	kept := result.Largest(end, func(n int) bool { return tokenCost(s[:n]) <= bound })
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
