package redact

import (
	"html"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"intercom-mcp/tools/lazy"
)

// A reading is a text as a person would read it, and where each part of it
// stands in the text as it is written.
type reading struct {
	text    string
	written string
	moves   []move // in order; none where the two texts are the same
}

// A move says that the byte at read in the text read, and those after it, stand
// at written in the text as it is written.
type move struct{ read, written int }

// An edit replaces text[start:end] of a reading.
type edit struct {
	start, end int
	with       string
}

// asWritten reads a text as it is.
func asWritten(s string) reading { return reading{text: s, written: s} }

// unescaped reads the escapes of JSON, HTML and URLs in a text as what they
// stand for. Without this, the last letter or digit of an escape would seem to
// belong to the number or the address that follows it.
func unescaped(s string) reading { return read(s, func(r rune) rune { return r }) }

// inASCII reads escapes as unescaped does, and the digits of all scripts and the
// wide forms of signs as ASCII's.
func inASCII(s string) reading { return read(s, asciiOf) }

// read reads the escapes in s as the characters that they stand for, and each
// character as plain returns it.
func read(s string, plain func(rune) rune) reading {
	if strings.IndexFunc(s, func(r rune) bool { return startsEscape(r) || plain(r) != r }) < 0 {
		return asWritten(s)
	}
	var b strings.Builder
	b.Grow(len(s))
	t := reading{written: s}
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		if startsEscape(r) {
			r, n = readEscape(s[i:])
		}
		switch r = plain(r); {
		case unicode.Is(unicode.Cf, r): // nobody sees it
		case r == utf8.RuneError && n == 1: // no UTF-8
			b.WriteString(s[i : i+n])
		default:
			b.WriteRune(r)
		}
		i += n
		if shift := i - b.Len(); shift != t.shift() {
			t.moves = append(t.moves, move{b.Len(), i})
		}
	}
	t.text = b.String()
	return t
}

// shift returns by how many bytes the end of the text is moved so far.
func (t reading) shift() int {
	if len(t.moves) == 0 {
		return 0
	}
	last := t.moves[len(t.moves)-1]
	return last.written - last.read
}

// apply returns the text as it is written with some edits, which are in order
// and do not overlap.
func (t reading) apply(edits []edit) string {
	var b strings.Builder
	last, shift, moves := 0, 0, t.moves
	written := func(i int) int { // only ever called with a greater i
		for len(moves) > 0 && moves[0].read <= i {
			shift, moves = moves[0].written-moves[0].read, moves[1:]
		}
		return i + shift
	}
	for _, e := range edits {
		b.WriteString(t.written[last:written(e.start)])
		b.WriteString(e.with)
		last = written(e.end)
	}
	return b.String() + t.written[last:]
}

func startsEscape(r rune) bool { return r == '\\' || r == '%' || r == '&' }

// readEscape returns the character that the escape at the beginning of s stands
// for, and the length of the escape in bytes; where there is none, the first
// character of s. An escape may be escaped itself: %2540, &amp;gt; or \\u003e.
func readEscape(s string) (rune, int) {
	const longest = 40 // bytes of an escape
	first, _ := utf8.DecodeRuneInString(s)
	r, n := oneEscape(s[:min(len(s), longest)])
	if n == 0 {
		return first, utf8.RuneLen(first)
	}
	for startsEscape(r) {
		inner, length := oneEscape(string(r) + s[n:min(len(s), n+longest)])
		if length == 0 {
			break
		}
		r, n = inner, n+length-1
	}
	return r, n
}

// oneEscape is as readEscape for an escape that is not escaped itself; its
// length is 0 where there is none.
func oneEscape(s string) (rune, int) {
	switch s[0] {
	case '\\':
		return jsonEscape(s)
	case '%':
		return urlEscape(s)
	}
	return htmlEscape(s)
}

// htmlEscape reads an entity, also without its semicolon where browsers do.
func htmlEscape(s string) (rune, int) {
	entity := htmlEntity().FindString(s)
	if entity == "" {
		entity = openEntity().FindString(s)
	}
	shown := html.UnescapeString(strings.TrimSuffix(entity, ";") + ";")
	if r, n := utf8.DecodeRuneInString(shown); entity != "" && n == len(shown) {
		return r, len(entity)
	}
	return 0, 0
}

var (
	htmlEntity = lazy.Regexp(`(?i)^&(?:[a-z][a-z0-9]{1,30}|#\d{1,7}|#x[0-9a-f]{1,6});`)
	openEntity = lazy.Regexp(`(?i)^&(?:gt|lt|amp|nbsp|quot|#0*(?:160|32|34|38|40|43|46|60|62|64))`)
)

// jsonEscape reads \n, \r, \t, \u0026, \x26 and a sign after a backslash.
func jsonEscape(s string) (rune, int) {
	if len(s) < 2 {
		return 0, 0
	}
	digits := 0
	switch s[1] {
	case 'n', 'r':
		return '\n', 2
	case 't':
		return '\t', 2
	case '\\', '"', '/', '\'':
		return rune(s[1]), 2
	case 'u':
		digits = 4
	case 'x':
		digits = 2
	}
	if digits == 0 || len(s) < 2+digits {
		return 0, 0
	}
	code, err := strconv.ParseUint(s[2:2+digits], 16, 16)
	if err != nil {
		return 0, 0
	}
	if r := rune(code); utf8.ValidRune(r) && (r >= ' ' || unicode.IsSpace(r)) {
		return r, 2 + digits
	}
	return unicode.ReplacementChar, 2 + digits // a control, or half of an emoji
}

// urlEscape reads %XX, of which a character outside of ASCII has several.
func urlEscape(s string) (rune, int) {
	var encoded []byte
	for len(encoded) < utf8.UTFMax && len(s) >= 3*len(encoded)+3 && s[3*len(encoded)] == '%' {
		start := 3 * len(encoded)
		code, err := strconv.ParseUint(s[start+1:start+3], 16, 8)
		if err != nil {
			break
		}
		encoded = append(encoded, byte(code))
	}
	if len(encoded) == 0 || encoded[0] < ' ' && !unicode.IsSpace(rune(encoded[0])) {
		return 0, 0
	}
	r, n := utf8.DecodeRune(encoded)
	if r == utf8.RuneError {
		return 0, 0
	}
	return r, 3 * n
}

// asciiOf returns the ASCII digit or sign that a character is a form of; any
// other character as it is.
func asciiOf(r rune) rune {
	switch {
	case r < 0x660:
		return r
	case unicode.Is(unicode.Nd, r):
		zero := r
		for unicode.Is(unicode.Nd, zero-1) && r-zero < 9 { // digits come in tens, from zero on
			zero--
		}
		return '0' + (r-zero)%10
	case r == '\uff20' || r == '\ufe6b':
		return '@'
	case r == '\uff0e' || r == '\u3002' || r == '\uff61':
		return '.'
	case r == '\uff0b':
		return '+'
	}
	return r
}
