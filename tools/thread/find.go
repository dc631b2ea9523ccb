package thread

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"intercom-mcp/tools/args"
)

const (
	maxFindLength  = 200 // characters of the words to find
	excerptMargin  = 60  // characters before and after a word that is found
	maxExcerpts    = 5   // of one part
	fewExcerpts    = 2   // of one part on a small page
	smallPage      = 1_500
	findHeaderSize = 120 // tokens
)

// findWords returns the words of find, folded: each is looked for by itself, those in
// quotes together. Signs around a word do not count.
func findWords(find string) []string {
	var words []string
	for i, piece := range strings.Split(find, `"`) {
		if piece = strings.Join(strings.Fields(fold(piece).text), " "); i%2 == 1 {
			words = append(words, piece)
			continue
		}
		for word := range strings.FieldsSeq(piece) {
			words = append(words, cmp.Or(strings.TrimFunc(word, unicode.IsPunct), word))
		}
	}
	slices.Sort(words)
	return slices.DeleteFunc(slices.Compact(words), func(w string) bool { return w == "" })
}

// checkFind refuses what does not go with find.
func (in Args) checkFind() error {
	switch {
	case in.Find == "":
		return nil
	case len(findWords(in.Find)) == 0:
		return args.Errorf("find", "has no word to look for")
	case utf8.RuneCountInString(in.Find) > maxFindLength:
		return args.Errorf("find", "is longer than %d characters: give a few words", maxFindLength)
	case in.Around != "" || in.PartID != "":
		return args.Errorf("find", "does not go with around and part_id, which read; before and after say where to look")
	case in.DisplayAs == "raw" || in.DisplayAs == "html":
		return args.Errorf("find", "does not go with display_as %s: it shows excerpts of text", in.DisplayAs)
	}
	return nil
}

// A folded text is one in the form in which words are looked for: in lower case, without
// accents, and with one space for any white space.
type folded struct {
	text string
	at   []int // of each byte of text, where its character is in the original
}

// letters are those that have no accent to lose, as people write them without.
var letters = strings.NewReplacer("ß", "ss", "æ", "ae", "œ", "oe", "ø", "o", "đ", "d", "ł", "l", "ı", "i", "þ", "th", "ð", "d")

// fold returns a text folded.
func fold(s string) folded {
	var b strings.Builder
	at := make([]int, 0, len(s)+1)
	for i, r := range s {
		var as string
		switch {
		case unicode.IsSpace(r):
			if !strings.HasSuffix(b.String(), " ") {
				as = " "
			}
		case r < utf8.RuneSelf:
			as = string(unicode.ToLower(r))
		default:
			as = letters.Replace(strings.ToLower(strings.Map(withoutMarks, norm.NFKD.String(string(r)))))
		}
		b.WriteString(as)
		for range len(as) {
			at = append(at, i)
		}
	}
	return folded{b.String(), append(at, len(s))}
}

// withoutMarks drops a character that is a mark on the one before it.
func withoutMarks(r rune) rune {
	if unicode.Is(unicode.Mn, r) {
		return -1
	}
	return r
}

// A span is a piece of a text, in bytes.
type span struct{ from, to int }

// spans returns where the words stand in the text, the first place of each first; none
// where one of them is not there. Of each there are no more than maxExcerpts.
func (f folded) spans(words []string) []span {
	var first, more []span
	for _, word := range words {
		found := 0
		for from := 0; found < maxExcerpts; found++ {
			i := strings.Index(f.text[from:], word)
			if i < 0 {
				break
			}
			here := span{f.at[from+i], f.at[from+i+len(word)]}
			if from += i + len(word); found == 0 {
				first = append(first, here)
			} else {
				more = append(more, here)
			}
		}
		if found == 0 {
			return nil
		}
	}
	return append(first, more...)
}

// excerpt returns some characters around the first spans of a text, in one line.
func excerpt(text string, spans []span, most int) string {
	spans = slices.Clone(spans[:min(len(spans), most)])
	slices.SortFunc(spans, func(a, b span) int { return a.from - b.from })
	var pieces []span
	for _, s := range spans {
		s = widen(text, s)
		if n := len(pieces); n > 0 && s.from <= pieces[n-1].to {
			pieces[n-1].to = max(s.to, pieces[n-1].to)
			continue
		}
		pieces = append(pieces, s)
	}
	var b strings.Builder
	for i, p := range pieces {
		if p.from > 0 || i > 0 {
			b.WriteString("… ")
		}
		b.WriteString(strings.Join(strings.Fields(text[p.from:p.to]), " ") + " ")
	}
	if n := len(pieces); n > 0 && pieces[n-1].to < len(text) {
		b.WriteString("…")
	}
	return strings.TrimSpace(b.String())
}

// widen returns a span with some characters on both sides, whole words where there are any.
func widen(text string, s span) span {
	from, to := s.from, s.to
	for n := 0; n < excerptMargin && from > 0; n++ {
		_, size := utf8.DecodeLastRuneInString(text[:from])
		from -= size
	}
	if space := strings.IndexFunc(text[from:s.from], unicode.IsSpace); from > 0 && space >= 0 {
		from += space
	}
	for n := 0; n < excerptMargin && to < len(text); n++ {
		_, size := utf8.DecodeRuneInString(text[to:])
		to += size
	}
	if space := strings.LastIndexFunc(text[s.to:to], unicode.IsSpace); to < len(text) && space >= 0 {
		to = s.to + space
	}
	return span{from, to}
}

// A finding is what find found in a thread.
type finding struct {
	words    []string       // folded
	counts   map[string]int // how many parts have each of them
	searched int            // parts
	excerpts map[int]string // of the parts that have all words, by index
}

// find looks for the words in the parts at some indexes, and returns those of the parts
// that have them all. It looks in what is shown: what is redacted stands there as a
// placeholder, and looking for it finds nothing, so that no guess is confirmed.
func (t *Thread) find(indexes []int) (*finding, []int) {
	f := &finding{words: findWords(t.in.Find), counts: map[string]int{}, searched: len(indexes), excerpts: map[int]string{}}
	most := maxExcerpts
	if t.in.MaxTokens > 0 && t.in.MaxTokens < smallPage {
		most = fewExcerpts
	}
	var hits []int
	for _, i := range indexes {
		text := t.text(i)
		inText := fold(text)
		inAll := fold(text + "\n" + t.parts[i].told())
		for _, word := range f.words {
			if strings.Contains(inAll.text, word) {
				f.counts[word]++
			}
		}
		if inAll.spans(f.words) == nil {
			continue
		}
		hits = append(hits, i)
		f.excerpts[i] = excerpt(text, inText.spansOfAny(f.words), most)
	}
	return f, hits
}

// spansOfAny returns the spans of those of the words that are there; where none is, the
// beginning of the text.
func (f folded) spansOfAny(words []string) []span {
	there := slices.DeleteFunc(slices.Clone(words), func(w string) bool { return !strings.Contains(f.text, w) })
	if len(there) == 0 {
		return []span{{}}
	}
	return f.spans(there)
}

// told returns what the line that begins a part tells besides who and when: what
// happened in an event, and what is new of an e-mail.
func (e *part) told() string {
	if e.class != eventClass {
		return e.change
	}
	object, rest := e.details()
	return strings.Join(append([]string{e.deed().done, object}, rest...), " ")
}

// describe returns what was found of how many parts, for the coverage of a page.
func (t *Thread) describe(f *finding, hits int) string {
	what := "all of these words"
	shown := t.view.Clean(t.in.Find) == t.in.Find
	if shown {
		var quoted []string
		for _, word := range f.words {
			quoted = append(quoted, fmt.Sprintf("%q", word))
		}
		what = strings.Join(quoted, " and ")
	}
	switch {
	case hits > 0:
		return fmt.Sprintf("%d of %d parts have %s; around=<part id> reads on there", hits, f.searched, what)
	case !shown:
		return fmt.Sprintf("none of %d parts has %s. They hold what is redacted here, which no text shows and no search finds", f.searched, what)
	case len(f.words) == 1:
		return fmt.Sprintf("none of %d parts has %s", f.searched, what)
	}
	var each []string
	for _, word := range f.words {
		each = append(each, fmt.Sprintf("%q in %d", word, f.counts[word]))
	}
	return fmt.Sprintf("none of %d parts has %s: %s", f.searched, what, strings.Join(each, ", "))
}
