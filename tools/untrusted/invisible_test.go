package untrusted

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestVisible(t *testing.T) {
	for name, c := range map[string]struct{ in, want string }{
		"plain":                    {"Grüße, 你好!\n\tok", "Grüße, 你好!\n\tok"},
		"zero width":               {"ig\u200bno\u2060re\ufeff", "ignore"},
		"soft hyphen":              {"Do\u00adnau", "Donau"},
		"direction":                {"a\u202egpj.exe\u202c \u2066b\u2069\u200f\u061c", "agpj.exe b"},
		"tags":                     {"hi\U000e0001\U000e0068\U000e0069\U000e007f", "hi"},
		"variation selectors":      {"a\U000e0100\U000e01ef\ufe00\ufe0fb", "ab"},
		"controls":                 {"a\x00\x1b[31mb\x7f\u0080c", "a[31mbc"},
		"line ends":                {"a\r\nb\rc\u2028d\u2029e\u0085f", "a\nb\nc\nd\ne\nf"},
		"fillers":                  {"a\u3164\u115f\u1160\uffa0\u2800b\u034f", "ab"},
		"emoji family":             {"👩\u200d👧 ❤\ufe0f 1\ufe0f\u20e3", "👩\u200d👧 ❤\ufe0f 1\ufe0f\u20e3"},
		"emoji, heart on fire":     {"❤\ufe0f\u200d🔥", "❤\ufe0f\u200d🔥"},
		"persian":                  {"می\u200cخواهم", "می\u200cخواهم"},
		"joiners as hidden data":   {"a\u200d\u200c\u200db \u200d", "ab "},
		"joiners between emoji":    {"👩\u200d\u200d\u200d👧", "👩\u200d👧"},
		"arabic number sign shown": {"\u0600١", "\u0600١"},
		"not UTF-8":                {"a\xffb", "a\ufffdb"},
	} {
		if got := Visible(c.in); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

func FuzzVisible(f *testing.F) {
	f.Add("a\u200db\U000e0001")
	f.Fuzz(func(t *testing.T, s string) {
		got := Visible(s)
		if !utf8.ValidString(got) || Visible(got) != got || strings.ContainsAny(got, "\u202e\u2066\u200b\x1b\r") {
			t.Errorf("%q: %q, again %q", s, got, Visible(got))
		}
	})
}
